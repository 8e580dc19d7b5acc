import type { NewLogRow } from '../../domain/log-row';
import type { ImportCounts } from '../../domain/run';
import type { Link } from '../../store/schema';
import { putAll } from '../../store/rows';
import { type RunContext, save } from '../context';
import { asText } from './merge';
import { type PlannedRecord, recordRow, wasRefused, wasSent } from './page';
import { isMainFeed, type SourceFeed } from './sources';
import { writeBatch } from './write-batch';

/** What became of records that were sent. */
export interface Written {
  links: Link[];
  log: NewLogRow[];
  counts: Pick<ImportCounts, 'written' | 'setAside'>;
}

/** Sends records; what OutSmart refuses is set aside. */
export async function writeRecords(
  context: RunContext,
  feed: SourceFeed,
  writes: readonly PlannedRecord[],
): Promise<Written> {
  const written: Written = { links: [], log: [], counts: { written: 0, setAside: 0 } };
  if (writes.length === 0) return written;
  await doubt(context, writes);
  const records = writes.map((write) => write.record);
  const refusals = await writeBatch(context, feed.rule, records);
  const refused = new Map(refusals.map(({ index, error }) => [index, error]));
  for (const [index, write] of writes.entries()) {
    const error = refused.get(index);
    written.counts[error === undefined ? 'written' : 'setAside'] += 1;
    if (error !== undefined) setRefusedAside(written, feed, write, error);
    else acceptWrite(written, feed, write);
  }
  return written;
}

/**
 * Until its answer is stored, a write may have been made or not. So what OutSmart is known to have is forgotten
 * before it leaves: a record that goes back to its earlier value meanwhile is compared, not taken for unchanged.
 */
async function doubt(context: RunContext, writes: readonly PlannedRecord[]): Promise<void> {
  const links = writes.flatMap(({ before }) => (before?.hash ? [{ ...before, hash: '' }] : []));
  if (links.length > 0)
    await save(context, ['links'], async (tx) => putAll(tx, 'links', links), { strict: true });
}

function acceptWrite({ links, log }: Written, feed: SourceFeed, write: PlannedRecord): void {
  links.push(write.link);
  const isNew = write.before === undefined || !wasSent(write.before);
  if (!isNew && isMainFeed(feed)) log.push(recordRow(feed, nameOf(feed, write), 'info', 'RECORD_CHANGED'));
}

function setRefusedAside(
  { links, log }: Written,
  feed: SourceFeed,
  write: PlannedRecord,
  { params, original }: { params: NewLogRow['params']; original: string | undefined },
): void {
  const { link, before } = write;
  const named = nameOf(feed, write);
  const { key, name } = named;
  const aside = { code: 'RECORD_REFUSED', params, hash: link.hash, key, name } as const;
  // What it was sent before is still what OutSmart has.
  links.push({ ...link, hash: '', sent: before?.sent ?? {}, aside });
  if (wasRefused(link.hash, before)) return;
  log.push({ ...recordRow(feed, named, 'warning', 'RECORD_REFUSED', params), original });
}

function nameOf({ rule }: SourceFeed, { record, name }: PlannedRecord) {
  return { feed: rule.feed, key: rule.targetKey(asText(record)), name };
}

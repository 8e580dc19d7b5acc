import { MASS } from '../../domain/approval';
import type { NewLogRow } from '../../domain/log-row';
import type { Link } from '../../store/schema';
import type { RunContext } from '../context';
import type { BegunJob } from './cursor';
import { linksOf } from './known-rows';
import { recordRow, wasSent } from './page';
import { logWithin, noChanges, type Pass, store } from './pass';
import type { SourceFeed } from './sources';

/**
 * Reports, after a pass that has seen every row, the records of a feed that AccountView no longer shows (product
 * §3). Nothing is removed anywhere. When many vanish at once that says more about the service, or the rights of its
 * user, than about the records: one row, and nobody is marked.
 */
export async function reportMissing(
  context: RunContext,
  job: BegunJob,
  feed: SourceFeed,
  pass: Pass,
): Promise<BegunJob> {
  const { gone, before, known } = await findMissing(context, job, feed);
  const isMass = gone.length > MASS.few && gone.length > known * MASS.part;
  const changes = noChanges();
  const log: NewLogRow[] = isMass
    ? [massRow(feed, gone.length, known)]
    : gone.map((link) => recordRow(feed, nameOf(feed, link), 'warning', 'RECORD_DISAPPEARED'));
  if (!isMass) {
    const missingSince = context.ports.clock.now();
    changes.links.push(...gone.map((link) => ({ ...link, missingSince })));
  }
  const limited = logWithin(job, pass, log);
  const missing = before + (isMass ? 0 : gone.length);
  const next = { ...limited.job, missing: { ...job.missing, [feed.category]: missing } };
  if (log.length > 0) await store(context, next, { ...changes, log: [...limited.log] });
  return next;
}

interface Missing {
  /** Not seen in this pass, for the first time. */
  gone: Link[];
  /** Reported by an earlier pass, and still gone. */
  before: number;
  /** Records that were written at one time or another. */
  known: number;
}

async function findMissing(
  context: RunContext,
  { cursor }: BegunJob,
  { rule }: SourceFeed,
): Promise<Missing> {
  const missing: Missing = { gone: [], before: 0, known: 0 };
  for await (const links of linksOf(context, rule.feed))
    for (const link of links.filter(wasSent)) {
      missing.known += 1;
      if (link.passId === cursor.passId) continue;
      if (link.missingSince === undefined) missing.gone.push(link);
      else missing.before += 1;
    }
  return missing;
}

function massRow({ category }: SourceFeed, missing: number, known: number): NewLogRow {
  const params = { missing, known };
  return { level: 'warning', direction: 'import', category, code: 'MASS_DISAPPEARED', params };
}

function nameOf({ rule }: SourceFeed, { sent, key }: Link) {
  return { feed: rule.feed, key: rule.targetKey(sent) || key };
}

import { isMassChange, MASS } from '../../domain/approval';
import { toAppError } from '../../kernel/app-error';
import { rowsUnder } from '../../store/rows';
import type { Staged } from '../../store/schema';
import { atStepBorder, type RunContext, save } from '../context';
import type { BegunJob } from './cursor';
import { linksOf, readKnown } from './known-rows';
import { asText } from './merge';
import { planAgainst, wasSent } from './page';
import { addCounts, failCategory, isOut, logWithin, noChanges, type Pass, showProgress, store } from './pass';
import type { SourceFeed } from './sources';
import { writeRecords } from './write-page';

/** Records per call. */
const BATCH = 200;

/**
 * Writes the changes that were kept back, once all of them are known; when they are a mass change, none of them:
 * the category asks first (product §3).
 */
export async function writeStaged(
  context: RunContext,
  job: BegunJob,
  feed: SourceFeed,
  pass: Pass,
): Promise<BegunJob> {
  const { rule, category } = feed;
  const range = rowsUnder(context.run.companyId, rule.feed);
  const changed = await context.ports.store.read(['staged'], (tx) => tx.objectStore('staged').count(range));
  if (changed === 0) return job;
  const known = changed > MASS.few ? await countKnown(context, job, feed) : changed;
  if (isMassChange(changed, known)) {
    const asking: BegunJob = { ...job, waits: { ...job.waits, [category]: 'mass-change' } };
    // It has to ask on disk before what it asks about is forgotten: whoever goes on from here asks too.
    await store(context, asking, noChanges());
    await dropStaged(context, [feed]);
    return asking;
  }
  // What somebody changed at OutSmart since it was kept back is neither missed nor overwritten.
  await pass.lists.refresh(rule);
  let current = job;
  while (!isOut(current, category)) {
    atStepBorder(context);
    const rows = await context.ports.store.read(['staged'], (tx) =>
      tx.objectStore('staged').getAll(range, BATCH),
    );
    if (rows.length === 0) break;
    current = await writeBatchOf(context, current, { feed, rows, pass });
  }
  return current;
}

/** Records that were there before the pass: what it wrote so far is new, and says nothing about what is changed. */
async function countKnown(context: RunContext, { counts }: BegunJob, feed: SourceFeed): Promise<number> {
  let sent = 0;
  for await (const links of linksOf(context, feed.rule.feed)) sent += links.filter(wasSent).length;
  return sent - (counts[feed.category]?.written ?? 0);
}

async function writeBatchOf(
  context: RunContext,
  job: BegunJob,
  { feed, rows, pass }: { feed: SourceFeed; rows: readonly Staged[]; pass: Pass },
): Promise<BegunJob> {
  const { category, rule } = feed;
  const keys = rows.map(({ key }) => key);
  const links = await readKnown(context, 'links', rule.feed, keys);
  const targetKey = ({ record }: Staged): string => rule.targetKey(asText(record));
  const targets = await pass.lists.read(rule, rows.map(targetKey));
  const { leads } = context.settings;
  const plans = rows.map((row) =>
    planAgainst({ ...row, before: links.get(row.key) }, targets.get(targetKey(row)), { feed, leads }),
  );
  const writes = plans.flatMap(({ changed, write }) => (changed ? [write] : []));
  const same = plans.flatMap(({ changed, write }) => (changed ? [] : [write.link]));
  try {
    const { links: written, log, counts } = await writeRecords(context, feed, writes);
    const all = { ...counts, unchanged: same.length };
    const limited = logWithin(addCounts(job, category, all), pass, log);
    const unstaged = rows.map((row): [string, string, string] => [row.companyId, row.category, row.key]);
    const next = { ...limited.job, attempt: 0, crashes: 0 };
    await store(context, next, {
      ...noChanges(),
      links: [...same, ...written],
      log: [...limited.log],
      unstaged,
    });
    showProgress(context, pass);
    return next;
  } catch (error) {
    return failCategory(job, category, toAppError(error));
  }
}

/** Forgets what was kept back: its records are met again by the next pass, since the marks have not moved. */
export async function dropStaged(context: RunContext, feeds: readonly SourceFeed[]): Promise<void> {
  const { companyId } = context.run;
  await save(context, ['staged'], async (tx) => {
    for (const { rule } of feeds) await tx.objectStore('staged').delete(rowsUnder(companyId, rule.feed));
  });
}

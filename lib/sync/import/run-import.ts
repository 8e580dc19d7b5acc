import type { Category } from '../../domain/category';
import type { ImportJob } from '../../domain/run';
import type { CompanyState, Link } from '../../store/schema';
import {
  atStepBorder,
  companyState,
  endLongTurn,
  putJob,
  type RunContext,
  save,
  updateCompany,
} from '../context';
import { ask, modeOf } from './approval';
import { type BegunJob, beginPass, changedSince, nextChain, withWaits } from './cursor';
import { importPage } from './import-page';
import { reportMissing } from './missing';
import { type OnceRunner, onceRunner } from './once-runner';
import { isOut, type Pass, rowsLeftFor } from './pass';
import { readAhead } from './read-ahead';
import { feedsOf, isImported, isMainFeed, openSource } from './sources';
import { dropStaged, writeStaged } from './staged';
import { survey } from './survey';
import { targetLists } from './targets';

/**
 * Works one import job to its end: page by page, each page's data and cursor in one transaction, then over what
 * changed meanwhile, then what was kept back. What needs a yes is counted at the end and asks.
 */
export async function runImportJob(context: RunContext, planned: ImportJob): Promise<ImportJob> {
  const company = await companyState(context);
  const job = {
    ...planned,
    categories: planned.categories.filter((category) => isWanted(company, planned, category)),
  };
  if (job.categories.length === 0) return job;
  const once = onceRunner(job.source);
  if (once !== undefined) return await runOnce(context, withWaits(job, company), once);
  const opened = await openSource(context, job.source);
  if (opened === undefined) return { ...job, unavailable: job.categories };
  const retriesRefused = await mayRetry(context);
  const begun = beginPass(context, job, { ...opened, company, retriesRefused });
  const { writes } = begun.cursor.pass;
  const feeds = feedsOf(opened.source, writes, (category) => isImported(context.settings, company, category));
  const pass: Pass = {
    ...opened,
    feeds,
    company,
    retriesRefused,
    lists: targetLists(context),
    staged: new Set(),
    found: company.found ?? {},
    rowsLeft: await rowsLeftFor(context, job),
    commit: Promise.resolve(),
    shownAt: 0,
  };
  if (begun.cursor !== job.cursor) await storeBegun(context, begun, pass);
  let current = begun;
  if (feeds.some(({ category }) => !isOut(begun, category))) current = await makePass(context, begun, pass);
  current = await askAll(context, current);
  return { ...current, cursor: { ...current.cursor, finished: true } };
}

/** Somebody may have been asked, or said no, since the run was planned. */
function isWanted(company: CompanyState, { named = false, waits }: ImportJob, category: Category): boolean {
  return waits?.[category] !== undefined || modeOf(company, category, named) !== 'leave';
}

async function runOnce(context: RunContext, job: ImportJob, { run }: OnceRunner): Promise<ImportJob> {
  const isAsking = job.categories.some((category) => job.waits?.[category] !== undefined);
  return await askAll(context, isAsking ? job : await run(context, job));
}

/** A person asked, and OutSmart refused something before: it is offered again (reliability §3.3). */
async function mayRetry({ ports, run }: RunContext): Promise<boolean> {
  if (run.trigger !== 'manual' && run.trigger !== 'save') return false;
  const key = IDBKeyRange.only([
    run.companyId,
    'RECORD_REFUSED' satisfies NonNullable<Link['aside']>['code'],
  ]);
  return await ports.store.read(['links'], async (tx) => {
    return (await tx.objectStore('links').index('aside').count(key)) > 0;
  });
}

/** What an earlier pass kept back is met again by this one. */
async function storeBegun(context: RunContext, job: BegunJob, { feeds }: Pass): Promise<void> {
  await dropStaged(context, feeds);
  await save(context, ['jobs'], (tx) => putJob(context, tx, job));
}

async function makePass(context: RunContext, begun: BegunJob, pass: Pass): Promise<BegunJob> {
  let current = begun;
  let next: BegunJob | undefined = begun;
  if (begun.cursor.pageNumber > 0 || begun.cursor.pass.catchUps > 0)
    for (const feed of pass.feeds) pass.staged.add(feed);
  while (next !== undefined) {
    current = await readChain(context, next, pass);
    next = nextChain(context, current, pass.fields);
  }
  for (const feed of pass.feeds)
    if (!isOut(current, feed.category)) current = await writeStaged(context, current, feed, pass);
  for (const feed of pass.feeds)
    if (isProven(current, feed.category, pass) && isMainFeed(feed))
      current = await reportMissing(context, current, feed, pass);
  await pass.lists.drop();
  const { found } = pass;
  if (found !== pass.company.found && Object.keys(found).length > 0)
    await updateCompany(context, (company) => ({ ...company, found: { ...company.found, ...found } }));
  return current;
}

/** Every row was seen, and there was something to miss. */
function isProven(job: BegunJob, category: Category, { company }: Pass): boolean {
  return (
    job.cursor.pass.kind === 'full' && !isOut(job, category) && company.imports[category]?.imported === true
  );
}

/** Reads one chain from its cursor to its end, or until nobody wants its rows any more. */
async function readChain(context: RunContext, job: BegunJob, pass: Pass): Promise<BegunJob> {
  const { lastKey, pass: cursor } = job.cursor;
  // Only a catch-up may end at a short page: the chain before it has shown how many rows a page has.
  const fullPage = cursor.catchUps === 0 ? 0 : cursor.fullPage;
  const chain = { ...pass, filters: changedSince(cursor.since), from: lastKey, fullPage };
  let current = job;
  const since = context.ports.clock.now();
  try {
    for await (const page of readAhead(context, chain)) {
      atStepBorder(context);
      current = await importPage(context, current, page, pass);
      endLongTurn(context, since);
      if (pass.feeds.every(({ category }) => isOut(current, category))) break;
    }
  } finally {
    await pass.commit;
  }
  return current;
}

/** Counts the categories that need a yes, and asks for it. */
async function askAll<J extends ImportJob>(context: RunContext, job: J): Promise<J> {
  const waits = job.waits ?? {};
  const categories = job.categories.filter((category) => waits[category] !== undefined);
  if (categories.length === 0) return job;
  const surveyed = await survey(context, job.source, categories);
  const failed = { ...job.failed };
  const unavailable = [...(job.unavailable ?? [])];
  for (const category of categories) {
    const { counts, error } = surveyed[category] ?? { counts: null, error: null };
    if (error !== null) failed[category] = error;
    else if (counts === null) unavailable.push(category);
    else await ask(context, category, waits[category] ?? 'first', counts);
  }
  return { ...job, failed, unavailable };
}

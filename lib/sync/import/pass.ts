import { type ImportCounts, type ImportJob, NO_COUNTS, type Run } from '../../domain/run';
import type { ImportableCategory } from '../../domain/category';
import type { NewLogRow } from '../../domain/log-row';
import { type AppError, reasonOf, toAppError } from '../../kernel/app-error';
import type { Link, Schema } from '../../store/schema';
import { putAll } from '../../store/rows';
import { atStepBorder, endLongTurn, putJob, type RunContext, save } from '../context';
import { dictionaryOf } from '../dictionary';
import { type BegunJob, beginPass, changedSince, nextChain } from './cursor';
import {
  type FeedPlan,
  isMainFeed,
  mapPage,
  needsTargets,
  type PlannedRecord,
  planPage,
  recordRow,
  wasRefused,
} from './page';
import { fieldsOf, type Source, type SourceFeed, sourceOf } from './sources';
import { dropTargets, loadTargets } from './targets';
import { type Chain, readAhead, type SourcePage } from './read-ahead';
import { writeBatch } from './write-batch';

/** Changed records that get a line of their own per job; more are counted in the summary (product §8). */
const CHANGE_ROWS = 500;

/**
 * Works one import job to its end: page by page, each page's data and cursor in one transaction, and then over
 * what changed meanwhile.
 */
export async function runImportJob(context: RunContext, job: ImportJob): Promise<ImportJob> {
  const source = sourceOf(job.source);
  const fields = fieldsOf(source, await dictionaryOf(context, source.table));
  const feeds = activeFeeds(source, job, context);
  const loaded = new Set<SourceFeed>();
  let current = beginPass(context, job, fields);
  let next: BegunJob | undefined = current;
  while (next !== undefined) {
    current = await readChain(context, next, { source, fields }, { feeds, loaded });
    next = nextChain(context, current, fields);
  }
  for (const feed of loaded) await dropTargets(context, feed.rule);
  return { ...current, cursor: { ...current.cursor, finished: true } };
}

/** Reads one chain from its cursor to its end, or until nobody wants its rows any more. */
async function readChain(
  context: RunContext,
  job: BegunJob,
  table: Pick<Chain, 'source' | 'fields'>,
  parts: Pick<Page, 'feeds' | 'loaded'>,
): Promise<BegunJob> {
  const { lastKey, pass } = job.cursor;
  // Only a catch-up may end at a short page: the chain before it has shown how many rows a page has.
  const fullPage = pass.since === null ? 0 : pass.fullPage;
  const chain = { ...table, filters: changedSince(pass.since), from: lastKey, fullPage };
  let current = job;
  const since = context.ports.clock.now();
  for await (const page of readAhead(context, chain)) {
    atStepBorder(context);
    current = await importPage(context, current, { ...page, ...parts });
    endLongTurn(context, since);
    if (parts.feeds.every(({ category }) => current.failed[category] !== undefined)) break;
  }
  return current;
}

function activeFeeds(source: Source, job: ImportJob, { settings }: RunContext): SourceFeed[] {
  return source.feeds.filter(
    (feed) =>
      job.categories.includes(feed.category) &&
      (feed.alsoNeeds === undefined || settings.imports[feed.alsoNeeds]),
  );
}

interface Page extends SourcePage {
  feeds: readonly SourceFeed[];
  /** Feeds whose OutSmart list is staged by this instance. */
  loaded: Set<SourceFeed>;
}

async function importPage(context: RunContext, job: BegunJob, page: Page): Promise<BegunJob> {
  let current = job;
  const links: Link[] = [];
  const log: NewLogRow[] = [];
  let { isNews } = job.cursor.pass;
  for (const feed of page.feeds) {
    if (current.failed[feed.category] !== undefined) continue;
    try {
      const plan = await importFeed(context, current, feed, page);
      links.push(...plan.links);
      log.push(...plan.log);
      isNews ||= plan.counts.read > 0;
      current = isMainFeed(feed) ? addCounts(current, feed.category, plan.counts) : current;
    } catch (error) {
      const failure = toAppError(error);
      // What the page did so far is kept: in this pass those records are not looked at again.
      if (failure.kind !== 'permanent' && links.length > 0) await store(context, current, links, log);
      current = failCategory(current, feed, failure);
    }
  }
  return await checkpoint(context, current, { ...page, isNews }, { links, log });
}

/** A target that refuses the call as a whole fails its category; the others go on. Everything else stops the job. */
function failCategory(job: BegunJob, feed: SourceFeed, error: AppError): BegunJob {
  if (error.kind !== 'permanent') throw error;
  return { ...job, failed: { ...job.failed, [feed.category]: reasonOf(error) } };
}

async function importFeed(
  context: RunContext,
  job: ImportJob,
  feed: SourceFeed,
  page: Page,
): Promise<FeedPlan> {
  const candidates = mapPage(feed, page.rows, context.settings);
  const links = await readRows(
    context,
    'links',
    feed,
    candidates.map(({ key }) => key),
  );
  const retriesRefused = !isMainFeed(feed) || isAskedFor(context.run);
  const mustLook = needsTargets(candidates, { links, retriesRefused });
  if (mustLook && !page.loaded.has(feed)) {
    await loadTargets(context, feed.rule);
    page.loaded.add(feed);
  }
  const ownKeys = candidates.map(({ mapped }) => mapped.key);
  const targets = mustLook ? await readRows(context, 'targets', feed, ownKeys) : undefined;
  const { companyId } = context.run;
  const { passId } = job.cursor;
  const input = { feed, companyId, passId, links, retriesRefused, targets };
  return await send(context, job, feed, planPage(input, candidates));
}

function isAskedFor({ trigger }: Run): boolean {
  return trigger === 'manual' || trigger === 'save';
}

/** Writes what the plan says and moves what OutSmart refused from written to set aside. */
async function send(
  context: RunContext,
  job: ImportJob,
  feed: SourceFeed,
  plan: FeedPlan,
): Promise<FeedPlan> {
  await doubt(context, plan);
  const refusals = await writeBatch(
    context,
    feed.rule,
    plan.writes.map((write) => write.record),
  );
  const refused = new Map(refusals.map(({ index, error }) => [index, error]));
  for (const [index, write] of plan.writes.entries()) {
    const error = refused.get(index);
    if (error !== undefined) setRefusedAside(plan, feed, write, error);
    else acceptWrite(plan, feed, write, job);
  }
  return plan;
}

/**
 * Until its answer is stored, a write may have been made or not. So what OutSmart is known to have is forgotten
 * before it leaves: a record that goes back to its earlier value meanwhile is compared, not taken for unchanged.
 */
async function doubt(context: RunContext, { writes }: FeedPlan): Promise<void> {
  const links = writes.flatMap(({ before }) => (before?.hash ? [{ ...before, hash: '' }] : []));
  if (links.length > 0)
    await save(context, ['links'], async (tx) => putAll(tx, 'links', links), { strict: true });
}

function acceptWrite(plan: FeedPlan, feed: SourceFeed, write: PlannedRecord, job: ImportJob): void {
  plan.links.push(write.link);
  const isKnown = write.before !== undefined && write.before.hash !== '';
  const worthARow = isKnown && isMainFeed(feed) && job.cursor.logged + plan.log.length < CHANGE_ROWS;
  if (worthARow) plan.log.push(recordRow(feed, write.candidate, 'info', 'RECORD_CHANGED'));
}

function setRefusedAside(
  plan: FeedPlan,
  feed: SourceFeed,
  { link, candidate, before }: PlannedRecord,
  error: AppError,
): void {
  plan.counts.written -= 1;
  plan.counts.setAside += 1;
  const aside = { code: 'RECORD_REFUSED', params: error.params, hash: link.hash } as const;
  // What it was sent before is still what OutSmart has.
  plan.links.push({ ...link, hash: '', sent: before?.sent ?? {}, aside });
  if (wasRefused(candidate, before)) return;
  const row = recordRow(feed, candidate, 'warning', 'RECORD_REFUSED', error.params);
  plan.log.push({ ...row, original: error.original });
}

/** What is stored of a feed under these keys, by key. */
async function readRows<N extends 'links' | 'targets'>(
  { ports, run }: RunContext,
  name: N,
  { rule }: SourceFeed,
  keys: readonly string[],
): Promise<Map<string, Schema[N]['value']>> {
  return await ports.store.read([name], async (tx) => {
    const rows = tx.objectStore<N>(name);
    const found = await Promise.all(keys.map((key) => rows.get([run.companyId, rule.feed, key])));
    return new Map(found.flatMap((row) => (row === undefined ? [] : [[row.key, row] as const])));
  });
}

function addCounts(job: BegunJob, category: ImportableCategory, counts: ImportCounts): BegunJob {
  const sum = { ...(job.counts[category] ?? NO_COUNTS) };
  for (const name of Object.keys(NO_COUNTS) as (keyof ImportCounts)[]) sum[name] += counts[name];
  return { ...job, counts: { ...job.counts, [category]: sum } };
}

async function checkpoint(
  context: RunContext,
  job: BegunJob,
  { rows, lastKey, isNews }: SourcePage & { isNews: boolean },
  { links, log }: { links: readonly Link[]; log: readonly NewLogRow[] },
): Promise<BegunJob> {
  const { cursor, progress } = job;
  const { pass } = cursor;
  const isWhole = pass.since === null;
  const fullPage = isWhole && cursor.pageNumber === 0 ? rows.length : pass.fullPage;
  const next: BegunJob = {
    ...job,
    attempt: 0,
    crashes: 0,
    cursor: {
      ...cursor,
      lastKey,
      pageNumber: cursor.pageNumber + 1,
      logged: cursor.logged + log.length,
      pass: { ...pass, fullPage, isNews },
    },
    // What changed meanwhile was counted among the rows of the table.
    progress: { ...progress, done: progress.done + (isWhole ? rows.length : 0) },
  };
  await store(context, next, links, log);
  await context.ports.refreshSnapshot();
  return next;
}

async function store(
  context: RunContext,
  job: ImportJob,
  links: readonly Link[],
  log: readonly NewLogRow[],
): Promise<void> {
  await save(
    context,
    ['jobs', 'links'],
    async (tx) => {
      putAll(tx, 'links', links);
      await putJob(context, tx, job);
    },
    { log },
  );
}

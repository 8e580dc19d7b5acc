import { toAppError } from '../../kernel/app-error';
import { dutchDay } from '../../kernel/clock';
import type { RunContext } from '../context';
import { withFound } from '../found';
import type { MapContext } from '../rules/rule';
import { isOutgrown, withWritten } from './approval';
import { type Candidate, mapPage } from './candidates';
import type { BegunJob } from './cursor';
import { readKnown } from './known-rows';
import { type FeedPlan, needsTargets, planPage } from './page';
import {
  addCounts,
  type Changes,
  failCategory,
  isOut,
  logWithin,
  noChanges,
  type Pass,
  showProgress,
  store,
} from './pass';
import type { SourcePage } from './read-ahead';
import { isImported, isMainFeed, type SourceFeed } from './sources';
import { writeRecords } from './write-page';

/** What a mapping knows beside the row. */
export function mapContext({ settings, ports }: RunContext): MapContext {
  return { settings, today: dutchDay(ports.clock.now()) };
}

/** Everything one page brings: records to OutSmart, then its data and the cursor in one transaction. */
export async function importPage(
  context: RunContext,
  job: BegunJob,
  page: SourcePage,
  pass: Pass,
): Promise<BegunJob> {
  let current = job;
  let { isNews } = job.cursor.pass;
  const changes = noChanges();
  pass.found = withFound(pass.found, pass.source.table, page.rows);
  const mapping = mapContext(context);
  for (const feed of pass.feeds) {
    current = leaveBehind(context, current, feed, pass);
    if (isOut(current, feed.category)) continue;
    try {
      const candidates = mapPage(feed, page.rows, mapping, job.cursor.pass.since === null);
      await pass.commit;
      const plan = await planFeed(context, current, feed, candidates, pass);
      isNews ||= plan.counts.read > 0;
      current = await writePlan(context, current, feed, plan, { pass, changes });
    } catch (error) {
      const failure = toAppError(error);
      // What the page did so far is kept: in this pass those records are not looked at again.
      if (failure.kind !== 'permanent' && changes.links.length > 0) await store(context, current, changes);
      current = failCategory(current, feed.category, failure);
    }
  }
  await pass.commit;
  return checkpoint(context, current, { ...page, isNews }, { pass, changes });
}

/** Leaves a category to a later run when what its records refer to is not going out after all. */
function leaveBehind(
  { settings }: RunContext,
  job: BegunJob,
  { category, after }: SourceFeed,
  { company }: Pass,
): BegunJob {
  const { pass } = job.cursor;
  if (after === undefined || !pass.writes.includes(after) || !isOut(job, after)) return job;
  if (isImported(settings, company, after)) return job;
  const writes = pass.writes.filter((one) => one !== category);
  return { ...job, cursor: { ...job.cursor, pass: { ...pass, writes } } };
}

async function planFeed(
  context: RunContext,
  job: BegunJob,
  feed: SourceFeed,
  candidates: readonly Candidate[],
  { lists, company, staged, retriesRefused }: Pass,
): Promise<FeedPlan> {
  const { rule, category } = feed;
  const { passId, pass } = job.cursor;
  const keys = candidates.map(({ key }) => key);
  const links = await readKnown(context, 'links', rule.feed, keys);
  const isFull = pass.kind === 'full';
  const retries = retriesRefused || !isMainFeed(feed);
  const mustLook = needsTargets(candidates, { isFull, links, retriesRefused: retries });
  if (mustLook) await lists.load(rule);
  const targets = mustLook
    ? await lists.read(
        rule,
        candidates.map(({ mapped }) => mapped.key),
      )
    : new Map<string, never>();
  const input = {
    feed,
    companyId: context.run.companyId,
    passId,
    leads: context.settings.leads,
    isFull,
    links,
    targets,
    isPartial: pass.since !== null,
    brakes: isMainFeed(feed) && company.approvals?.[category]?.state !== 'yes',
    retriesRefused: retries,
    staged: staged.has(feed) ? await readKnown(context, 'staged', rule.feed, keys) : new Map<string, never>(),
  };
  return planPage(input, candidates);
}

/** Writes what the plan says, unless that is more than the yes was given for. */
async function writePlan(
  context: RunContext,
  job: BegunJob,
  feed: SourceFeed,
  plan: FeedPlan,
  { pass, changes }: { pass: Pass; changes: Changes },
): Promise<BegunJob> {
  const { category } = feed;
  const counted = { new: plan.created, changed: plan.writes.length - plan.created };
  if (isMainFeed(feed) && isOutgrown(pass.company, category, counted))
    return {
      ...job,
      waits: { ...job.waits, [category]: pass.company.approvals?.[category]?.reason ?? 'first' },
    };
  const written = await writeRecords(context, feed, plan.writes);
  const { companyId } = context.run;
  changes.links.push(...plan.links, ...written.links);
  changes.log.push(...plan.log, ...written.log);
  changes.staged.push(...plan.staged);
  for (const key of plan.unstaged) changes.unstaged.push([companyId, feed.rule.feed, key]);
  if (plan.staged.length > 0) pass.staged.add(feed);
  if (!isMainFeed(feed)) return job;
  const company = plan.writes.length > 0 ? withWritten(pass.company, category, counted) : pass.company;
  if (company !== pass.company) changes.company = company;
  pass.company = company;
  return addCounts(addCounts(job, category, plan.counts), category, written.counts);
}

/** The job behind the page. Its transaction runs while the next page is waited for. */
function checkpoint(
  context: RunContext,
  job: BegunJob,
  { rows, lastKey, isNews }: SourcePage & { isNews: boolean },
  { pass, changes }: { pass: Pass; changes: Changes },
): BegunJob {
  const limited = logWithin(job, pass, changes.log);
  const { cursor, progress } = limited.job;
  const isFirstChain = cursor.pass.catchUps === 0;
  const fullPage = isFirstChain && cursor.pageNumber === 0 ? rows.length : cursor.pass.fullPage;
  const next: BegunJob = {
    ...limited.job,
    attempt: 0,
    crashes: 0,
    cursor: {
      ...cursor,
      lastKey,
      pageNumber: cursor.pageNumber + 1,
      pass: { ...cursor.pass, fullPage, isNews },
    },
    // What changed meanwhile was counted among the rows before.
    progress: { ...progress, done: progress.done + (isFirstChain ? rows.length : 0) },
  };
  pass.commit = store(context, next, { ...changes, log: [...limited.log] });
  // Its failure is met when it is awaited; until then it must not count as unhandled.
  pass.commit.catch(() => {});
  showProgress(context, pass);
  return next;
}

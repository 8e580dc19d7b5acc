import type { Category } from '../../domain/category';
import { NO_PREVIEW_COUNTS, type PreviewCounts } from '../../domain/preview';
import type { ImportJob, ImportSource, Run } from '../../domain/run';
import { reasonOf, toAppError } from '../../kernel/app-error';
import type { Settings } from '../../settings/schema';
import { atStepBorder, type RunContext } from '../context';
import type { EnginePorts, SurveyedRecord } from '../port';
import { type Candidate, mapPage } from './candidates';
import { mapContext } from './import-page';
import { onceRunner } from './once-runner';
import { readKnown } from './known-rows';
import { planWrite } from './merge';
import { wasRefused } from './page';
import { readAhead } from './read-ahead';
import { feedsOf, isMainFeed, JOB_SOURCES, openSource, refOf, type SourceFeed } from './sources';
import { type TargetLists, targetLists } from './targets';

export type { SurveyedRecord } from '../port';

/** Told of a survey while it goes on. */
export interface SurveyListener {
  /** Must not wait: what it is told is kept until `page`. */
  record(found: SurveyedRecord): void;
  /** After each page, with the rows of the category's table so far; awaited. */
  page?(category: Category, rows: number): Promise<void>;
}

/** Per category what an import would do, or why that is not known; neither: the company has no such table. */
export type Survey = Partial<Record<Category, { counts: PreviewCounts | null; error: ImportJob['error'] }>>;

/** The sources of these categories in the order of an import. */
export function surveyJobs(
  categories: readonly Category[],
): { source: ImportSource; categories: Category[] }[] {
  return JOB_SOURCES.flatMap(({ source, categories: all }) => {
    const wanted = all.filter((category) => categories.includes(category));
    return wanted.length === 0 ? [] : [{ source, categories: wanted }];
  });
}

/** For a survey outside of a run: by other settings than those in force, and before the first run. */
export function surveyContext(
  ports: EnginePorts,
  options: { companyId: string; settings: Settings; epoch: number; signal: AbortSignal },
): RunContext {
  const startedAt = ports.clock.now();
  const { companyId, settings, epoch, signal } = options;
  const run: Run = {
    runId: '',
    companyId,
    trigger: 'manual',
    state: 'running',
    startedAt,
    finishedAt: null,
    stopRequested: false,
    code: null,
  };
  return {
    ports,
    run,
    settings: { ...settings, companyId },
    epoch,
    signal,
    turn: { startedAt, end: () => {} },
  };
}

/** One feed's numbers while its table is read. */
interface Tally {
  feed: SourceFeed;
  counts: PreviewCounts;
  error: ImportJob['error'];
  /** Keys of the page before: two rows under one key stand side by side. */
  seen: ReadonlySet<string>;
}

/**
 * Counts what an import of these categories would do: reads every row and OutSmart's own lists, plans, and writes
 * nothing at either service.
 * @throws AppError when the table itself cannot be read
 */
export async function survey(
  context: RunContext,
  name: ImportSource,
  categories: readonly Category[],
  listener?: SurveyListener,
): Promise<Survey> {
  const counts = await onceRunner(name)?.survey(context, listener);
  if (counts !== undefined)
    return Object.fromEntries(categories.map((one) => [one, { counts, error: null }]));
  const opened = await openSource(context, name);
  if (opened === undefined)
    return Object.fromEntries(categories.map((category) => [category, { counts: null, error: null }]));
  const { source } = opened;
  const tallies = feedsOf(source, categories, () => false)
    .filter(isMainFeed)
    .map((feed): Tally => ({ feed, counts: { ...NO_PREVIEW_COUNTS }, error: null, seen: new Set() }));
  const lists = targetLists(context);
  for (const tally of tallies) await orFail(tally, () => lists.load(tally.feed.rule));
  const chain = { ...opened, filters: [], from: null, fullPage: 0 };
  let rows = 0;
  for await (const page of readAhead(context, chain)) {
    atStepBorder(context);
    rows += page.rows.length;
    for (const tally of tallies) {
      const { feed } = tally;
      await orFail(tally, async () => {
        const candidates = mapPage(feed, page.rows, mapContext(context));
        await count(context, tally, candidates, { lists, listener });
      });
      await listener?.page?.(feed.category, rows);
    }
  }
  await lists.drop();
  const results = tallies.map(({ feed, counts, error }) => [
    feed.category,
    { counts: error === null ? counts : null, error },
  ]);
  return Object.fromEntries(results) as Survey;
}

/** What OutSmart, or a table that is not what it was, refuses as a whole costs that category only. */
async function orFail(tally: Tally, work: () => Promise<void>): Promise<void> {
  if (tally.error !== null) return;
  try {
    await work();
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.kind !== 'permanent') throw error;
    tally.error = reasonOf(error);
  }
}

async function count(
  context: RunContext,
  tally: Tally,
  candidates: readonly Candidate[],
  { lists, listener }: { lists: TargetLists; listener: SurveyListener | undefined },
): Promise<void> {
  const { feed, counts, seen } = tally;
  const { rule, category } = feed;
  const links = await readKnown(
    context,
    'links',
    rule.feed,
    candidates.map(({ key }) => key),
  );
  const targets = await lists.read(
    rule,
    candidates.map(({ mapped }) => mapped.key),
  );
  const { leads } = context.settings;
  for (const { mapped, key, hash } of candidates) {
    if (mapped.kind === 'skip' || seen.has(key)) continue;
    const named = { category, record: refOf(rule.feed, mapped.key || '?'), name: mapped.name };
    const link = links.get(key);
    const refused = wasRefused(hash, link) ? (link?.aside ?? null) : null;
    const aside = mapped.kind === 'aside' ? { code: mapped.code, params: mapped.params } : refused;
    if (mapped.kind === 'aside' || aside !== null) {
      counts.setAside += 1;
      listener?.record({ ...named, outcome: 'set-aside', fields: [], aside });
      continue;
    }
    const target = targets.get(mapped.key);
    const { changed, changes } = planWrite(rule, mapped.record, { sent: link?.sent, target }, leads);
    const outcome = target === undefined ? 'new' : changed ? 'changed' : 'unchanged';
    counts[outcome] += 1;
    if (outcome !== 'unchanged') listener?.record({ ...named, outcome, fields: changes, aside: null });
  }
  tally.seen = new Set(candidates.map(({ key }) => key));
}

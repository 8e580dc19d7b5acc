import type { CompanyState } from '../../store/schema';
import type { Category } from '../../domain/category';
import type { Link, Staged } from '../../store/schema';
import type { ImportCounts, ImportJob } from '../../domain/run';
import { NO_COUNTS } from '../../domain/run';
import type { NewLogRow } from '../../domain/log-row';
import { type AppError, reasonOf } from '../../kernel/app-error';
import { putAll } from '../../store/rows';
import { putJob, type RunContext, save } from '../context';
import { putWritten } from './approval';
import type { BegunJob } from './cursor';
import type { Source, SourceFeed } from './sources';
import type { TargetLists } from './targets';

/** Log rows about single records that a run gets; more are counted in the summary (product §8). */
const RECORD_ROWS = 500;
/** Pages draw from the snapshot no more often than a person can follow. */
const SNAPSHOT_MS = 300;

/** What the steps of one pass share. */
export interface Pass {
  source: Source;
  fields: readonly string[];
  feeds: readonly SourceFeed[];
  /** The company as it was when the job was taken up, with what was written under its yeses since. */
  company: CompanyState;
  lists: TargetLists;
  /** Values of filters that the rows have shown, with those of before. */
  found: NonNullable<CompanyState['found']>;
  retriesRefused: boolean;
  /** Log rows about single records that are left for this job. */
  rowsLeft: number;
  /** Feeds of which changes are kept back. */
  staged: Set<SourceFeed>;
  /** The transaction of the page before: begun, and awaited before anything more is sent. */
  commit: Promise<void>;
  shownAt: number;
}

/** What one transaction stores beside the job. */
export interface Changes {
  links: Link[];
  log: NewLogRow[];
  staged: Staged[];
  /** Keys that are no longer staged. */
  unstaged: [string, string, string][];
  /** What was written under a yes. */
  company?: CompanyState;
}

export function noChanges(): Changes {
  return { links: [], log: [], staged: [], unstaged: [] };
}

/** Whether a category of the pass is written no further: it failed, or has to ask first. */
export function isOut({ failed, waits, cursor }: BegunJob, category: Category): boolean {
  return (
    failed[category] !== undefined ||
    waits?.[category] !== undefined ||
    !cursor.pass.writes.includes(category)
  );
}

/** A target that refuses the call as a whole fails its category; the others go on. Everything else stops the job. */
export function failCategory(job: BegunJob, category: Category, error: AppError): BegunJob {
  if (error.kind !== 'permanent') throw error;
  return { ...job, failed: { ...job.failed, [category]: reasonOf(error) } };
}

export function addCounts(job: BegunJob, category: Category, counts: Partial<ImportCounts>): BegunJob {
  const sum = { ...(job.counts[category] ?? NO_COUNTS) };
  for (const name of Object.keys(NO_COUNTS) as (keyof ImportCounts)[]) sum[name] += counts[name] ?? 0;
  return { ...job, counts: { ...job.counts, [category]: sum } };
}

/** Log rows about single records that the run's other jobs have left. */
export async function rowsLeftFor({ ports, run }: RunContext, { jobId }: ImportJob): Promise<number> {
  const jobs = await ports.store.read(['jobs'], (tx) =>
    tx.objectStore('jobs').index('runId').getAll(run.runId),
  );
  const others = jobs.filter((job) => job.kind === 'import' && job.jobId !== jobId) as ImportJob[];
  return others.reduce((left, { cursor }) => left - cursor.logged, RECORD_ROWS);
}

/** Log rows as far as the run's limit lets them; the others are counted with the job. */
export function logWithin<J extends ImportJob>(
  job: J,
  { rowsLeft }: Pick<Pass, 'rowsLeft'>,
  rows: readonly NewLogRow[],
): { job: J; log: readonly NewLogRow[] } {
  const { cursor } = job;
  const log = rows.slice(0, Math.max(0, rowsLeft - cursor.logged));
  const unlogged = { ...job.unlogged };
  for (const { category } of rows.slice(log.length))
    if (category !== undefined) unlogged[category] = (unlogged[category] ?? 0) + 1;
  return { job: { ...job, unlogged, cursor: { ...cursor, logged: cursor.logged + log.length } }, log };
}

/** The job with what it did, in one transaction. */
export async function store(context: RunContext, job: BegunJob, changes: Changes): Promise<void> {
  const { links, log, staged, unstaged, company } = changes;
  const names = [
    'jobs' as const,
    ...(links.length > 0 ? (['links'] as const) : []),
    ...(staged.length + unstaged.length > 0 ? (['staged'] as const) : []),
    ...(company === undefined ? [] : (['companies'] as const)),
  ];
  await save(
    context,
    names,
    async (tx) => {
      if (links.length > 0) putAll(tx, 'links', links);
      for (const key of unstaged)
        void tx
          .objectStore('staged')
          .delete(key)
          .catch(() => {});
      if (staged.length > 0) putAll(tx, 'staged', staged);
      if (company !== undefined) await putWritten(tx, company);
      await putJob(context, tx, job);
    },
    { log },
  );
}

/** Shows progress; nothing waits for it. */
export function showProgress({ ports }: RunContext, pass: Pass): void {
  const now = ports.clock.now();
  if (Math.abs(now - pass.shownAt) < SNAPSHOT_MS) return;
  pass.shownAt = now;
  void ports.refreshSnapshot().catch(() => {});
}

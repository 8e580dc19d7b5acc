import type { Category } from '../../domain/category';
import type { NewLogRow } from '../../domain/log-row';
import { type ImportJob, NO_COUNTS } from '../../domain/run';
import type { CompanyState, ImportMemory } from '../../store/schema';
import { isSince } from './approval';

/**
 * What a company is remembered by once a job has ended; `hasFailed`: as a whole. Only a category that was written
 * to its end moves its marks, and uses up the yes that it had.
 */
export function remember(
  company: CompanyState,
  job: ImportJob,
  finishedAt: number,
  hasFailed = false,
): CompanyState {
  const imports = { ...company.imports };
  const approvals = { ...company.approvals };
  for (const category of job.categories) {
    if (!hasFailed && outcomeOf(job, category) === 'left') continue;
    const isDone = !hasFailed && outcomeOf(job, category) === 'done';
    imports[category] = memoryOf(job, category, imports[category], { finishedAt, isDone, hasFailed });
    const approval = approvals[category];
    // One that was given while the pass was made is for the next one: this one may have had other settings.
    const isLater = isSince(approval, job.cursor.pass?.begunAt ?? finishedAt, finishedAt);
    if (isDone && approval?.state === 'yes' && !isLater) delete approvals[category];
  }
  return { ...company, imports, approvals };
}

function outcomeOf(job: ImportJob, category: Category): 'done' | 'failed' | 'unavailable' | 'left' {
  if (job.failed[category] !== undefined) return 'failed';
  if (job.unavailable?.includes(category)) return 'unavailable';
  const writes = job.cursor.pass?.writes ?? job.categories;
  return job.waits?.[category] === undefined && writes.includes(category) ? 'done' : 'left';
}

function memoryOf(
  job: ImportJob,
  category: Category,
  before: ImportMemory | undefined,
  { finishedAt, isDone, hasFailed }: { finishedAt: number; isDone: boolean; hasFailed: boolean },
): ImportMemory {
  const { unavailable: _, ...marks } = before ?? { ...NO_COUNTS, finishedAt: 0, failed: false };
  const counts = job.counts[category] ?? NO_COUNTS;
  if (!isDone) {
    const isAbsent = !hasFailed && outcomeOf(job, category) === 'unavailable';
    return { ...marks, ...counts, finishedAt, failed: !isAbsent, ...(isAbsent ? { unavailable: true } : {}) };
  }
  const { pass } = job.cursor;
  const missing = job.missing?.[category];
  return {
    ...marks,
    ...counts,
    finishedAt,
    failed: false,
    imported: true,
    ...(missing === undefined ? {} : { missing }),
    ...(pass === undefined
      ? {}
      : {
          basis: pass.basis,
          since: pass.begunAt,
        }),
    ...(pass?.kind === 'full' ? { fullAt: pass.begunAt } : {}),
  };
}

/** One row per category that was worked on (product §8); that a company has no such table is said once. */
export function summaryRows(company: CompanyState, job: ImportJob, durationMs: number): NewLogRow[] {
  return job.categories.flatMap((category): NewLogRow[] => {
    const base = { direction: 'import', category, durationMs } as const;
    const outcome = outcomeOf(job, category);
    if (outcome === 'left') return [];
    if (outcome === 'unavailable')
      return company.imports[category]?.unavailable === true
        ? []
        : [{ ...base, level: 'warning', code: 'IMPORT_UNAVAILABLE', params: {} }];
    const failure = job.failed[category];
    if (failure !== undefined) {
      const params = { ...failure.params, cause: failure.code };
      return [{ ...base, level: 'error', code: 'IMPORT_FAILED', params }];
    }
    const params = { ...(job.counts[category] ?? NO_COUNTS), ...furtherCounts(job, category) };
    return [{ ...base, level: 'info', code: 'IMPORT_DONE', params }];
  });
}

/** What is said only when there is something to say. */
function furtherCounts({ missing, unlogged }: ImportJob, category: Category): Record<string, number> {
  const counts = { missing: missing?.[category] ?? 0, unlogged: unlogged?.[category] ?? 0 };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

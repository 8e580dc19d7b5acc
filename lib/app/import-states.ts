import type { DiscoveredObject } from '../domain/approval';
import { CATEGORIES, type Category } from '../domain/category';
import type { Preview } from '../domain/preview';
import { type CategoryState, type ImportJob, type Job, NO_COUNTS } from '../domain/run';
import type { Snapshot } from '../domain/snapshot';
import { settingsHash } from '../settings/hash';
import type { Settings } from '../settings/schema';
import type { CompanyState } from '../store/schema';

/** What is known of the imports of the company in force. */
export interface ImportFacts {
  settings: Settings | null;
  company: CompanyState | undefined;
  /** Of its newest run. */
  jobs: readonly Job[];
  /** The one that is worked on. */
  current: Job | undefined;
  preview: Preview;
}

/** What the interface shows of each category (`import-state-<category>`). */
export function importStates(facts: ImportFacts): Snapshot['imports'] {
  return Object.fromEntries(CATEGORIES.map((category) => [category, stateOf(category, facts)]));
}

function stateOf(category: Category, facts: ImportFacts): CategoryState {
  const { jobs, current, company } = facts;
  const job = jobs.find((one): one is ImportJob => isFor(one, category));
  if (job !== undefined && job === current)
    return { category, state: 'running', finishedAt: null, ...(job.counts[category] ?? NO_COUNTS) };
  const last = company?.imports[category];
  const { read, written, unchanged, setAside } = last ?? NO_COUNTS;
  const approval = company?.approvals?.[category];
  const declined =
    approval?.state === 'no' ? { declined: approval.counts.new + approval.counts.changed } : {};
  return {
    category,
    state: restingState(category, facts),
    finishedAt: last?.finishedAt ?? null,
    read,
    written,
    unchanged,
    setAside,
    ...declined,
  };
}

function isFor(job: Job, category: Category): job is ImportJob {
  return job.kind === 'import' && job.categories.includes(category);
}

function restingState(category: Category, { company, settings }: ImportFacts): CategoryState['state'] {
  const last = company?.imports[category];
  if (last?.unavailable || isAbsent(category, company, settings)) return 'unavailable';
  if (company?.approvals?.[category]?.state === 'asked') return 'waiting';
  if (last === undefined) return 'never';
  return last.failed ? 'failed' : 'done';
}

/** Categories whose table has to be found, and the setting that names one by hand. */
const FOUND_BY: Partial<Record<Category, [DiscoveredObject, 'employeeObject' | 'openItemObject']>> = {
  employees: ['employees', 'employeeObject'],
  payments: ['open-items', 'openItemObject'],
};

function isAbsent(category: Category, company: CompanyState | undefined, settings: Settings | null): boolean {
  const [object, chosen] = FOUND_BY[category] ?? [];
  if (object === undefined || chosen === undefined) return false;
  return company?.objects?.[object] === null && !settings?.[chosen];
}

/**
 * Rows that a job will have read at its end, as far as one can tell: as many as its last pass or the preview of
 * these settings read. Null when that is not known, or has been passed already.
 */
export function expectedRows({ current, company, settings, preview }: ImportFacts): number | null {
  if (current === undefined) return null;
  const { done, expected } = current.progress;
  // Of a pass over the changes nobody knows the length.
  if (expected !== null || current.kind === 'export' || current.cursor.pass?.kind === 'changes')
    return expected;
  const isShown = settings !== null && preview.settingsHash === settingsHash(settings);
  const shown = (category: Category): number => {
    const one = isShown ? preview.categories.find((counted) => counted.category === category) : undefined;
    return one === undefined ? 0 : one.new + one.changed + one.unchanged + one.setAside;
  };
  const estimates = current.categories.map((category) =>
    Math.max(company?.imports[category]?.read ?? 0, shown(category)),
  );
  const estimate = Math.max(...estimates);
  return estimate > done ? estimate : null;
}

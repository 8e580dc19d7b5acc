import type { Category, ImportableCategory } from './category';
import type { LogCode } from './codes';
import type { LogParams } from './log-row';

export type RunState = 'idle' | 'running' | 'waiting' | 'done' | 'stopped' | 'failed';
export type RunTrigger = 'save' | 'schedule' | 'manual' | 'release' | 'resume';

export interface ImportCounts {
  read: number;
  written: number;
  unchanged: number;
  setAside: number;
}
export const NO_COUNTS: ImportCounts = { read: 0, written: 0, unchanged: 0, setAside: 0 };

export interface ExportCounts {
  workOrders: number;
  documents: number;
  held: number;
  failed: number;
}

/** One synchronisation from trigger to end; a durable row. Its pieces of work are jobs. */
export interface Run {
  runId: string;
  companyId: string;
  trigger: RunTrigger;
  state: Exclude<RunState, 'idle'>;
  startedAt: number;
  finishedAt: number | null;
  /** Asked to stop: the next step border ends it. */
  stopRequested: boolean;
  /** The error that ended it, when one did. */
  code: LogCode | null;
}

export type JobState = 'open' | 'done' | 'failed' | 'stopped';

interface JobBase {
  jobId: string;
  runId: string;
  companyId: string;
  /** Position in the run; jobs run in this order. */
  order: number;
  state: JobState;
  /** Tries that ended in a transient error. */
  attempt: number;
  /** Worker deaths without progress in between; three park the job. */
  crashes: number;
  /** Not before this moment, ms since the epoch. */
  notBefore: number;
  /** Fencing: a write by an instance with an older epoch is refused. */
  epoch: number;
  updatedAt: number;
  error: { code: LogCode; params: LogParams } | null;
  /** Rows or work orders done, and how many there are when that is known. */
  progress: { done: number; expected: number | null };
}

/** Reads one AccountView source page by page and feeds one or more categories from it. */
export interface ImportJob extends JobBase {
  kind: 'import';
  source: ImportSource;
  categories: readonly ImportableCategory[];
  cursor: ImportCursor;
  counts: Partial<Record<ImportableCategory, ImportCounts>>;
  /** Categories whose target refused the write as a whole. */
  failed: Partial<Record<ImportableCategory, { code: LogCode; params: LogParams }>>;
}

export type ImportSource = 'AG1' | 'AR1' | 'AK1';

export interface ImportCursor {
  /** Key of the last row whose page is stored; null before the first. */
  lastKey: string | null;
  pageNumber: number;
  passId: string;
  /** Rows of this job that were logged one by one; the rest are counted in the summary. */
  logged: number;
  finished: boolean;
}

export interface ExportJob extends JobBase {
  kind: 'export';
  counts: ExportCounts;
}

export type Job = ImportJob | ExportJob;

/** What the interface shows of a category (`import-state-<category>`). */
export interface CategoryState extends ImportCounts {
  category: Category;
  state: 'never' | 'waiting' | 'running' | 'done' | 'failed' | 'unavailable';
  finishedAt: number | null;
}

import type { Approval } from './approval';
import type { Category } from './category';
import type { LogCode } from '../kernel/codes';
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
  /** The error that ended it, or that it waits for (a full disk). */
  code: LogCode | null;
  /** The job under way; a death is counted against it. Runs of earlier versions have none. */
  jobId?: string;
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
  categories: readonly Category[];
  cursor: ImportCursor;
  counts: Partial<Record<Category, ImportCounts>>;
  /** Categories whose target refused the write as a whole. */
  failed: Partial<Record<Category, { code: LogCode; params: LogParams }>>;
  /** All records are compared again, not only those that changed. */
  everything?: boolean;
  /** Asked for by name: a category that waits or was told no is counted and asks again. */
  named?: boolean;
  /** Categories that need a yes, and why: counted at the end of the job, which then asks. */
  waits?: Partial<Record<Category, Approval['reason']>>;
  /** Categories whose table this company does not have. */
  unavailable?: readonly Category[];
  /** Log rows about single records beyond the run's limit. */
  unlogged?: Partial<Record<Category, number>>;
  /** Records that no longer are in AccountView, after a pass that proves it. */
  missing?: Partial<Record<Category, number>>;
}

/** A table of AccountView; `EMP` and `OPEN` are found through the dictionary (accountview-api §6.3). */
export type ImportSource = 'AG1' | 'AR1' | 'ADDR' | 'AK1' | 'PJ1' | 'EMP' | 'SO1' | 'OPEN';

export interface ImportCursor {
  /** Key of the last row whose page is stored; null before the first. */
  lastKey: string | null;
  /** Pages with rows that are stored of this chain. */
  pageNumber: number;
  passId: string;
  /** Rows of this job that were logged one by one; the rest are counted in the summary. */
  logged: number;
  finished: boolean;
  /** Absent before the first page and in jobs of an earlier version: the pass begins at the first row. */
  pass?: ImportPass;
}

/** A pass is one chain of pages over a table or its changes, and shorter ones over what changed meanwhile. */
export interface ImportPass {
  /** Hash of all that decides which rows are read and what becomes of them; another one restarts the pass. */
  basis: string;
  /** `full`: compared with OutSmart's own lists; `changes`: with what was sent last. */
  kind: 'full' | 'changes';
  /** Categories that are written; the others of the job wait for a yes. */
  writes: readonly Category[];
  /** When the pass was begun, ms since the epoch: the next one reads what changed since. */
  begunAt: number;
  /** When this chain was begun, ms since the epoch. */
  startedAt: number;
  /** Dutch day from which on this chain reads changes; null: the whole table. */
  since: string | null;
  /** Rows on the first page of the first chain: what the service gives when there is more. */
  fullPage: number;
  /** Chains begun so far after the first one. */
  catchUps: number;
  /** Whether this chain brought anything that the ones before it did not. */
  isNews: boolean;
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
  /** A person said no: new and changed records that are left alone until the category is asked for. */
  declined?: number;
}

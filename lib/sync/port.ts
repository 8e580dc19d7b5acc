import type { AccountViewClient } from '../accountview/port';
import type { Category, RecordRef } from '../domain/category';
import type { LogParams } from '../domain/log-row';
import type { PreviewCounts, PreviewDocument, PreviewOutcome } from '../domain/preview';
import type { Run } from '../domain/run';
import type { Clock } from '../kernel/clock';
import type { LogCode, ProblemCode } from '../kernel/codes';
import type { Locks } from '../kernel/lock';
import type { ChangeTopic } from '../messaging/protocol';
import type { OutSmartClient } from '../outsmart/port';
import type { Settings } from '../settings/schema';
import type { Store } from '../store/store';

export interface RunRequest {
  trigger: Run['trigger'];
  /** Only this category; null: everything that is switched on. */
  category: Category | null;
  /** With `category` null: categories that were asked for by name besides. */
  named?: readonly Category[];
  /** Only the export (after a release). */
  exportOnly: boolean;
  /** All records are compared again, not only those that changed. */
  everything?: boolean;
}

/** Runs the work that is stored as rows. Everything that can wake the worker calls `tick`. */
export interface Engine {
  /** Does all work that is due, then plans the next wake-up. Safe to call at any moment, any number of times. */
  tick(reason: string): Promise<void>;
  /** Stores the request, then works on it. While a run is on it is merged into one following run (`started: false`). */
  startRun(request: RunRequest): Promise<{ started: boolean }>;
  /** Ends the run at the next step border; durable. */
  requestStop(): Promise<void>;
  /** Ends the turn at the next step border; the run stays open and goes on at a later wake. */
  rest(): void;
  /** The same, for good: before an update. Resolves when nothing is worked on. */
  drain(): Promise<void>;
  /** Resolves when no run is active in this worker. */
  idle(): Promise<void>;
}

/** Everything the engine touches; nothing of it knows a browser. */
export interface EnginePorts {
  store: Store;
  clock: Clock;
  /** 0 ≤ x < 1. */
  random: () => number;
  locks: Locks;
  accountView: AccountViewClient;
  outsmart: OutSmartClient;
  newId: () => string;
  /** Keeps the worker alive while `work` runs. */
  keepAlive: <T>(work: () => Promise<T>) => Promise<T>;
  announce: (topic: ChangeTopic) => void;
  /** Rebuilds the snapshot that pages draw from. */
  refreshSnapshot: () => Promise<void>;
  /** Asks to be woken at this moment (ms since the epoch); null: only by hand. */
  wakeAt: (time: number | null) => Promise<void>;
  /** Moments after the start of a POST at which an unknown outcome is looked up, in seconds. */
  settleSeconds: readonly number[];
}

/** One record as an import would treat it; records that would not be written at all are only counted. */
export interface SurveyedRecord {
  category: Category;
  record: RecordRef;
  name: string;
  outcome: PreviewOutcome;
  /** OutSmart's value and the one that would be sent. */
  fields: readonly { field: string; from: string; to: string }[];
  aside: { code: ProblemCode; params: LogParams } | null;
}

/** Told of a survey while it goes on. */
export interface SurveyWatcher {
  onRecord: (record: SurveyedRecord) => void;
  /** Rows of a category's table that have been read. */
  onProgress: (category: Category, done: number) => Promise<void>;
  /** A category is over: its numbers, or why there are none. */
  onCategory: (
    category: Category,
    counts: PreviewCounts | null,
    error: { code: LogCode; params: LogParams } | null,
  ) => Promise<void>;
}

/** Told of an export survey while it goes on. */
export interface ExportWatcher {
  onDocument: (document: PreviewDocument) => void;
  /** Work orders looked at so far. */
  onExportProgress: (done: number) => Promise<void>;
}

/** Reads and compares what an import would do. Writes nothing at either service. */
export interface Surveyor {
  /**
   * Surveys the categories in order, with these settings, whether they are in force or not. Waits for the lock of the
   * runs, so that no more than one reads and none writes meanwhile. A category that fails is told of; the others go on.
   * `stopped`: another survey or `stop` ended it before its end.
   * @throws AppError when not one category could be looked at (a service is away, a sign-in is over), or the disk fails
   */
  survey(
    settings: Settings,
    categories: readonly Category[],
    watcher: SurveyWatcher,
  ): Promise<'finished' | 'stopped'>;
  /**
   * Looks at what an export would make of every *Compleet* work order, in the same way. As part of a preview it ends
   * with that; `stopped` as above.
   * @throws AppError what a service answered
   */
  surveyExport(
    settings: Settings,
    watcher: ExportWatcher,
    purpose: 'preview' | 'preflight',
  ): Promise<'finished' | 'stopped'>;
  /**
   * Asks a company's dictionary and lists for what the filters of the import step offer, and remembers it. Waits for
   * the same lock.
   * @throws AppError what the service answered
   */
  discover(companyId: string): Promise<void>;
  /** Ends the survey that is under way at its next step. */
  stop(): void;
}

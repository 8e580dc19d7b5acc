import type { AccountViewClient } from '../accountview/port';
import type { ImportableCategory } from '../domain/category';
import type { Run } from '../domain/run';
import type { Clock } from '../kernel/clock';
import type { Locks } from '../kernel/lock';
import type { ChangeTopic } from '../messaging/protocol';
import type { OutSmartClient } from '../outsmart/port';
import type { Store } from '../store/store';

export interface RunRequest {
  trigger: Run['trigger'];
  /** Only this category; null: everything that is switched on. */
  category: ImportableCategory | null;
  /** Only the export (after a release). */
  exportOnly: boolean;
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

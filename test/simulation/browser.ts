import type { Locks } from '../../lib/kernel/lock';
import type { Random } from '../simulator/random';
import type { Disk } from './database/disk';
import type { Timer, VirtualTime } from './time';

/** Nothing that a dead worker asked for is ever answered. */
export const NEVER = new Promise<never>(() => {});

interface Waiting {
  owner: string;
  grant: () => void;
}

/** Web Locks of one profile: they die with the worker that holds them or waits for them. */
export class LockManager {
  readonly #held = new Map<string, string>();
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #dead = new Set<string>();

  locksOf(owner: string): Locks {
    return {
      ifAvailable: async (name, work) => {
        if (this.#dead.has(owner)) return await NEVER;
        if (this.#held.has(name)) return undefined;
        this.#held.set(name, owner);
        return await this.#run(name, owner, work);
      },
      exclusive: async (name, work) => {
        if (this.#dead.has(owner)) return await NEVER;
        await this.#take(name, owner);
        return await this.#run(name, owner, work);
      },
    };
  }

  isHeld(name: string): boolean {
    return this.#held.has(name);
  }

  /** What a worker held or waited for is free; one that is gone for good gets nothing any more. */
  drop(owner: string, isDead: boolean): void {
    if (isDead) this.#dead.add(owner);
    for (const [name, queue] of this.#waiting)
      this.#waiting.set(
        name,
        queue.filter((one) => one.owner !== owner),
      );
    for (const [name, holder] of this.#held) if (holder === owner) this.#release(name);
  }

  #take(name: string, owner: string): Promise<void> {
    if (!this.#held.has(name)) {
      this.#held.set(name, owner);
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const queue = this.#waiting.get(name) ?? [];
      this.#waiting.set(name, [...queue, { owner, grant: resolve }]);
    });
  }

  async #run<T>(name: string, owner: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      if (this.#held.get(name) === owner) this.#release(name);
    }
  }

  #release(name: string): void {
    const [next, ...rest] = this.#waiting.get(name) ?? [];
    this.#waiting.set(name, rest);
    if (next === undefined) {
      this.#held.delete(name);
    } else {
      this.#held.set(name, next.owner);
      next.grant();
    }
  }
}

interface Alarm {
  at: number;
  periodMs: number | null;
  timer: Timer;
}

/** `chrome.alarms`: outlives workers, fires late, and may be gone after a restart. */
export class Alarms {
  readonly #alarms = new Map<string, Alarm>();
  readonly #time: VirtualTime;
  readonly #wallNow: () => number;
  readonly #lateMs: () => number;
  readonly #onAlarm: () => void;

  constructor(time: VirtualTime, wallNow: () => number, lateMs: () => number, onAlarm: () => void) {
    this.#time = time;
    this.#wallNow = wallNow;
    this.#lateMs = lateMs;
    this.#onAlarm = onAlarm;
  }

  async get(name: string): Promise<{ scheduledTime: number } | undefined> {
    const alarm = this.#alarms.get(name);
    return alarm === undefined ? undefined : { scheduledTime: alarm.at };
  }

  async create(name: string, info: { when?: number; periodInMinutes?: number }): Promise<void> {
    this.#drop(name);
    const periodMs = info.periodInMinutes === undefined ? null : info.periodInMinutes * 60_000;
    this.#set(name, info.when ?? this.#wallNow() + (periodMs ?? 0), periodMs);
  }

  async clear(name: string): Promise<boolean> {
    return this.#drop(name);
  }

  clearAll(): void {
    for (const name of this.#alarms.keys()) this.#drop(name);
  }

  #set(name: string, at: number, periodMs: number | null): void {
    const delayMs = Math.max(30_000, at - this.#wallNow()) + this.#lateMs();
    const timer = this.#time.after(delayMs, () => {
      this.#alarms.delete(name);
      if (periodMs !== null) this.#set(name, this.#wallNow() + periodMs, periodMs);
      this.#onAlarm();
    });
    this.#alarms.set(name, { at, periodMs, timer });
  }

  #drop(name: string): boolean {
    this.#alarms.get(name)?.timer.cancel();
    return this.#alarms.delete(name);
  }
}

/** One browser profile: what outlives its workers. */
export interface Browser {
  name: string;
  disk: Disk;
  locks: LockManager;
  alarms: Alarms;
  /** `storage.session`: gone when the browser ends. */
  session: Map<string, unknown>;
  /** The profile's clock minus true time, ms. */
  skewMs: number;
  random: Random;
}

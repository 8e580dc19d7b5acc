import type { Clock } from '../kernel/clock';

/** The one alarm: the engine's next wake-up. */
export const WAKE_ALARM = 'wake';
/** A packed extension is woken no earlier than this: Chrome moves what is sooner (its documented minimum). */
const SHORTEST_MS = 30_000;
/** Two moments this close are the same wake-up. */
const SAME_MS = 1_000;

interface AlarmsApi {
  get(name: string): Promise<{ scheduledTime: number } | undefined>;
  create(name: string, info: { when: number }): unknown;
  clear(name: string): Promise<boolean>;
}

export interface WakeUp {
  /** Wakes the worker at this moment (ms since the epoch); null: not at all. */
  wakeAt(time: number | null): Promise<void>;
}

/**
 * Asks before it writes: an alarm that is created anew at every start is postponed at every start and never
 * fires. Alarms may vanish with an update or a restart, so every tick asks again (reliability §1.3).
 */
export function createWakeUp(alarms: AlarmsApi, clock: Clock): WakeUp {
  const set = async (time: number | null): Promise<void> => {
    const present = await alarms.get(WAKE_ALARM);
    if (time === null) {
      if (present !== undefined) await alarms.clear(WAKE_ALARM);
      return;
    }
    const latest = Math.max(time, clock.now() + SHORTEST_MS);
    if (
      present !== undefined &&
      present.scheduledTime >= time - SAME_MS &&
      present.scheduledTime <= latest + SAME_MS
    )
      return;
    await alarms.create(WAKE_ALARM, { when: time });
  };
  // In the order asked: the last one stands.
  let last = Promise.resolve();
  return {
    wakeAt: (time) => {
      const next = last.then(() => set(time));
      last = next.catch(() => {});
      return next;
    },
  };
}

/** Fires every minute while work is under way; what is left of it after the worker's death wakes the next one. */
export const WATCHDOG_ALARM = 'watchdog';
const WATCHDOG_MINUTES = 1;

interface PeriodicAlarmsApi extends Pick<AlarmsApi, 'get' | 'clear'> {
  create(name: string, info: { periodInMinutes: number }): unknown;
}

export interface Watchdog {
  /** Has the worker woken within a minute, again and again, until `work` has ended in this worker. */
  guard<T>(work: () => Promise<T>): Promise<T>;
  /** Calls it off when nothing is guarded: the work it was left for has been found done. */
  settle(): Promise<void>;
}

/** Resumes what a dead worker left: "at the latest 70 s later" (reliability §6, promise 8). */
export function createWatchdog(alarms: PeriodicAlarmsApi): Watchdog {
  let guarded = 0;
  const settle = async (): Promise<void> => {
    if (guarded === 0 && (await alarms.get(WATCHDOG_ALARM)) !== undefined) await alarms.clear(WATCHDOG_ALARM);
  };
  return {
    guard: async (work) => {
      guarded += 1;
      try {
        if ((await alarms.get(WATCHDOG_ALARM)) === undefined) {
          await alarms.create(WATCHDOG_ALARM, { periodInMinutes: WATCHDOG_MINUTES });
        }
        return await work();
      } finally {
        guarded -= 1;
        await settle();
      }
    },
    settle,
  };
}

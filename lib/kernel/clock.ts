/** Time as a port, so that the engine runs on an injected clock in tests. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `delayMs`; rejects with the signal's reason when aborted. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** Waits after failures in a row, in minutes; the last one from then on (reliability §3.4). */
export const BACK_OFF_MINUTES = [1, 5, 15, 60] as const;

/** Longer than anything is ever planned ahead: the slowest schedule with its jitter. */
const LONGEST_WAIT_MS = 70 * 60_000;

/** When a planned moment is due, ms since the epoch: one out of reach was planned before the clock was set back. */
export function dueAt(moment: number, now: number, longest: number = LONGEST_WAIT_MS): number {
  return moment > now + longest ? now : moment;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (delayMs, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      }, delayMs);
      const onAbort = (): void => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
    }),
};

const amsterdamDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });

/** The Dutch calendar day (`YYYY-MM-DD`) of a moment: both services keep local Dutch time. */
export function dutchDay(time: number): string {
  return amsterdamDay.format(time);
}

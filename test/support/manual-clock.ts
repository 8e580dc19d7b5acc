import type { Clock } from '../../lib/kernel/clock';

export interface ManualClock extends Clock {
  advance(ms: number): void;
}

/** A clock that moves when told; what sleeps until then wakes. */
export function manualClock(start = Date.UTC(2026, 10, 23, 9)): ManualClock {
  let now = start;
  const sleepers = new Set<{ until: number; wake: () => void }>();
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
      for (const sleeper of sleepers) if (sleeper.until <= now) sleeper.wake();
    },
    sleep: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { until: now + delayMs, wake: () => done(resolve) };
        const done = (settle: () => void): void => {
          sleepers.delete(sleeper);
          settle();
        };
        signal?.addEventListener('abort', () => done(() => reject(signal.reason as Error)), { once: true });
        if (delayMs <= 0) resolve();
        else sleepers.add(sleeper);
      }),
  };
}

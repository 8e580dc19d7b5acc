import type { Clock } from '../kernel/clock';

/**
 * At most one `work` per `intervalMs`; a call in between is made up for at the end of the interval and does not
 * wait for it. For progress that may be shown a moment late.
 */
export function throttled(clock: Clock, intervalMs: number, work: () => Promise<void>): () => Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  let trailing = false;
  const now = (): Promise<void> => {
    last = clock.now();
    return work();
  };
  return async () => {
    const wait = last + intervalMs - clock.now();
    // A clock that was set back must not silence the progress.
    if (wait <= 0 || wait > intervalMs) return now();
    if (trailing) return;
    trailing = true;
    void clock
      .sleep(wait)
      .then(() => {
        trailing = false;
        return now();
      })
      .catch(() => {});
  };
}

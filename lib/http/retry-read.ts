import { AppError } from '../kernel/app-error';
import type { Clock } from '../kernel/clock';

const MAX_ATTEMPTS = 3;
const BASE_MS = 1_000;
const CAP_MS = 60_000;
/** Longer waits belong to the job that asked, which can be woken by an alarm (reliability §3.4). */
const LONGEST_SLEEP_MS = 20_000;

/** What an outage may add to the traffic: ten repeats, of which ten successes give one back. */
const BUDGET = 100;
const COST = 10;

/** Repeats `work` after a transient failure; rejects with the last failure, or with the signal's reason. */
export type Retry = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/**
 * Repeats safe reads after a transient failure: full jitter, or what the service asked for, as long as the
 * budget that all reads share lasts (reliability §3.4). A wait of more than 20 s is not slept: the error goes
 * to the caller with its `notBefore`.
 */
export function createRetry({ clock, random }: { clock: Clock; random: () => number }): Retry {
  let budget = BUDGET;
  return async (work, signal) => {
    let before: AppError | undefined;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const result = await work();
        budget = Math.min(BUDGET, budget + 1);
        return result;
      } catch (error) {
        if (!(error instanceof AppError) || error.kind !== 'transient') throw error;
        // Left alone since it failed a moment ago: that failure is what there is to say.
        if (before !== undefined && error.params['reason'] === 'paused') throw before;
        before = error;
        const delayMs = delayAfter(error, attempt, clock.now(), random());
        if (attempt === MAX_ATTEMPTS || budget < COST || delayMs > LONGEST_SLEEP_MS) throw error;
        budget -= COST;
        await clock.sleep(delayMs, signal);
      }
    }
  };
}

function delayAfter({ notBefore }: AppError, attempt: number, now: number, random: number): number {
  if (notBefore !== undefined) return Math.max(0, notBefore - now);
  return random * Math.min(CAP_MS, BASE_MS * 2 ** (attempt - 1));
}

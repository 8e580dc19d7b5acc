import { AppError } from '../kernel/app-error';
import type { Clock } from '../kernel/clock';

const MAX_ATTEMPTS = 3;
const BASE_MS = 1_000;
const CAP_MS = 60_000;
/** Longer waits belong to the job that asked, which can be woken by an alarm (reliability §3.4). */
const LONGEST_SLEEP_MS = 20_000;

/**
 * Repeats a safe read after a transient failure: full jitter, or what the service asked for. A wait of more
 * than 20 s is not slept: the error goes to the caller with its `notBefore`.
 */
export async function retryRead<T>(
  { clock, random }: { clock: Clock; random: () => number },
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'transient' || attempt === MAX_ATTEMPTS) throw error;
      const delayMs = delayAfter(error, attempt, clock.now(), random());
      if (delayMs > LONGEST_SLEEP_MS) throw error;
      await clock.sleep(delayMs, signal);
    }
  }
}

function delayAfter({ notBefore }: AppError, attempt: number, now: number, random: number): number {
  if (notBefore !== undefined) return Math.max(0, notBefore - now);
  return random * Math.min(CAP_MS, BASE_MS * 2 ** (attempt - 1));
}

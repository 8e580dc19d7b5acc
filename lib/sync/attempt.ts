import type { Attempt } from '../store/schema';
import type { EnginePorts } from './port';

/**
 * The attempt after a look-up that found nothing; `undefined` when that was the last one. Between two look-ups lies
 * what lies between their settle times, counted by what the clock says now: it may have been set.
 */
export function attemptAfterLook(
  { settleSeconds, clock }: Pick<EnginePorts, 'settleSeconds' | 'clock'>,
  attempt: Attempt,
): Attempt | undefined {
  const looks = attempt.looks + 1;
  const [before = 0, after] = settleSeconds.slice(looks - 1, looks + 1);
  if (after === undefined) return undefined;
  const notBefore = Math.max(attempt.startedAt + after * 1000, clock.now() + (after - before) * 1000);
  return { ...attempt, looks, notBefore };
}

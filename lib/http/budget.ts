import type { Clock } from '../kernel/clock';

export interface Budget {
  /** Aborts when the time is up or the caller stops. */
  signal: AbortSignal;
  /** The time is up. */
  spent(): boolean;
  /** To be called when the work is over, so that neither timer nor connection is left. */
  end(): void;
}

/** Time for a whole call: connection, first byte and body together (reliability §1.5, point 5). */
export function startBudget(
  timer: Pick<Clock, 'sleep'>,
  budgetMs: number,
  outer: AbortSignal | undefined,
): Budget {
  const budget = new AbortController();
  let isSpent = false;
  void timer.sleep(budgetMs, budget.signal).then(
    () => {
      isSpent = true;
      budget.abort();
    },
    () => {},
  );
  return {
    signal: outer === undefined ? budget.signal : AbortSignal.any([outer, budget.signal]),
    spent: () => isSpent,
    end: () => budget.abort(),
  };
}

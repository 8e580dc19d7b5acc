/** Chrome ends a worker that calls no extension API for 30 s, even while its requests go on (reliability §0, fact 1). */
const BEAT_MS = 20_000;
/** A promise that never settles must not keep the worker for ever. Longer than a run's 4 minutes plus its slowest call. */
const LIMIT_MS = 15 * 60_000;

export type KeepAlive = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Keeps the worker alive while `work` runs: `beat` (any extension API) at once and every 20 s, ended in `finally`.
 * Scopes may overlap; they share one heartbeat.
 */
export function createKeepAlive(beat: () => Promise<unknown>): KeepAlive {
  const scopes = new Set<symbol>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const pulse = (): void => {
    beat().catch(() => {
      // It only has to be called; its answer is of no use.
    });
  };
  const leave = (scope: symbol): void => {
    scopes.delete(scope);
    if (scopes.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  return async (work) => {
    const scope = Symbol('keep-alive');
    scopes.add(scope);
    pulse();
    timer ??= setInterval(pulse, BEAT_MS);
    const limit = setTimeout(leave, LIMIT_MS, scope);
    try {
      return await work();
    } finally {
      clearTimeout(limit);
      leave(scope);
    }
  };
}

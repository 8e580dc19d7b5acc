/**
 * Web Locks as a port. A lock dies with the worker that held it (measured), so it needs no expiry.
 * https://developer.mozilla.org/docs/Web/API/Web_Locks_API
 */
export interface Locks {
  /** Runs `work` when the lock is free right now; otherwise resolves with `undefined`. */
  ifAvailable<T>(name: string, work: () => Promise<T>): Promise<T | undefined>;
  /** Waits for the lock, then runs `work`. */
  exclusive<T>(name: string, work: () => Promise<T>): Promise<T>;
}

export function webLocks(manager: LockManager): Locks {
  return {
    ifAvailable: (name, work) =>
      manager.request(name, { ifAvailable: true }, async (lock) =>
        lock === null ? undefined : await work(),
      ),
    exclusive: (name, work) => manager.request(name, async () => await work()),
  };
}

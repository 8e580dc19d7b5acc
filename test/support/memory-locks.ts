import type { Locks } from '../../lib/kernel/lock';

/** Web Locks for Node: first come, first served, per name. */
export function memoryLocks(): Locks {
  const tails = new Map<string, Promise<unknown>>();
  const held = new Set<string>();
  const run = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    held.add(name);
    try {
      return await work();
    } finally {
      held.delete(name);
    }
  };
  const queue = <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const before = tails.get(name) ?? Promise.resolve();
    const mine = before.then(() => run(name, work));
    tails.set(
      name,
      mine.catch(() => {}),
    );
    return mine;
  };
  return {
    ifAvailable: async (name, work) => (held.has(name) ? undefined : await queue(name, work)),
    exclusive: queue,
  };
}

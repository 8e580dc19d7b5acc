import type { MetaValues } from './schema';
import { getMeta, putMeta, type Store } from './store';

/** Until when each service has asked not to be called; a worker that dies leaves it to the next one. */
export function storedWaits(store: Store): {
  load(): Promise<MetaValues['heldOff']>;
  save(side: keyof MetaValues['heldOff'], until: number): Promise<void>;
} {
  return {
    load: async () => (await store.meta('heldOff')) ?? {},
    save: (side, until) =>
      store.write([], async (tx) =>
        putMeta(tx, 'heldOff', { ...(await getMeta(tx, 'heldOff')), [side]: until }),
      ),
  };
}

const NAME = 'reserve';
const KEY = 'https://reserve.invalid/';
const BYTES = 4 * 1024 * 1024;

/** Room on the disk that is kept for what must be stored: the export ledger's intents and acknowledgements. */
export interface Reserve {
  /** Sets the room aside, where there is any and none is set aside. */
  keep(): Promise<void>;
  /** Gives it back to the browser. */
  free(): Promise<void>;
}

/**
 * A file of zeros in the Cache API, which stores it as it is and gives it back at once; rows of IndexedDB that are
 * deleted give nothing back until the database is compacted (measured, Chromium 156). It is for a disk that is full:
 * a quota, which `unlimitedStorage` takes away, is overshot by more than this before a write is refused (measured).
 */
export function createReserve(caches: Pick<CacheStorage, 'open'>): Reserve {
  return {
    keep: async () => {
      const cache = await caches.open(NAME);
      if ((await cache.match(KEY)) === undefined) await cache.put(KEY, new Response(new Uint8Array(BYTES)));
    },
    free: async () => {
      await (await caches.open(NAME)).delete(KEY);
    },
  };
}

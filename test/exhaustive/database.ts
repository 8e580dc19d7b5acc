import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { installCrypto } from '../simulation/crypto';
import { Disk } from '../simulation/database/disk';
import { installIndexedDb, useDisks } from '../simulation/database/indexed-db';

export const DATABASE = 'exhaustive';

let empty = (): void => {
  globalThis.indexedDB = new IDBFactory();
};

/** The world that is made next begins without rows. */
export function emptyDatabase(): void {
  empty();
}

/** A commit waits until everything that needs no waiting has been done, as the simulation's virtual time does. */
const time = {
  after: (_delayMs: number, run: () => void) => {
    const immediate = setImmediate(run);
    return { cancel: () => clearImmediate(immediate) };
  },
};

/**
 * For a process that plays tens of thousands of runs: the database and the digests of the deterministic simulation,
 * which wait for no timer and no thread. A run takes two thirds of the time and is the same, but for the order of
 * requests that are under way at once. Called before the first world is made, since `idb` keeps the classes that it
 * sees first.
 */
export async function playFast(): Promise<void> {
  installIndexedDb();
  await installCrypto();
  empty = () => {
    useDisks(new Map([[DATABASE, new Disk({ time, commitMs: () => 0, onCommit: () => {} })]]));
  };
}

import { type IDBPDatabase, openDB } from 'idb';
import type { LogRow, NewLogRow } from '../domain/log-row';
import { AppError } from '../kernel/app-error';
import type { Clock } from '../kernel/clock';
import {
  DB_NAME,
  DB_VERSION,
  type MetaValues,
  type ReadTx,
  type Schema,
  type StoreName,
  type WriteTx,
} from './schema';
import { migrate } from './migrations';

export interface WriteOptions {
  /** On disk before it resolves; for intents and acknowledgements (reliability §0, fact 6). */
  strict?: boolean;
  /** Refuses the write when a newer runner has taken over (fencing). */
  epoch?: number;
}

/**
 * The database as everything above it sees it. Inside the callbacks await nothing but the transaction's own
 * requests: IndexedDB closes a transaction that waits for anything else.
 */
export interface Store {
  read<T>(stores: readonly StoreName[], work: (tx: ReadTx) => Promise<T>): Promise<T>;
  /** One atomic transaction; `meta` is always among its stores. */
  write<T>(
    stores: readonly StoreName[],
    work: (tx: WriteTx) => Promise<T>,
    options?: WriteOptions,
  ): Promise<T>;
  meta<K extends keyof MetaValues>(name: K): Promise<MetaValues[K] | undefined>;
  close(): void;
}

/** A stale runner tried to write: a newer one has the lock. */
export class FencedError extends AppError {
  constructor() {
    super('BUG', { kind: 'bug', original: 'a newer runner has taken over' });
    this.name = 'FencedError';
  }
}

export async function getMeta<K extends keyof MetaValues>(
  tx: ReadTx | WriteTx,
  name: K,
): Promise<MetaValues[K] | undefined> {
  return (await tx.objectStore('meta').get(name)) as MetaValues[K] | undefined;
}

export async function putMeta<K extends keyof MetaValues>(
  tx: WriteTx,
  name: K,
  value: MetaValues[K],
): Promise<void> {
  await tx.objectStore('meta').put(value, name);
}

/** Adds log rows inside the transaction that makes them true. */
export async function addLog(tx: WriteTx, clock: Clock, rows: readonly NewLogRow[]): Promise<void> {
  if (rows.length === 0) return;
  const log = tx.objectStore('log');
  for (const row of rows) {
    // `seq` is the auto-incremented key path: the store fills it in.
    await log.add({ ...row, time: clock.now() } as LogRow);
  }
}

/** Opens the database; reopens once when the browser has closed the connection behind our back. */
export function createStore(name: string = DB_NAME): Store {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;
  const forget = (): void => {
    opening = undefined;
  };
  const db = (): Promise<IDBPDatabase<Schema>> => {
    opening ??= open(name, forget);
    opening.catch(forget);
    return opening;
  };
  const withReopen = async <T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> => {
    try {
      return await work(await db());
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw toStorageError(error);
      forget();
      return await work(await db());
    }
  };
  return {
    read: (stores, work) =>
      withReopen(async (database) => {
        const tx = database.transaction([...stores], 'readonly');
        const result = await work(tx as ReadTx);
        await tx.done;
        return result;
      }),
    write: (stores, work, options = {}) => withReopen((database) => writeIn(database, stores, work, options)),
    meta: (key) => withReopen(async (database) => (await database.get('meta', key)) as never),
    close: () => {
      void opening?.then((database) => database.close());
      forget();
    },
  };
}

async function open(name: string, onGone: () => void): Promise<IDBPDatabase<Schema>> {
  const database = await openDB<Schema>(name, DB_VERSION, {
    upgrade: migrate,
    // A newer version wants in: let it; the next use reopens.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase | null)?.close();
      onGone();
    },
    terminated: onGone,
  });
  return database;
}

async function writeIn<T>(
  database: IDBPDatabase<Schema>,
  stores: readonly StoreName[],
  work: (tx: WriteTx) => Promise<T>,
  { strict = false, epoch }: WriteOptions,
): Promise<T> {
  const names = [...new Set<StoreName>([...stores, 'meta'])];
  const tx = database.transaction(names, 'readwrite', {
    durability: strict ? 'strict' : 'relaxed',
  }) as WriteTx;
  try {
    if (epoch !== undefined && ((await getMeta(tx, 'epoch')) ?? 0) > epoch) throw new FencedError();
    const result = await work(tx);
    await tx.done;
    return result;
  } catch (error) {
    abortQuietly(tx);
    throw error;
  }
}

function abortQuietly(tx: WriteTx): void {
  tx.done.catch(() => {});
  try {
    tx.abort();
  } catch {
    // Already finished or aborted by the browser.
  }
}

function toStorageError(error: unknown): unknown {
  if (!(error instanceof DOMException)) return error;
  const code = error.name === 'QuotaExceededError' ? 'STORAGE_FULL' : 'STORAGE_BROKEN';
  return new AppError(code, { kind: 'permanent', original: `${error.name}: ${error.message}`, cause: error });
}

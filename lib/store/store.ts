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

/** The disk is full or the database fails: nothing was stored, and nothing is wrong with what is. */
export function isStorageError(error: unknown): error is AppError {
  return error instanceof AppError && error.code.startsWith('STORAGE_');
}

/**
 * Opens the database; reopens once when the browser has closed the connection behind our back. On a full disk the
 * oldest log rows make room, and for a strict write `freeReserve` does too.
 */
export function createStore(
  name: string = DB_NAME,
  freeReserve: () => Promise<unknown> = () => Promise.resolve(),
): Store {
  const { use, close } = createConnection(name);
  /** Once more after room was made; whoever is refused then has to wait. */
  const withRoom = async <T>(write: () => Promise<T>, strict = false): Promise<T> => {
    try {
      return await write();
    } catch (error) {
      if (!isStorageError(error) || error.code !== 'STORAGE_FULL') throw error;
      if (strict) await freeReserve().catch(() => {});
      await use(trimLog).catch(() => {});
      return await write();
    }
  };
  return {
    read: (stores, work) =>
      use(async (database) => {
        const tx = database.transaction([...stores], 'readonly');
        const result = await work(tx as ReadTx);
        await tx.done;
        return result;
      }),
    write: (stores, work, options = {}) =>
      withRoom(() => use((database) => writeIn(database, stores, work, options)), options.strict),
    meta: (key) => use(async (database) => (await database.get('meta', key)) as never),
    close,
  };
}

interface Connection {
  use<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T>;
  close(): void;
}

function createConnection(name: string): Connection {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;
  const forget = (): void => {
    opening = undefined;
  };
  const db = (): Promise<IDBPDatabase<Schema>> => {
    opening ??= open(name, forget);
    opening.catch(forget);
    return opening;
  };
  return {
    use: async (work) => {
      for (let isLast = false; ; isLast = true) {
        try {
          return await work(await db());
        } catch (error) {
          if (isLast || !isGone(error)) throw toStorageError(error);
          forget();
        }
      }
    },
    close: () => {
      void opening?.then((database) => database.close());
      forget();
    },
  };
}

/** Log rows that are kept when the disk is full. */
const KEPT_ROWS = 1000;

async function trimLog(database: IDBPDatabase<Schema>): Promise<void> {
  const tx = database.transaction('log', 'readwrite');
  const newest = await tx.store.openKeyCursor(null, 'prev');
  if (newest) await tx.store.delete(IDBKeyRange.upperBound(newest.key - KEPT_ROWS));
  await tx.done;
}

/** An open that is not answered waits for a window that will not close its connection. */
const OPEN_MS = 15_000;

async function open(name: string, onGone: () => void): Promise<IDBPDatabase<Schema>> {
  const opening = openDB<Schema>(name, DB_VERSION, {
    // Nothing of an upgrade that fails is kept.
    upgrade: (database, from, _to, tx) => void migrate(database, from, tx).catch(() => tx.abort()),
    // A newer version wants in: let it; the next use reopens.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase | null)?.close();
      onGone();
    },
    terminated: onGone,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new DOMException('not opened', 'TimeoutError'));
      // When it comes after all, nobody is waiting for it any more.
      void opening.then((database) => database.close());
    }, OPEN_MS);
  });
  return await Promise.race([opening, late]).finally(() => clearTimeout(timer));
}

/** The browser closed the connection, before or while it was used: nothing of the transaction was stored. */
function isGone(error: unknown): boolean {
  return error instanceof DOMException && /^(InvalidState|Abort)Error$/.test(error.name);
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
    // What the transaction failed for, where a request only says that it was aborted.
    const cause = tx.error ?? error;
    abortQuietly(tx);
    throw cause;
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
  return new AppError(code, { kind: 'transient', original: `${error.name}: ${error.message}`, cause: error });
}

import type { Run } from '../domain/run';
import type { ReadTx, Schema, WriteTx } from './schema';

/** All rows whose compound key begins like this, e.g. those of a company. */
export function rowsUnder(...prefix: readonly string[]): IDBKeyRange {
  return IDBKeyRange.bound(prefix, [...prefix, []]);
}

/** Puts many rows without a wait in between; one that fails, fails the transaction, which says so. */
export function putAll<N extends 'links' | 'targets' | 'staged'>(
  tx: WriteTx,
  name: N,
  rows: readonly Schema[N]['value'][],
): void {
  const store = tx.objectStore<N>(name);
  for (const row of rows) store.put(row).catch(() => {});
}

/** The newest run; only that one can be open. */
export async function lastRun(tx: ReadTx): Promise<Run | undefined> {
  return (await tx.objectStore('runs').index('startedAt').openCursor(null, 'prev'))?.value;
}

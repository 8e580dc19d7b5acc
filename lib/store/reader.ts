import type { LedgerRow, LedgerState } from '../domain/ledger';
import type { LogRow } from '../domain/log-row';
import type { Snapshot } from '../domain/snapshot';
import type { Draft } from '../settings/draft';
import type { Store } from './store';

/** What a page may read. It never writes, except its own draft. */
export interface Reader {
  snapshot(): Promise<Snapshot | undefined>;
  draft(): Promise<Draft | undefined>;
  putDraft(draft: Draft): Promise<void>;
  clearDraft(): Promise<void>;
  /** Newest first; `before` is an exclusive upper bound of `seq`. */
  logPage(options: { before: number | null; limit: number; record?: string }): Promise<readonly LogRow[]>;
  /** Rows written after `seq`, oldest first. */
  logSince(seq: number, limit: number): Promise<readonly LogRow[]>;
  logCount(): Promise<number>;
  /** `seq` of every row, oldest first. */
  logKeys(): Promise<readonly number[]>;
  /** Rows with `from` ≤ `seq` < `before`, oldest first. */
  logRange(from: number, before: number): Promise<readonly LogRow[]>;
  /** The rows with these numbers that still exist. */
  logRows(seqs: readonly number[]): Promise<readonly LogRow[]>;
  ledger(companyId: string, state: LedgerState, limit: number): Promise<readonly LedgerRow[]>;
}

export function createReader(store: Store): Reader {
  return {
    snapshot: () => store.meta('snapshot'),
    draft: () => store.read(['drafts'], (tx) => tx.objectStore('drafts').get('draft')),
    putDraft: (draft) =>
      store.write(['drafts'], async (tx) => {
        await tx.objectStore('drafts').put(draft, 'draft');
      }),
    clearDraft: () => store.write(['drafts'], (tx) => tx.objectStore('drafts').delete('draft')),
    logPage: ({ before, limit, record }) =>
      store.read(['log'], (tx) => readLogPage(tx, before, limit, record)),
    logSince: (seq, limit) =>
      store.read(['log'], (tx) => tx.objectStore('log').getAll(IDBKeyRange.lowerBound(seq, true), limit)),
    logCount: () => store.read(['log'], (tx) => tx.objectStore('log').count()),
    logKeys: () => store.read(['log'], (tx) => tx.objectStore('log').getAllKeys()),
    logRange: (from, before) =>
      store.read(['log'], (tx) => tx.objectStore('log').getAll(IDBKeyRange.bound(from, before, false, true))),
    logRows: (seqs) => store.read(['log'], (tx) => readLogRows(tx, seqs)),
    ledger: (companyId, state, limit) =>
      store.read(['ledger'], (tx) =>
        tx.objectStore('ledger').index('state').getAll([companyId, state], limit),
      ),
  };
}

type LogTx = Parameters<Parameters<Store['read']>[1]>[0];

async function readLogRows(tx: LogTx, seqs: readonly number[]): Promise<readonly LogRow[]> {
  const log = tx.objectStore('log');
  const rows = await Promise.all(seqs.map((seq) => log.get(seq)));
  return rows.filter((row) => row !== undefined);
}

async function readLogPage(
  tx: LogTx,
  before: number | null,
  limit: number,
  record?: string,
): Promise<readonly LogRow[]> {
  const rows: LogRow[] = [];
  const log = tx.objectStore('log');
  let cursor =
    record === undefined
      ? await log.openCursor(before === null ? null : IDBKeyRange.upperBound(before, true), 'prev')
      : await log.index('record').openCursor(IDBKeyRange.only(record), 'prev');
  while (cursor && rows.length < limit) {
    if (before === null || cursor.value.seq < before) rows.push(cursor.value);
    cursor = await cursor.continue();
  }
  return rows;
}

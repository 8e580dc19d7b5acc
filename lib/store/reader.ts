import type { Category } from '../domain/category';
import type { LedgerRow, LedgerState } from '../domain/ledger';
import type { LogRow } from '../domain/log-row';
import type { PreviewOutcome } from '../domain/preview';
import type { Snapshot } from '../domain/snapshot';
import type { ProblemCode } from '../kernel/codes';
import type { Draft } from '../settings/draft';
import { type AsideGroup, type AsideRow, readAsideGroups, readAsideRows } from './reader/aside';
import { readPreviewDocuments, readPreviewRows } from './reader/previews';
import { readExportProblems } from './reader/problems';
import type { PreviewDocumentRow, PreviewRow } from './schema';
import type { Store } from './store';

export type { AsideGroup, AsideRow };

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
  /** Work orders that ask for a person: not exported, or with a document and a code; newest first. */
  exportProblems(companyId: string): Promise<readonly LedgerRow[]>;
  /** Why records of the company are set aside; the cause met last comes first. */
  asideGroups(companyId: string): Promise<readonly AsideGroup[]>;
  /** Records that are set aside for this reason. */
  asideRows(companyId: string, code: ProblemCode, limit: number): Promise<readonly AsideRow[]>;
  /** Lines of a preview with `seq` above `after`, in order; null: of every outcome, from the first one. */
  previewRows(
    previewId: string,
    category: Category,
    outcome: PreviewOutcome | null,
    after: number | null,
    limit: number,
  ): Promise<readonly PreviewRow[]>;
  /** Work orders of a preview with `seq` above `after`, in order; null: from the first one. */
  previewDocuments(
    previewId: string,
    after: number | null,
    limit: number,
  ): Promise<readonly PreviewDocumentRow[]>;
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
    exportProblems: (companyId) => store.read(['ledger'], (tx) => readExportProblems(tx, companyId)),
    asideGroups: (companyId) => store.read(['links', 'log'], (tx) => readAsideGroups(tx, companyId)),
    asideRows: (companyId, code, limit) =>
      store.read(['links', 'log'], (tx) => readAsideRows(tx, companyId, code, limit)),
    previewRows: (previewId, category, outcome, after, limit) =>
      readPreviewRows(store, previewId, [category, outcome], after, limit),
    previewDocuments: (previewId, after, limit) => readPreviewDocuments(store, previewId, after, limit),
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

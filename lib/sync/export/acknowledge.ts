import type { StoredDocument } from '../../domain/document';
import type { LedgerRow } from '../../domain/ledger';
import type { WriteTx } from '../../store/schema';
import { save } from '../context';
import type { ExportContext } from './context';
import { totalsOf } from './found';
import { orderLog, park, wordOf } from './ledger';
import { raiseAlarm } from './locks';

/**
 * E6: the document's key is on disk before anything else happens to the work order. Who said meanwhile that it is not
 * to be exported keeps the word, and the row keeps the number.
 */
export async function acknowledge(
  context: ExportContext,
  row: LedgerRow,
  document: StoredDocument,
  code: 'DOCUMENT_CREATED' | 'PAGE_CREATED' | 'DOCUMENT_ADOPTED',
): Promise<LedgerRow> {
  const keys = { documentNumber: document.number, documentRecordId: document.recordId };
  const acked = { state: 'acked', code: null, params: {}, checked: false, ...keys } as const;
  const updatedAt = context.ports.clock.now();
  const stored = await save(
    context,
    ['ledger', 'jobs'],
    async (tx) => {
      const ledger = tx.objectStore('ledger');
      const current = (await ledger.get([row.companyId, row.workOrderId])) ?? row;
      const isLetBe = current.state === 'ignored';
      const next = isLetBe ? { ...current, ...keys } : { ...row, ...acked, ...wordOf(current) };
      await ledger.put({ ...next, updatedAt });
      if (!isLetBe) await countDocument(context, tx);
      return { ...next, updatedAt };
    },
    { strict: true, log: [orderLog({ ...row, ...acked }, 'info', code, { document: document.number })] },
  );
  context.ports.announce('ledger');
  return stored;
}

/** Together with the row, so that a death right after it loses no count. */
async function countDocument({ jobId }: ExportContext, tx: WriteTx): Promise<void> {
  const job = await tx.objectStore('jobs').get(jobId);
  if (job?.kind !== 'export') return;
  const counts = { ...job.counts, documents: job.counts.documents + 1 };
  await tx.objectStore('jobs').put({ ...job, counts });
}

/** Adopts the one document that is there; a foreign one only when its total is ours, else a person compares. */
export async function settle(
  context: ExportContext,
  row: LedgerRow,
  hits: readonly StoredDocument[],
  isOwn: boolean,
): Promise<LedgerRow> {
  const [hit] = hits;
  if (hits.length > 1 || hit === undefined) return await raiseAlarm(context, row, hits);
  const difference = isOwn ? undefined : totalsOf(row, hit);
  if (difference !== undefined)
    return await park(context, row, { code: 'TOTALS_DIFFER', params: difference });
  return await acknowledge(context, row, hit, 'DOCUMENT_ADOPTED');
}

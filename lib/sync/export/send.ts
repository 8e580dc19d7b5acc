import { type ExportDocument, kindOf, type StoredDocument } from '../../domain/document';
import type { LedgerRow } from '../../domain/ledger';
import type { WorkOrder } from '../../domain/work-order';
import type { WriteTx } from '../../store/schema';
import { atStepBorder, save } from '../context';
import { claim } from './claims';
import { type ExportContext, sentColumns } from './context';
import { findDocuments, findElsewhere, totalsOf } from './found';
import { contentHashOf, orderLog, park, putRow } from './ledger';
import { raiseAlarm } from './locks';
import { becomeUnknown } from './outcome';

/** Claim, E3 + E4 + E5: look up, store the intent to send, send once. */
export async function prepared(
  context: ExportContext,
  row: LedgerRow,
  order: WorkOrder | undefined,
): Promise<LedgerRow> {
  const { document } = row;
  if (document === null) return await putRow(context, row, { state: 'waiting' });
  // Nothing was sent yet, so a newer version of the work order, or another target, replaces what was frozen.
  if (row.posts === 0 && order !== undefined && (await isOutdated(context, row, document, order)))
    return await putRow(context, row, { state: 'waiting' });
  if (row.posts === 0 && order !== undefined) {
    const claimed = await claim(context, row, order);
    if (claimed.state !== 'prepared' || claimed.notBefore > context.ports.clock.now()) return claimed;
    return await lookAndSend(context, claimed, document, order);
  }
  return await lookAndSend(context, row, document, order);
}

async function isOutdated(
  { target }: ExportContext,
  row: LedgerRow,
  document: ExportDocument,
  order: WorkOrder,
): Promise<boolean> {
  return kindOf(document) !== target || (await contentHashOf(order)) !== row.contentHash;
}

async function lookAndSend(
  context: ExportContext,
  row: LedgerRow,
  document: ExportDocument,
  order: WorkOrder | undefined,
): Promise<LedgerRow> {
  const hits = await findDocuments(context, row, document);
  if (hits.length > 0) return await settle(context, row, hits, row.posts > 0);
  if (order === undefined) return await leaveOut(context, row);
  const elsewhere = row.posts > 0 ? [] : await findElsewhere(context, row, document.bookDate.slice(0, 4));
  const [there] = elsewhere;
  if (there !== undefined) {
    const moved = { ...row, document: { ...document, bookDate: there.bookDate } };
    return await settle(context, moved, elsewhere, false);
  }
  atStepBorder(context);
  const sending = await putRow(
    context,
    row,
    { state: 'sending', sendStartedAt: context.ports.clock.now(), posts: row.posts + 1, looks: 0 },
    { strict: true },
  );
  return await post(context, sending, document);
}

/** No longer *Compleet* (or no longer readable): nothing is sent, and after an earlier POST a person decides. */
async function leaveOut(context: ExportContext, row: LedgerRow): Promise<LedgerRow> {
  if (row.posts === 0) return await putRow(context, row, { state: 'waiting' });
  return await park(context, row, { code: 'UNKNOWN_OUTCOME', params: { posts: row.posts } });
}

async function post(context: ExportContext, row: LedgerRow, document: ExportDocument): Promise<LedgerRow> {
  const kind = kindOf(document);
  const columns = await sentColumns(context, kind);
  const outcome = await context.ports.accountView.createDocument(context.run.companyId, document, columns);
  if (outcome.kind === 'applied')
    return await acknowledge(
      context,
      row,
      outcome.value,
      kind === 'journal' ? 'PAGE_CREATED' : 'DOCUMENT_CREATED',
    );
  if (outcome.kind === 'unknown') return await becomeUnknown(context, row, outcome.error);
  const { error } = outcome;
  // Nothing was made, so this POST does not count.
  const refused = { ...row, posts: row.posts - 1 };
  if (error.kind === 'permanent') {
    // "Bestaat al" has no code of its own (accountview-api §10.22): what is there tells.
    const hits = await findDocuments(context, row, document);
    if (hits.length > 0) return await settle(context, refused, hits, false);
    const { code, original } = error;
    return await park(context, refused, { code, params: aboutRefusal(error.params, document), original });
  }
  await putRow(context, refused, { state: 'prepared' }, { strict: true });
  throw error;
}

/** A refusal that is about the date says which. */
function aboutRefusal(params: LedgerRow['params'], { bookDate }: ExportDocument): LedgerRow['params'] {
  return { ...params, date: bookDate };
}

/** E6: the document's key is on disk before anything else happens to the work order. */
async function acknowledge(
  context: ExportContext,
  row: LedgerRow,
  document: StoredDocument,
  code: 'DOCUMENT_CREATED' | 'PAGE_CREATED' | 'DOCUMENT_ADOPTED',
): Promise<LedgerRow> {
  const acked: LedgerRow = {
    ...row,
    state: 'acked',
    code: null,
    params: {},
    documentNumber: document.number,
    documentRecordId: document.recordId,
    checked: false,
    updatedAt: context.ports.clock.now(),
  };
  await save(
    context,
    ['ledger', 'jobs'],
    async (tx) => {
      await tx.objectStore('ledger').put(acked);
      await countDocument(context, tx);
    },
    { strict: true, log: [orderLog(acked, 'info', code, { document: document.number })] },
  );
  context.ports.announce('ledger');
  return acked;
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

import { type ExportDocument, kindOf } from '../../domain/document';
import type { LedgerRow } from '../../domain/ledger';
import type { Parsed, WorkOrder } from '../../domain/work-order';
import { referenceIn, withReference } from '../../store/company';
import { updateCompany } from '../context';
import { buildChecked } from './build';
import { closed, keepOpen } from './closings';
import { type ExportContext, isProven } from './context';
import { pretendMaker } from './create-missing';
import { findDocuments, findEarlier, totalsOf } from './found';
import { contentHashOf, orderLog, putRow } from './ledger';
import { raiseAlarm, raiseLock } from './locks';
import { markSuccess } from './statuses';

/**
 * After each POST: exactly one document carries the reference, and its total is what was sent. The work order is read
 * meanwhile, for the close that follows: it is the other service.
 */
export async function check(context: ExportContext, row: LedgerRow): Promise<LedgerRow> {
  const { document } = row;
  if (document === null) return await putRow(context, row, { checked: true });
  // A document that is gone, and of which a person said to let it be.
  if (row.ignoredBecause !== undefined) return row;
  readAhead(context, row);
  const hits =
    row.posts > 1 || row.fixes?.bookDate !== undefined
      ? await findEarlier(context, row)
      : await findDocuments(context, row, document);
  if (hits.length > 1) return await raiseAlarm(context, row, hits);
  const [hit] = hits;
  if (hit === undefined) return await missing(context, row, document);
  const totals = totalsOf(row, hit);
  const differs = totals === undefined ? [] : [orderLog(row, 'warning', 'TOTALS_DIFFER', totals)];
  const checked = await putRow(context, row, { checked: true }, { log: differs });
  await proveReference(context, document);
  return checked;
}

/** Later ones need not go alone, unless another column carries the reference by now. */
async function proveReference(context: ExportContext, document: ExportDocument): Promise<void> {
  const kind = kindOf(document);
  if (await isProven(context, kind)) return;
  const field = document.referenceField;
  await updateCompany(
    context,
    (state) =>
      referenceIn(state, kind)?.field === field ? withReference(state, kind, { field, proven: true }) : state,
    { strict: true },
  );
}

/**
 * No document carries the reference. Where references are known to be stored, somebody removed this one: a person looks
 * at it, and others go on. Else nothing that is sent could be found again.
 */
async function missing(context: ExportContext, row: LedgerRow, document: ExportDocument): Promise<LedgerRow> {
  // Of an earlier target or column nothing more is sent.
  const isEarlier = document.referenceField !== context.referenceField;
  if (isEarlier || (await isProven(context, kindOf(document))))
    return await keepOpen(context, row, 'REFERENCE_NOT_STORED');
  return await raiseLock(context, row, 'REFERENCE_NOT_STORED');
}

function readAhead({ ports, reads, signal }: ExportContext, { workOrderId }: LedgerRow): void {
  const read = ports.outsmart.workOrder(workOrderId, signal);
  reads.set(workOrderId, read);
  // Whoever waits for it hears of its failure; nobody may.
  read.catch(() => {});
}

/** The work order as it is now: since its document was acknowledged, and looked at by nobody yet. */
async function takeRead(
  { ports, reads, signal }: ExportContext,
  { workOrderId }: LedgerRow,
): Promise<Parsed<WorkOrder>> {
  const read = reads.get(workOrderId) ?? ports.outsmart.workOrder(workOrderId, signal);
  reads.delete(workOrderId);
  return await read;
}

/** E7: only an acknowledged, checked and unchanged work order is closed; the intent is stored first. */
export async function close(context: ExportContext, row: LedgerRow): Promise<LedgerRow> {
  const read = await takeRead(context, row);
  if (!read.ok) return await keepOpen(context, row, read.code);
  const { status } = read.value;
  const differs = row.storedTotal === undefined ? undefined : totalsOf(row, { total: row.storedTotal });
  const isSame = differs === undefined && (await isUnchanged(context, row, read.value));
  const otherwise = differs === undefined ? 'CHANGED_AFTER_EXPORT' : 'TOTALS_DIFFER';
  // Handled by somebody else: nothing is left to do, and nothing is proven about a close of ours.
  if (status === 'Afgehandeld')
    return await closed(context, isSame ? await markSuccess(context, row) : row, isSame ? null : otherwise);
  if (!isSame) return await keepOpen(context, row, otherwise, differs);
  if (status !== 'Compleet') return await keepOpen(context, row, 'CHANGED_AFTER_EXPORT');
  const marked = await markSuccess(context, row);
  const closing = await putRow(
    context,
    marked,
    { state: 'closing', code: null, params: {} },
    { strict: true },
  );
  await context.ports.outsmart.closeWorkOrder(row.workOrderId);
  return closing;
}

/**
 * The work order is what its document was made from. Of a row from a rebuilt ledger only the document's total is known:
 * what the work order would come to now must be the same.
 */
async function isUnchanged(context: ExportContext, row: LedgerRow, order: WorkOrder): Promise<boolean> {
  const { contentHash, storedTotal } = row;
  if (contentHash !== null) return (await contentHashOf(order)) === contentHash;
  if (storedTotal === undefined) return true;
  const maker = pretendMaker(context, row.fixes, () => {});
  const checked = await buildChecked(context, row, order, maker);
  if (checked.kind !== 'ready') return false;
  return totalsOf({ ...row, document: checked.document }, { total: storedTotal }) === undefined;
}

/** The first journal page of a connection is shown for a look before others follow (product §4). */
export async function awaitLook(context: ExportContext, row: LedgerRow): Promise<void> {
  if (row.document?.kind !== 'journal' || !row.checked) return;
  if (await isProven(context, 'pageAccepted')) return;
  await raiseLock(context, row, 'FIRST_PAGE_LOOK');
}

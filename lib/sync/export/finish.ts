import type { LedgerRow } from '../../domain/ledger';
import type { Parsed, WorkOrder } from '../../domain/work-order';
import { updateCompany } from '../context';
import { closed, keepOpen } from './closings';
import { type ExportContext, isProven } from './context';
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
  readAhead(context, row);
  const hits =
    row.posts > 1 || row.fixes?.bookDate !== undefined
      ? await findEarlier(context, row)
      : await findDocuments(context, row, document);
  if (hits.length > 1) return await raiseAlarm(context, row, hits);
  const [hit] = hits;
  if (hit === undefined) return await raiseLock(context, row, 'REFERENCE_NOT_STORED');
  const totals = totalsOf(row, hit);
  const differs = totals === undefined ? [] : [orderLog(row, 'warning', 'TOTALS_DIFFER', totals)];
  const checked = await putRow(context, row, { checked: true }, { log: differs });
  if (!(await isProven(context, 'referenceProven')))
    await updateCompany(context, (state) => ({ ...state, referenceProven: true }), { strict: true });
  return checked;
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
  const isSame = row.contentHash === null || (await contentHashOf(read.value)) === row.contentHash;
  // Handled by somebody else: nothing is left to do, and nothing is proven about a close of ours.
  if (status === 'Afgehandeld')
    return await closed(context, isSame ? await markSuccess(context, row) : row, isSame);
  if (!isSame) return await keepOpen(context, row, 'CHANGED_AFTER_EXPORT');
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

/** The first journal page of a connection is shown for a look before others follow (product §4). */
export async function awaitLook(context: ExportContext, row: LedgerRow): Promise<void> {
  if (row.document?.kind !== 'journal' || !row.checked) return;
  if (await isProven(context, 'pageAccepted')) return;
  await raiseLock(context, row, 'FIRST_PAGE_LOOK');
}

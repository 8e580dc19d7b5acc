import type { LogCode } from '../../kernel/codes';
import type { LedgerRow } from '../../domain/ledger';
import type { NewLogRow } from '../../domain/log-row';
import { updateCompany } from '../context';
import { type ExportContext, isProven } from './context';
import { changeRows, orderLog, putRow, type RowChange } from './ledger';
import { raiseLock } from './locks';

/**
 * E8: a close is proven by the list of *Compleet* work orders. Gone from it: closed. Still there: at the start of
 * a run it is closed again (its document is acknowledged, so that harms nobody); at the end it is said.
 */
export async function proveClosings(
  context: ExportContext,
  rows: Iterable<LedgerRow>,
  listed: ReadonlySet<string>,
  moment: 'start' | 'end',
): Promise<void> {
  const now = context.ports.clock.now();
  const changes: RowChange[] = [];
  const change = (row: LedgerRow, news: Partial<LedgerRow>): void =>
    void changes.push({ row, change: (current) => ({ ...current, ...news }) });
  const log: NewLogRow[] = [];
  for (const row of rows) {
    if (row.state !== 'closing') continue;
    if (!listed.has(row.workOrderId)) {
      change(row, { state: 'closed', code: null, closedAt: now });
      // Rows of a rebuilt ledger were closed long ago: they have no document of this browser and no line.
      if (row.document !== null) log.push(closedRow(row));
    } else if (moment === 'start') {
      change(row, { state: 'acked', checked: true });
    } else if (row.code !== 'CLOSE_NOT_CONFIRMED' && row.ignoredBecause === undefined) {
      change(row, { code: 'CLOSE_NOT_CONFIRMED' });
      log.push(orderLog(row, 'warning', 'CLOSE_NOT_CONFIRMED'));
    }
  }
  if (changes.length > 0) await changeRows(context, changes, log);
}

/**
 * The first close of a connection goes alone (product §4): of the work orders listed before, exactly this one may
 * be gone afterwards. Otherwise closing stops until a person has looked.
 */
export async function proveFirstClose(
  context: ExportContext,
  row: LedgerRow,
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): Promise<void> {
  if (await isProven(context, 'closeProven')) return;
  const gone: string[] = [];
  for (const id of before)
    if (!after.has(id) && (id === row.workOrderId || !(await isOthers(context, id)))) gone.push(id);
  const isStillThere = before.has(row.workOrderId) && after.has(row.workOrderId);
  if (isStillThere || gone.some((id) => id !== row.workOrderId))
    await raiseLock(context, row, 'CLOSE_NOT_CONFIRMED');
  if (gone.length === 1)
    await updateCompany(context, (state) => ({ ...state, closeProven: true }), { strict: true });
}

/**
 * Another browser that exports at the same moment closes its own: they carry the claim, which a close of ours sets on
 * nothing, or the status of a success.
 */
async function isOthers({ ports, settings, signal }: ExportContext, id: string): Promise<boolean> {
  const { claimStatus, successStatus } = settings;
  if (claimStatus === '') return false;
  const theirs = [claimStatus, successStatus].filter((status) => status !== '');
  const read = await ports.outsmart.workOrder(id, signal);
  return read.ok && theirs.includes(read.value.workStatus);
}

function closedRow(row: LedgerRow): NewLogRow {
  return orderLog(row, 'info', 'WORK_ORDER_CLOSED', { document: row.documentNumber ?? '' });
}

/** Handled, and proven to be by the work order itself; `told`: what whoever handled it may not know. */
export async function closed(
  context: ExportContext,
  row: LedgerRow,
  told: 'CHANGED_AFTER_EXPORT' | 'TOTALS_DIFFER' | null,
): Promise<LedgerRow> {
  const code = row.ignoredBecause === undefined ? told : null;
  const isNews = code !== null && row.code !== code;
  const change = { state: 'closed', code, params: {}, closedAt: context.ports.clock.now() } as const;
  const log = isNews ? [closedRow(row), orderLog(row, 'warning', code)] : [closedRow(row)];
  return await putRow(context, row, change, { log });
}

/** The document stays, the work order stays open, and the reason is shown; looked at again in every run. */
export async function keepOpen(
  context: ExportContext,
  row: LedgerRow,
  code: LogCode,
  params: LedgerRow['params'] = {},
): Promise<LedgerRow> {
  // What a person has let be is not said again.
  if (row.code === code || row.ignoredBecause !== undefined) return row;
  return await putRow(context, row, { code, params }, { log: [orderLog(row, 'warning', code, params)] });
}

import type { Connection } from '../../domain/connection';
import type { FoundDocument, LedgerRow } from '../../domain/ledger';
import type { NewLogRow } from '../../domain/log-row';
import type { StoredDocument } from '../../domain/document';
import { AppError } from '../../kernel/app-error';
import { changeConnection } from '../../store/connection';
import { save } from '../context';
import type { ExportContext } from './context';
import { orderLog, putWithWord, storedRow } from './ledger';

type Lock = NonNullable<Connection['lock']>;

/** Export is locked until a person decides: the job ends here, the row keeps its state. */
export class ExportLocked extends AppError {
  constructor(code: Lock['code']) {
    super(code, { kind: 'permanent' });
    this.name = 'ExportLocked';
  }
}

/** More than one document carries the reference: both numbers are named and export stops. */
export async function raiseAlarm(
  context: ExportContext,
  row: LedgerRow,
  hits: readonly StoredDocument[],
): Promise<never> {
  const alarm = { ...row, ...saidOf(hits) };
  await lockExport(context, reasonOf(alarm), alarm);
  throw new ExportLocked('DUPLICATE_ALARM');
}

/** What an alarmed row says of the documents that carry its reference. */
export function saidOf(hits: readonly FoundDocument[]): {
  state: 'alarm';
  code: 'DUPLICATE_ALARM';
  params: { numbers: string };
  found: readonly FoundDocument[];
} {
  const found = hits.map(({ kind, number, recordId, bookDate, total }) => ({
    kind,
    number,
    recordId,
    bookDate,
    total,
  }));
  const numbers = found.map(({ number }) => number).join(', ');
  return { state: 'alarm', code: 'DUPLICATE_ALARM', params: { numbers }, found };
}

function reasonOf({ workOrderId, params }: LedgerRow): Lock {
  const numbers = String(params['numbers'] ?? '').split(', ');
  return { code: 'DUPLICATE_ALARM', record: workOrderId, numbers };
}

/** A document or a close that cannot be proven: the row stays as it is, nothing further is sent. */
export async function raiseLock(
  context: ExportContext,
  row: LedgerRow,
  code: 'REFERENCE_NOT_STORED' | 'CLOSE_NOT_CONFIRMED' | 'FIRST_PAGE_LOOK',
): Promise<never> {
  const numbers = code === 'FIRST_PAGE_LOOK' ? { numbers: [row.documentNumber ?? ''] } : {};
  await lockExport(context, { code, record: row.workOrderId, ...numbers }, { ...row, code });
  throw new ExportLocked(code);
}

/** The lock in force. */
export async function lockOf({ ports }: ExportContext): Promise<Connection['lock']> {
  return (await ports.store.meta('connection'))?.lock ?? null;
}

/**
 * A row that is an alarm already, while there is no lock (a new connection, a rebuilt ledger), or one about what is
 * settled by now. Not when a person has decided about it meanwhile.
 */
export async function lockAgain(context: ExportContext, row: LedgerRow): Promise<void> {
  const stored = (await storedRow(context, row)) ?? row;
  const lock = await lockOf(context);
  if (stored.state !== 'alarm' || (lock !== null && !(await isOutdated(context, lock, stored)))) return;
  await lockExport(context, reasonOf(stored), stored);
}

async function isOutdated(context: ExportContext, lock: Lock, row: LedgerRow): Promise<boolean> {
  if (lock.code !== 'DUPLICATE_ALARM') return false;
  if (lock.record === row.workOrderId) return lock.numbers?.join(', ') !== reasonOf(row).numbers?.join(', ');
  const named = await storedRow(context, { ...row, workOrderId: lock.record ?? '' });
  return named?.state !== 'alarm';
}

/** Stores the lock with its reason, and the row it is about; the state of the connection becomes `locked`. */
export async function lockExport(context: ExportContext, reason: Lock, row?: LedgerRow): Promise<void> {
  const log: NewLogRow =
    row === undefined
      ? { level: 'error', direction: 'export', code: reason.code, params: {} }
      : orderLog(row, 'error', reason.code, row.params);
  await save(
    context,
    ['ledger'],
    async (tx) => {
      if (row !== undefined) await putWithWord(tx, { ...row, updatedAt: context.ports.clock.now() });
      await changeConnection(tx, () => ({ lock: reason }));
    },
    { strict: true, log: [log] },
  );
  context.ports.announce('ledger');
}

import type { Connection } from '../../domain/connection';
import type { LedgerRow } from '../../domain/ledger';
import type { NewLogRow } from '../../domain/log-row';
import type { StoredDocument } from '../../domain/document';
import { AppError } from '../../kernel/app-error';
import { changeConnection } from '../../store/connection';
import { save } from '../context';
import type { ExportContext } from './context';
import { orderLog } from './ledger';

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
  const numbers = hits.map((hit) => hit.number);
  const params = { numbers: numbers.join(', ') };
  const reason = { code: 'DUPLICATE_ALARM', record: row.workOrderId, numbers } as const;
  await lockExport(context, reason, { ...row, state: 'alarm', code: 'DUPLICATE_ALARM', params });
  throw new ExportLocked('DUPLICATE_ALARM');
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
 * A row that is an alarm already, while there is no lock (a new connection, a rebuilt ledger). Not when a person has
 * decided about it meanwhile.
 */
export async function lockAgain(context: ExportContext, row: LedgerRow): Promise<void> {
  const current = await context.ports.store.read(['ledger'], (tx) =>
    tx.objectStore('ledger').get([row.companyId, row.workOrderId]),
  );
  if (current?.state !== 'alarm' || (await lockOf(context)) !== null) return;
  const numbers = String(row.params['numbers'] ?? '').split(', ');
  await lockExport(context, { code: 'DUPLICATE_ALARM', record: row.workOrderId, numbers }, row);
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
      if (row !== undefined)
        await tx.objectStore('ledger').put({ ...row, updatedAt: context.ports.clock.now() });
      await changeConnection(tx, () => ({ lock: reason }));
    },
    { strict: true, log: [log] },
  );
  context.ports.announce('ledger');
}

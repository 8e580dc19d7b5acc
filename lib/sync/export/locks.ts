import type { Connection } from '../../domain/connection';
import type { LedgerRow } from '../../domain/ledger';
import type { StoredDocument } from '../../domain/sales-order';
import { AppError } from '../../kernel/app-error';
import { getMeta, putMeta } from '../../store/store';
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
  await lockExport(
    context,
    { ...row, state: 'alarm', code: 'DUPLICATE_ALARM', params },
    { code: 'DUPLICATE_ALARM', record: row.workOrderId, numbers },
  );
  throw new ExportLocked('DUPLICATE_ALARM');
}

/** A document or a close that cannot be proven: the row stays as it is, nothing further is sent. */
export async function raiseLock(
  context: ExportContext,
  row: LedgerRow,
  code: Exclude<Lock['code'], 'DUPLICATE_ALARM'>,
): Promise<never> {
  await lockExport(context, { ...row, code }, { code, record: row.workOrderId });
  throw new ExportLocked(code);
}

/** Stores the row with the lock and its reason; the state of the connection becomes `locked`. */
export async function lockExport(context: ExportContext, row: LedgerRow, reason: Lock): Promise<void> {
  await save(
    context,
    ['ledger'],
    async (tx) => {
      await tx.objectStore('ledger').put({ ...row, updatedAt: context.ports.clock.now() });
      const connection = await getMeta(tx, 'connection');
      if (connection !== undefined) await putMeta(tx, 'connection', { ...connection, lock: reason });
    },
    { strict: true, log: [orderLog(row, 'error', reason.code, row.params)] },
  );
  context.ports.announce('ledger');
}

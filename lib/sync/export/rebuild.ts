import { rowsUnder } from '../../store/rows';
import type { LedgerRow } from '../../domain/ledger';
import { REFERENCE_FIELDS, type StoredDocument } from '../../domain/document';
import { AppError } from '../../kernel/app-error';
import { atStepBorder, companyState, save, updateCompany } from '../context';
import { columnsOf, type ExportContext, TABLES } from './context';
import { changeCompany } from '../../store/company';
import { changeConnection } from '../../store/connection';
import type { WriteTx } from '../../store/schema';
import { newLedgerRow } from './ledger';
import { ExportLocked, lockAgain, lockExport, lockOf } from './locks';

/**
 * The ledger is there before anything else is done. One that has lost rows locks the export until a person has it
 * rebuilt (reliability §6, promise 7): what is lost may have been sent.
 *
 * The first step of a browser without a ledger (product §4): every document in every open year that carries a
 * reference of ours becomes an acknowledged row, so that no work order that has a document gets a second one.
 */
export async function ensureLedger(context: ExportContext): Promise<void> {
  const { ledgerReady, ledgerRows = 0 } = await companyState(context);
  if (!ledgerReady) await rebuild(context);
  else {
    const isMissing = (await countRows(context)) < ledgerRows;
    if (isMissing) await updateCompany(context, (state) => ({ ledgerLost: {}, ...state }), { strict: true });
  }
  const { ledgerLost } = await companyState(context);
  // Said once; it goes before any other lock, since what that one is about may be lost too. The company remembers:
  // a lock is gone when another one was chosen, or the connection was made anew.
  if (ledgerLost === undefined || (await lockOf(context))?.code === 'LEDGER_MISSING') return;
  await lockExport(context, { code: 'LEDGER_MISSING', ...ledgerLost });
  throw new ExportLocked('LEDGER_MISSING');
}

async function rebuild(context: ExportContext): Promise<void> {
  const rows = new Map<string, LedgerRow>();
  for (const year of context.years) {
    atStepBorder(context);
    for (const document of await context.documents.list(year)) addDocument(context, rows, document);
  }
  for (const document of await otherKind(context)) addDocument(context, rows, document);
  await store(context, [...rows.values()]);
}

/**
 * Documents of the other kind: the target may have been another one before. A company without that module has none, and
 * a user who may not see it has made none.
 */
export async function otherKind(context: ExportContext): Promise<readonly StoredDocument[]> {
  const { ports, run, settings, signal, target, years } = context;
  const kind = target === 'journal' ? 'sales-order' : 'journal';
  const columns = await columnsOf(context, TABLES[kind].header);
  const field = REFERENCE_FIELDS[kind].find((name) => columns.has(name));
  if (field === undefined) return [];
  const found: StoredDocument[] = [];
  try {
    for (const year of years) {
      atStepBorder(context);
      const place = { kind, field, bookDate: `${year}-01-01` } as const;
      found.push(
        ...(await ports.accountView.listDocuments(run.companyId, settings.referencePrefix, place, signal)),
      );
    }
  } catch (error) {
    if (!(error instanceof AppError) || (error.kind !== 'rights' && error.kind !== 'permanent')) throw error;
  }
  return found;
}

/** Rows are never removed one by one, so their number only grows: fewer than this were lost. */
export async function rememberLedger(context: ExportContext): Promise<void> {
  const ledgerRows = await countRows(context);
  if (ledgerRows > ((await companyState(context)).ledgerRows ?? 0))
    await updateCompany(context, (state) => ({ ...state, ledgerRows }), { strict: true });
}

async function countRows({ ports, run }: ExportContext): Promise<number> {
  const rows = rowsUnder(run.companyId);
  return await ports.store.read(['ledger'], (tx) => tx.objectStore('ledger').count(rows));
}

/**
 * A rebuilt row is `closing`: the next list of *Compleet* work orders tells whether its close still has to be
 * made. Two documents with one reference are an alarm, as ever.
 */
function addDocument(context: ExportContext, rows: Map<string, LedgerRow>, document: StoredDocument): void {
  const workOrderId = document.reference.slice(context.settings.referencePrefix.length + 1);
  if (workOrderId === '') return;
  const other = rows.get(workOrderId);
  const base = { ...newLedgerRow(context, workOrderId), workDate: document.bookDate, checked: true };
  if (other === undefined) {
    rows.set(workOrderId, {
      ...base,
      state: 'closing',
      documentNumber: document.number,
      documentRecordId: document.recordId,
      // Of the other kind it would be compared with what it is not.
      ...(document.kind === context.target && document.total !== null && { storedTotal: document.total }),
    });
  } else {
    const numbers = `${other.params['numbers'] ?? other.documentNumber ?? ''}, ${document.number}`;
    rows.set(workOrderId, { ...base, state: 'alarm', code: 'DUPLICATE_ALARM', params: { numbers } });
  }
}

async function store(context: ExportContext, rows: readonly LedgerRow[]): Promise<void> {
  const rebuilt = {
    level: 'info',
    direction: 'export',
    code: 'LEDGER_REBUILT',
    params: { documents: rows.length },
  } as const;
  const alarms = rows.filter((row) => row.state === 'alarm');
  await save(
    context,
    ['ledger', 'companies'],
    async (tx) => {
      await addMissing(tx, rows);
      await changeCompany(tx, context.run.companyId, (state) => ({
        ...state,
        ledgerReady: true,
        ledgerRows: 0,
        ...(state.ledgerLost && { ledgerLost: { rebuilt: rows.length } }),
      }));
      await changeConnection(tx, ({ lock }) =>
        lock?.code === 'LEDGER_MISSING' ? { lock: { ...lock, rebuilt: rows.length } } : undefined,
      );
    },
    { strict: true, log: rows.length === 0 ? [] : [rebuilt] },
  );
  for (const row of alarms) await lockAgain(context, row);
}

async function addMissing(tx: WriteTx, rows: readonly LedgerRow[]): Promise<void> {
  const ledger = tx.objectStore('ledger');
  for (const row of rows) {
    const known = await ledger.get([row.companyId, row.workOrderId]);
    if (known === undefined) await ledger.put(row);
  }
}

import { rowsUnder } from '../../store/rows';
import { findReferenceField } from '../../accountview/reference-field';
import { type LedgerRow, settledBy } from '../../domain/ledger';
import type { DocumentKind, ReferenceField, StoredDocument } from '../../domain/document';
import { AppError } from '../../kernel/app-error';
import { dutchDay } from '../../kernel/clock';
import { atStepBorder, companyState, save, updateCompany } from '../context';
import { dictionaryOf } from '../dictionary';
import type { ExportContext } from './context';
import { changeCompany, referenceIn } from '../../store/company';
import { changeConnection } from '../../store/connection';
import type { WriteTx } from '../../store/schema';
import { newLedgerRow } from './ledger';
import { ExportLocked, lockAgain, lockExport, lockOf, saidOf } from './locks';

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
  const documents: StoredDocument[] = [];
  for (const year of context.years) {
    atStepBorder(context);
    documents.push(...(await context.documents.list(year)));
  }
  documents.push(...((await otherKind(context, true)) ?? []));
  const byOrder = new Map<string, StoredDocument[]>();
  for (const document of documents) {
    const workOrderId = document.reference.slice(context.settings.referencePrefix.length + 1);
    if (workOrderId !== '') byOrder.set(workOrderId, [...(byOrder.get(workOrderId) ?? []), document]);
  }
  await store(
    context,
    [...byOrder].map(([workOrderId, own]) => rebuiltRow(context, workOrderId, own)),
  );
}

/**
 * Documents of the other kind in the open years: the target may have been another one before. Undefined when no column
 * of theirs will do for a reference, as in a company without that module: none was ever sent, since the self-test comes
 * before the first one. `skipRights`: a user who may not see them, or not those of a year, has made none there.
 * @throws AppError when it cannot be told what there is
 */
export async function otherKind(
  context: ExportContext,
  skipRights = false,
): Promise<readonly StoredDocument[] | undefined> {
  const { ports, run, settings, signal, target, years } = context;
  const kind = target === 'journal' ? 'sales-order' : 'journal';
  const seen = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await ask();
    } catch (error) {
      if (skipRights && error instanceof AppError && error.kind === 'rights') return undefined;
      throw error;
    }
  };
  const field = await seen(() => otherField(context, kind));
  if (field === undefined) return undefined;
  const found: StoredDocument[] = [];
  for (const year of years) {
    atStepBorder(context);
    const place = { kind, field, bookDate: `${year}-01-01` } as const;
    const list = (): Promise<readonly StoredDocument[]> =>
      ports.accountView.listDocuments(run.companyId, settings.referencePrefix, place, signal);
    found.push(...((await seen(list)) ?? []));
  }
  return found;
}

/** As it was when documents of that kind were read back by it, else as its self-test finds it. */
async function otherField(context: ExportContext, kind: DocumentKind): Promise<ReferenceField | undefined> {
  const known = referenceIn(await companyState(context), kind);
  if (known?.proven === true) return known.field;
  const { ports, run, settings, signal } = context;
  const { accountView, clock } = ports;
  const today = dutchDay(clock.now());
  // The administration of a new year may not be there yet.
  const newest = [...context.years].toSorted().at(-1) ?? today.slice(0, 4);
  const bookDate = context.years.has(today.slice(0, 4)) ? today : `${newest}-01-01`;
  const about = { companyId: run.companyId, prefix: settings.referencePrefix, kind, bookDate, signal };
  const reader = {
    dictionary: async (_company: string, table: string) => await dictionaryOf(context, table),
    readPage: accountView.readPage,
    find: accountView.find,
  };
  return await findReferenceField(reader, { ...about, now: clock.now() });
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
function rebuiltRow(
  context: ExportContext,
  workOrderId: string,
  documents: readonly StoredDocument[],
): LedgerRow {
  const [document] = documents;
  const row = { ...newLedgerRow(context, workOrderId), workDate: document?.bookDate ?? '', checked: true };
  if (document === undefined || documents.length > 1) return { ...row, ...saidOf(documents) };
  return { ...settledBy(row, document, context.target), state: 'closing' };
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

import type { DocumentKind, StoredDocument } from '../../domain/document';
import { type LedgerRow, settledBy } from '../../domain/ledger';
import type { NewLogRow } from '../../domain/log-row';
import { accountViewChanged, AppError } from '../../kernel/app-error';
import { changeConnection } from '../../store/connection';
import { save } from '../context';
import type { ExportContext } from './context';
import { findElsewhere } from './found';
import { readLedger } from './intake';
import { amendRow, orderLog } from './ledger';
import { lockAgain, lockOf, saidOf } from './locks';
import { otherKind } from './rebuild';

/** Counts again what carries the reference of an alarmed row: when all but one were removed, export goes on. */
export async function recountAlarms(context: ExportContext): Promise<void> {
  const alarms = [...(await readLedger(context)).values()].filter(({ state }) => state === 'alarm');
  const lock = await lockOf(context);
  if (alarms.length === 0) {
    // The last one was settled, and the worker died before it could say so.
    if (lock?.code === 'DUPLICATE_ALARM') await unlock(context);
    return;
  }
  const others = await othersOf(context);
  const left: LedgerRow[] = [];
  for (const row of alarms) {
    const after = await recount(context, row, others);
    if (after.state === 'alarm') left.push(after);
  }
  // The one that is named stays so until it is settled.
  const alarm = left.find(({ workOrderId }) => workOrderId === lock?.record) ?? left[0];
  if (alarm === undefined) return await unlock(context);
  await lockAgain(context, alarm);
}

/** Documents of the other kind, which may carry the reference too; or why it cannot be told. */
async function othersOf(context: ExportContext): Promise<readonly StoredDocument[] | AppError> {
  try {
    const others = await otherKind(context);
    return others ?? accountViewChanged({ businessObject: OTHER_OBJECT[context.target], what: 'REFERENCE' });
  } catch (error) {
    if (error instanceof AppError && (error.kind === 'rights' || error.kind === 'permanent')) return error;
    throw error;
  }
}

const OTHER_OBJECT: Readonly<Record<DocumentKind, string>> = { 'sales-order': 'DJ2P', journal: 'SO1' };

async function recount(
  context: ExportContext,
  row: LedgerRow,
  others: readonly StoredDocument[] | AppError,
): Promise<LedgerRow> {
  // Where all that was found is of the target's kind, nobody has to see the other.
  const isAboutBoth = row.found?.every(({ kind }) => kind === context.target) !== true;
  if (others instanceof AppError && isAboutBoth) return await cannotTell(context, row, others);
  const seen = others instanceof AppError ? [] : others;
  // In every open year: each of the two may have been made under another date.
  const own = await findElsewhere(context, row);
  const hits = [...own, ...seen.filter(({ reference }) => reference === row.reference)];
  // One in a year that is no longer open is not among them, and is there all the same.
  const newest = [...context.years].toSorted().at(-1) ?? '';
  const isPast = (year: string): boolean => !context.years.has(year) && year < newest;
  const isHidden = row.found?.some(({ bookDate }) => isPast(bookDate.slice(0, 4)));
  const [hit] = hits;
  if (hit === undefined || isHidden === true) return row;
  if (hits.length > 1) return await renumber(context, row, hits);
  const log = [orderLog(row, 'info', 'RECOVERED', { document: hit.number })];
  return await whileAlarm(context, row, (current) => settledBy(current, hit, context.target), log);
}

/** Said when a person has asked. */
async function cannotTell(context: ExportContext, row: LedgerRow, error: AppError): Promise<LedgerRow> {
  const isAsked = context.run.trigger === 'release' || context.run.trigger === 'manual';
  if (isAsked)
    await save(context, [], async () => {}, { log: [orderLog(row, 'warning', error.code, error.params)] });
  return row;
}

/** Still more than one, and perhaps not the same ones. */
async function renumber(
  context: ExportContext,
  row: LedgerRow,
  hits: readonly StoredDocument[],
): Promise<LedgerRow> {
  const said = saidOf(hits);
  if (row.found !== undefined && said.params.numbers === row.params['numbers']) return row;
  return await whileAlarm(context, row, (current) => ({ ...current, ...said }));
}

/** Not when a person has decided meanwhile which document it is. */
async function whileAlarm(
  context: ExportContext,
  row: LedgerRow,
  change: (current: LedgerRow) => LedgerRow,
  log: readonly NewLogRow[] = [],
): Promise<LedgerRow> {
  const amend = (current: LedgerRow): LedgerRow => (current.state === 'alarm' ? change(current) : current);
  return await amendRow(context, row, amend, { strict: true, log });
}

async function unlock(context: ExportContext): Promise<void> {
  await save(
    context,
    [],
    (tx) =>
      changeConnection(tx, ({ lock }) => (lock?.code === 'DUPLICATE_ALARM' ? { lock: null } : undefined)),
    { strict: true },
  );
}

import type { StoredDocument } from '../../domain/document';
import { type LedgerRow, settledBy } from '../../domain/ledger';
import type { NewLogRow } from '../../domain/log-row';
import { AppError } from '../../kernel/app-error';
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
    const after = others === undefined ? row : await recount(context, row, others);
    if (after.state === 'alarm') left.push(after);
  }
  // The one that is named stays so until it is settled.
  const alarm = left.find(({ workOrderId }) => workOrderId === lock?.record) ?? left[0];
  if (alarm === undefined) return await unlock(context);
  await lockAgain(context, alarm);
}

/** Documents of the other kind, which may carry the reference too; undefined when that cannot be told. */
async function othersOf(context: ExportContext): Promise<readonly StoredDocument[] | undefined> {
  try {
    return await otherKind(context);
  } catch (error) {
    if (error instanceof AppError && (error.kind === 'rights' || error.kind === 'permanent'))
      return undefined;
    throw error;
  }
}

async function recount(
  context: ExportContext,
  row: LedgerRow,
  others: readonly StoredDocument[],
): Promise<LedgerRow> {
  // In every open year: each of the two may have been made under another date.
  const own = await findElsewhere(context, row);
  const hits = [...own, ...others.filter(({ reference }) => reference === row.reference)];
  // One in a year that was archived since is not among them, and is there all the same.
  const isHidden = row.found?.some(({ bookDate }) => context.archivedYears.has(bookDate.slice(0, 4)));
  const [hit] = hits;
  if (hit === undefined || isHidden === true) return row;
  if (hits.length > 1) return await renumber(context, row, hits);
  const log = [orderLog(row, 'info', 'RECOVERED', { document: hit.number })];
  return await whileAlarm(context, row, (current) => settledBy(current, hit, context.target), log);
}

/** Still more than one, and perhaps not the same ones. */
async function renumber(
  context: ExportContext,
  row: LedgerRow,
  hits: readonly StoredDocument[],
): Promise<LedgerRow> {
  const said = saidOf(hits);
  if (said.params.numbers === row.params['numbers']) return row;
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

import { type LedgerRow, waitsForHand } from '../../domain/ledger';
import type { ExportJob } from '../../domain/run';
import type { Parsed, WorkOrder } from '../../domain/work-order';
import { AppError } from '../../kernel/app-error';
import { atStepBorder, endLongTurn, putJob, type RunContext, save } from '../context';
import { recountAlarms } from './alarms';
import { proveClosings, proveFirstClose } from './closings';
import { type ExportContext, isProven, openExport } from './context';
import { idsOf, type Ledger, readLedger, takeIn } from './intake';
import { newsOfProblem, park, putRow, saidBy, storedRow } from './ledger';
import { listComplete, listQualifying } from './list';
import { ExportLocked, lockOf } from './locks';
import { ensureLedger, rememberLedger } from './rebuild';
import { recheckClosed } from './recheck';
import { advance } from './saga';
import { markFailures } from './statuses';

/** Pause before a work order is looked at again whose look-up was refused. */
const RETRY_AFTER_MS = 60_000;
const LONGEST_RETRY_MS = 3_600_000;

/** Works the export to its end: list, take in, one work order after the other, prove the closes. */
export async function runExportJob(base: RunContext, job: ExportJob): Promise<ExportJob> {
  const context = await openExport(base, job.jobId);
  await ensureLedger(context);
  await recountAlarms(context);
  // Said once when it was locked; until a person decides there is nothing to do.
  if ((await lockOf(context)) !== null) return job;
  const list = await listQualifying(context, await readLedger(context));
  await proveEarlierClosings(context, list);
  await takeIn(context, list, await readLedger(context));
  await rememberLedger(context);
  const exported = await exportAll(context, job, list);
  await markFailures(context, inState(await readLedger(context), 'problem'), idsOf(list));
  if (exported.closings) {
    const complete = idsOf(await listComplete(context));
    await proveClosings(context, (await readLedger(context)).values(), complete, 'end');
  }
  await recheckClosed(context);
  const ledger = await readLedger(context);
  const failed = inState(ledger, 'problem', 'alarm').length;
  const held = inState(ledger, 'held').length;
  return { ...exported.job, counts: { ...exported.job.counts, held, failed } };
}

/** One that left the list because of its work status is not closed, so a narrowed list proves nothing. */
async function proveEarlierClosings(
  context: ExportContext,
  list: readonly Parsed<WorkOrder>[],
): Promise<void> {
  const rows = inState(await readLedger(context), 'closing');
  if (rows.length === 0) return;
  const isNarrowed = context.settings.trigger === 'work-status';
  const complete = isNarrowed ? await listComplete(context) : list;
  await proveClosings(context, rows, idsOf(complete), 'start');
}

function inState(ledger: Ledger, ...states: LedgerRow['state'][]): LedgerRow[] {
  return [...ledger.values()].filter(({ state }) => states.includes(state));
}

/** States that the engine works on. */
const OPEN: ReadonlySet<LedgerRow['state']> = new Set(['waiting', 'prepared', 'sending', 'unknown', 'acked']);

/** Those for which something was sent first, then in the order in which the work orders were done. */
function openRows(ledger: Ledger): LedgerRow[] {
  return [...ledger.values()]
    .filter(isOpen)
    .sort(
      (a, b) =>
        Number(wasSent(b)) - Number(wasSent(a)) ||
        a.workDate.localeCompare(b.workDate) ||
        a.workOrderId.localeCompare(b.workOrderId, 'en', { numeric: true }),
    );
}

/** Something is to be done about it; one that was taken in for export by hand waits until a person asks for it. */
function isOpen(row: LedgerRow): boolean {
  return OPEN.has(row.state) && !waitsForHand(row);
}

/** A document may exist: a POST was made, or one was found. */
function wasSent(row: LedgerRow): boolean {
  return row.posts > 0 || row.documentNumber !== null;
}

/** What the loop over the work orders has come to. */
interface Progress {
  job: ExportJob;
  closings: boolean;
}

async function exportAll(
  context: ExportContext,
  job: ExportJob,
  list: readonly Parsed<WorkOrder>[],
): Promise<Progress> {
  const orders = ordersOf(list);
  const rows = openRows(await readLedger(context));
  const current: Progress = { job, closings: false };
  const since = context.ports.clock.now();
  let postponed: { index: number; error: AppError } | undefined;
  for (const [index, row] of rows.entries()) {
    if (index > 0) endLongTurn(context, since);
    atStepBorder(context);
    current.job = await showProgress(context, {
      ...current.job,
      progress: { done: index, expected: rows.length },
    });
    // A person may have decided about it while others were exported.
    const stored = (await storedRow(context, row)) ?? row;
    if (!isOpen(stored) || (await mustWait(context, stored))) continue;
    try {
      await exportOne(context, current, stored, orders, list);
    } catch (error) {
      // An answer that fails for this work order alone keeps no other one waiting; two in a row are the service.
      if (!isAnswered(error) || postponed?.index === index - 1) throw error;
      postponed = { index, error };
    }
  }
  if (postponed !== undefined) throw postponed.error;
  const progress = { done: rows.length, expected: rows.length };
  return { ...current, job: await showProgress(context, { ...current.job, progress }) };
}

function ordersOf(list: readonly Parsed<WorkOrder>[]): ReadonlyMap<string, WorkOrder> {
  return new Map(list.flatMap((entry) => (entry.ok ? [[entry.value.id, entry.value] as const] : [])));
}

function isAnswered(error: unknown): error is AppError {
  return error instanceof AppError && error.params['reason'] === 'status';
}

async function exportOne(
  context: ExportContext,
  current: Progress,
  row: LedgerRow,
  orders: ReadonlyMap<string, WorkOrder>,
  list: readonly Parsed<WorkOrder>[],
): Promise<void> {
  const after = await advanceOne(context, row, orders.get(row.workOrderId));
  current.job = await countRow(context, current.job, row, after);
  if (after.state !== 'closing') return;
  current.closings = true;
  if (!(await isProven(context, 'closeProven')))
    await proveFirstClose(context, after, idsOf(list), idsOf(await listAgain(context)));
}

/** What is listed after the first close, in the same way as before it. */
async function listAgain(context: ExportContext): Promise<readonly Parsed<WorkOrder>[]> {
  return await listQualifying(context, await readLedger(context));
}

/**
 * The first document of a connection goes alone (product §4): until one was read back by its reference, nothing
 * is sent while what became of an earlier one is open.
 */
async function mustWait(context: ExportContext, row: LedgerRow): Promise<boolean> {
  if (wasSent(row) || (await isProven(context, context.target))) return false;
  const sent = openRows(await readLedger(context)).filter((other) => wasSent(other) && !other.checked);
  // One that a person has let be says nothing any more, nor one whose reference stands in another column.
  return sent.some(
    ({ ignoredBecause, document }) =>
      ignoredBecause === undefined &&
      (document === null || document.referenceField === context.referenceField),
  );
}

/** A row that came further is progress: failures and deaths before it no longer count. */
async function countRow(
  context: ExportContext,
  job: ExportJob,
  before: LedgerRow,
  after: LedgerRow,
): Promise<ExportJob> {
  const hasMoved = before.state !== after.state || before.looks !== after.looks;
  const calm = hasMoved ? { attempt: 0, crashes: 0 } : {};
  const { documents } = (await storedJob(context, job)).counts;
  const workOrders = job.counts.workOrders + (after === before ? 0 : 1);
  return { ...job, ...calm, counts: { ...job.counts, documents, workOrders } };
}

/** The documents are counted in the stored job, with the rows that name them. */
async function storedJob(context: ExportContext, job: ExportJob): Promise<ExportJob> {
  const stored = await context.ports.store.read(['jobs'], (tx) => tx.objectStore('jobs').get(job.jobId));
  return stored?.kind === 'export' ? stored : job;
}

async function showProgress(context: ExportContext, job: ExportJob): Promise<ExportJob> {
  await save(context, ['jobs'], (tx) => putJob(context, tx, job));
  // Nobody waits for it: the next one brings what this one could not.
  context.ports.refreshSnapshot().catch(() => {});
  return job;
}

/** A permanent failure costs its own work order only; everything else stops the job. */
async function advanceOne(
  context: ExportContext,
  row: LedgerRow,
  order: WorkOrder | undefined,
): Promise<LedgerRow> {
  try {
    return await advance(context, row, order);
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'permanent' || error instanceof ExportLocked)
      throw error;
    const stored = (await readLedger(context)).get(row.workOrderId) ?? row;
    return await recordFailure(context, stored, error);
  }
}

/** Before anything was sent the row becomes a problem; afterwards it keeps its state and shows the reason. */
async function recordFailure(context: ExportContext, row: LedgerRow, error: AppError): Promise<LedgerRow> {
  const { code, params, original } = error;
  const problem = { code, params, original };
  if (!wasSent(row)) return await park(context, row, problem);
  // What a person has let be is not said again.
  const isSaid = row.ignoredBecause === undefined;
  const log = isSaid ? newsOfProblem(row, problem) : [];
  const now = context.ports.clock.now();
  // The longer it lasts, the rarer it is asked for.
  const waited = now - (row.sendStartedAt ?? now);
  const notBefore = now + Math.min(Math.max(waited, RETRY_AFTER_MS), LONGEST_RETRY_MS);
  return await putRow(context, row, { ...(isSaid && saidBy(problem)), notBefore }, { log });
}

import { nudge } from './nudge';
import { EXPORTED_STATES, type LedgerRow, TAKE_OVER_MS } from '../domain/ledger';
import { type NewLogRow, orderRow } from '../domain/log-row';
import type { Answer, CommandInput, CommandResults } from '../messaging/protocol';
import { requestRun } from '../store/pending';
import type { WriteTx } from '../store/schema';
import { addLog, getMeta } from '../store/store';
import { DONE } from './answer';
import { announceState } from './connection-state';
import { agreement } from '../domain/agreement';
import { EXPORT_RELEASED } from './held';
import type { AppPorts, StatePorts } from './ports';

type Ports = StatePorts & Pick<AppPorts, 'engine'>;

/** What a person's word changes in a row, and what is said of it; undefined: it does not fit the row. */
type Change = (row: LedgerRow) => { row: LedgerRow; log: readonly NewLogRow[] } | undefined;

/** Work orders that wait for a hand (`trigger: 'by-hand'`) are exported at once. */
export async function exportNow(
  ports: Ports,
  { workOrderIds }: CommandInput<'export-now'>,
): Promise<Answer<CommandResults['export-now']>> {
  const now = ports.clock.now();
  const released = await changeRows(ports, workOrderIds, 'waiting', (row) => {
    if (row.byHand !== true || row.releasedAt !== null) return undefined;
    return {
      row: { ...row, releasedAt: now, notBefore: 0 },
      log: [orderRow(row, 'info', 'WORK_ORDER_ASKED_FOR')],
    };
  });
  return { ok: true, value: { released } };
}

/** *Overnemen*: the look-up before the POST finds what the other browser may have made. */
export async function takeOver(ports: Ports, { workOrderId }: CommandInput<'take-over'>): Promise<Answer> {
  const now = ports.clock.now();
  await changeRows(ports, [workOrderId], 'elsewhere', (row) => {
    if (now - (row.elsewhereSince ?? now) < TAKE_OVER_MS) return undefined;
    const { elsewhereSince: _since, ...rest } = row;
    const claim = { askedAt: now, state: 'taken', status: String(row.params['status'] ?? '') } as const;
    return {
      row: { ...rest, state: 'waiting', code: null, params: {}, claim, notBefore: 0, releasedAt: now },
      log: [orderRow(row, 'info', 'WORK_ORDER_TAKEN_OVER')],
    };
  });
  return DONE;
}

/** Every export tries problems again; a person need not wait for it. */
export async function retryProblems(
  ports: Ports,
  { workOrderIds }: CommandInput<'retry-problems'>,
): Promise<Answer> {
  await changeRows(ports, workOrderIds, 'problem', (row) => ({ row: { ...row, notBefore: 0 }, log: [] }));
  return DONE;
}

/** A person's yes to cutting texts, or to another date for the document. */
export async function fixProblem(
  ports: Ports,
  { workOrderId, fix, date }: CommandInput<'fix-problem'>,
): Promise<Answer> {
  await changeRows(ports, [workOrderId], null, (row) => {
    const { proposal, fixes, workDate } = row;
    if (!isUndecided(row)) return undefined;
    if (fix === 'shorten' && row.code === 'FIELD_TOO_LONG' && proposal !== undefined) {
      const agreed = agreement(proposal.field, proposal.text);
      return {
        row: { ...row, fixes: { ...fixes, shorten: [...(fixes?.shorten ?? []), agreed] } },
        log: [orderRow(row, 'info', 'TEXT_SHORTENED', { field: proposal.field })],
      };
    }
    // A date that was chosen before may be chosen anew.
    const isAboutDate = row.code === 'PERIOD_CLOSED' || fixes?.bookDate !== undefined;
    if (fix === 'date' && isAboutDate && isDay(date))
      return {
        row: { ...row, fixes: { ...fixes, bookDate: { date, insteadOf: workDate } } },
        log: [orderRow(row, 'info', 'DATE_MOVED', { date })],
      };
    return undefined;
  });
  return DONE;
}

/** A problem; or one whose turn to be tried again is still to come in the run that is on. */
function isUndecided({ state, code }: LedgerRow): boolean {
  return state === 'problem' || (state === 'waiting' && code !== null);
}

function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return (
    /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(date)
  );
}

/** No document is made for it any more, or nothing more is said of it; with a person's reason. */
export async function ignoreProblem(
  ports: Ports,
  { workOrderId, reason }: CommandInput<'ignore-problem'>,
): Promise<Answer> {
  const because = reason.trim().slice(0, 500);
  if (because === '') return DONE;
  await changeRows(ports, [workOrderId], null, (row) => {
    const log = [orderRow(row, 'info', 'WORK_ORDER_IGNORED')];
    // The row stays and keeps what was sent before: no document is made for it unless the person takes it back.
    if (isUndecided(row)) {
      const { proposal: _shown, ...rest } = row;
      return { row: { ...rest, state: 'ignored', ignoredBecause: because }, log };
    }
    const isTold = EXPORTED_STATES.some((state) => state === row.state) && row.code !== null;
    return isTold ? { row: { ...row, code: null, params: {}, ignoredBecause: because }, log } : undefined;
  });
  return DONE;
}

/**
 * *Toch exporteren*: what was held goes on as if it had been released, what was a problem is one again. Every export
 * tries those anew, and looks up what may have been sent before it sends anything.
 */
export async function unignore(ports: Ports, { workOrderId }: CommandInput<'unignore'>): Promise<Answer> {
  const now = ports.clock.now();
  await changeRows(ports, [workOrderId], 'ignored', (row) => {
    // Nobody need decide any more whether to hold it.
    const { ignoredBecause: _because, unplaced: _undecided, ...rest } = row;
    const released = { ...rest, releasedAt: now, notBefore: 0 };
    const wasHeld = row.code?.startsWith('HELD_') === true;
    return {
      row: wasHeld
        ? { ...released, state: 'waiting', code: null, params: {} }
        : { ...released, state: 'problem' },
      log: [orderRow(row, 'info', 'WORK_ORDER_TAKEN_BACK')],
    };
  });
  return DONE;
}

/** One transaction for rows, log and the run that takes them up; on disk before anything acts on it. */
async function changeRows(
  ports: Ports,
  workOrderIds: readonly string[] | null,
  state: LedgerRow['state'] | null,
  change: Change,
): Promise<number> {
  const now = ports.clock.now();
  const changed = await ports.store.write(
    ['ledger', 'log'],
    async (tx) => {
      const changes = (await rowsOf(tx, workOrderIds, state)).flatMap((row) => change(row) ?? []);
      for (const { row } of changes) await tx.objectStore('ledger').put({ ...row, updatedAt: now });
      await addLog(
        tx,
        ports.clock,
        changes.flatMap(({ log }) => log),
      );
      if (changes.length > 0) await requestRun(tx, EXPORT_RELEASED);
      return changes.length;
    },
    { strict: true },
  );
  ports.announce('ledger');
  await announceState(ports, changed > 0);
  if (changed > 0) nudge(ports, 'asked');
  return changed;
}

/** The rows of the company in force that were named, or all in this state. */
async function rowsOf(
  tx: WriteTx,
  workOrderIds: readonly string[] | null,
  state: LedgerRow['state'] | null,
): Promise<readonly LedgerRow[]> {
  const companyId = (await getMeta(tx, 'settings'))?.companyId ?? '';
  const ledger = tx.objectStore('ledger');
  if (workOrderIds === null)
    return state === null ? [] : await ledger.index('state').getAll([companyId, state]);
  const rows: LedgerRow[] = [];
  for (const id of workOrderIds) {
    const row = await ledger.get([companyId, id]);
    if (row !== undefined && (state === null || row.state === state)) rows.push(row);
  }
  return rows;
}

import { logRow, save } from '../context';
import { rowsUnder } from '../../store/rows';
import type { LedgerRow } from '../../domain/ledger';
import type { NewLogRow } from '../../domain/log-row';
import type { Parsed, WorkOrder } from '../../domain/work-order';
import { canonicalJson } from '../../kernel/hash';
import type { Settings } from '../../settings/schema';
import type { LogCode } from '../../kernel/codes';
import { dutchDay } from '../../kernel/clock';
import { addLog } from '../../store/store';
import type { ExportContext } from './context';
import { newLedgerRow, orderLog } from './ledger';
import { holdFlood, placeWorkOrder } from './qualify';

/** Rows of the ledger by work-order id. */
export type Ledger = ReadonlyMap<string, LedgerRow>;

export async function readLedger(context: ExportContext): Promise<Ledger> {
  const range = rowsUnder(context.run.companyId);
  const rows = await context.ports.store.read(['ledger'], (tx) => tx.objectStore('ledger').getAll(range));
  return new Map(rows.map((row) => [row.workOrderId, row]));
}

/**
 * E0: every listed work order gets its place in the ledger: waiting, held, skipped or a problem, each with its
 * reason. What left the list without us says so. One transaction.
 */
export async function takeIn(
  context: ExportContext,
  list: readonly Parsed<WorkOrder>[],
  ledger: Ledger,
): Promise<void> {
  const changes: Change[] = [
    ...list.map((entry) => place(context, entry, ledger)),
    ...goneRows(list, ledger),
  ].filter((change) => change !== undefined);
  const placed = holdFlood(
    changes.filter((change) => change.isNew).map((change) => change.row),
    context.settings.floodLimit,
  );
  const byId = new Map(placed.map((row) => [row.workOrderId, row]));
  const rows = changes.map((change) => ({
    before: change.before,
    row: byId.get(change.row.workOrderId) ?? change.row,
  }));
  const unnamed = list.flatMap((entry) => (entry.ok || hasId(entry.key) ? [] : [unnamedRow(entry)]));
  await store(context, rows, unnamed);
}

interface Placed {
  before: LedgerRow | undefined;
  row: LedgerRow;
}

/** A row that a person released or ignored in the meantime is left as it is; the next run takes it up. */
async function store(
  context: ExportContext,
  rows: readonly Placed[],
  unnamed: readonly NewLogRow[],
): Promise<void> {
  const { ports } = context;
  const now = ports.clock.now();
  await save(
    context,
    ['ledger', 'log'],
    async (tx) => {
      const ledger = tx.objectStore('ledger');
      const log = [...unnamed];
      for (const { before, row } of rows) {
        const current = await ledger.get([row.companyId, row.workOrderId]);
        if (current?.updatedAt !== before?.updatedAt || current?.state !== before?.state) continue;
        await ledger.put({ ...row, updatedAt: now });
        log.push(...newsOf(before, row));
      }
      await addLog(
        tx,
        ports.clock,
        log.map((entry) => logRow(context, entry)),
      );
    },
    { strict: true },
  );
  ports.announce('ledger');
  ports.announce('log');
}

export interface Change {
  before: LedgerRow | undefined;
  row: LedgerRow;
  /** First met in this run, or left out until now: the flood guard counts it. */
  isNew: boolean;
}

/** A work order without an id is named by its place in the answer (`row 3`). */
function hasId(key: string): boolean {
  return !key.startsWith('row ');
}

/** The place of one listed work order; undefined for one that nothing can be said of. */
export function place(context: ExportContext, entry: Parsed<WorkOrder>, ledger: Ledger): Change | undefined {
  if (!entry.ok) return hasId(entry.key) ? placeUnreadable(context, entry, ledger) : undefined;
  const order = entry.value;
  const before = ledger.get(order.id);
  const named = {
    ...(before === undefined ? newLedgerRow(context, order.id) : withoutLostClaim(before, order)),
    orderNr: order.orderNr,
    workDate: order.workDate ?? '',
    customerName: order.customerName,
  };
  const released = before !== undefined && before.releasedAt !== null;
  const placement = placeWorkOrder(order, context.settings, dutchDay(context.ports.clock.now()), released);
  const wasHeld = heldBefore(before);
  // Gone from the list while it was held: what it was held for still waits for a person.
  if (before !== undefined && wasHeld !== undefined && placement.state === 'waiting')
    return {
      before,
      row: placedRow({ ...named, state: 'held', code: wasHeld as LogCode, params: {} }, false),
      isNew: false,
    };
  if (before?.state === 'elsewhere')
    return { before, row: freed(named, order, context.settings), isNew: false };
  // It is looked at again, but no news: what was said of it stays until it is something else.
  if (isEmptyOne(before) && placement.state !== 'skipped')
    return { before, row: { ...named, state: 'waiting' }, isNew: false };
  const isByHand = context.settings.trigger === 'by-hand';
  // What waited for a hand so far is as good as new once the export goes by itself.
  const isHandOver = !isByHand && before?.state === 'waiting' && before.byHand === true && !released;
  const isUnplaced = before?.unplaced !== undefined && isUnsent(before);
  const isNew = before === undefined || before.state === 'skipped' || isUnplaced || isHandOver;
  // As long as nothing was sent, one that no longer qualifies (archived since, say) is left out.
  if (isNew || (isUnsent(before) && placement.state === 'skipped'))
    return { before, row: placedRow({ ...named, ...placement, params: {} }, isByHand && !released), isNew };
  const row = { ...named, ...again(before) };
  const isAsked = released || row.state !== 'waiting' || !isUnsent(before);
  return { before, row: isByHand && !isAsked ? { ...row, byHand: true } : row, isNew: false };
}

/** Reopened meanwhile, and no longer with the status of our claim: another browser may have it by now. */
function withoutLostClaim(row: LedgerRow, { workStatus }: WorkOrder): LedgerRow {
  const { claim, ...rest } = row;
  return row.state === 'skipped' && claim?.status !== workStatus ? rest : row;
}

/** What it was held for before it was gone, or could not be read. */
function heldBefore(before: LedgerRow | undefined): unknown {
  if (before?.state === 'skipped') return before.params['held'];
  return before?.state === 'problem' ? before.unplaced || undefined : undefined;
}

/** Left out because there was nothing to invoice. */
function isEmptyOne(before: LedgerRow | undefined): boolean {
  return before?.state === 'skipped' && before.code === 'NOTHING_TO_INVOICE';
}

/** A row that has just got its place: nothing of an earlier life counts, and perhaps it waits for a person to ask. */
function placedRow(row: LedgerRow, isByHand: boolean): LedgerRow {
  const { byHand: _hand, unplaced: _unplaced, ...placed } = { ...row, notBefore: 0 };
  return isByHand ? { ...placed, byHand: true } : placed;
}

/** Another browser let it go again: it no longer carries the claim that was met. */
function freed(row: LedgerRow, { workStatus }: WorkOrder, { claimStatus }: Settings): LedgerRow {
  if (workStatus !== '' && workStatus === (row.params['status'] ?? claimStatus)) return row;
  const { elsewhereSince: _since, ...rest } = row;
  return { ...rest, state: 'waiting', code: null, params: {} };
}

/** No document of it can exist: nothing was sent, or what was sent was refused. */
function isUnsent(row: LedgerRow): boolean {
  if (row.state === 'problem' || row.state === 'prepared') return row.posts === 0;
  return ['waiting', 'held', 'elsewhere'].includes(row.state);
}

/** What a row that is met again does: what was not sent is made anew, a closed one that came back is flagged. */
function again(row: LedgerRow): Partial<LedgerRow> {
  if (row.state === 'closed') return row.ignoredBecause === undefined ? { code: 'CHANGED_AFTER_EXPORT' } : {};
  // Frozen in an earlier run and not sent: settings, or what it refers to, may be others by now.
  if (row.state === 'prepared' && row.posts === 0) return { state: 'waiting' };
  if (row.state !== 'problem') return {};
  // A POST with an unknown outcome is looked up once more, never sent again by itself.
  const isOpen = row.code === 'UNKNOWN_OUTCOME' && row.posts > 0;
  return isOpen ? { state: 'unknown', notBefore: 0 } : { state: 'waiting' };
}

function placeUnreadable(
  context: ExportContext,
  entry: Extract<Parsed<WorkOrder>, { ok: false }>,
  ledger: Ledger,
): Change | undefined {
  const before = ledger.get(entry.key);
  const untouched =
    before === undefined || before.state === 'skipped' || (before.state !== 'held' && isUnsent(before));
  if (!untouched) return undefined;
  const row = before ?? newLedgerRow(context, entry.key);
  // Whether it is to be held can be decided only when it can be read; a hold it had before stays.
  const isUnplaced = before === undefined || before.state === 'skipped';
  const unplaced = isUnplaced ? { unplaced: String(before?.params['held'] ?? '') } : {};
  const { code, params } = entry;
  return { before, row: { ...row, ...unplaced, state: 'problem', code, params }, isNew: false };
}

export function idsOf(list: readonly Parsed<WorkOrder>[]): ReadonlySet<string> {
  return new Set(list.map((entry) => (entry.ok ? entry.value.id : entry.key)));
}

/** Nothing was sent for these and they are no longer *Compleet*: handled or reopened by a person. */
function goneRows(list: readonly Parsed<WorkOrder>[], ledger: Ledger): Change[] {
  const listed = idsOf(list);
  return [...ledger.values()].flatMap((before) => {
    if (!isUnsent(before) || listed.has(before.workOrderId)) return [];
    return [
      {
        before,
        row: {
          ...withoutProposal(before),
          state: 'skipped',
          code: 'SKIPPED_NOT_LISTED',
          params: heldFor(before),
        },
        isNew: false,
      } as const,
    ];
  });
}

/** A text that may be personal is kept for no longer than somebody decides about it. */
function withoutProposal({ proposal: _proposal, ...row }: LedgerRow): LedgerRow {
  return row;
}

function heldFor({ state, code, unplaced = '' }: LedgerRow): LedgerRow['params'] {
  const held = state === 'held' && code !== null ? code : unplaced;
  return held === '' ? {} : { held };
}

/** A log row when a work order is held, left out or unreadable for a new reason. */
function newsOf(before: LedgerRow | undefined, row: LedgerRow): NewLogRow[] {
  if (row.code === null) return [];
  const same = before?.code === row.code && canonicalJson(before.params) === canonicalJson(row.params);
  if (same || row.state === 'waiting' || row.state === 'unknown') return [];
  return [orderLog(row, levelOf(row), row.code, row.params)];
}

function levelOf(row: LedgerRow): NewLogRow['level'] {
  if (row.state === 'problem') return 'error';
  return row.state === 'skipped' ? 'info' : 'warning';
}

function unnamedRow(entry: Extract<Parsed<WorkOrder>, { ok: false }>): NewLogRow {
  return {
    level: 'error',
    direction: 'export',
    code: entry.code,
    params: { ...entry.params, order: entry.key },
  };
}

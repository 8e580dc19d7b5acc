import type { LogCode } from '../../kernel/codes';
import type { LedgerRow, LedgerState } from '../../domain/ledger';
import { FROM_ORDER_PREFIX, type WorkOrder } from '../../domain/work-order';
import type { Settings } from '../../settings/schema';

/** Where a work order stands when it is met in the list of *Compleet* ones. */
export interface Placement {
  state: LedgerState;
  code: LogCode | null;
}

const DAY_MS = 86_400_000;

/**
 * Whether a work order qualifies, is held or is left out (product §4). A work order released once is never
 * held again. The flood guard looks at all new ones together: `holdFlood`.
 *
 * One that was made from an AccountView order is held for that reason, also when it is old or one of many: a person
 * who releases it has to know that AccountView has an order for it already.
 */
export function placeWorkOrder(
  order: WorkOrder,
  settings: Settings,
  today: string,
  released: boolean,
): Placement {
  if (order.archived) return { state: 'skipped', code: 'SKIPPED_ARCHIVED' };
  if (order.workDate !== null && order.workDate < settings.exportFrom)
    return { state: 'skipped', code: 'SKIPPED_BEFORE_FROM' };
  if (released) return { state: 'waiting', code: null };
  if (isFromOrder(order)) return { state: 'held', code: 'HELD_FROM_ORDER' };
  if (isOld(order, settings, today)) return { state: 'held', code: 'HELD_OLD' };
  return { state: 'waiting', code: null };
}

/** The prefix as we write it, and an order's number after it. */
function isFromOrder({ workorderNo }: WorkOrder): boolean {
  return workorderNo.startsWith(FROM_ORDER_PREFIX) && workorderNo !== FROM_ORDER_PREFIX;
}

function isOld(order: WorkOrder, settings: Settings, today: string): boolean {
  if (order.workDate === null) return false;
  return Date.parse(today) - Date.parse(order.workDate) > settings.holdDays * DAY_MS;
}

/** Holds all new work orders of a run that meets more of them than the limit; other holds win. By hand nothing goes. */
export function holdFlood(rows: readonly LedgerRow[], limit: number): readonly LedgerRow[] {
  const isNew = (row: LedgerRow): boolean =>
    row.state === 'waiting' && row.releasedAt === null && row.byHand !== true;
  if (rows.filter(isNew).length <= limit) return rows;
  return rows.map((row) =>
    isNew(row) ? { ...row, state: 'held', code: 'HELD_FLOOD', params: { limit } } : row,
  );
}

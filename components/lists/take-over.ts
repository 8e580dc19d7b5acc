import { type LedgerRow, TAKE_OVER_MS } from '../../lib/domain/ledger';

/** From when on a work order may be taken over, ms since the epoch. */
export function takeOverAt({ elsewhereSince, updatedAt }: LedgerRow): number {
  return (elsewhereSince ?? updatedAt) + TAKE_OVER_MS;
}

/** How long until the next row may be taken over; undefined when all of them may already. */
export function nextTakeOverMs(rows: readonly LedgerRow[], now: number): number | undefined {
  const waits = rows.map((row) => takeOverAt(row) - now).filter((wait) => wait > 0);
  return waits.length === 0 ? undefined : Math.min(...waits);
}

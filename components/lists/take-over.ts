import type { LedgerRow } from '../../lib/domain/ledger';

/** A work order that another browser claimed may be taken over after this long (product §4, *Claim*). */
const TAKE_OVER_AFTER_MS = 15 * 60_000;

/** From when on a work order may be taken over, ms since the epoch. */
export function takeOverAt({ elsewhereSince, updatedAt }: LedgerRow): number {
  return (elsewhereSince ?? updatedAt) + TAKE_OVER_AFTER_MS;
}

/** How long until the next row may be taken over; undefined when all of them may already. */
export function nextTakeOverMs(rows: readonly LedgerRow[], now: number): number | undefined {
  const waits = rows.map((row) => takeOverAt(row) - now).filter((wait) => wait > 0);
  return waits.length === 0 ? undefined : Math.min(...waits);
}

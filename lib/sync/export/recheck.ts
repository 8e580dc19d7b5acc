import type { LedgerRow } from '../../domain/ledger';
import { AppError } from '../../kernel/app-error';
import { atStepBorder, companyState, updateCompany } from '../context';
import type { ExportContext } from './context';
import { readLedger } from './intake';
import { changeRows, contentHashOf, orderLog, putRow } from './ledger';

const DAY_MS = 86_400_000;
/** For so long after its close a work order is compared with what was exported, and its payload kept (product §4, §8). */
const KEPT_DAYS = 30;
const MOST_LOOKS = 100;

/**
 * Once a day: closed work orders that were changed since are flagged, those looked at longest ago first; and of
 * those closed long ago only what proves the export is kept.
 */
export async function recheckClosed(context: ExportContext): Promise<void> {
  const now = context.ports.clock.now();
  const { recheckedAt = 0 } = await companyState(context);
  if (Math.abs(now - recheckedAt) < DAY_MS) return;
  const closed = [...(await readLedger(context)).values()].filter(({ state }) => state === 'closed');
  await dropPayloads(
    context,
    closed.filter((row) => isLongClosed(row, now) && row.document !== null),
  );
  const due = closed
    .filter(
      (row) =>
        row.contentHash !== null &&
        row.code === null &&
        row.ignoredBecause === undefined &&
        !isLongClosed(row, now),
    )
    .sort((a, b) => lookedAt(a) - lookedAt(b));
  for (const row of due.slice(0, MOST_LOOKS)) {
    // What was closed or looked at today needs no look.
    if (now - lookedAt(row) < DAY_MS) break;
    await look(context, row);
  }
  await updateCompany(context, (state) => ({ ...state, recheckedAt: now }));
}

function isLongClosed({ closedAt }: LedgerRow, now: number): boolean {
  return closedAt !== null && now - closedAt > KEPT_DAYS * DAY_MS;
}

function lookedAt(row: LedgerRow): number {
  return row.lookedAt ?? row.closedAt ?? 0;
}

async function dropPayloads(context: ExportContext, rows: readonly LedgerRow[]): Promise<void> {
  if (rows.length === 0) return;
  await changeRows(
    context,
    rows.map((row) => ({
      row,
      change: ({ proposal: _proposal, ...rest }) => ({ ...rest, document: null }),
    })),
  );
}

/** A work order that is gone, or that cannot be read right now, tells nothing. */
async function look(context: ExportContext, row: LedgerRow): Promise<void> {
  atStepBorder(context);
  const now = context.ports.clock.now();
  try {
    const read = await context.ports.outsmart.workOrder(row.workOrderId, context.signal);
    const isChanged = read.ok && (await contentHashOf(read.value)) !== row.contentHash;
    const code = 'CHANGED_AFTER_EXPORT';
    await putRow(
      context,
      row,
      { lookedAt: now, ...(isChanged && { code, params: {} }) },
      { log: isChanged ? [orderLog(row, 'warning', code)] : [] },
    );
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'permanent') throw error;
    await putRow(context, row, { lookedAt: now });
  }
}

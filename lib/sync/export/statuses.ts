import type { LedgerRow } from '../../domain/ledger';
import { AppError } from '../../kernel/app-error';
import { atStepBorder } from '../context';
import type { ExportContext } from './context';
import { amendRow, orderLog, storedRow } from './ledger';

/** The work status after a success, set before the close: from then on the list no longer shows the work order. */
export async function markSuccess(context: ExportContext, row: LedgerRow): Promise<LedgerRow> {
  return await mark(context, row, context.settings.successStatus);
}

/**
 * Work orders that are a problem carry the work status that the settings want for them. It takes the place of a claim:
 * whose turn it is afterwards is open again.
 */
export async function markFailures(
  context: ExportContext,
  rows: readonly LedgerRow[],
  listed: ReadonlySet<string>,
): Promise<void> {
  const { failureStatus } = context.settings;
  for (const row of failureStatus === '' ? [] : rows) {
    atStepBorder(context);
    // One that left the list is somebody else's by now.
    if (!listed.has(row.workOrderId)) continue;
    // Nor one that a person has decided about since.
    const current = await storedRow(context, row);
    if (current?.state !== 'problem') continue;
    await mark(context, await withoutClaim(context, current), failureStatus);
  }
}

/** On disk before the status is set: from then on nobody can say any more that the claim is ours. */
async function withoutClaim(context: ExportContext, row: LedgerRow): Promise<LedgerRow> {
  const { claim } = row;
  if (claim === undefined) return row;
  const asked = { ...claim, state: 'asked' } as const;
  return await amendRow(context, row, (current) => ({ ...current, claim: asked }), { strict: true });
}

/**
 * Setting the same status again changes nothing, so a death in between costs one more call. A refusal is said and
 * stands in the way of nothing: the document is what counts.
 */
async function mark(context: ExportContext, row: LedgerRow, workStatus: string): Promise<LedgerRow> {
  if (workStatus === '' || row.statusSet === workStatus) return row;
  try {
    await context.ports.outsmart.setWorkStatus(row.workOrderId, workStatus);
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'permanent') throw error;
    const { code, params, original } = error;
    const log = [{ ...orderLog(row, 'warning', code, params), original }];
    return await amendRow(context, row, (current) => ({ ...current, statusSet: workStatus }), { log });
  }
  return await amendRow(context, row, ({ claim: _gone, ...current }) => ({
    ...current,
    statusSet: workStatus,
  }));
}

import type { LedgerRow } from '../../domain/ledger';
import { AppError } from '../../kernel/app-error';
import { atStepBorder } from '../context';
import type { ExportContext } from './context';
import { orderLog, putRow } from './ledger';

/** The work status after a success, set before the close: from then on the list no longer shows the work order. */
export async function markSuccess(context: ExportContext, row: LedgerRow): Promise<LedgerRow> {
  return await mark(context, row, context.settings.successStatus);
}

/** Work orders that are a problem carry the work status that the settings want for them. */
export async function markFailures(context: ExportContext, rows: readonly LedgerRow[]): Promise<void> {
  for (const row of rows) {
    atStepBorder(context);
    await mark(context, row, context.settings.failureStatus);
  }
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
    return await putRow(context, row, { statusSet: workStatus }, { log });
  }
  return await putRow(context, row, { statusSet: workStatus });
}

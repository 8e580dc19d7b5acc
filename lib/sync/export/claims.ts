import type { LedgerRow } from '../../domain/ledger';
import type { WorkOrder } from '../../domain/work-order';
import { AppError } from '../../kernel/app-error';
import type { LogCode } from '../../kernel/codes';
import type { NewLogRow } from '../../domain/log-row';
import { companyState, updateCompany } from '../context';
import { type ExportContext, isProven } from './context';
import { orderLog, putRow } from './ledger';

/**
 * Takes a work order for this browser by its work status, right before the look-up (product §4, *Claim*). The answer
 * 1503 says that it carries the status already, not who set it, so the intent is on disk first:
 *
 *   no claim of ours ─► intent on disk ─► UpdateWorkorder ─ changed ─► ours ─► (first of all: made twice)
 *                                               └ 1503 ─► elsewhere
 *   intent without an answer (a death, a lost line) ─► UpdateWorkorder ─ changed ─► ours
 *                                               └ 1503 ─► ours, but doubtful: nothing is sent before the last settle
 *                                                         time, by when another browser would have its document
 *
 * The row as it is afterwards: `prepared` when it may go on, else `elsewhere`.
 */
export async function claim(context: ExportContext, row: LedgerRow, order: WorkOrder): Promise<LedgerRow> {
  const status = context.settings.claimStatus;
  const known = row.claim?.state;
  if (status === '' || known === 'ours' || known === 'taken') return row;
  // Also when another status has proven itself since.
  if ((await companyState(context)).claimUseless === status) return row;
  const isTrusted = await isProven(context, 'claimProven');
  if (isClaimedElsewhere(context, row, order)) return await leaveElsewhere(context, row);
  const now = context.ports.clock.now();
  const isAgain = known === 'asked';
  const asked = isAgain
    ? row
    : await putRow(context, row, { claim: { askedAt: now, state: 'asked', status } }, { strict: true });
  const answer = await ask(context, asked, status);
  if (answer === 'unchanged') {
    return isAgain ? await holdDoubtful(context, asked) : await leaveElsewhere(context, asked);
  }
  if (!isTrusted && !(await proveClaims(context, asked, status))) return asked;
  // Whatever status was set before is gone now.
  const { elsewhereSince: _before, ...taken } = asked;
  return await putRow(
    context,
    taken,
    { claim: { askedAt: now, state: 'ours', status }, statusSet: '' },
    { strict: true },
  );
}

/** Only an answer that was lost lets us think it is ours. */
async function holdDoubtful(context: ExportContext, row: LedgerRow): Promise<LedgerRow> {
  const { settleSeconds, clock } = context.ports;
  // From now on: another browser may have made its claim only just before ours.
  const askedAt = clock.now();
  const notBefore = askedAt + (settleSeconds.at(-1) ?? 0) * 1000;
  const status = context.settings.claimStatus;
  const claimed = { askedAt, state: 'ours', doubtful: true, status } as const;
  return await putRow(context, row, { claim: claimed, notBefore }, { strict: true });
}

/** Listed with the status, and no claim of ours: somebody else has it. */
export function isClaimedElsewhere(
  { settings: { claimStatus } }: ExportContext,
  { claim: ours }: LedgerRow,
  { workStatus }: WorkOrder,
): boolean {
  return claimStatus !== '' && ours === undefined && workStatus === claimStatus;
}

/** A claim that was refused for good was never made. */
async function ask(context: ExportContext, row: LedgerRow, status: string): Promise<'set' | 'unchanged'> {
  try {
    return await context.ports.outsmart.setWorkStatus(row.workOrderId, status);
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'permanent') throw error;
    const { claim: _refused, ...rest } = row;
    await putRow(context, rest, {}, { strict: true });
    throw error;
  }
}

export async function leaveElsewhere(context: ExportContext, row: LedgerRow): Promise<LedgerRow> {
  const { claim: _refused, ...rest } = row;
  const code: LogCode = 'CLAIMED_ELSEWHERE';
  const elsewhereSince = row.elsewhereSince ?? context.ports.clock.now();
  return await putRow(
    context,
    rest,
    { state: 'elsewhere', code, params: { status: context.settings.claimStatus }, elsewhereSince },
    { strict: true, log: row.code === code ? [] : [orderLog(row, 'info', code)] },
  );
}

/**
 * The first claim of a connection is made twice: unless the second answers that nothing changed, claims keep nobody
 * away here. Then they are switched off, said, and other browsers are noticed by the count alone.
 */
async function proveClaims(context: ExportContext, row: LedgerRow, status: string): Promise<boolean> {
  const again = await context.ports.outsmart.setWorkStatus(row.workOrderId, status);
  const keepsAway = again === 'unchanged';
  const log: NewLogRow[] = keepsAway ? [] : [orderLog(row, 'error', 'CLAIM_UNRELIABLE', { value: status })];
  await updateCompany(
    context,
    (state) => ({ ...state, ...(keepsAway ? { claimProven: true } : { claimUseless: status }) }),
    { strict: true, log },
  );
  return keepsAway;
}

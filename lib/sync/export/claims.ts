import type { LedgerRow } from '../../domain/ledger';
import type { WorkOrder } from '../../domain/work-order';
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
  const isTrusted = await isProven(context, 'claimProven');
  if (!isTrusted && (await companyState(context)).claimUseless === status) return row;
  // Listed with the status already: somebody has it.
  if (known === undefined && order.workStatus === status) return await leaveElsewhere(context, row);
  const now = context.ports.clock.now();
  const isAgain = known === 'asked';
  const asked = isAgain
    ? row
    : await putRow(context, row, { claim: { askedAt: now, state: 'asked' } }, { strict: true });
  const answer = await context.ports.outsmart.setWorkStatus(row.workOrderId, status);
  if (answer === 'unchanged') {
    return isAgain ? await holdDoubtful(context, asked) : await leaveElsewhere(context, asked);
  }
  if (!isTrusted && !(await proveClaims(context, asked, status))) return asked;
  // Whatever status was set before is gone now.
  return await putRow(
    context,
    asked,
    { claim: { askedAt: now, state: 'ours' }, statusSet: '' },
    { strict: true },
  );
}

/** Only an answer that was lost lets us think it is ours. */
async function holdDoubtful(context: ExportContext, row: LedgerRow): Promise<LedgerRow> {
  const { settleSeconds, clock } = context.ports;
  const askedAt = row.claim?.askedAt ?? clock.now();
  const notBefore = askedAt + (settleSeconds.at(-1) ?? 0) * 1000;
  const claimed = { askedAt, state: 'ours', doubtful: true } as const;
  return await putRow(context, row, { claim: claimed, notBefore }, { strict: true });
}

async function leaveElsewhere(context: ExportContext, row: LedgerRow): Promise<LedgerRow> {
  const { claim: _refused, ...rest } = row;
  const code: LogCode = 'CLAIMED_ELSEWHERE';
  const elsewhereSince = row.elsewhereSince ?? context.ports.clock.now();
  return await putRow(
    context,
    rest,
    { state: 'elsewhere', code, params: {}, elsewhereSince },
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

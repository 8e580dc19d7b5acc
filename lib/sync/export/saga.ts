import type { LedgerRow } from '../../domain/ledger';
import type { WorkOrder } from '../../domain/work-order';
import { dueAt } from '../../kernel/clock';
import { canonicalJson, sha256 } from '../../kernel/hash';
import { atStepBorder } from '../context';
import { settle } from './acknowledge';
import { buildChecked } from './build';
import { isNothing } from './built';
import { isClaimedElsewhere, leaveElsewhere } from './claims';
import type { ExportContext } from './context';
import { awaitLook, check, close } from './finish';
import { findEarlier } from './found';
import { contentHashOf, orderLog, park, putRow, skip } from './ledger';
import { becomeUnknown, lookAgain } from './outcome';
import { prepared } from './send';

/**
 * Takes one work order as far as it can go now, one stored state at a time (drawing: `lib/domain/ledger.ts`).
 * Called again after a death it goes on from the row. `order` is the work order as just listed; undefined when
 * it is no longer among the *Compleet* ones.
 */
export async function advance(
  context: ExportContext,
  start: LedgerRow,
  order: WorkOrder | undefined,
): Promise<LedgerRow> {
  let row = start;
  for (;;) {
    atStepBorder(context);
    const next = await step(context, row, order);
    if (!hasProgressed(row, next)) return next;
    row = next;
  }
}

function hasProgressed(before: LedgerRow, after: LedgerRow): boolean {
  return before.state !== after.state || before.checked !== after.checked || before.looks !== after.looks;
}

/** One transition; a row that has not progressed means: nothing more to do now. */
async function step(
  context: ExportContext,
  row: LedgerRow,
  order: WorkOrder | undefined,
): Promise<LedgerRow> {
  switch (row.state) {
    case 'waiting':
      return order === undefined || isLater(context, row.notBefore) ? row : await freeze(context, row, order);
    case 'prepared':
      return isLater(context, row.notBefore) ? row : await prepared(context, row, order);
    case 'sending':
      // Only met after a death between the intent and its outcome: what happened is not known.
      return await becomeUnknown(context, row);
    case 'unknown':
      return isLater(context, row.notBefore) ? row : await lookAgain(context, row);
    case 'acked':
      if (!row.checked) return await check(context, row);
      await awaitLook(context, row);
      return await close(context, row);
    default:
      return row;
  }
}

function isLater({ ports: { clock } }: ExportContext, moment: number): boolean {
  return dueAt(moment, clock.now()) > clock.now();
}

/** E1 + E2: snapshot, validation, mapping; the intent is on disk before anything is sent. */
async function freeze(context: ExportContext, row: LedgerRow, order: WorkOrder): Promise<LedgerRow> {
  if (isClaimedElsewhere(context, row, order)) return await leaveElsewhere(context, row);
  // What was sent before may have come late, under what was frozen then.
  const earlier = row.posts > 0 ? await findEarlier(context, row) : [];
  if (earlier.length > 0) return await settle(context, row, earlier, true);
  const built = await buildChecked(context, row, order);
  if (built.kind === 'problem')
    return isNothing(built.problem) ? await skip(context, row) : await park(context, row, built.problem);
  if (built.kind === 'later') {
    const wait = { code: 'UNKNOWN_OUTCOME', params: {}, notBefore: built.notBefore } as const;
    const log = row.code === 'UNKNOWN_OUTCOME' ? [] : [orderLog(row, 'warning', 'UNKNOWN_OUTCOME')];
    return await putRow(context, row, wait, { log });
  }
  const { document, notes } = built;
  const [payloadHash, contentHash] = await Promise.all([
    sha256(canonicalJson(document)),
    contentHashOf(order),
  ]);
  const { proposal: _agreed, ...rest } = row;
  return await putRow(
    context,
    rest,
    // What was said before stays until it is something else; so do POSTs whose outcome is not known.
    {
      state: 'prepared',
      reference: document.reference,
      document,
      payloadHash,
      contentHash,
      // What it waited for is there now.
      ...(row.posts === 0 && { notBefore: 0 }),
    },
    {
      strict: true,
      log: notes.map(({ code, params }) => orderLog({ ...row, document }, 'warning', code, params)),
    },
  );
}

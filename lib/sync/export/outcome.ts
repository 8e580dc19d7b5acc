import type { LedgerRow } from '../../domain/ledger';
import type { AppError } from '../../kernel/app-error';
import { settle } from './acknowledge';
import type { ExportContext } from './context';
import { findDocuments } from './found';
import { orderLog, park, putRow } from './ledger';

/** A POST was made, and nobody knows whether it was performed: looked up before anything else (reliability §3.2). */
export async function becomeUnknown(
  context: ExportContext,
  row: LedgerRow,
  error?: AppError,
): Promise<LedgerRow> {
  const started = row.sendStartedAt ?? context.ports.clock.now();
  const first = context.ports.settleSeconds[0] ?? 0;
  const log = [{ ...orderLog(row, 'warning', 'UNKNOWN_OUTCOME'), original: error?.original }];
  const change = {
    state: 'unknown',
    code: 'UNKNOWN_OUTCOME',
    params: {},
    looks: 0,
    notBefore: started + first * 1000,
  } as const;
  return await putRow(context, row, change, { strict: true, log });
}

/** An alarm may be a minute late, and the wait after a refused look-up another one. */
const LATE_MS = 150_000;

/** One look-up of an unknown outcome; the settle times count from the start of the POST (reliability §3.2). */
export async function lookAgain(context: ExportContext, row: LedgerRow): Promise<LedgerRow> {
  const { document } = row;
  if (document === null) return await park(context, row, { code: 'UNKNOWN_OUTCOME', params: {} });
  const hits = await findDocuments(context, row, document);
  if (hits.length > 0) return await settle(context, row, hits, true);
  const { settleSeconds, clock } = context.ports;
  const now = clock.now();
  // A look far behind its time does not count before another POST: the clock may have been set forward.
  const isLate = row.posts < 2 && now - row.notBefore > LATE_MS;
  const looks = isLate ? Math.max(row.looks, 1) : row.looks + 1;
  const nextLook = settleSeconds[looks];
  if (nextLook !== undefined) {
    // After the clock was set, the times count from now on: a look too late harms nobody.
    const counted = now - (settleSeconds[looks - 1] ?? 0) * 1000;
    const sendStartedAt = isLate ? counted : Math.min(row.sendStartedAt ?? 0, now);
    const notBefore = sendStartedAt + nextLook * 1000;
    return await putRow(
      context,
      row,
      { looks, notBefore, sendStartedAt },
      { log: [orderLog(row, 'info', 'OUTCOME_LOOKUP', { look: looks })] },
    );
  }
  // Nothing was found at the last settle time: one more POST by itself, then a person.
  if (row.posts < 2)
    return await putRow(context, row, { state: 'prepared', code: null, notBefore: 0 }, { strict: true });
  return await park(context, row, { code: 'UNKNOWN_OUTCOME', params: { posts: row.posts } });
}

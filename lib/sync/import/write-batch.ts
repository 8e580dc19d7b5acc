import { AppError } from '../../kernel/app-error';
import type { OutgoingRecord } from '../../outsmart/port';
import type { RunContext } from '../context';
import type { FeedRule } from '../rules/rule';

export interface Refusal {
  index: number;
  error: AppError;
}

/**
 * Sends records in one call and splits a refused batch in halves until the culprits stand alone: about
 * 2·log₂ n extra calls for one bad record among n. Only a refusal of the data is split; anything else is thrown.
 */
export async function writeBatch(
  context: RunContext,
  rule: FeedRule,
  records: readonly OutgoingRecord[],
  offset = 0,
): Promise<Refusal[]> {
  if (records.length === 0) return [];
  try {
    await sendCounted(context, rule, records);
    return [];
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'permanent') throw error;
    if (records.length === 1) return [{ index: offset, error }];
  }
  const half = records.length >> 1;
  const left = await writeBatch(context, rule, records.slice(0, half), offset);
  return [...left, ...(await writeBatch(context, rule, records.slice(half), offset + half))];
}

/** A count that differs from what was sent means that something was left out: the batch is taken apart. */
async function sendCounted(
  context: RunContext,
  rule: FeedRule,
  records: readonly OutgoingRecord[],
): Promise<void> {
  const count = await context.ports.outsmart.upsert(rule.endpoint, records);
  if (count === records.length) return;
  throw new AppError('RECORD_REFUSED', {
    kind: 'permanent',
    side: 'outsmart',
    params: { sent: records.length, stored: count },
  });
}

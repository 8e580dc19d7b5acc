import { AppError, toAppError } from '../../kernel/app-error';
import type { OutgoingRecord } from '../../outsmart/port';
import { atStepBorder, type RunContext } from '../context';
import type { FeedRule } from '../rules/rule';
import { isStored } from './merge';

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
  atStepBorder(context);
  const count = await send(context, rule, records);
  if (count === records.length) return [];
  if (typeof count === 'number') return await settleCount(context, rule, records, offset);
  if (records.length === 1) return [{ index: offset, error: count }];
  const half = records.length >> 1;
  const left = await writeBatch(context, rule, records.slice(0, half), offset);
  return [...left, ...(await writeBatch(context, rule, records.slice(half), offset + half))];
}

/** The number of records the service says it stored, or that it refused them. */
async function send(
  context: RunContext,
  rule: FeedRule,
  records: readonly OutgoingRecord[],
): Promise<number | AppError> {
  try {
    return await context.ports.outsmart.upsert(rule.endpoint, records);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'REFUSED_BY_OUTSMART') return error;
    throw thrown;
  }
}

/**
 * A count other than what was sent does not say what was left out; OutSmart's list does (reliability §3.3). What
 * is not there is sent once more, alone, and looked for once more.
 */
async function settleCount(
  context: RunContext,
  rule: FeedRule,
  records: readonly OutgoingRecord[],
  offset: number,
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  const resent = new Map<OutgoingRecord, number>();
  for (const record of await notStored(context, rule, records)) {
    atStepBorder(context);
    const index = offset + records.indexOf(record);
    const stored = await send(context, rule, [record]);
    if (typeof stored !== 'number') refusals.push({ index, error: stored });
    else if (stored !== 1) resent.set(record, index);
  }
  if (resent.size === 0) return refusals;
  const error = new AppError('RECORD_REFUSED', { kind: 'permanent', side: 'outsmart' });
  const missing = await notStored(context, rule, [...resent.keys()]);
  return [...refusals, ...missing.map((record) => ({ index: resent.get(record) ?? offset, error }))];
}

/** The records that OutSmart's list does not have as they were sent. */
async function notStored(
  { ports, signal }: RunContext,
  rule: FeedRule,
  records: readonly OutgoingRecord[],
): Promise<OutgoingRecord[]> {
  const list = await ports.outsmart.list(rule.endpoint, signal);
  const targets = new Map(list.map((fields) => [rule.targetKey(fields), fields]));
  return records.filter((record) => !isStored(rule, record, targets));
}

import type { OutgoingRecord } from '../../outsmart/port';
import { big, parseDecimal } from '../../kernel/decimal';
import type { FeedRule } from '../rules/rule';

type Fields = Readonly<Record<string, string>>;

/** What is known about a record before it is sent. */
export interface Known {
  /** Fields as we sent them last; undefined when never. */
  sent: Fields | undefined;
  /** OutSmart's own copy; undefined when it has none. */
  target: Fields | undefined;
}

export interface PlannedWrite {
  /** The fields to send. */
  record: OutgoingRecord;
  /** False when OutSmart already holds exactly that. */
  changed: boolean;
}

/**
 * The fields to send of a record, and whether any of them is news to OutSmart (product §3, *What is
 * compared*). Empty optional fields are left out, so that nothing is blanked, unless we filled them before.
 */
export function planWrite(rule: FeedRule, record: OutgoingRecord, known: Known): PlannedWrite {
  const outgoing: Record<string, string | number> = {};
  let changed = known.target === undefined;
  for (const [field, value] of Object.entries(record)) {
    const planned = planField(rule, field, value, known);
    if (planned === undefined) continue;
    outgoing[field] = planned;
    changed ||= !sameValue(rule, field, planned, known);
  }
  return { record: outgoing, changed };
}

function planField(
  rule: FeedRule,
  field: string,
  value: string | number,
  { sent, target }: Known,
): string | number | undefined {
  const current = target?.[field];
  const policy = rule.policies[field] ?? 'lead';
  const required = rule.required.has(field);
  if (policy === 'new' && current !== undefined && current !== '') return required ? current : undefined;
  if (policy === 'follow' && current !== undefined && current !== '' && current !== (sent?.[field] ?? ''))
    return undefined;
  if (value === '' && !required) return (sent?.[field] ?? '') === '' ? undefined : '';
  return value;
}

/** Whether OutSmart holds the value. A field its list does not show is judged by what we sent last. */
function sameValue(rule: FeedRule, field: string, value: string | number, { sent, target }: Known): boolean {
  const current = target?.[field] ?? sent?.[field];
  if (current === undefined) return false;
  if (!rule.numeric.has(field))
    return current.replaceAll('\r\n', '\n') === String(value).replaceAll('\r\n', '\n');
  const left = parseDecimal(current);
  const right = parseDecimal(value);
  return left !== undefined && right !== undefined && big(left).eq(big(right));
}

/** Whether OutSmart's own list, by key, has the record exactly as it was sent, as far as it shows it. */
export function isStored(
  rule: FeedRule,
  record: OutgoingRecord,
  targets: ReadonlyMap<string, Fields>,
): boolean {
  const sent = asText(record);
  const target = targets.get(rule.targetKey(sent));
  const fields = Object.entries(record);
  return (
    target !== undefined && fields.every(([field, value]) => sameValue(rule, field, value, { sent, target }))
  );
}

/** The fields of a record as text, to remember what was sent. */
export function asText(record: OutgoingRecord): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([field, value]) => [field, String(value)]));
}

import type { OutgoingRecord } from '../../outsmart/port';
import { big, parseDecimal } from '../../kernel/decimal';
import type { Settings } from '../../settings/schema';
import type { FeedRule } from '../rules/rule';

type Fields = Readonly<Record<string, string>>;
type Value = string | number;

/** What is known about a record before it is sent. */
export interface Known {
  /** Fields as we sent them last; undefined when never. */
  sent: Fields | undefined;
  /** OutSmart's own copy, from its list; undefined when that has none. */
  target: Fields | undefined;
}

/** A field of an existing record that the write would change. */
export interface FieldChange {
  field: string;
  /** What OutSmart has, or, of a field its list does not show, what we sent last. */
  from: string;
  to: string;
}

export interface PlannedWrite {
  /** The fields to send. */
  record: OutgoingRecord;
  /** Those of them that are AccountView's: a value of OutSmart's that goes back with it stays OutSmart's. */
  own: OutgoingRecord;
  /** False when OutSmart already holds exactly that. */
  changed: boolean;
  /** What changes, field by field; of a new record nothing, since all of it is new. */
  changes: readonly FieldChange[];
}

/**
 * The fields to send of a record, and which of them are news to OutSmart (product §3, *What is compared*). Empty
 * optional fields are left out, so that nothing is blanked, unless we filled them before.
 */
export function planWrite(
  rule: FeedRule,
  record: OutgoingRecord,
  known: Known,
  leads: Settings['leads'],
): PlannedWrite {
  const outgoing: Record<string, Value> = {};
  const own: Record<string, Value> = {};
  const changes: FieldChange[] = [];
  const isNew = known.target === undefined;
  const stopgaps = rule.stopgaps?.(record) ?? [];
  for (const [field, value] of Object.entries(record)) {
    const isOurs = isNew || (!stopgaps.includes(field) && isLed(rule, field, value, known, leads));
    const planned = isOurs ? ownValue(rule, field, value, known) : theirValue(rule, field, value, known);
    if (planned === undefined) continue;
    outgoing[field] = planned;
    if (isOurs) own[field] = planned;
    if (isNew || holds(rule, field, planned, known)) continue;
    changes.push({ field, from: shown(field, known) ?? '', to: String(planned) });
  }
  return { record: outgoing, own, changed: isNew || changes.length > 0, changes };
}

/**
 * Whether a field of an existing record holds what AccountView says. Where it does not lead, that is so of one that
 * nobody filled, and of one that is as we sent it last or would send it now.
 */
function isLed(
  rule: FeedRule,
  field: string,
  value: Value,
  { sent, target }: Known,
  leads: Settings['leads'],
): boolean {
  const policy = rule.policies[field] ?? 'key';
  if (policy === 'new') return false;
  const current = target?.[field] ?? '';
  if (policy === 'key' || leads[policy] || current === '') return true;
  const last = sent?.[field];
  const ours = [value, last ?? ''].filter((own) => own !== '');
  return ours.some((own) => isSame(rule, field, { current, value: own, sent: last }));
}

/** AccountView's value. An empty one blanks only what we filled. */
function ownValue(rule: FeedRule, field: string, value: Value, { sent }: Known): Value | undefined {
  const isFilled = value !== '' || rule.required.has(field);
  return isFilled || (sent?.[field] ?? '') !== '' ? value : undefined;
}

/** OutSmart's value, for the API demands some fields with every write. */
function theirValue(rule: FeedRule, field: string, value: Value, known: Known): Value | undefined {
  return rule.required.has(field) ? shown(field, known) || value : undefined;
}

/** A field as OutSmart's list has it; one that it does not show is what we sent last. */
function shown(field: string, { sent, target }: Known): string | undefined {
  return target?.[field] ?? sent?.[field];
}

function holds(rule: FeedRule, field: string, value: Value, known: Known): boolean {
  const current = shown(field, known);
  return current !== undefined && isSame(rule, field, { current, value, sent: known.sent?.[field] });
}

interface Compared {
  current: string;
  value: Value;
  sent: string | undefined;
}

function isSame(rule: FeedRule, field: string, { current, value, sent }: Compared): boolean {
  if (!rule.numeric.has(field)) return withNewlines(current) === withNewlines(String(value));
  const [left, right, last] = [current, value, sent].map(parseDecimal);
  if (left === undefined || right === undefined) return current === String(value);
  const difference = big(left).minus(big(right)).abs();
  if (difference.eq(0)) return true;
  // Lists show prices to the cent (outsmart-openapi §6): of a finer one that we sent, that is all they tell.
  const places = /[.,](\d+)$/.exec(current)?.[1]?.length;
  const wasSent = last !== undefined && big(last).eq(big(right));
  return wasSent && places === 2 && difference.lte(0.005);
}

function withNewlines(text: string): string {
  return text.replaceAll('\r\n', '\n');
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
    target !== undefined && fields.every(([field, value]) => holds(rule, field, value, { sent, target }))
  );
}

/** The fields of a record as text, to remember what was sent. */
export function asText(record: OutgoingRecord): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([field, value]) => [field, String(value)]));
}

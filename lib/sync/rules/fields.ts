import { isTrue } from '../../kernel/plain';
import type { SourceRow } from '../../accountview/port';
import { dutchDay } from '../../kernel/clock';
import { type Decimal, parseDecimal, toDecimal } from '../../kernel/decimal';

/** Control characters that are not a line's end or a tab: no field of either service can hold them. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\0-\x08\v\f\x0e-\x1f\x7f]/g;

/**
 * Text of a column without the blanks around it; '' when absent or null. What is no character (a control
 * character, half of a surrogate pair) is never sent on.
 */
export function text(row: SourceRow, column: string): string {
  return String(row[column] ?? '')
    .replace(CONTROL, '')
    .toWellFormed()
    .trim();
}

/** Whether this company's table has a column; one that the dictionary does not name is not asked for. */
export function has(row: SourceRow, column: string): boolean {
  return row[column] !== undefined;
}

/** A logical column: boolean, or the text forms that occur (accountview-api §5.1). */
export function flag(row: SourceRow, column: string): boolean {
  return isTrue(row[column]);
}

/** OutSmart's `active`; nothing where AccountView does not tell whether a record is blocked. */
export function activeOf(row: SourceRow): { active?: 0 | 1 } {
  return has(row, 'REC_BLK') ? { active: flag(row, 'REC_BLK') ? 0 : 1 } : {};
}

/** A numeric column; an empty one is 0 as in FoxPro, one that is absent or unreadable `undefined`. */
export function decimal(row: SourceRow, column: string): Decimal | undefined {
  const value = row[column];
  // Of a number too large for its own digits nobody knows what was meant.
  if (typeof value === 'number') return Math.abs(value) < 1e21 ? toDecimal(value) : undefined;
  if (value === null || value === '') return '0' as Decimal;
  return typeof value === 'boolean' ? undefined : parseDecimal(value);
}

/**
 * A date column as an ISO day; '' when empty, `undefined` when it is no date. It comes as a day, as a local
 * moment, or with an offset (accountview-api §4.5). A day before 1900 is how FoxPro and .NET write no date.
 */
export function day(row: SourceRow, column: string): string | undefined {
  const value = text(row, column);
  if (value === '') return '';
  const [, local = '', offset] = /^(\d{4}-\d\d-\d\d)(?:T[\d:.]+(Z|[+-][\d:]+)?)?$/.exec(value) ?? [];
  const midnight = Date.parse(`${local}T00:00:00Z`);
  // The 31st of February becomes the 3rd of March: then it was no date.
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(local)) return undefined;
  if (local < '1900') return '';
  const moment = offset === undefined ? midnight : Date.parse(value);
  return Number.isNaN(moment) ? undefined : dutchDay(moment);
}

/** Whether a filter lets a code through: an empty list lets all; codes compare without regard to case. */
export function isAmong(codes: readonly string[], code: string): boolean {
  return codes.length === 0 || codes.some((wanted) => isSameCode(wanted, code));
}

/** As AccountView compares (accountview-api §10, choices 12 and 14). Only for settings, never for keys. */
export function isSameCode(wanted: string, code: string): boolean {
  return wanted.trim().toUpperCase() === code.toUpperCase();
}

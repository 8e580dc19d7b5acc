import { isTrue } from '../../kernel/plain';
import type { SourceRow } from '../../accountview/port';
import { type Decimal, parseDecimal } from '../../kernel/decimal';

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

/** A logical column: boolean, or the text forms that occur (accountview-api §5.1). */
export function flag(row: SourceRow, column: string): boolean {
  return isTrue(row[column]);
}

/** A numeric column; an absent or empty one is 0 as in FoxPro, an unreadable one `undefined`. */
export function decimal(row: SourceRow, column: string): Decimal | undefined {
  const value = row[column];
  if (value === null || value === undefined || value === '') return '0' as Decimal;
  return typeof value === 'boolean' ? undefined : parseDecimal(value);
}

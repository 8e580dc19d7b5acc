import { isTrue } from '../kernel/plain';
import { type Decimal, parseDecimal } from '../kernel/decimal';
import type { SourceRow } from './port';

/** Text of a column without the blanks FoxPro pads with; '' when absent, empty or null (accountview-api §4.5). */
export function text(row: SourceRow, column: string): string {
  const value = row[column];
  return value === null || value === undefined ? '' : String(value).trim();
}

/** A logical column: a boolean, or one of the text forms that occur (accountview-api §5.1). */
export function flag(row: SourceRow, column: string): boolean {
  return isTrue(row[column]);
}

/** A numeric column as an exact decimal; `null` when absent or empty, `undefined` when it cannot be read. */
export function decimal(row: SourceRow, column: string): Decimal | null | undefined {
  const value = row[column];
  if (value === null || value === undefined || value === '') return null;
  return typeof value === 'boolean' ? undefined : parseDecimal(value);
}

/** The calendar day of a date or moment (`YYYY-MM-DD…`); '' when there is none. */
export function day(row: SourceRow, column: string): string {
  return /^\d{4}-\d{2}-\d{2}/.exec(text(row, column))?.[0] ?? '';
}

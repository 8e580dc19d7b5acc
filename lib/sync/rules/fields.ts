import type { SourceRow } from '../../accountview/port';
import { type Decimal, parseDecimal } from '../../kernel/decimal';

/** Text of a column, trimmed at the right as AccountView stores it; '' when absent or null. */
export function text(row: SourceRow, column: string): string {
  const value = row[column];
  return value === null || value === undefined ? '' : String(value).trim();
}

/** A logical column: boolean, or the text forms that occur (accountview-api §5.1). */
export function flag(row: SourceRow, column: string): boolean {
  const value = row[column];
  return (
    value === true || value === 1 || (typeof value === 'string' && /^(true|t|1|\.t\.)$/i.test(value.trim()))
  );
}

/** A numeric column; an absent or empty one is 0 as in FoxPro, an unreadable one `undefined`. */
export function decimal(row: SourceRow, column: string): Decimal | undefined {
  const value = row[column];
  if (value === null || value === undefined || value === '') return '0' as Decimal;
  return typeof value === 'boolean' ? undefined : parseDecimal(value);
}

/** Advanced filters (outsmart-openapi §3.0): `key`, `key[]` or `key[0]`, combined with AND. */

type Fields = Readonly<Record<string, unknown>>;

interface Filter {
  key: string;
  value: string;
  operator: string;
}

/** At least one filter column of the service is a database name (§3.0). */
const DATABASE_NAMES: Readonly<Record<string, string>> = { zip: 'postal_code', archived: 'Archived' };

export function filterRows<T extends object>(rows: readonly T[], query: URLSearchParams): T[] {
  const filters = parse(query);
  return rows.filter((row) => filters.every((filter) => matches(row as Fields, filter)));
}

function parse(query: URLSearchParams): Filter[] {
  const keys = valuesOf(query, 'key');
  const values = valuesOf(query, 'value');
  const operators = valuesOf(query, 'operator');
  return keys.map((key, index) => ({
    key: DATABASE_NAMES[key] ?? key,
    value: values[index] ?? '',
    operator: operators[index] ?? 'eq',
  }));
}

function valuesOf(query: URLSearchParams, name: string): string[] {
  return [...query]
    .filter(([key]) => key === name || new RegExp(`^${name}\\[\\d*\\]$`).test(key))
    .map(([, value]) => value);
}

function matches(row: Fields, { key, value, operator }: Filter): boolean {
  const raw = row[key];
  const stored = typeof raw === 'string' ? raw : '';
  switch (operator) {
    case 'li':
      return like(stored, value);
    case 'ne':
      return stored !== value;
    case 'gt':
      return compare(stored, value) > 0;
    case 'ge':
      return compare(stored, value) >= 0;
    case 'lt':
      return compare(stored, value) < 0;
    case 'le':
      return compare(stored, value) <= 0;
    default:
      return stored === value;
  }
}

/** SQL LIKE; without a percent sign it means "contains" (§8 row 28). */
function like(stored: string, pattern: string): boolean {
  const withPercents = pattern.includes('%') ? pattern : `%${pattern}%`;
  const source = withPercents
    .split('%')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`, 'is').test(stored);
}

function compare(left: string, right: string): number {
  const numeric = left !== '' && right !== '' && !Number.isNaN(Number(left)) && !Number.isNaN(Number(right));
  if (numeric) return Number(left) - Number(right);
  return left < right ? -1 : left > right ? 1 : 0;
}

import type { FoundKind, FoundValue } from '../../../lib/domain/approval';
import type { MappingField } from '../../../lib/settings/form';

export const MAPPING_KINDS = ['hour', 'vat', 'revenue'] as const;
export type MappingKind = (typeof MAPPING_KINDS)[number];

interface MappingPlan {
  field: MappingField;
  /** What a code without a counterpart falls back on. */
  fallback: 'defaultHourArticle' | 'defaultVat' | 'defaultRevenue';
  /** Where its codes come from. */
  keys: FoundKind;
  /** What its counterparts are chosen from; null: not known here. */
  values: FoundKind | null;
}

export const MAPPING_PLANS: Readonly<Record<MappingKind, MappingPlan>> = {
  hour: { field: 'hourArticles', fallback: 'defaultHourArticle', keys: 'hour-types', values: null },
  vat: { field: 'vatCodes', fallback: 'defaultVat', keys: 'hour-types', values: 'vat-codes' },
  revenue: {
    field: 'revenueAccounts',
    fallback: 'defaultRevenue',
    keys: 'article-groups',
    values: 'ledger-accounts',
  },
};

export interface MappingRow {
  key: string;
  /** '' where only the code says what it is. */
  name: string;
  value: string;
  /** `mapped`: has a value of its own; `default`: falls back on the default; `unmapped`: has neither. */
  state: 'mapped' | 'default' | 'unmapped';
  /** A code that nobody has seen: it can be removed. */
  isOwn: boolean;
}

/** One row for every code that is known or has a value; what a person has to look at comes first. */
export function mappingRows(
  mapping: Readonly<Record<string, string>>,
  known: readonly FoundValue[],
  fallback: string,
): MappingRow[] {
  const names = new Map(known.map(({ code, name }) => [code, name === code ? '' : name]));
  const keys = [...new Set([...Object.keys(mapping), ...names.keys()])];
  const rows = keys.map((key): MappingRow => {
    const value = mapping[key] ?? '';
    const isCovered = fallback.trim() !== '';
    return {
      key,
      name: names.get(key) ?? '',
      value,
      state: value.trim() !== '' ? 'mapped' : isCovered ? 'default' : 'unmapped',
      isOwn: !names.has(key),
    };
  });
  return rows.toSorted((a, b) => a.key.localeCompare(b.key, 'nl', { numeric: true }));
}

/** Codes that need no look, since the default covers them: folded when there are more than `few` rows. */
export function foldedKeys(rows: readonly MappingRow[], few: number): ReadonlySet<string> {
  if (rows.length <= few) return new Set();
  return new Set(rows.filter(({ state, isOwn }) => state === 'default' && !isOwn).map(({ key }) => key));
}

export function countUnmapped(rows: readonly MappingRow[]): number {
  return rows.filter(({ state }) => state === 'unmapped').length;
}

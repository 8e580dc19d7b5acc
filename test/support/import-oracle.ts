import type { Settings } from '../../lib/settings/schema';
import type { EntityRow } from '../simulator/outsmart/entity-table';
import { recordsOf } from './import-oracle-records';
import type { Edit, Question, Said } from './import-oracle-types';

/**
 * What OutSmart must hold after an import: a pure function of AccountView's tables, the settings, and what people
 * typed at OutSmart. Written from product §3 alone: it calls nothing of the import's own rules.
 */

const KEYS: Readonly<Record<string, readonly string[]>> = {
  categories: ['cat_code'],
  relations: ['debtor_number'],
  contactpersons: ['cpn_code'],
  addresses: ['adr_code'],
  materials: ['code'],
  material_categories: ['mct_mat_code', 'mct_cat_code'],
  hourtypes: ['code'],
  projects: ['code'],
  employees: ['number'],
};
/** What OutSmart itself fills in of a new record that does not say (outsmart-openapi §4). */
const FALLBACKS: Readonly<Record<string, EntityRow>> = {
  relations: { active: '1' },
  hourtypes: { active: '1', cost_price: '0' },
  employees: { active: '1' },
  projects: { active: '1' },
};
const NUMBERS: ReadonlySet<string> = new Set(['price', 'sale_price', 'cost_price']);
/** The lists that an import can change, records once made apart. */
export const LISTS: readonly string[] = Object.keys(KEYS);

/** Each list as it must be, made comparable. */
export function expectedLists(question: Question): Record<string, string[]> {
  const said = recordsOf(question);
  return Object.fromEntries(
    LISTS.map((endpoint) => [
      endpoint,
      comparable(endpoint, rowsOf(question, endpoint, said[endpoint] ?? [])),
    ]),
  );
}

function rowsOf(
  { settings, theirs, edits, refused }: Question,
  endpoint: string,
  said: readonly Said[],
): EntityRow[] {
  const rows = new Map((theirs[endpoint] ?? []).map((row) => [keyOf(endpoint, row), row]));
  for (const record of said) {
    const key = keyOf(endpoint, record.fields);
    if (refused.includes(key)) continue;
    const known = rows.get(key);
    const row = known === undefined ? asNew(endpoint, record) : asKnown(known, record, settings);
    const typed = edits.filter((edit) => edit.endpoint === endpoint && edit.key === key);
    rows.set(key, withEdits(row, record, typed, settings));
  }
  return [...rows.values()];
}

function asNew(endpoint: string, { fields }: Said): EntityRow {
  const filled = Object.entries(fields).filter(([, value]) => value !== '');
  return { ...FALLBACKS[endpoint], ...Object.fromEntries(filled) };
}

/** AccountView's filled value stands where it leads, and where nobody filled the field at OutSmart. */
function asKnown(known: EntityRow, record: Said, settings: Settings): EntityRow {
  const row = { ...known };
  for (const [field, value] of Object.entries(record.fields)) {
    const isTheirs = (known[field] ?? '') !== '' && !isLed(record, field, settings);
    if (record.policies[field] !== 'new' && !isTheirs) row[field] = value;
  }
  return row;
}

/** What was typed stays, except where AccountView leads. */
function withEdits(row: EntityRow, record: Said, edits: readonly Edit[], settings: Settings): EntityRow {
  const kept = edits.filter(({ field }) => !isLed(record, field, settings));
  return { ...row, ...Object.fromEntries(kept.map(({ field, value }) => [field, value])) };
}

/** An empty value leads nowhere: nothing is blanked. */
export function isLed({ fields, policies, makeshift }: Said, field: string, { leads }: Settings): boolean {
  const policy = policies[field];
  const isFilled = (fields[field] ?? '') !== '' && !makeshift?.includes(field);
  return isFilled && policy !== undefined && policy !== 'new' && (policy === 'key' || leads[policy]);
}

export function keyOf(endpoint: string, row: EntityRow): string {
  return (KEYS[endpoint] ?? []).map((name) => row[name] ?? '').join('\u0001');
}

/** One text per record, in order: null is empty, prices by value, columns by name. */
export function comparable(endpoint: string, rows: readonly EntityRow[]): string[] {
  return rows
    .map((row) => {
      const filled = Object.entries(row).flatMap(([name, value]) =>
        value === null || value === '' ? [] : [`${name}: ${NUMBERS.has(name) ? Number(value) : value}`],
      );
      return `${keyOf(endpoint, row)} | ${filled.toSorted().join(' | ')}`;
    })
    .toSorted();
}

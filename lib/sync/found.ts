import type { SourceRow } from '../accountview/port';
import type { FoundKind, FoundValue } from '../domain/approval';
import { text } from './rules/fields';

/** Where the values of a filter or of an option stand: accountview-api §8.1, §8.4 and §8.5. */
export interface FoundColumn {
  kind: FoundKind;
  businessObject: string;
  table: string;
  keyField: string;
  /** Column with the code. */
  code: string;
  /** Column with its name, where the table is a list of codes. */
  name?: string;
}

export const FOUND_COLUMNS: readonly FoundColumn[] = [
  {
    kind: 'article-groups',
    businessObject: 'AG1',
    table: 'ART_GRP',
    keyField: 'AG_CODE',
    code: 'AG_CODE',
    name: 'AG_DESC',
  },
  { kind: 'relation-groups', businessObject: 'AR1', table: 'CONTACT', keyField: 'SUB_NR', code: 'RPL_GRP' },
  {
    kind: 'project-statuses',
    businessObject: 'PJ1',
    table: 'PROJECTS',
    keyField: 'PROJ_CODE',
    code: 'PRO_STAT',
  },
  // What an export can be booked on: accountview-api §8.10.
  {
    kind: 'journals',
    businessObject: 'DJ1',
    table: 'DAILY',
    keyField: 'DJ_CODE',
    code: 'DJ_CODE',
    name: 'DJ_NAME',
  },
  {
    kind: 'vat-codes',
    businessObject: 'VA1',
    table: 'VAT',
    keyField: 'VAT_CODE',
    code: 'VAT_CODE',
    name: 'VAT_NAME',
  },
  {
    kind: 'ledger-accounts',
    businessObject: 'GL1',
    table: 'LEDGER',
    keyField: 'ACCT_NR',
    code: 'ACCT_NR',
    name: 'ACCT_NAME',
  },
  {
    kind: 'cost-centres',
    businessObject: 'CC1',
    table: 'COST',
    keyField: 'COST_CODE',
    code: 'COST_CODE',
    name: 'COST_DESC',
  },
];

/** Codes with a name where there is one. */
export type Found = Partial<Record<FoundKind, readonly FoundValue[]>>;

/** The values that the rows of a table show, beside those known already; the same object when there is nothing new. */
export function withFound(known: Found, table: string, rows: readonly SourceRow[]): Found {
  let found = known;
  for (const column of FOUND_COLUMNS) {
    const merged = column.table === table ? merge(known[column.kind] ?? [], rows, column) : undefined;
    if (merged !== undefined) found = { ...found, [column.kind]: merged };
  }
  return found;
}

function merge(
  known: readonly FoundValue[],
  rows: readonly SourceRow[],
  column: FoundColumn,
): FoundValue[] | undefined {
  const values = new Map(known.map((value) => [value.code, value]));
  let isNews = false;
  for (const row of rows) {
    const code = text(row, column.code);
    const name = column.name === undefined ? '' : text(row, column.name);
    if (code === '' || values.get(code)?.name === name) continue;
    values.set(code, { code, name });
    isNews = true;
  }
  return isNews ? [...values.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1)) : undefined;
}

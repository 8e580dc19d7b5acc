import type { Company } from './accountview/company';
import type { Row } from './accountview/table';

/** Columns that may carry our reference (product §4), per document table. */
const REFERENCE_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  SO_HDR: ['EXT_ID', 'COMMENT1'],
  DJ_PAGE: ['HDR_DESC'],
};
const NUMBER_COLUMN: Readonly<Record<string, string>> = { SO_HDR: 'ORD_NR', DJ_PAGE: 'PAGE_NR' };

/** The `row_id` in a document's reference `<prefix>-<row_id>`, the first word of its column, or null. */
export function workOrderIdOf(table: string, header: Row, prefix: string): string | null {
  for (const column of REFERENCE_COLUMNS[table] ?? []) {
    const [word = ''] = String(header[column] ?? '')
      .trim()
      .split(/\s+/);
    if (word.startsWith(`${prefix}-`)) return word.slice(prefix.length + 1);
  }
  return null;
}

export function documentNumber(table: string, header: Row): string {
  return String(header[NUMBER_COLUMN[table] ?? ''] ?? '');
}

export interface StoredDocument {
  company: string;
  table: string;
  year: number;
  number: string;
  workOrderId: string;
  header: Row;
}

/** Every document of these companies that names a work order, over all years. */
export function documentsOf(companies: readonly Company[], prefix: string): StoredDocument[] {
  return companies.flatMap((company) =>
    Object.keys(REFERENCE_COLUMNS).flatMap((table) =>
      company.rowsOfAllYears(table).flatMap(({ year, row }) => {
        const workOrderId = workOrderIdOf(table, row, prefix);
        if (workOrderId === null) return [];
        return [
          {
            company: company.code,
            table,
            year,
            number: documentNumber(table, row),
            workOrderId,
            header: row,
          },
        ];
      }),
    ),
  );
}

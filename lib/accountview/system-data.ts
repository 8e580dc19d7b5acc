import type { Administration, ColumnUse, FieldInfo, TableInfo } from '../domain/company';
import type { SourceRow, TableKey } from './port';
import type { WholeTable } from './read-table';
import { flag, text } from './rows';

/** More than any table has columns. That these lists have pages at all is assumed (accountview-api §4.4). */
const PAGE_SIZE = 1000;

/** Fiscal years (accountview-api §8.10). */
export const ADMINISTRATIONS: WholeTable = {
  businessObject: 'ADL',
  table: 'ADM_LIST',
  keyField: 'ADM_CODE',
  fields: ['ADM_CODE', 'ADM_DESC', 'ATS_YEAR', 'ADM_PREV', 'ADM_ARCH'],
  pageSize: PAGE_SIZE,
  repeatEnds: true,
};

export function toAdministration(row: SourceRow): Administration {
  return {
    code: text(row, 'ADM_CODE'),
    name: text(row, 'ADM_DESC'),
    year: text(row, 'ATS_YEAR'),
    archived: flag(row, 'ADM_ARCH'),
  };
}

/**
 * Columns of one table (accountview-api §6.2). The page key is the one the Ruby client uses; answers carry it
 * unasked (§4.4, §4.5).
 */
export function dictionaryQuery(table: string): WholeTable {
  return {
    businessObject: 'FLD',
    table: 'DCT_FLD',
    keyField: 'DCT_FLD_ID',
    fields: ['DBF_NAME', 'FIELD_NAME', 'FIELD_TYPE', 'FIELD_LEN', 'INP_MAND', 'DCT_FLD_Id'],
    pageSize: PAGE_SIZE,
    repeatEnds: true,
    filters: [{ field: 'DBF_NAME', operator: 'Equal', value: table, type: 'C' }],
  };
}

/** `Equal` may match a prefix, so that `VAT` finds `VAT_LINE` as well: only the table itself counts. */
export function toFieldInfo(rows: readonly SourceRow[], table: string): FieldInfo[] {
  const fields = new Map<string, FieldInfo>();
  for (const row of rows) {
    const name = text(row, 'FIELD_NAME').toUpperCase();
    if (name === '' || text(row, 'DBF_NAME').toUpperCase() !== table.toUpperCase()) continue;
    const length = Number(text(row, 'FIELD_LEN'));
    fields.set(name, {
      table,
      name,
      type: text(row, 'FIELD_TYPE').toUpperCase(),
      length: Number.isFinite(length) ? length : 0,
      mandatory: flag(row, 'INP_MAND'),
    });
  }
  return [...fields.values()];
}

/** Tables with the object that reads them (accountview-api §6.1). */
export function tablesQuery({ field, value }: TableKey): WholeTable {
  return {
    businessObject: 'DBF',
    table: 'DCT_FILE',
    keyField: 'DCT_FILE_ID',
    fields: ['DBF_NAME', 'DBF_DESC', 'OBJ_CODE', 'DCT_FILE_Id'],
    pageSize: PAGE_SIZE,
    repeatEnds: true,
    filters: [{ field, operator: 'Equal', value, type: 'C' }],
  };
}

export function toTables(rows: readonly SourceRow[], { field, value }: TableKey): TableInfo[] {
  return rows.filter((row) => isSame(text(row, field), value)).map(toTableInfo);
}

function toTableInfo(row: SourceRow): TableInfo {
  return {
    table: text(row, 'DBF_NAME').toUpperCase(),
    description: text(row, 'DBF_DESC'),
    objectCode: text(row, 'OBJ_CODE').toUpperCase(),
  };
}

/** Every table with a column of this name, and what the column refers to (accountview-api §6.2, §6.3). */
export function columnUsesQuery(column: string): WholeTable {
  return {
    businessObject: 'FLD',
    table: 'DCT_FLD',
    keyField: 'DCT_FLD_ID',
    fields: ['DBF_NAME', 'FIELD_NAME', 'PKY_TBL', 'DCT_FLD_Id'],
    pageSize: PAGE_SIZE,
    repeatEnds: true,
    filters: [{ field: 'FIELD_NAME', operator: 'Equal', value: column, type: 'C' }],
  };
}

export function toColumnUses(rows: readonly SourceRow[], column: string): ColumnUse[] {
  return rows
    .filter((row) => isSame(text(row, 'FIELD_NAME'), column))
    .map((row) => ({
      table: text(row, 'DBF_NAME').toUpperCase(),
      parent: text(row, 'PKY_TBL').toUpperCase(),
    }));
}

/** Names of the dictionary know no case; `Equal` may have found more than asked for. */
function isSame(found: string, wanted: string): boolean {
  return found.toUpperCase() === wanted.toUpperCase();
}

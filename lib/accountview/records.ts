import { postObject } from './documents';
import { envelope, textOrNull, type Column } from './envelope';
import type { NewRecord, PostOutcome, SourceRow } from './port';
import type { CompanyReader } from './read-table';
import { text } from './rows';
import { rowsIn } from './stored-documents';

/** The single-shot POST of a debtor or an article (accountview-api §5.2); the stored row. Never rejects. */
export async function createRecord(
  reader: CompanyReader,
  record: NewRecord,
): Promise<PostOutcome<SourceRow>> {
  const { businessObject, table, keyField, bookDate, values } = record;
  const columns = values.map(({ column, value }): Column<unknown> => ({
    name: column,
    type: typeof value === 'string' ? 'C' : 'N',
    value: () => (typeof value === 'string' ? textOrNull(value) : { number: value.amount }),
  }));
  const body = envelope({ businessObject, bookDate }, { table, columns, rows: [record] });
  return await postObject(reader, businessObject, body, (response) => {
    const rows = rowsIn(response, table);
    const [row] = rows;
    return rows.length === 1 && row !== undefined && text(row, keyField) !== '' ? row : undefined;
  });
}

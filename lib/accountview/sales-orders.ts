import type { SalesOrderDocument, StoredDocument } from '../domain/sales-order';
import { refusalOf } from './answer';
import type { PostOutcome, SalesOrderColumns, SourceRow } from './port';
import { dataParams } from './query';
import { readAll } from './read-all';
import { type CompanyReader, explainForbidden, explaining } from './read-table';
import { salesOrderEnvelope } from './sales-order-envelope';
import {
  madeDocument,
  processDocuments,
  type ReferenceQuery,
  SALES_ORDER,
  toDocuments,
} from './stored-documents';

const PATH = '/AccountViewData';
/** Documents come with all their columns and lines. */
const PAGE_SIZE = 100;

/**
 * All documents of a year that the service finds for `part` of a reference, and of those the ones asked for.
 * Every column is asked for: which ones `SO_HDR` has differs per company, and an unknown one is refused.
 */
export async function readSalesOrders(
  reader: CompanyReader,
  part: string,
  reference: ReferenceQuery,
): Promise<readonly StoredDocument[]> {
  const { session, companyId, signal } = reader;
  const { businessObject, header, key } = SALES_ORDER;
  const { field, bookDate } = reference;
  const filters = [{ field, operator: 'Contains', value: part, type: 'C' }] as const;
  const query = { businessObject, table: header, fields: ['*'], pageSize: PAGE_SIZE, bookDate, filters };
  const lines: SourceRow[] = [];
  const readPage = async (lastKey: string | null): Promise<readonly SourceRow[]> => {
    const call = { path: PATH, params: dataParams({ ...query, lastKey }), companyId, signal };
    const page = await session.read(call, processDocuments);
    lines.push(...page.lines);
    return page.headers;
  };
  const chain = { businessObject, keyField: key, pageSize: PAGE_SIZE, readPage };
  const headers = await explaining(reader, businessObject, () => readAll(chain));
  return toDocuments({ headers, lines }, reference);
}

/** The single-shot POST (accountview-api §5). Never rejects. */
export async function createSalesOrder(
  reader: CompanyReader,
  document: SalesOrderDocument,
  columns: SalesOrderColumns,
): Promise<PostOutcome<StoredDocument>> {
  const { session, companyId, signal } = reader;
  const { businessObject } = SALES_ORDER;
  const call = { path: PATH, companyId, signal, body: salesOrderEnvelope(document, columns) };
  const outcome = await session.postOnce(call, {
    value: (response) => madeDocument(response, document.reference, document.bookDate),
    refusal: (response) => refusalOf(response, businessObject),
  });
  if (outcome.kind !== 'not-applied') return outcome;
  return { kind: 'not-applied', error: await explainForbidden(reader, businessObject, outcome.error) };
}

import type { SalesOrderDocument, StoredDocument } from '../domain/sales-order';
import { refusalOf } from './answer';
import type { OrderQuery, OrderRows, PostOutcome, SalesOrderColumns, SourceRow } from './port';
import { dataParams } from './query';
import { freshPages, type ReadAll, readAll } from './read-all';
import { type CompanyReader, explainForbidden, explaining } from './read-table';
import { salesOrderEnvelope } from './sales-order-envelope';
import {
  madeDocument,
  type DocumentRows,
  ordersIn,
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
 */
export async function readSalesOrders(
  reader: CompanyReader,
  part: string,
  reference: ReferenceQuery,
): Promise<readonly StoredDocument[]> {
  const { field, bookDate } = reference;
  const filters = [{ field, operator: 'Contains', value: part, type: 'C' }] as const;
  const lines: SourceRow[] = [];
  const chain = headerChain(reader, { bookDate, filters }, (page) => lines.push(...page.lines));
  return toDocuments({ headers: await readAll(chain), lines }, reference);
}

/** Orders of a year with their lines, page by page. */
export async function* readOrders(
  reader: CompanyReader,
  query: OrderQuery,
): AsyncGenerator<readonly OrderRows[], void, undefined> {
  let lines: readonly SourceRow[] = [];
  const chain = headerChain(reader, query, (page) => {
    ({ lines } = page);
  });
  for await (const headers of freshPages(chain)) yield ordersIn({ headers, lines });
}

/**
 * The chain of pages over the headers; every page is shown to `onPage` with its lines. Every column is asked for:
 * which ones `SO_HDR` has differs per company, and an unknown one is refused.
 */
function headerChain(
  reader: CompanyReader,
  { bookDate, filters }: OrderQuery,
  onPage: (page: DocumentRows) => void,
): ReadAll {
  const { session, companyId, signal } = reader;
  const { businessObject, header, key } = SALES_ORDER;
  const query = { businessObject, table: header, fields: ['*'], pageSize: PAGE_SIZE, bookDate, filters };
  const readPage = async (lastKey: string | null): Promise<readonly SourceRow[]> => {
    const call = { path: PATH, params: dataParams({ ...query, lastKey }), companyId, signal };
    const page = await explaining(reader, businessObject, () => session.read(call, processDocuments));
    onPage(page);
    return page.headers;
  };
  return { businessObject, keyField: key, pageSize: PAGE_SIZE, readPage };
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

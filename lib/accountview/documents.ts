import type { DocumentPlace, ExportDocument, StoredDocument } from '../domain/document';
import { kindOf } from '../domain/document';
import type { HttpResponse } from '../http/message';
import { refusalOf } from './answer';
import { type DocumentShape, SHAPES } from './document-shape';
import { journalEnvelope } from './journal-envelope';
import type { DocumentColumns, OrderQuery, OrderRows, PostOutcome, SourceRow } from './port';
import { dataParams } from './query';
import { freshPages, type ReadAll, readAll } from './read-all';
import { type CompanyReader, explainForbidden, explaining } from './read-table';
import { withRefusalName } from './refusal-name';
import { salesOrderEnvelope } from './sales-order-envelope';
import { type DocumentRows, madeDocument, ordersIn, processDocuments, toDocuments } from './stored-documents';

const PATH = '/AccountViewData';
/** Documents come with all their columns and lines. */
const PAGE_SIZE = 100;

/**
 * All documents of a year that the service finds for `part` of a reference, and of those the ones that are accepted.
 */
export async function readDocuments(
  reader: CompanyReader,
  part: string,
  place: DocumentPlace,
  accepts: (reference: string) => boolean,
): Promise<readonly StoredDocument[]> {
  const { kind, field, bookDate } = place;
  const filters = [{ field, operator: 'Contains', value: part, type: 'C' }] as const;
  const lines: SourceRow[] = [];
  const shape = SHAPES[kind];
  const chain = headerChain(reader, shape, { bookDate, filters }, (page) => lines.push(...page.lines));
  return toDocuments({ headers: await readAll(chain), lines }, { shape, field, bookDate, accepts });
}

/** Orders of a year with their lines, page by page. */
export async function* readOrders(
  reader: CompanyReader,
  query: OrderQuery,
): AsyncGenerator<readonly OrderRows[], void, undefined> {
  let lines: readonly SourceRow[] = [];
  const chain = headerChain(reader, SHAPES['sales-order'], query, (page) => {
    ({ lines } = page);
  });
  for await (const headers of freshPages(chain)) yield ordersIn({ headers, lines });
}

/**
 * The chain of pages over the headers; every page is shown to `onPage` with its lines. Every column is asked for:
 * which ones the header has differs per company, and an unknown one is refused.
 */
function headerChain(
  reader: CompanyReader,
  shape: DocumentShape,
  { bookDate, filters }: OrderQuery,
  onPage: (page: DocumentRows) => void,
): ReadAll {
  const { session, companyId, signal } = reader;
  const { businessObject, header, key } = shape;
  const query = { businessObject, table: header, fields: ['*'], pageSize: PAGE_SIZE, bookDate, filters };
  const readPage = async (lastKey: string | null): Promise<readonly SourceRow[]> => {
    const call = { path: PATH, params: dataParams({ ...query, lastKey }), companyId, signal };
    const page = await explaining(reader, businessObject, () =>
      session.read(call, (response) => processDocuments(response, shape)),
    );
    onPage(page);
    return page.headers;
  };
  return { businessObject, keyField: key, pageSize: PAGE_SIZE, readPage };
}

/** The single-shot POST of a document (accountview-api §5). Never rejects. */
export async function createDocument(
  reader: CompanyReader,
  document: ExportDocument,
  columns: DocumentColumns,
): Promise<PostOutcome<StoredDocument>> {
  const shape = SHAPES[kindOf(document)];
  const body =
    document.kind === 'journal' ? journalEnvelope(document) : salesOrderEnvelope(document, columns);
  return await postObject(reader, shape.writeObject, body, (response) =>
    madeDocument(response, shape, document),
  );
}

/** The one way to make something in AccountView: sent once, and read from its answer whether it was made. */
export async function postObject<T>(
  reader: CompanyReader,
  businessObject: string,
  body: string,
  value: (response: HttpResponse) => T | undefined,
): Promise<PostOutcome<T>> {
  const { session, companyId, signal } = reader;
  const call = { path: PATH, companyId, signal, body };
  const outcome = await session.postOnce(call, {
    value,
    refusal: (response) => refusalOf(response, businessObject),
  });
  if (outcome.kind !== 'not-applied') return outcome;
  const error = await explainForbidden(reader, businessObject, outcome.error);
  return { kind: 'not-applied', error: withRefusalName(error) };
}

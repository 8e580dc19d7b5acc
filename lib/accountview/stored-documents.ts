import type { ReferenceField, StoredDocument } from '../domain/sales-order';
import type { HttpResponse } from '../http/message';
import { accountViewChanged, type AppError } from '../kernel/app-error';
import { isRecord } from '../kernel/plain';
import type { OrderRows, SourceRow } from './port';
import { day, decimal, text } from './rows';
import { processTable, rowsOf } from './table';

export const SALES_ORDER = {
  businessObject: 'SO1',
  header: 'SO_HDR',
  line: 'SO_LINE',
  key: 'REC_ID',
} as const;

/** Headers and lines stand side by side in an answer (accountview-api §4.5). */
export interface DocumentRows {
  headers: readonly SourceRow[];
  lines: readonly SourceRow[];
}

export function processDocuments(response: HttpResponse): DocumentRows {
  const headers = processTable(response, SALES_ORDER.header, SALES_ORDER.businessObject);
  return { headers, lines: rowsIn(response, SALES_ORDER.line) };
}

/**
 * The document that a POST made, when the answer proves that it did: exactly one header with a number or a key
 * (accountview-api §5.3). `undefined` leaves the outcome open.
 */
export function madeDocument(
  response: HttpResponse,
  reference: string,
  bookDate: string,
): StoredDocument | undefined {
  const headers = rowsIn(response, SALES_ORDER.header);
  const [header] = headers;
  if (headers.length !== 1 || header === undefined || !hasIdentity(header)) return undefined;
  const lines = rowsIn(response, SALES_ORDER.line);
  return toDocument(header, { headers, lines }, reference, bookDate);
}

/** The rows of a table as far as the answer shows any. */
function rowsIn({ body }: HttpResponse, table: string): SourceRow[] {
  return (body.kind === 'json' && isRecord(body.value) && rowsOf(body.value, table)) || [];
}

export interface ReferenceQuery {
  field: ReferenceField;
  bookDate: string;
  /** Whether the first word of the field is one that was asked for. */
  accepts: (reference: string) => boolean;
}

/**
 * The documents whose reference is one that was asked for, character by character: the service's own filter
 * finds parts of words.
 * @throws AppError API_CHANGED when a hit does not show the field it was found by, or has no key: taking it for
 *   "not ours" would let a second document be made
 */
export function toDocuments(rows: DocumentRows, query: ReferenceQuery): StoredDocument[] {
  return rows.headers.flatMap((header) => {
    const value = text(header, query.field);
    if (value === '') throw incomplete(query.field);
    const reference = value.split(/\s+/)[0] ?? '';
    if (!query.accepts(reference)) return [];
    if (!hasIdentity(header)) throw incomplete(SALES_ORDER.key);
    return [toDocument(header, rows, reference, query.bookDate)];
  });
}

function hasIdentity(header: SourceRow): boolean {
  return text(header, 'ORD_NR') !== '' || text(header, SALES_ORDER.key) !== '';
}

function toDocument(
  header: SourceRow,
  rows: DocumentRows,
  reference: string,
  bookDate: string,
): StoredDocument {
  return {
    number: text(header, 'ORD_NR'),
    recordId: text(header, SALES_ORDER.key),
    reference,
    bookDate: day(header, 'ORD_DATE') || bookDate,
    total: decimal(header, 'ORD_TOT') ?? null,
    lineCount: countLines(header, rows),
  };
}

/**
 * The lines of each header, in the order in which they came.
 * @throws AppError API_CHANGED when a line does not say whose it is
 */
export function ordersIn({ headers, lines }: DocumentRows): OrderRows[] {
  return headers.map((header) => ({ header, lines: linesOf(header, { headers, lines }) }));
}

function linesOf(header: SourceRow, { headers, lines }: DocumentRows): readonly SourceRow[] {
  if (lines.some((line) => text(line, 'HDR_ID') === '')) {
    if (headers.length > 1) throw incomplete('HDR_ID');
    return lines;
  }
  const key = text(header, SALES_ORDER.key);
  return key === '' ? [] : lines.filter((line) => text(line, 'HDR_ID') === key);
}

/**
 * Lines point to their header with `HDR_ID`; null where the service gives no lines, or does not say whose. A
 * line that came twice, with a header that ended one page and began the next, counts once.
 */
function countLines(header: SourceRow, { headers, lines }: DocumentRows): number | null {
  if (lines.length === 0) return null;
  if (lines.every((line) => text(line, 'HDR_ID') === '')) return headers.length === 1 ? lines.length : null;
  const own = lines.filter((line) => text(line, 'HDR_ID') === text(header, SALES_ORDER.key));
  return new Set(own.map((line, index) => text(line, 'REC_ID') || index)).size;
}

function incomplete(what: string): AppError {
  return accountViewChanged({ businessObject: SALES_ORDER.businessObject, what });
}

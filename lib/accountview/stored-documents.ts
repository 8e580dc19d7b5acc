import type { DocumentPlace, ExportDocument, StoredDocument } from '../domain/document';
import type { HttpResponse } from '../http/message';
import { accountViewChanged, type AppError } from '../kernel/app-error';
import { isRecord } from '../kernel/plain';
import { type DocumentShape, SHAPES } from './document-shape';
import type { OrderRows, SourceRow } from './port';
import { day, decimal, text } from './rows';
import { processTable, rowsOf } from './table';

/** Headers and lines stand side by side in an answer (accountview-api §4.5). */
export interface DocumentRows {
  headers: readonly SourceRow[];
  lines: readonly SourceRow[];
}

/** Lines of every kind point to their header by it. */
const RECORD_KEY = 'REC_ID';

export function processDocuments(response: HttpResponse, shape: DocumentShape): DocumentRows {
  const headers = processTable(response, shape.header, shape.businessObject);
  return { headers, lines: rowsIn(response, shape.line) };
}

/**
 * The document that a POST made, when the answer proves that it did: exactly one header with a number or a key
 * (accountview-api §5.3). `undefined` leaves the outcome open.
 */
export function madeDocument(
  response: HttpResponse,
  shape: DocumentShape,
  { reference, bookDate }: Pick<ExportDocument, 'reference' | 'bookDate'>,
): StoredDocument | undefined {
  const headers = rowsIn(response, shape.header);
  const [header] = headers;
  if (headers.length !== 1 || header === undefined || !hasIdentity(header, shape)) return undefined;
  const lines = rowsIn(response, shape.line);
  return toDocument(header, { headers, lines }, { shape, reference, bookDate });
}

/** The rows of a table as far as the answer shows any. */
export function rowsIn({ body }: HttpResponse, table: string): SourceRow[] {
  return (body.kind === 'json' && isRecord(body.value) && rowsOf(body.value, table)) || [];
}

export interface ReferenceQuery extends Omit<DocumentPlace, 'kind'> {
  shape: DocumentShape;
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
  const { shape, field, bookDate, accepts } = query;
  return rows.headers.flatMap((header) => {
    const value = text(header, field);
    if (value === '') throw incomplete(shape, field);
    const reference = value.split(/\s+/)[0] ?? '';
    if (!accepts(reference)) return [];
    if (!hasIdentity(header, shape)) throw incomplete(shape, shape.key);
    return [toDocument(header, rows, { shape, reference, bookDate })];
  });
}

function hasIdentity(header: SourceRow, { numberOf, key }: DocumentShape): boolean {
  return numberOf(header) !== '' || text(header, key) !== '';
}

interface Identity {
  shape: DocumentShape;
  reference: string;
  bookDate: string;
}

function toDocument(
  header: SourceRow,
  rows: DocumentRows,
  { shape, reference, bookDate }: Identity,
): StoredDocument {
  return {
    kind: shape.kind,
    number: shape.numberOf(header),
    recordId: text(header, shape.key),
    reference,
    bookDate: day(header, shape.dateField) || bookDate,
    total: decimal(header, shape.totalField) ?? null,
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
    if (headers.length > 1) throw incomplete(SHAPES['sales-order'], 'HDR_ID');
    return lines;
  }
  const key = text(header, RECORD_KEY);
  return key === '' ? [] : lines.filter((line) => text(line, 'HDR_ID') === key);
}

/**
 * Lines point to their header with `HDR_ID`; null where the service gives no lines, or does not say whose. A
 * line that came twice, with a header that ended one page and began the next, counts once.
 */
function countLines(header: SourceRow, { headers, lines }: DocumentRows): number | null {
  if (lines.length === 0) return null;
  if (lines.every((line) => text(line, 'HDR_ID') === '')) return headers.length === 1 ? lines.length : null;
  const own = lines.filter((line) => text(line, 'HDR_ID') === text(header, RECORD_KEY));
  return new Set(own.map((line, index) => text(line, 'REC_ID') || index)).size;
}

function incomplete({ businessObject }: DocumentShape, what: string): AppError {
  return accountViewChanged({ businessObject, what });
}

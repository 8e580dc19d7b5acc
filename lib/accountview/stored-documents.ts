import type { ReferenceField, StoredDocument } from '../domain/sales-order';
import { callFailure, misshapen } from '../http/failure';
import type { HttpResponse } from '../http/message';
import type { AppError } from '../kernel/app-error';
import { isNotFound, isRecord, processAnswer } from './answer';
import type { SourceRow } from './port';
import { day, decimal, text } from './rows';
import { rowsOf } from './table';

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
  if (isNotFound(response)) return { headers: [], lines: [] };
  const answer = processAnswer(response, SALES_ORDER.businessObject);
  if (!isRecord(answer)) throw misshapen(response, SALES_ORDER.header);
  const headers = rowsOf(answer, SALES_ORDER.header);
  if (headers === undefined) throw misshapen(response, SALES_ORDER.header);
  return { headers, lines: rowsOf(answer, SALES_ORDER.line) ?? [] };
}

/**
 * The document that a POST made, when the answer proves that it did: exactly one header with a number or a key
 * (accountview-api §5.3). `undefined` leaves the outcome open.
 */
export function madeDocument(
  { body }: HttpResponse,
  reference: string,
  bookDate: string,
): StoredDocument | undefined {
  if (body.kind !== 'json' || !isRecord(body.value)) return undefined;
  const headers = rowsOf(body.value, SALES_ORDER.header) ?? [];
  const [header] = headers;
  if (headers.length !== 1 || header === undefined || !hasIdentity(header)) return undefined;
  const lines = rowsOf(body.value, SALES_ORDER.line) ?? [];
  return toDocument(header, { headers, lines }, reference, bookDate);
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
  return callFailure({ side: 'accountview', safe: true }, 'API_CHANGED', {
    kind: 'permanent',
    params: { businessObject: SALES_ORDER.businessObject, what },
  });
}

import type { Decimal } from '../kernel/decimal';
import type { JournalPageDocument } from './journal-page';
import type { SalesOrderDocument } from './sales-order';

export const DOCUMENT_KINDS = ['sales-order', 'journal'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Where our reference stands in a document, per kind in order of preference (product §4). */
export const REFERENCE_FIELDS = {
  'sales-order': ['EXT_ID', 'COMMENT1'],
  journal: ['HDR_DESC'],
} as const satisfies Record<DocumentKind, readonly string[]>;
export type ReferenceField = (typeof REFERENCE_FIELDS)[DocumentKind][number];

/** The frozen document of one work order: exactly what is sent. Built by pure mapping, hashed, stored. */
export type ExportDocument = SalesOrderDocument | JournalPageDocument;

export function kindOf({ kind }: ExportDocument): DocumentKind {
  return kind ?? 'sales-order';
}

/** Which documents a look-up is about: their kind, the column that carries the reference, a day in their year. */
export interface DocumentPlace {
  kind: DocumentKind;
  field: ReferenceField;
  bookDate: string;
}

export function placeOf(document: ExportDocument): DocumentPlace {
  return { kind: kindOf(document), field: document.referenceField, bookDate: document.bookDate };
}

/** A document as it stands in AccountView. */
export interface StoredDocument {
  kind: DocumentKind;
  /** `ORD_NR`, or `PAGE_NR` with its journal: `VRK 12`. */
  number: string;
  /** `REC_ID`. */
  recordId: string;
  reference: string;
  bookDate: string;
  /** `ORD_TOT` or `PAGE_AMT`, where the service gives it. */
  total: Decimal | null;
  lineCount: number | null;
}

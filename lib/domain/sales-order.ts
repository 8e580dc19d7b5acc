import type { Decimal } from '../kernel/decimal';

/** Where our reference stands in a document, in order of preference (product §4). */
export const REFERENCE_FIELDS = ['EXT_ID', 'COMMENT1'] as const;
export type ReferenceField = (typeof REFERENCE_FIELDS)[number];

/** The frozen document of one work order: exactly what is sent. Built by pure mapping, hashed, stored. */
export interface SalesOrderDocument {
  /** `<prefix>-<row_id>`. */
  reference: string;
  referenceField: ReferenceField;
  /** The work order's date; selects the fiscal year (`BookDate`). */
  bookDate: string;
  /** Header values by AccountView column, reference included. */
  header: Readonly<Record<string, string>>;
  lines: readonly SalesOrderLine[];
  /** Σ of rounded lines, two decimals. */
  total: Decimal;
}

export interface SalesOrderLine {
  articleCode: string;
  quantity: Decimal;
  unitPrice: Decimal;
  /** Sent as `ART_DESC1` where the dictionary has it. */
  description: string;
  projectCode: string;
}

/** A document as it stands in AccountView. */
export interface StoredDocument {
  /** `ORD_NR`. */
  number: string;
  /** `REC_ID`. */
  recordId: string;
  reference: string;
  bookDate: string;
  /** `ORD_TOT` where the service gives it. */
  total: Decimal | null;
  lineCount: number | null;
}

import type { Decimal } from '../kernel/decimal';
import type { ReferenceField } from './document';

/** A sales order (`SO1`): exactly what is sent. */
export interface SalesOrderDocument {
  /** Absent in rows of an earlier version, which knew no other kind. */
  kind?: 'sales-order';
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
  /** '' for a line of text, which is worth nothing. */
  articleCode: string;
  quantity: Decimal;
  unitPrice: Decimal;
  /** Sent as `ART_DESC1` where the dictionary has it. */
  description: string;
  projectCode: string;
}

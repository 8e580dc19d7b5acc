import type { Decimal } from '../kernel/decimal';

/** A page of a sales journal (`DJ2`): exactly what is sent. */
export interface JournalPageDocument {
  kind: 'journal';
  /** `<prefix>-<row_id>`. */
  reference: string;
  referenceField: 'HDR_DESC';
  /** The work order's date; selects the fiscal year (`BookDate`). */
  bookDate: string;
  /** Header values by AccountView column, reference included. */
  header: Readonly<Record<string, string>>;
  lines: readonly JournalLine[];
  /** Σ of the lines without VAT, positive = revenue, two decimals. */
  total: Decimal;
  /** Σ of the lines' VAT, positive = revenue. */
  vat: Decimal;
}

/** One line; amounts with the sign that is sent. */
export interface JournalLine {
  /** `DJ_LINE.ACCT_NR`. */
  account: string;
  description: string;
  /** Without VAT, cents. */
  amount: Decimal;
  vatCode: string;
  vatAmount: Decimal;
  projectCode: string;
  costCentre: string;
}

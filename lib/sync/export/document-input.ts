import type { ReferenceField } from '../../domain/document';
import type { WorkOrder } from '../../domain/work-order';
import type { Decimal } from '../../kernel/decimal';
import type { Settings } from '../../settings/schema';
import type { HourPrices } from './hours';
import type { InvoiceLines } from './lines';
import type { Agreed, Columns } from './texts';

/** What AccountView's books say about the lines of a page. */
export interface JournalBooks {
  /** Articles that the lines come from. */
  codes: readonly string[];
  /** Those of them that exist, by code. */
  articles: ReadonlyMap<string, ArticleFacts>;
  /** `VA1` by code. */
  vat: ReadonlyMap<string, VatRate>;
}

export interface ArticleFacts {
  /** `AG_CODE` and `VAT_CODE`; '' where AccountView does not tell. */
  group: string;
  vatCode: string;
  /** `ART_DESC1`, for a line without a text of its own. */
  description: string;
}

export interface VatRate {
  /** `VAT_PCT`, e.g. `21`. */
  percentage: Decimal;
  /** `IS_REVERSE`: the customer owes the VAT. */
  isReverse: boolean;
}

/** What the mapping needs to know of the company, and of what a person agreed to for this work order. */
export interface DocumentContext {
  settings: Settings;
  referenceField: ReferenceField;
  headerColumns: Columns;
  lineColumns: Columns;
  hours: HourPrices;
  /** Texts that may be cut to what their columns hold. */
  agreed?: Agreed;
  /** Another date than the work order's own (ISO day). */
  bookDate?: string | undefined;
  /** `DEL_ADDR.REC_ID` of the work address and `EMP_NR` of the employee, where AccountView has them. */
  deliveryCode?: string;
  employeeNumber?: string;
  /** For a journal page. */
  books?: JournalBooks;
}

/** A work order ready to become a document of either kind. */
export interface DocumentInput extends InvoiceLines {
  order: WorkOrder;
  context: DocumentContext;
  reference: string;
  bookDate: string;
  invoiceDebtor: string;
}

export function referenceOf(prefix: string, workOrderId: string): string {
  return `${prefix}-${workOrderId}`;
}

/** Who pays: the invoice debtor, else the one the work was for (product §4). */
export function invoiceDebtorOf({ invoiceDebtorNumber, debtorNumber }: WorkOrder): string {
  return invoiceDebtorNumber === '' ? debtorNumber : invoiceDebtorNumber;
}

/** The work description and the texts of lines without an amount, where the settings want them as a remark. */
export function remarkOf({ order, texts }: DocumentInput, isWanted: boolean): string {
  // Lines of text have no other place, so they are never left out.
  const parts = isWanted ? [order.description, ...texts] : texts;
  return parts.filter((part) => part !== '').join('\n');
}

/**
 * Reference, a space and the work order's number as far as `max` characters reach (product §4). Half of a number is
 * of no use to anybody, but the reference is what counts.
 */
export function referenceWithNumber(
  reference: string,
  orderNr: string,
  cutAt: (text: string) => string,
): string {
  return cutAt(`${reference} ${orderNr}`.trim());
}

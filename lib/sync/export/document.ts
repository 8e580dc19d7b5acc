import type { ExportDocument, ReferenceField } from '../../domain/document';
import type { WorkOrder } from '../../domain/work-order';
import type { Settings } from '../../settings/schema';
import { type Built, refuse } from './built';
import type { HourPrices } from './hours';
import { type JournalBooks, journalPage } from './journal-page';
import { type InvoiceLines, invoiceLines } from './lines';
import { salesOrder } from './sales-order';
import type { Columns } from './texts';

/** What the mapping needs to know of the company, and of what a person agreed to for this work order. */
export interface DocumentContext {
  settings: Settings;
  referenceField: ReferenceField;
  headerColumns: Columns;
  lineColumns: Columns;
  hours: HourPrices;
  /** Texts may be cut to what their columns hold. */
  shorten?: boolean;
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

/**
 * A work order as the document that is sent, or the problem that stands in the way (product §4). Pure: the
 * existence of debtor and articles is checked apart. Nothing is shortened without a person's consent, and nothing
 * is left out to make it fit.
 */
export function buildDocument(order: WorkOrder, context: DocumentContext): Built<ExportDocument> {
  const { settings, hours } = context;
  const bookDate = context.bookDate ?? order.workDate;
  if (bookDate === null) return refuse('FIELD_REQUIRED', { field: 'WorkDate' });
  const invoiceDebtor = invoiceDebtorOf(order);
  if (invoiceDebtor === '') return refuse('FIELD_REQUIRED', { field: 'CustomerDebtorNr' });
  const invoice = invoiceLines(order, settings, hours);
  if (!invoice.ok) return invoice;
  if (invoice.value.lines.length === 0) return refuse('NOTHING_TO_INVOICE');
  const reference = referenceOf(settings.referencePrefix, order.id);
  const input = { ...invoice.value, order, context, reference, bookDate, invoiceDebtor };
  return settings.exportTarget === 'journal' ? journalPage(input) : salesOrder(input);
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

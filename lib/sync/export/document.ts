import type { ExportDocument } from '../../domain/document';
import type { WorkOrder } from '../../domain/work-order';
import { type Built, refuse } from './built';
import { type DocumentContext, invoiceDebtorOf, referenceOf } from './document-input';
import { journalPage } from './journal-page';
import { invoiceLines } from './lines';
import { salesOrder } from './sales-order';

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

import type { Settings } from '../../lib/settings/schema';
import type { EntityRow } from '../simulator/outsmart/entity-table';
import { placeOf, Seen } from './import-oracle-records';
import type { Question } from './import-oracle-types';

/** What product §3 says of orders and open items, of which each becomes one record at OutSmart. */

/** A work order as far as the order decides it. */
export interface ExpectedOrder {
  number: string;
  debtor: string;
  invoiceDebtor: string;
  name: string;
  city: string;
  typeOfWork: string;
  paymentMethod: string;
  /** `code × quantity at price`. */
  materials: string[];
}

/** One work order of each order from the *from* day on that is not ours and that OutSmart would take. */
export function expectedOrders({ books, settings, refused }: Question): ExpectedOrder[] {
  if (!settings.imports['sales-orders']) return [];
  return seenIn({ books }, 'SO_HDR').flatMap((order) => {
    const expected = orderOf(order, { books }, settings);
    return expected === undefined || refused.includes(expected.number) ? [] : [expected];
  });
}

function orderOf(
  order: Seen,
  question: Pick<Question, 'books'>,
  settings: Settings,
): ExpectedOrder | undefined {
  const ours = `${settings.referencePrefix}-`;
  if (order.day('ORD_DATE') < settings.ordersFrom) return undefined;
  if (order.text('EXT_ID').startsWith(ours) || order.text('COMMENT1').startsWith(ours)) return undefined;
  if (order.text('INV_NR') !== '') return undefined;
  const find = (table: string, column: string, value: string): Seen | undefined =>
    seenIn(question, table).find((row) => value !== '' && row.text(column) === value);
  const invoice = find('CONTACT', 'SUB_NR', order.text('RPL_INV'));
  const delivery = find('CONTACT', 'SUB_NR', order.text('RPL_DEL'));
  if (invoice === undefined || delivery === undefined) return undefined;
  const isBlocked = [invoice, delivery].some((one) => one.flag('REC_BLK') || one.flag('BLK_SP'));
  if (isBlocked && settings.blockedDebtors !== 'import') return undefined;
  const other = find('DEL_ADDR', 'REC_ID', order.text('DEL_CODE'));
  const place = placeOf(order) ?? (other && placeOf(other)) ?? placeOf(delivery);
  if (place === undefined || placeOf(invoice) === undefined) return undefined;
  const lines = seenIn(question, 'SO_LINE').filter((line) => line.text('HDR_ID') === order.text('REC_ID'));
  return {
    number: `AV-${order.text('ORD_NR')}`,
    debtor: order.text('RPL_DEL'),
    invoiceDebtor: order.text('RPL_INV'),
    name: delivery.text('ACCT_NAME'),
    city: place['city'] ?? '',
    typeOfWork: settings.orderTypeOfWork,
    paymentMethod: settings.orderPaymentMethod,
    materials: lines
      .filter((line) => line.text('ART_CODE') !== '')
      .map((line) => `${line.text('ART_CODE')} × ${line.text('ORD_QTY')} at ${line.text('ART_PX')}`)
      .toSorted(),
  };
}

function seenIn({ books }: Pick<Question, 'books'>, table: string): Seen[] {
  const known = books[table];
  return known === undefined ? [] : known.rows.map((row) => new Seen(row, known));
}

/** OutSmart's largest amount, in cents. */
const MOST_CENTS = 9_999_999;

/**
 * What OutSmart must be told of each of its invoices, in cents by `inv_id`: what was paid of the one open item of the
 * same number and debtor, where the rest is then what AccountView says it is.
 */
export function expectedPayments(question: Question): Record<string, number> {
  if (!question.settings.imports.payments) return {};
  const invoices = question.theirs['invoices'] ?? [];
  const told = seenIn(question, 'OPENITEM').flatMap((item): [string, number][] => {
    const number = item.text('INV_NR');
    const debtor = item.text('SUB_INV').slice(0, -number.length).trim();
    const found = invoices.filter((invoice) => isOf(invoice, number, debtor));
    const [invoice] = found;
    if (number === '' || found.length !== 1 || invoice === undefined) return [];
    const [amount, rest] = [cents(item.text('DR_AMT')), cents(item.text('ITEM_REST'))];
    const paid = amount - rest;
    const isWhole = cents(invoice['inv_balance'] ?? '') - paid === rest;
    const id = invoice['inv_id'] ?? '';
    return paid > 0 && paid <= MOST_CENTS && isWhole && !question.refused.includes(id) ? [[id, paid]] : [];
  });
  return Object.fromEntries(told);
}

function isOf(invoice: EntityRow, number: string, debtor: string): boolean {
  return invoice['inv_number_formatted'] === number && invoice['inv_invoice_debtor_nr'] === debtor;
}

export function cents(amount: string): number {
  return Math.round(Number(amount) * 100);
}

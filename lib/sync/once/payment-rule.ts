import type { SourceRow } from '../../accountview/port';
import { big, type Decimal, parseDecimal, roundCents, toDecimal } from '../../kernel/decimal';
import type { IncomingRecord, OutgoingRecord } from '../../outsmart/port';
import { decimal, text } from '../rules/fields';
import type { Aside } from './once-run';

/** Columns of the open items that the contract names (accountview-api §4.6). */
export const OPEN_ITEM_FIELDS = ['SUB_INV', 'INV_NR', 'DR_AMT', 'ITEM_REST'] as const;

/** `int_amount` is a dec(7,2) (outsmart-openapi §3.18). */
const MOST = '99999.99' as Decimal;
const DEBTOR_WIDTH = 10;

/** What AccountView says of an invoice. */
export interface OpenItem {
  /** `SUB_INV`: debtor and invoice number. */
  key: string;
  debtor: string;
  invoice: string;
  /** What is left of it. */
  rest: Decimal;
  /** What was paid so far: amount less rest. */
  paid: Decimal;
}

/** An open item with an invoice number and an amount paid or given back; `undefined` for any other. */
export function openItemOf(row: SourceRow): OpenItem | Aside | undefined {
  const key = text(row, 'SUB_INV');
  const invoice = text(row, 'INV_NR');
  if (key === '' || invoice === '') return undefined;
  const [amount, rest] = [decimal(row, 'DR_AMT'), decimal(row, 'ITEM_REST')];
  if (amount === undefined || rest === undefined) {
    const field = amount === undefined ? 'DR_AMT' : 'ITEM_REST';
    return { code: 'NUMBER_AMBIGUOUS', params: { field } };
  }
  const paid = toDecimal(roundCents(big(amount).minus(big(rest))));
  const debtor = key.endsWith(invoice) ? key.slice(0, -invoice.length) : key.slice(0, DEBTOR_WIDTH);
  return { key, debtor: debtor.trim(), invoice, rest, paid };
}

/** OutSmart's invoices with this number, of this debtor where they say whose they are; no drafts. */
export function invoicesOf(
  invoices: readonly IncomingRecord[],
  { invoice, debtor }: OpenItem,
): IncomingRecord[] {
  return invoices.filter(
    (record) =>
      record['inv_number_formatted'] === invoice &&
      !record['inv_type']?.startsWith('CONCEPT') &&
      ['', debtor].includes(record['inv_invoice_debtor_nr'] ?? ''),
  );
}

/** Begins the references of all payments of an item. Blanks might be lost on the way. */
function prefixOf({ key }: OpenItem): string {
  return `AV-${key.replaceAll(' ', '_')}-`;
}

/** One reference per item and amount paid so far, so that a repeat is recognised. */
export function referenceOf(item: OpenItem): string {
  return `${prefixOf(item)}${item.paid}`;
}

export type Step =
  /** OutSmart has all that was paid. */
  { kind: 'none' } | { kind: 'payment'; payment: OutgoingRecord } | { kind: 'aside'; aside: Aside };

/**
 * What OutSmart has to be told: what was paid less what our earlier payments on the invoice come to. Pure.
 * Money that went back, and a balance that would then not be AccountView's, are for a person: somebody else may
 * have entered the payment, or the invoices differ.
 */
export function nextStep(item: OpenItem, invoice: IncomingRecord, payments: readonly IncomingRecord[]): Step {
  const own = payments.filter((payment) =>
    payment['int_external_transaction_id']?.startsWith(prefixOf(item)),
  );
  let told = big('0' as Decimal);
  for (const payment of own) {
    const amount = parseDecimal(payment['int_amount']);
    if (amount === undefined)
      return { kind: 'aside', aside: { code: 'NUMBER_AMBIGUOUS', params: { field: 'int_amount' } } };
    told = told.plus(big(amount));
  }
  const amount = big(item.paid).minus(told);
  if (amount.eq(0)) return { kind: 'none' };
  const balance = parseDecimal(invoice['inv_balance']);
  const expected = balance === undefined ? undefined : big(balance).minus(amount);
  if (amount.lt(0) || (expected !== undefined && !expected.eq(roundCents(big(item.rest))))) {
    const ours = toDecimal(expected ?? told);
    return { kind: 'aside', aside: { code: 'TOTALS_DIFFER', params: { ours, theirs: item.rest } } };
  }
  if (amount.gt(big(MOST))) {
    const params = { ours: toDecimal(amount) };
    return { kind: 'aside', aside: { code: 'AMOUNT_TOO_LARGE', params } };
  }
  const payment = {
    int_inv_id: invoice['inv_id'] ?? '',
    int_external_transaction_id: referenceOf(item),
    int_description: `AccountView ${item.invoice}`,
    int_amount: amount.toFixed(2),
  };
  return { kind: 'payment', payment };
}

import type { Company } from '../accountview/company';
import type { Row, Value } from '../accountview/table';
import { addDays, dutchDate } from '../dutch-time';
import type { OutSmartWorld } from '../outsmart/out-smart-world';
import { CLOCK_START, loadStamped } from './load';

const FIRST_INVOICE = 21_000;
const AMOUNTS = 12;

/** In turn unpaid, paid and partly paid, numbered `21000`, `21001`, … */
export function addOpenItems(company: Company, debtors: readonly Row[], count: number): void {
  if (debtors.length === 0) return;
  const rows = Array.from({ length: count }, (_, index) => {
    const amount = 121 * ((index % AMOUNTS) + 1);
    const rest = [amount, 0, 50.5][index % 3] ?? 0;
    return openItem(
      debtors[index % debtors.length]?.['SUB_NR'] ?? '',
      String(FIRST_INVOICE + index),
      amount,
      rest,
    );
  });
  loadStamped(company, 'OPENITEM', rows, CLOCK_START);
}

/** `SUB_INV` is the debtor number, ten wide, and the invoice number (accountview-api §4.6). */
export function openItem(debtor: Value, invoice: string, amount: number, rest: number): Row {
  return {
    SUB_INV: `${String(debtor).padEnd(10)}${invoice}`,
    SUB_NR: debtor,
    INV_NR: invoice,
    DR_AMT: amount,
    ITEM_REST: rest,
    ITEM_AGE: 14,
    ITEM_EXPDS: 0,
    CRED_DAYS: 30,
  };
}

/** OutSmart's invoices of AccountView's open items: same number and debtor, all of it still open there. */
export function addInvoices(outsmart: OutSmartWorld, company: Company): void {
  for (const [index, item] of company.table('OPENITEM').rows.entries()) {
    if (item['INV_NR'] !== '') addInvoice(outsmart, item, index + 1);
  }
}

export function addInvoice(outsmart: OutSmartWorld, item: Row, id: number): void {
  const amount = Number(item['DR_AMT'] ?? 0);
  const today = dutchDate(outsmart.now());
  outsmart.entity('invoices').put({
    inv_id: String(id),
    inv_type: amount < 0 ? 'CREDIT' : 'DEBIT',
    inv_invoice_debtor_nr: String(item['SUB_NR'] ?? ''),
    inv_number_numeric: String(item['INV_NR'] ?? '').replaceAll(/\D/g, ''),
    inv_number_formatted: String(item['INV_NR'] ?? ''),
    inv_status: 'OPEN',
    inv_date: addDays(today, -14),
    inv_due_date: addDays(today, 16),
    inv_due_days: '30',
    inv_amount: amount.toFixed(2),
    inv_amount_excl: (amount / 1.21).toFixed(2),
    inv_balance: amount.toFixed(2),
  });
}

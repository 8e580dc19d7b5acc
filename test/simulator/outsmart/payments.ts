import { centsOf, centsToText } from '../decimal';
import type { Call } from './app';
import { INVOICES, TRANSACTIONS } from './entities';
import type { EntityRow } from './entity-table';
import { parseRecords } from './envelope';
import { listEntity, normalize, type Out, toOut } from './master-data';

/** Largest amount of a `dec(7,2)`; more is cut down to it, as too long a text is (outsmart-openapi §3.18, §8 row 19). */
const MOST_CENTS = 9_999_999n;

/** GET of the invoices with their debtor and one line for the whole amount (outsmart-openapi §3.17). */
export function listInvoices(call: Call): unknown[] {
  return listEntity(call, INVOICES).map((invoice) => ({
    ...invoice,
    invoice_debtor: {
      ind_name: invoice['inv_invoice_debtor_name'],
      ind_debiteur_number: invoice['inv_invoice_debtor_nr'],
    },
    iln_lines: [
      {
        iln_id: `${invoice['inv_id'] ?? ''}1`,
        iln_inv_id: invoice['inv_id'],
        iln_order: '1',
        iln_amount: '1.00',
        iln_total_excl: invoice['inv_amount_excl'],
        iln_total_incl: invoice['inv_amount'],
      },
    ],
  }));
}

export function listTransactions(call: Call): Out[] {
  return listEntity(call, TRANSACTIONS);
}

/** POST of payments: each is added, whatever its external id, and the stored rows are echoed (outsmart-openapi §3.18). */
export function postTransactions(call: Call): Out[] {
  const { world, body, requestId } = call;
  return parseRecords(body).map((record) => {
    const row: EntityRow = {
      ...normalize(TRANSACTIONS, record),
      int_transaction_id: world.outsmart.nextTransactionId(),
      int_status: 'NEW',
      int_user: 'OpenAPI',
    };
    row['int_amount'] = limited(row['int_amount'] ?? '');
    row['int_timestamp'] ||= world.outsmart.timestamp();
    const stored = world.outsmart.entity('transactions').put(row, requestId);
    settle(call, stored['int_inv_id'], -centsOf(stored['int_amount'] ?? ''));
    return toOut(TRANSACTIONS, stored, '.');
  });
}

/** PUT: (un)assigns `int_inv_id` by one of the two ids, answered with the number of payments that were found. */
export function assignTransactions(call: Call): number {
  return parseRecords(call.body)
    .map((record) => assign(call, normalize(TRANSACTIONS, record)))
    .reduce((sum, found) => sum + found, 0);
}

function assign(call: Call, wanted: EntityRow): number {
  const found = call.world.outsmart.entity('transactions').rows.filter((row) => isMeant(row, wanted));
  for (const row of found) reassign(call, row, wanted['int_inv_id'] ?? null);
  return found.length;
}

function isMeant(row: EntityRow, wanted: EntityRow): boolean {
  const { int_transaction_id: id, int_external_transaction_id: external } = wanted;
  if ((id ?? '') !== '') return row['int_transaction_id'] === id;
  return (external ?? '') !== '' && row['int_external_transaction_id'] === external;
}

function reassign(call: Call, row: EntityRow, invoice: string | null): void {
  const { world, requestId } = call;
  const transactions = world.outsmart.entity('transactions');
  const before = row['int_inv_id'] ?? '';
  if (before === (invoice ?? '')) {
    const previousRequestId = transactions.writerOf(row);
    const key = transactions.keyOf(row);
    world.history.unchangedWrites.push({ requestId, endpoint: 'transactions', key, previousRequestId });
  }
  const cents = centsOf(row['int_amount'] ?? '');
  settle(call, before, cents);
  settle(call, invoice, -cents);
  transactions.put({ ...row, int_inv_id: invoice }, requestId);
}

/** A payment on an invoice changes its balance, and nothing else of it. */
function settle({ world }: Call, id: string | null | undefined, cents: bigint): void {
  const invoices = world.outsmart.entity('invoices');
  const invoice = invoices.get(id ?? '');
  if (invoice === undefined) return;
  const balance = centsToText(centsOf(invoice['inv_balance'] ?? '') + cents);
  invoices.put({ ...invoice, inv_balance: balance });
}

function limited(amount: string): string {
  const cents = centsOf(amount);
  if (cents > MOST_CENTS) return centsToText(MOST_CENTS);
  return centsToText(cents < -MOST_CENTS ? -MOST_CENTS : cents);
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../simulator';
import { outsmart, type Envelope, type Row } from '../simulator/test-client';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator({ profile: 'odd', data: { openItems: 4 } });
});

afterEach(() => simulator.close());

const PAYMENT = {
  int_inv_id: '1',
  int_external_transaction_id: 'AV-1',
  int_amount: '21,00',
  int_type: 'BANK',
};
const post = (...payments: unknown[]): Promise<Envelope<Row[]>> =>
  outsmart<Row[]>(simulator, 'transactions', {}, payments);
const balanceOf = (id: string): string | null | undefined =>
  simulator.world.outsmart.entity('invoices').get(id)?.['inv_balance'];

async function put(...records: unknown[]): Promise<Envelope<number>> {
  const { outsmartToken: token, outsmartSoftwareToken: software_token } = simulator.credentials;
  const url = `${simulator.outsmartUrl}/transactions/?${new URLSearchParams({ token, software_token })}`;
  const response = await fetch(url, { method: 'PUT', body: JSON.stringify(records) });
  return (await response.json()) as Envelope<number>;
}

describe('invoices', () => {
  it('are those of the open items, found by their number', async () => {
    const { response } = await outsmart<Row[]>(simulator, 'invoices', {
      key: 'inv_number_formatted',
      operator: 'eq',
      value: '21001',
    });

    expect(response).toHaveLength(1);
    expect(response[0]).toMatchObject({
      inv_invoice_debtor_nr: '10002',
      inv_amount: '242.00',
      inv_amount_excl: '200.00',
      inv_balance: '242.00',
      invoice_debtor: { ind_debiteur_number: '10002' },
    });
  });

  it('cannot be posted', async () => {
    expect(await outsmart(simulator, 'invoices', {}, [{}])).toMatchObject({ code: 1001 });
  });
});

describe('transactions', () => {
  it('are echoed as stored, with an id of the service, and lower the balance', async () => {
    const { code, response } = await post({ ...PAYMENT, int_transaction_id: 'mine' });

    expect(code).toBe(200);
    expect(response).toHaveLength(1);
    expect(response[0]).toMatchObject({
      int_inv_id: '1',
      int_external_transaction_id: 'AV-1',
      int_amount: '21.00',
      int_status: 'NEW',
      int_user: 'OpenAPI',
    });
    expect(response[0]?.['int_transaction_id']).not.toBe('mine');
    expect(String(response[0]?.['int_timestamp'])).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(balanceOf('1')).toBe('100.00');
  });

  it('are found by their external id', async () => {
    await post(PAYMENT, { ...PAYMENT, int_external_transaction_id: 'AV-2' });

    const found = await outsmart<Row[]>(simulator, 'transactions', {
      key: 'int_external_transaction_id',
      operator: 'eq',
      value: 'AV-2',
    });

    expect(found.response.map((row) => row['int_external_transaction_id'])).toEqual(['AV-2']);
  });

  it('are added again when they are sent again, which the audit counts', async () => {
    await post(PAYMENT);
    expect(simulator.audit().duplicateTransactions).toBe(0);
    const typed = { ...PAYMENT, int_external_transaction_id: null };
    await post(PAYMENT, typed, typed);

    expect(simulator.audit().duplicateTransactions).toBe(1);
    expect(balanceOf('1')).toBe('37.00');
  });

  it('keep no more than seven digits', async () => {
    const { response } = await post({ ...PAYMENT, int_inv_id: null, int_amount: '125000.00' });

    expect(response[0]).toMatchObject({ int_inv_id: null, int_amount: '99999.99' });
  });

  it('move to another invoice and off it, counted; twice the same is a finding', async () => {
    await post({ ...PAYMENT, int_inv_id: null });

    const assigned = await put({ int_external_transaction_id: 'AV-1', int_inv_id: 2 });
    const balances = [balanceOf('1'), balanceOf('2')];
    await put({ int_external_transaction_id: 'AV-1', int_inv_id: 2 });
    const findings = simulator.audit().unchangedWrites;
    await put({ int_external_transaction_id: 'AV-1', int_inv_id: null });
    const unknown = await put({ int_external_transaction_id: 'AV-9', int_inv_id: 2 });

    expect([assigned.response, unknown.response]).toEqual([1, 0]);
    expect(balances).toEqual(['121.00', '221.00']);
    expect(findings).toBe(1);
    expect(balanceOf('2')).toBe('242.00');
  });
});

describe('work orders made from an order', () => {
  const order = (WorkorderNo: string): Record<string, string> => ({
    WorkorderNo,
    ...Object.fromEntries(
      [
        'CustomerName',
        'CustomerDebtorNr',
        'CustomerStreet',
        'CustomerZIP',
        'CustomerCity',
        'CustomerContactPerson',
        'CustomerNameInvoice',
        'CustomerDebtorNrInvoice',
        'CustomerStreetInvoice',
        'CustomerZIPInvoice',
        'CustomerCityInvoice',
        'CustomerContactPersonInvoice',
        'TypeOfWork',
        'PaymentMethod',
      ].map((name) => [name, 'x']),
    ),
  });

  it('are a finding when two carry its number, whatever became of them', async () => {
    await outsmart(simulator, 'PostWorkorders', {}, [
      order('AV-20260001'),
      order('AV-20260002'),
      order('los'),
    ]);
    expect(simulator.audit().duplicateWorkOrders).toBe(0);
    await outsmart(simulator, 'PostWorkorders', {}, [order('AV-20260001'), order('los')]);
    const last = [...simulator.world.outsmart.workOrders.values()].find(
      ({ WorkorderNo }) => WorkorderNo === 'AV-20260001',
    );
    if (last !== undefined) simulator.world.outsmart.setStatus(last, 'Afgehandeld', 'kantoor');

    expect(simulator.audit()).toMatchObject({ duplicateWorkOrders: 1, duplicates: 0 });
    expect(simulator.audit().details.map(({ key }) => key)).toEqual(['AV-20260001']);
  });
});

import type { OrderRows } from '../../accountview/port';
import type { MasterEndpoint } from '../../outsmart/port';
import type { RunContext } from '../context';
import { findOne, memoize } from '../export/lookups';
import { text } from '../rules/fields';
import { addressCode, deliveryDebtor, invoiceDebtor, type OrderParties } from './order-rule';

/** Columns of `CONTACT` that a work order needs (accountview-api §8.1). */
const DEBTOR = {
  businessObject: 'AR1',
  table: 'CONTACT',
  keyField: 'SUB_NR',
  extra: [
    'ACCT_NAME',
    'MAIN_CONT',
    'TEL_BUS',
    'MAIL_BUS',
    'ST_STREET',
    'ST_NR',
    'ADDRESS1',
    'POST_CODE',
    'CITY',
    'PO_BOX',
    'PO_CODE',
    'PO_CITY',
    'REC_BLK',
    'BLK_SP',
  ],
};
/** accountview-api §8.3 */
const ADDRESS = {
  businessObject: 'ADDR',
  table: 'DEL_ADDR',
  keyField: 'REC_ID',
  extra: ['ADDRESS1', 'POST_CODE', 'CITY'],
};

/** Finds what an order refers to; each debtor, address and list is asked for once. */
export type Parties = (order: OrderRows) => Promise<OrderParties>;

export function createParties(context: RunContext): Parties {
  const debtorOf = memoize((number) => findOne(context, DEBTOR, number));
  const addressOf = memoize((code) => findOne(context, ADDRESS, code));
  const keysOf = memoize(async (endpoint) => {
    const { outsmart } = context.ports;
    const records = await outsmart.list(endpoint as MasterEndpoint, context.signal);
    // A work order for somebody who has left would be seen by nobody.
    const usable = records.filter((record) => record['active'] !== '0');
    return new Set(usable.map((record) => record['number'] ?? record['adr_code'] ?? ''));
  });
  const isKnown = async (endpoint: MasterEndpoint, key: string): Promise<boolean> =>
    key !== '' && (await keysOf(endpoint)).has(key);
  return async (order) => {
    const [invoice, delivery] = [invoiceDebtor(order), deliveryDebtor(order)];
    const delCode = text(order.header, 'DEL_CODE');
    return {
      invoice: invoice === '' ? undefined : await debtorOf(invoice),
      delivery: delivery === '' ? undefined : await debtorOf(delivery),
      address: delCode === '' ? undefined : await addressOf(delCode),
      isEmployeeKnown: await isKnown('employees', text(order.header, 'EMP_NR')),
      isAddressKnown: await isKnown('addresses', addressCode(order)),
    };
  };
}

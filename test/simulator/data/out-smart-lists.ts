import type { Row } from '../accountview/table';
import type { OutSmartWorld } from '../outsmart/out-smart-world';
import { GROUPS, HOUR_ARTICLES, STOCK } from './articles';
import { EMPLOYEES } from './ledger';

const WORK_TYPES = [
  'Installatie',
  'Garantie',
  'Levering',
  'Onderhoud',
  'Project',
  'Regie',
  'Reparatie',
  'Service',
  'Storing',
  'Verkoop',
  'Verhuur',
];
const PAYMENT_METHODS = [
  'op rekening',
  'niet van toepassing',
  'contant voldaan',
  'pin betaling',
  'conform offerte',
];
const WORK_STATUSES = [
  ['0', 'Niet exporteren'],
  ['1', 'Exporteren'],
  ['2', 'In behandeling'],
  ['3', 'Gefactureerd'],
  ['99', 'Fout bij export'],
] as const;

/** Lists of the account as they stand before anything is connected (outsmart-openapi §3). */
export function addOutSmartLists(outsmart: OutSmartWorld): void {
  for (const [number, firstname, lastname] of EMPLOYEES)
    outsmart.entity('employees').put({ number, firstname, lastname, active: '1' });
  for (const [code, name] of WORK_STATUSES)
    outsmart.entity('workstatusses').put({ sta_code: code, sta_name: name });
  for (const name of WORK_TYPES) {
    outsmart
      .entity('worktypes')
      .put({ wrt_name: name, wrt_description: name, wrt_default_minutes: '60', wrt_active: '1' });
  }
  for (const method of PAYMENT_METHODS) outsmart.entity('paymentmethods').put({ pmd_description: method });
  addHourTypes(outsmart);
  addMaterials(outsmart);
}

/** The hour types of the work orders exist, under the codes of AccountView's articles. */
function addHourTypes(outsmart: OutSmartWorld): void {
  for (const [code, name, , , price, cost] of HOUR_ARTICLES) {
    outsmart.entity('hourtypes').put({
      code,
      name,
      cost_booking: '0',
      sale_booking: '1',
      sale_price: String(price),
      cost_price: String(cost),
      active: '1',
    });
  }
}

/** A few materials exist already: some as in AccountView, some with an old price. */
function addMaterials(outsmart: OutSmartWorld): void {
  const [group] = GROUPS.filter(([code]) => code === 'SAN');
  if (group !== undefined)
    outsmart.entity('categories').put({ cat_code: group[0], cat_name: group[1], cat_display: '1' });
  for (const [index, [code, description, , unit, price]] of STOCK.slice(0, 10).entries()) {
    const stored = index % 3 === 0 ? (price * 0.9).toFixed(2) : String(price);
    outsmart.entity('materials').put({ code, description, price: stored, unit, vat_code: '1' });
  }
}

/** Relations of the work orders exist, as somebody once typed them. */
export function addOutSmartRelations(outsmart: OutSmartWorld, debtors: readonly Row[]): void {
  for (const debtor of debtors) {
    const match = /^(.*\D)\s+(\d\S*)$/.exec(text(debtor, 'ADDRESS1'));
    outsmart.entity('relations').put({
      debtor_number: text(debtor, 'SUB_NR'),
      name: text(debtor, 'ACCT_NAME'),
      contact: text(debtor, 'MAIN_CONT'),
      phone_number: text(debtor, 'TEL_BUS'),
      email: text(debtor, 'MAIL_BUS'),
      street: match?.[1] ?? text(debtor, 'ADDRESS1'),
      house_number: match?.[2] ?? '',
      postal_code: text(debtor, 'POST_CODE'),
      city: text(debtor, 'CITY'),
      country: text(debtor, 'CNT_CODE'),
      remark: 'Sleutel bij de buren',
      active: '1',
    });
  }
}

export function text(row: Row, column: string): string {
  return String(row[column] ?? '');
}

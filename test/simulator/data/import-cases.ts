import type { Company } from '../accountview/company';
import { addDays, dutchDate } from '../dutch-time';
import type { OutSmartWorld } from '../outsmart/out-smart-world';
import { createRandom, type Random } from '../random';
import type { World } from '../world';
import {
  ADDRESSES,
  ARTICLES,
  EMPLOYEE_CASES,
  GROUP_CASES,
  PROJECT_CASES,
  RELATIONS,
} from './import-case-rows';
import { CLOCK_START, loadStamped } from './load';
import { openItem } from './payments';
import { relationRow } from './relations';
import { addSalesOrder } from './sales-orders';

/** Drawn apart, so that the rest of the world is the same with and without these records. */
const SEED_OFFSET = 1_000_003;

/** The records listed under "Import cases" in the README, for every category. */
export function addImportCases(world: World, company: Company): void {
  const random = createRandom(world.seed + SEED_OFFSET);
  const relations = Object.entries(RELATIONS).map(([number, deviation]) => ({
    ...relationRow(random, number),
    ...deviation,
  }));
  loadStamped(company, 'CONTACT', relations, CLOCK_START);
  loadStamped(company, 'ART_GRP', GROUP_CASES, CLOCK_START);
  const articles = ARTICLES.map((article) => ({ VAT_CODE: '1', REC_BLK: false, COST_PX: 0, ...article }));
  loadStamped(company, 'ARTICLE', articles, CLOCK_START);
  loadStamped(company, 'DEL_ADDR', ADDRESSES, CLOCK_START);
  addProjectCases(company);
  const employees = world.behaviour.employees?.table;
  if (employees !== undefined) loadStamped(company, employees, EMPLOYEE_CASES, CLOCK_START);
  addOpenItemCases(company);
  addOrderCases(company, random);
}

function addProjectCases(company: Company): void {
  const today = dutchDate(company.now());
  const moment = (days: number | null): string => (days === null ? '' : `${addDays(today, days)}T00:00:00`);
  const rows = PROJECT_CASES.map(({ begin, end, ...row }) => ({
    ...row,
    BEG_DATE: moment(begin),
    END_DATE: moment(end),
  }));
  loadStamped(company, 'PROJECTS', rows, CLOCK_START);
}

function addOpenItemCases(company: Company): void {
  const rows = [
    // The same number for two debtors, and one that differs in zeros.
    openItem('10001', '22000', 242, 0),
    openItem('10002', '22000', 363, 100),
    openItem('10001', '022000', 484, 484),
    openItem('10003', '22001', 12.1, -7.9),
    openItem('10003', '22002', -121, -121),
    openItem('10004', '22003', 125_000, 0),
    openItem('10005', '22004', 100, 0.01),
    openItem('10006', '22005', 0, 0),
    openItem('99999', '22006', 121, 60.5),
    openItem('10007', '', 121, 0),
    openItem('10008', 'F2026/001-A', 99.99, 33.33),
  ];
  loadStamped(company, 'OPENITEM', rows, CLOCK_START);
}

/** Orders that an import takes, and orders that it must leave alone or set aside, each with its reason as remark. */
function addOrderCases(company: Company, random: Random): void {
  const today = dutchDate(company.now());
  const debtors = company.table('CONTACT');
  const address = company.table('DEL_ADDR').rows.find((row) => row['SUB_NR'] === '10001');
  const order = (
    remark: string,
    { debtor = '10001', daysAgo = 0, ...more }: { debtor?: string; daysAgo?: number } & OrderParts = {},
  ): void => {
    const known = debtors.find(debtor) ?? { SUB_NR: debtor };
    addSalesOrder(company, random, { debtor: known, date: addDays(today, -daysAgo), remark, ...more });
  };
  const reads = (column: string): boolean =>
    company.table('SO_HDR').definition.fields.some(({ name }) => name === column);
  order('Van gisteren', { daysAgo: 1 });
  order('Van vorige week', { daysAgo: 7 });
  order('Van morgen', { daysAgo: -1 });
  order('OS-700001 WB-7001');
  if (reads('EXT_ID')) order('Kenmerk in het andere veld', { externalId: 'OS-700002' });
  order('Telefonisch, zie OS-700003');
  order('Met werkadres', { header: { DEL_CODE: address?.['REC_ID'] ?? '' } });
  order('Met afwijkend adres', { header: { ADDRESS1: 'Havenkade 3', POST_CODE: '8261 AA', CITY: 'Kampen' } });
  order('Andere afleverdebiteur', { header: { RPL_DEL: '10002' } });
  order('Zonder adres', { debtor: '19117' });
  order('Geblokkeerde debiteur', { debtor: '19118' });
  order('Onbekende debiteur', { debtor: '99999' });
  order('Al gefactureerd', { header: { INV_NR: '2026001', INV_DATE: `${today}T00:00:00` } });
  order('Zonder regels', { lines: [] });
  order('Alleen tekst', {
    lines: [{ ART_CODE: '', ART_DESC1: 'Graag bellen vooraf', ORD_QTY: 0, ART_PX: 0 }],
  });
  order('Voor een project', {
    lines: [{ ART_CODE: 'SAN-KIT', ART_DESC1: 'Kit', ORD_QTY: 2, ART_PX: 9.95, PROJ_CODE: 'PX-LOPEND' }],
  });
  order('=1+1 \u{1F527} "aanhaling" <b>', {
    lines: [{ ART_CODE: 'X-PRIJS5', ART_DESC1: '\u202Eeretsuk', ORD_QTY: 1.125, ART_PX: 12.34567 }],
  });
}

type OrderParts = Partial<Pick<Parameters<typeof addSalesOrder>[2], 'header' | 'lines' | 'externalId'>>;

/** What somebody typed in OutSmart: keys that differ from AccountView's in zeros or case, and a payment entered by hand. */
export function addOutSmartTwins(outsmart: OutSmartWorld): void {
  outsmart.entity('materials').put({ code: 'leid-cu15', description: 'Koper', price: '1', unit: 'm' });
  outsmart.entity('relations').put({
    debtor_number: '010002',
    name: 'Nul Tweede Klant',
    street: 'Kerkstraat',
    house_number: '1',
    postal_code: '8011 AA',
    city: 'Zwolle',
    active: '1',
  });
  outsmart.entity('employees').put({ number: '017', firstname: 'Nul', lastname: 'Zeventien', active: '1' });
  outsmart.entity('transactions').put({
    int_transaction_id: outsmart.nextTransactionId(),
    int_description: 'Contant voldaan bij de monteur',
    int_amount: '10',
    int_type: 'CASH',
    int_user: 'kantoor',
    int_timestamp: outsmart.timestamp(),
  });
}

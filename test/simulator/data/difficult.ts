import type { Company } from '../accountview/company';
import type { Row } from '../accountview/table';
import { dutchDate } from '../dutch-time';
import { materialLine, type WorkOrder } from '../outsmart/work-order';
import type { World } from '../world';
import { CLOCK_START, loadStamped } from './load';
import { relationRow } from './relations';
import { addSalesOrder } from './sales-orders';
import { addWorkOrder } from './work-orders';

/** First work order made from difficult data; they are numbered from here on in the order of the README. */
export const FIRST_DIFFICULT_ROW_ID = 590_001;

const EMPTY_ADDRESS: Row = { ADDRESS1: '', ST_STREET: '', ST_NR: '', POST_CODE: '', CITY: '' };

/** Deviations from an ordinary debtor, by number. The README says what is difficult about each. */
const RELATIONS: Readonly<Record<string, Row>> = {
  '10': { ACCT_NAME: 'Bakker & Zn' },
  '100': { ACCT_NAME: 'Installatiebedrijf Honderd' },
  '0100': { ACCT_NAME: 'Nul Honderd Beheer' },
  '19001': {
    ACCT_NAME: 'Postbus Holding',
    ...EMPTY_ADDRESS,
    PO_BOX: 'Postbus 123',
    PO_CODE: '8000 AA',
    PO_CITY: 'Zwolle',
    BOX_CITY: 'Zwolle',
  },
  '19002': { ACCT_NAME: 'Zonder Adres VOF', ...EMPTY_ADDRESS },
  '19003': { ACCT_NAME: 'Stichting Gezamenlijke Huurders Oostwijk' },
  '19004': { ACCT_NAME: 'Café Zon \u2600\uFE0F & Zee \u{1F30A}' },
  '19005': { ACCT_NAME: 'Cafe\u0301 E\u0301e\u0301n (combinerend)' },
  '19006': { ACCT_NAME: '\u200F\u05E9\u05DC\u05D5\u05DD\u200E Elektro \u202Etxt.exe' },
  '19007': { ACCT_NAME: '=HYPERLINK("http://evil.example","x")' },
  '19008': { ACCT_NAME: '+31 Totaal Techniek' },
  '19009': { ACCT_NAME: '@SUM(A1:A9) Rekenbureau' },
  '19010': { ACCT_NAME: '<script>alert(1)</script>', MAIN_CONT: '<img src=x onerror=alert(2)>' },
  '19011': { ACCT_NAME: 'Geblokkeerd Vastgoed', REC_BLK: true },
  '19012': { ACCT_NAME: 'Geen Orders Meer BV', BLK_SP: true },
  '19013': {
    ACCT_NAME: 'Chauffage Dupont',
    ADDRESS1: 'Rue Haute 12',
    POST_CODE: '1000',
    CITY: 'Brussel',
    CNT_CODE: 'BE',
    COUNTRY: 'België',
    VAT_NR: 'BE0123456749',
    VAT_CODE: '4',
    LNG_CODE: 'FR',
  },
  '19014': { ACCT_NAME: 'Mailfout Media', MAIL_BUS: 'geen e-mail', MC_MAILB: '' },
  '19015': { ACCT_NAME: 'Straat Zonder Nummer', ADDRESS1: 'Plein 1944 hoek Markt', ST_STREET: '', ST_NR: '' },
};

const ARTICLES: readonly Row[] = [
  { ART_CODE: '', ART_DESC1: 'Artikel zonder code', AG_CODE: 'SAN', ART_UNIT: 'st', PX_SELL: 10 },
  { ART_CODE: null, ART_DESC1: 'Artikel met null als code', AG_CODE: 'SAN', ART_UNIT: 'st', PX_SELL: 10 },
  { ART_CODE: 'X-GROEPLOOS', ART_DESC1: 'Zonder artikelgroep', AG_CODE: '', ART_UNIT: 'st', PX_SELL: 12.5 },
  {
    ART_CODE: 'X-GEBLOKKEERD',
    ART_DESC1: 'Uit het assortiment',
    AG_CODE: 'SAN',
    ART_UNIT: 'st',
    PX_SELL: 8,
    REC_BLK: true,
  },
  { ART_CODE: 'X-NAAMLOOS', ART_DESC1: '', AG_CODE: 'LEID', ART_UNIT: '', PX_SELL: 1.125 },
  {
    ART_CODE: 'X-FORMULE',
    ART_DESC1: '=1+1 "koppeling" <b>½"</b>',
    AG_CODE: 'LEID',
    ART_UNIT: 'st',
    PX_SELL: 3.335,
  },
  {
    ART_CODE: 'X-UUR',
    ART_DESC1: 'Uur met hoofdletter',
    AG_CODE: 'ARBD',
    ART_UNIT: 'Uur',
    PX_SELL: 55,
    COST_PX: 25,
  },
];

export function addDifficultRecords(world: World, company: Company): void {
  const { random } = world;
  const relations = Object.entries(RELATIONS).map(([number, deviation]) => ({
    ...relationRow(random, number),
    ...deviation,
  }));
  loadStamped(company, 'CONTACT', relations, CLOCK_START);
  const articles = ARTICLES.map((article) => ({ VAT_CODE: '1', REC_BLK: false, COST_PX: 0, ...article }));
  loadStamped(company, 'ARTICLE', articles, CLOCK_START);
  // The reference of a work order in a document that is not its document: only the first word counts.
  const debtor = company.table('CONTACT').find('100') ?? {};
  const remark = 'Nabestelling bij OS-500101';
  addSalesOrder(company, random, {
    debtor,
    date: dutchDate(world.now()),
    remark,
    externalId: 'WEB-OS-500101',
  });
}

/** What is wrong with each difficult work order, in order of their row ids. */
const WORK_ORDERS: readonly { debtor: string; spoil(workOrder: WorkOrder): void }[] = [
  { debtor: '19011', spoil: () => undefined },
  {
    debtor: '10001',
    spoil: (order) => order.Materials.push(materialLine('ONBEKEND-1', 'Onbekend artikel', '1', '10', 'st')),
  },
  {
    debtor: '10002',
    spoil: (order) =>
      order.Materials.push(
        materialLine(
          'SAN-SIFON',
          'Sifon 40 mm chroom met verlengstuk, rozet en drie ringen 1/2',
          '1',
          '12.75',
          'st',
        ),
      ),
  },
  { debtor: '99999', spoil: () => undefined },
  {
    debtor: '10003',
    spoil: (order) => order.Materials.push(materialLine('SAN-KIT', 'Sanitairkit wit', '0', '9.95', 'st')),
  },
  {
    debtor: '10004',
    spoil: (order) =>
      order.Materials.push(materialLine('', 'Klant was niet thuis, sleutel bij buren', '0', '0', '')),
  },
  {
    debtor: '10005',
    spoil: (order) => order.Materials.push(materialLine('', 'Diverse kleine materialen', '1', '17.50', '')),
  },
  { debtor: '10006', spoil: (order) => setHourType(order, '') },
  { debtor: '10007', spoil: (order) => useCommas(order) },
  {
    debtor: '10008',
    spoil: (order) =>
      order.Materials.push({
        ...materialLine('WP-BOIL-200', 'Boiler 200 liter', '1', '1234.56', 'st'),
        MaterialPrice: '1.234,56',
        MaterialTotalPrice: '1.234,56',
      }),
  },
  { debtor: '10009', spoil: (order) => Object.assign(order, { WorkDate: '', WorkTime: '' }) },
  {
    debtor: '19010',
    spoil: (order) =>
      Object.assign(order, {
        WorkDescription: "=cmd|' /C calc'!A0 <script>alert(3)</script>\r\nTweede regel \u{1F527}",
      }),
  },
];

/** Complete work orders of today that do not simply export. */
export function addDifficultWorkOrders(world: World, company: Company): void {
  for (const [index, { debtor, spoil }] of WORK_ORDERS.entries()) {
    const known = company.table('CONTACT').find(debtor) ?? {
      ...relationRow(world.random, debtor),
      ACCT_NAME: 'Onbekende Relatie',
    };
    const workOrder = addWorkOrder(world.outsmart, world.random, {
      debtor: known,
      id: String(FIRST_DIFFICULT_ROW_ID + index),
    });
    spoil(workOrder);
  }
}

function setHourType(workOrder: WorkOrder, code: string): void {
  for (const period of workOrder.Workperiods) period.HourType = code;
}

function useCommas(workOrder: WorkOrder): void {
  workOrder.Materials.push(materialLine('LEID-BEUGEL', 'Leidingbeugel', '3', '0.875', 'st'));
  for (const line of workOrder.Materials) {
    for (const column of ['MaterialNr', 'MaterialPrice', 'MaterialTotalPrice'] as const)
      line[column] = line[column].replace('.', ',');
  }
}

import type { Company } from '../simulator/accountview/company';
import type { Row } from '../simulator/accountview/table';
import type { MaterialLine, WorkOrder, WorkPeriod } from '../simulator/outsmart/work-order';
import { emptyWorkOrder } from '../simulator/outsmart/work-order';
import type { World } from '../simulator/world';
import { nameOf, type OrderSpec } from './export-case-types';

/** What stands in both services before a case: as little as the table needs, every value written out. */

/** Nobody's records but those of the table. */
export const CASE_DATA = {
  relations: 3,
  articles: 0,
  workOrders: 0,
  projects: 0,
  addresses: 0,
  salesOrders: 0,
  openItems: 0,
  difficult: false,
  otherStates: false,
  otherCompanies: false,
};

const DEBTOR: Row = {
  ACCT_NR: '1300',
  ADDRESS1: 'Molenweg 7',
  POST_CODE: '3500 AA',
  CITY: 'Utrecht',
  CNT_CODE: 'NL',
  VAT_CODE: '1',
  REC_BLK: false,
  BLK_SP: false,
};
const DEBTORS: readonly Row[] = [
  { SUB_NR: '20001', ACCT_NAME: 'Bakkerij De Halm' },
  { SUB_NR: '20002', ACCT_NAME: 'Beheer De Halm BV' },
  { SUB_NR: '20003', ACCT_NAME: 'Geblokkeerd Vastgoed', REC_BLK: true },
  { SUB_NR: '20004', ACCT_NAME: 'Geen Orders Meer BV', BLK_SP: true },
  { SUB_NR: '20005', ACCT_NAME: 'Chauffage Dupont', CNT_CODE: 'BE', VAT_NR: 'BE0123456749', VAT_CODE: '4' },
  { SUB_NR: '100', ACCT_NAME: 'Installatiebedrijf Honderd' },
  { SUB_NR: '0100', ACCT_NAME: 'Nul Honderd Beheer' },
];

/** Code, group, VAT code, price; `null` = the column is empty. */
const ARTICLES: readonly (readonly [string, string, string, number])[] = [
  ['LAAG', 'ONDR', '2', 24.95],
  ['VERLEGD', 'ONDR', '5', 80],
  ['ZONDER-BTW', 'SAN', '', 10],
  ['GROEPLOOS', '', '1', 12.5],
  ['DIV', 'SAN', '1', 1],
];
/** Code and sale price of hour types that are no articles. */
const HOUR_TYPES: readonly (readonly [string, string])[] = [
  ['REIS', '30.00'],
  ['EXTRA', '70.00'],
  ['GRATIS', '0.00'],
  ['FOUT', '50.00'],
  ['LEEG', ''],
  ['LEEG-EIGEN', ''],
  ['DUBBEL', '1.250,00'],
  ['DUBBEL-EIGEN', '1.250,00'],
];

/** Adds the debtors, articles, accounts and addresses of the table. */
export function addCaseBooks(books: Company, world: World): void {
  for (const debtor of DEBTORS)
    books.add('CONTACT', { ...DEBTOR, SRC_CODE: String(debtor['SUB_NR']), ...debtor });
  books.add('VAT', { VAT_CODE: '5', VAT_NAME: 'Btw verlegd 21%', VAT_PCT: 21, IS_REVERSE: true });
  for (const [code, group, vat, price] of ARTICLES) {
    books.add('ARTICLE', {
      ART_CODE: code,
      ART_DESC1: nameOf(code),
      AG_CODE: group,
      ART_UNIT: 'st',
      PX_SELL: price,
      VAT_CODE: vat,
      REC_BLK: false,
    });
  }
  books.add('ARTICLE', { ART_CODE: 'GEBLOKKEERD', ART_DESC1: 'Uit het assortiment', REC_BLK: true });
  books.add('LEDGER', { ACCT_NR: '8030', ACCT_NAME: 'Omzet projecten', ACCT_TYPE: 'W', COST_MAND: true });
  books.add('LEDGER', { ACCT_NR: '8040', ACCT_NAME: 'Omzet oud', ACCT_TYPE: 'W', REC_BLK: true });
  books.add('PROJECTS', { PROJ_CODE: 'P-HALM', PROJ_DESC: 'Nieuwbouw bakkerij', SUB_NR: '20001' });
  books.add('DEL_ADDR', { REC_ID: 'W0001', SUB_NR: '20001', DEL_NAME: 'Filiaal Noord' });
  books.add('DEL_ADDR', { REC_ID: 'W0002', SUB_NR: '20002', DEL_NAME: 'Kantoor' });
  for (const [code, price] of HOUR_TYPES) {
    const flags = { cost_booking: '0', sale_booking: '1', active: '1' };
    world.outsmart.entity('hourtypes').put({ code, name: nameOf(code), sale_price: price, ...flags });
  }
}

const CUSTOMER: Partial<WorkOrder> = {
  CustomerName: 'Bakkerij De Halm',
  CustomerDebtorNr: '20001',
  CustomerStreet: 'Molenweg',
  CustomerStreetNo: '7',
  CustomerZIP: '3500 AA',
  CustomerCity: 'Utrecht',
  CustomerContactPerson: 'M. Smit',
  CustomerNameInvoice: 'Bakkerij De Halm',
  CustomerDebtorNrInvoice: '20001',
  CustomerStreetInvoice: 'Molenweg',
  CustomerStreetNoInvoice: '7',
  CustomerZIPInvoice: '3500 AA',
  CustomerCityInvoice: 'Utrecht',
  CustomerContactPersonInvoice: 'M. Smit',
};
const PERIOD: WorkPeriod = {
  Id: '1',
  WorkDate: '20-11-2026',
  BeginTime: '08:00',
  EndTime: '17:00',
  Break: '0',
  TotalTime: '',
  HourType: '',
  EmployeeNr: '17',
  Travel: '0',
  WorkRemark: '',
};
const MATERIAL: MaterialLine = {
  MaterialCode: '',
  MaterialNr: '',
  MaterialPrice: '',
  MaterialTotalPrice: '',
  MaterialName: '',
  MaterialUnit: 'st',
  MaterialType: null,
  MaterialFreeField1: null,
};

/** Puts a complete work order of 20 November 2026 into OutSmart; gives its row id. */
export function addCaseOrder({ outsmart }: Pick<World, 'outsmart'>, spec: OrderSpec): string {
  const id = spec.id ?? outsmart.nextRowId();
  const order = Object.assign(emptyWorkOrder(id, 'Compleet'), {
    WorkorderNo: id,
    OrderNr: `WB-2026-${id.slice(-5)}`,
    WorkStatus: '1',
    ...CUSTOMER,
    TypeOfWork: 'Onderhoud',
    PaymentMethod: 'op rekening',
    WorkDescription: 'Onderhoud ketel',
    WorkDate: '20-11-2026',
    WorkTime: '08:00',
    Workperiods: (spec.hours ?? []).map((hours) => ({ ...PERIOD, ...hours })),
    Materials: (spec.materials ?? []).map((line) => ({ ...MATERIAL, ...line })),
    ...spec.fields,
  });
  outsmart.workOrders.set(id, order);
  return id;
}

import type { WorkOrder } from '../simulator/outsmart/work-order';
import {
  type CaseGroup,
  type Expected,
  type ExpectedRecord,
  type ExportCase,
  line,
  material,
  problem,
  salesOrder,
} from './export-case-types';

/** Debtors and articles that AccountView does not have yet and that the export makes. */

const kit = material('SAN-KIT', '1', '9.95');
const kitLine = line('SAN-KIT', '1', '9.95', '9.95');

const NEW_CUSTOMER = {
  CustomerName: 'Nieuwe Klant BV',
  CustomerStreet: 'Kade',
  CustomerStreetNo: '5',
  CustomerZIP: '8011 AB',
  CustomerCity: 'Zwolle',
  CustomerCountry: 'NL',
  CustomerPhone: '038-1234567',
  CustomerEmail: 'info@nieuweklant.example',
};

/** The same customer works and pays. */
function customer(number: string, fields: Readonly<Partial<WorkOrder>> = {}): Partial<WorkOrder> {
  const party = { ...NEW_CUSTOMER, CustomerDebtorNr: number, ...fields };
  const invoice = Object.entries(party).map(([name, value]) => [`${name}Invoice`, value]);
  return { ...party, ...(Object.fromEntries(invoice) as Partial<WorkOrder>) };
}

function orderOf(name: string, fields: Partial<WorkOrder>, expected: Expected): ExportCase {
  return { name, order: { materials: [kit], fields }, expected };
}

const toDebtor = (number: string): Expected =>
  salesOrder('9.95', [kitLine], { RPL_INV: number, RPL_DEL: number });

/** A debtor as it is made of the new customer. */
function debtor(number: string, fields: Readonly<Record<string, string>> = {}): ExpectedRecord {
  const all = {
    SUB_NR: number,
    SRC_CODE: 'NIEUWE KLA',
    ACCT_NAME: 'Nieuwe Klant BV',
    ACCT_NR: '1300',
    ADDRESS1: 'Kade 5',
    POST_CODE: '8011 AB',
    CITY: 'Zwolle',
    CNT_CODE: 'NL',
    TEL_BUS: '038-1234567',
    MAIL_BUS: 'info@nieuweklant.example',
    ...fields,
  };
  return {
    table: 'CONTACT',
    fields: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
  };
}

const LONG_NAME = 'Stichting Gezamenlijke Huurders Oostwijk2';

const newRelation: CaseGroup = {
  name: 'a new relation under the number of OutSmart',
  settings: { newRelation: true, debtorNumber: 'outsmart', collectiveAccount: '1300' },
  cases: [
    orderOf('to the new debtor', customer('30001'), toDebtor('30001')),
    ...[1, 2, 3, 4, 5].map((n) =>
      orderOf(`work order ${n} of five of one new customer`, customer('30002'), toDebtor('30002')),
    ),
    orderOf(
      'to a new debtor who pays for somebody known',
      { ...customer('30003'), CustomerDebtorNr: '20001', CustomerName: 'Bakkerij De Halm' },
      salesOrder('9.95', [kitLine], { RPL_INV: '30003', RPL_DEL: '20001' }),
    ),
    orderOf(
      'to two new debtors, each with its own name and address',
      {
        ...customer('30005'),
        CustomerDebtorNr: '30004',
        CustomerName: 'Café Zon & Zee',
        CustomerCity: 'Kampen',
      },
      salesOrder('9.95', [kitLine], { RPL_INV: '30005', RPL_DEL: '30004' }),
    ),
    orderOf(
      'to a new debtor who pays for the own work and is named once',
      { ...customer('30014'), CustomerNameInvoice: '' },
      toDebtor('30014'),
    ),
    orderOf(
      'nothing to a new debtor who pays for somebody else and has no name',
      { ...customer('30015'), CustomerDebtorNr: '20001', CustomerNameInvoice: '' },
      problem('FIELD_REQUIRED', { debtor: '30015', field: 'CustomerNameInvoice' }),
    ),
    orderOf(
      'nothing to two new debtors of whom the one who pays has no name',
      { ...customer('30016'), CustomerDebtorNr: '30017', CustomerNameInvoice: '' },
      problem('FIELD_REQUIRED', { debtor: '30016', field: 'CustomerNameInvoice' }),
    ),
    orderOf(
      'to a new debtor whose country is a name',
      customer('30006', { CustomerCountry: 'Nederland' }),
      toDebtor('30006'),
    ),
    orderOf(
      'to a new debtor abroad',
      customer('30007', { CustomerCountry: 'DE', CustomerZIP: '10115', CustomerCity: 'Berlin' }),
      toDebtor('30007'),
    ),
    orderOf(
      'to a new debtor without phone, e-mail and house number',
      customer('30008', { CustomerPhone: '', CustomerEmail: '', CustomerStreetNo: '' }),
      toDebtor('30008'),
    ),
    orderOf('to a debtor who is there already', {}, salesOrder('9.95', [kitLine])),
    orderOf(
      'nothing to a new debtor whose name is too long',
      customer('30009', { CustomerName: LONG_NAME }),
      problem('FIELD_TOO_LONG', { debtor: '30009', field: 'ACCT_NAME', length: 41, max: 40 }),
    ),
    orderOf(
      'nothing to a new debtor without a name',
      customer('30010', { CustomerName: '' }),
      problem('FIELD_REQUIRED', { debtor: '30010' }),
    ),
    orderOf(
      'nothing to a new debtor whose number is too long',
      customer('30000000011'),
      problem('FIELD_TOO_LONG', { length: 11, max: 10 }),
    ),
    orderOf('nothing to a blocked debtor', customer('20003'), problem('DEBTOR_BLOCKED', { debtor: '20003' })),
    {
      name: 'nothing to a new debtor when an article is unknown',
      order: { materials: [material('ONBEKEND-1', '1', '10')], fields: customer('30012') },
      expected: problem('MATERIAL_NOT_FOUND', { article: 'ONBEKEND-1' }),
    },
    orderOf(
      'nothing to a new debtor in a year without an administration',
      { ...customer('30013'), WorkDate: '05-01-2024' },
      problem('YEAR_MISSING', { year: '2024' }),
    ),
  ],
  created: [
    debtor('30001'),
    debtor('30002'),
    debtor('30003'),
    debtor('30004', { SRC_CODE: 'CAFÉ ZON &', ACCT_NAME: 'Café Zon & Zee', CITY: 'Kampen' }),
    debtor('30005'),
    debtor('30006', { CNT_CODE: '' }),
    debtor('30007', { CNT_CODE: 'DE', POST_CODE: '10115', CITY: 'Berlin' }),
    debtor('30008', { TEL_BUS: '', MAIL_BUS: '', ADDRESS1: 'Kade' }),
    debtor('30014'),
  ],
};

const REFUSED = { strict: problem('REFUSED_BY_ACCOUNTVIEW') };
/** The debtor before the next free number carries a number of OutSmart. */
const numbered: CaseGroup = {
  name: 'a new relation under a number of AccountView',
  settings: { newRelation: true, debtorNumber: 'accountview', collectiveAccount: '1300' },
  prepare: (books) => {
    books.add('CONTACT', { SUB_NR: '20006', DEB_NR: '60001', ACCT_NAME: 'Eerder gemaakt', ACCT_NR: '1300' });
  },
  cases: [
    orderOf("to the debtor who carries OutSmart's number", customer('60001'), toDebtor('20006')),
    { ...orderOf('to the next free number', customer('50001'), toDebtor('20007')), profiles: REFUSED },
    {
      ...orderOf('a second work order to that same debtor', customer('50001'), toDebtor('20007')),
      profiles: REFUSED,
    },
    {
      ...orderOf(
        'to another new debtor, whose number only begins like one',
        customer('6000'),
        toDebtor('20008'),
      ),
      profiles: REFUSED,
    },
    orderOf('to a debtor who is there already', {}, salesOrder('9.95', [kitLine])),
  ],
  created: [debtor('20007', { DEB_NR: '50001' }), debtor('20008', { DEB_NR: '6000' })],
  createdBy: { strict: [] },
};

const article = (code: string, text: string, price: string): ExpectedRecord => ({
  table: 'ARTICLE',
  fields: { ART_CODE: code, ART_DESC1: text, ART_UNIT: 'st', PX_SELL: price },
});
const named = (code: string, quantity: string, price: string, name: string) =>
  material(code, quantity, price, { MaterialName: name });

const newArticle: CaseGroup = {
  name: 'a new article',
  settings: { newArticle: true },
  cases: [
    {
      name: 'the new article at its price',
      order: { materials: [named('NIEUW-1', '2', '12,50', 'Nieuw artikel')] },
      expected: salesOrder('25.00', [line('NIEUW-1', '2', '12.50', '25.00', { text: 'Nieuw artikel' })]),
    },
    {
      name: 'one new article of two work orders',
      order: {
        materials: [named('NIEUW-1', '1', '11.00', 'Nieuw artikel'), named('NIEUW-1', '1', '12.50', '')],
      },
      expected: salesOrder('23.50', [
        line('NIEUW-1', '1', '11.00', '11.00', { text: 'Nieuw artikel' }),
        line('NIEUW-1', '1', '12.50', '12.50', { text: 'Nieuw artikel' }),
      ]),
    },
    {
      name: 'a new article without a name under its code',
      order: { materials: [named('NIEUW-2', '1', '3.335', '')] },
      expected: salesOrder('3.34', [line('NIEUW-2', '1', '3.335', '3.34', { text: 'NIEUW-2' })]),
    },
    {
      name: 'two new articles',
      order: { materials: [named('NIEUW-3', '1', '1', 'Drie'), named('NIEUW-4', '1', '2', 'Vier')] },
      expected: salesOrder('3.00', [
        line('NIEUW-3', '1', '1', '1.00', { text: 'Drie' }),
        line('NIEUW-4', '1', '2', '2.00', { text: 'Vier' }),
      ]),
    },
    {
      name: 'an article that is there already',
      order: { materials: [kit] },
      expected: salesOrder('9.95', [kitLine]),
    },
    {
      name: 'nothing of a new article whose code is too long',
      order: { materials: [named('NIEUW-ARTIKEL-5X', '1', '1', 'Vijf')] },
      expected: problem('FIELD_TOO_LONG', { field: 'ART_CODE', length: 16, max: 15 }),
    },
    {
      name: 'nothing of a new article whose name is too long',
      order: { materials: [named('NIEUW-6', '1', '1', 'x'.repeat(41))] },
      expected: problem('FIELD_TOO_LONG', { field: 'ART_DESC1', length: 41, max: 40 }),
      // Lines have no text there: only the article's own is too long.
      profiles: { strict: problem('FIELD_TOO_LONG', { article: 'NIEUW-6', field: 'ART_DESC1' }) },
    },
    {
      name: 'nothing, and no new article either, when only the first of two can be made',
      order: {
        materials: [named('NIEUW-8', '1', '1', 'Acht'), named('NIEUW-9', '1', '1', 'x'.repeat(41))],
      },
      expected: problem('FIELD_TOO_LONG', { field: 'ART_DESC1', length: 41, max: 40 }),
    },
    {
      name: 'no new article when the debtor is unknown',
      order: { materials: [named('NIEUW-7', '1', '1', 'Zeven')], fields: customer('99999') },
      expected: problem('RELATION_NOT_FOUND', { debtor: '99999' }),
    },
  ],
  created: [
    article('NIEUW-1', 'Nieuw artikel', '12.5'),
    article('NIEUW-2', 'NIEUW-2', '3.335'),
    article('NIEUW-3', 'Drie', '1'),
    article('NIEUW-4', 'Vier', '2'),
  ],
};

export const CREATED_GROUPS: readonly CaseGroup[] = [newRelation, numbered, newArticle];

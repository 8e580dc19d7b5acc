import type { Settings } from '../../lib/settings/schema';
import { type CaseGroup, material, page, pageLine, period, problem } from './export-case-types';

/** What is chosen for journal pages, and what is wrong with it. 8030 demands a cost centre, 8040 is blocked. */

const JOURNAL: Partial<Settings> = { exportTarget: 'journal', journal: 'VRK' };
const kit = (quantity = '1') => material('SAN-KIT', quantity, '9.95');
const kitLine = pageLine('8010', '9.95', '1', '2.09', 'Sanitairkit wit');

const unmapped: CaseGroup = {
  name: 'journal pages without default account and VAT code',
  settings: { ...JOURNAL, revenueAccounts: { SAN: '8010' }, vatCodes: { 'UUR-MONT': '1' } },
  cases: [
    {
      name: "an article with its group's account and its own VAT code",
      order: { materials: [kit()] },
      expected: page('9.95', '2.09', [kitLine]),
      profiles: { strict: problem('VAT_UNMAPPED') },
    },
    {
      name: 'nothing of a group without an account',
      order: { hours: [period('UUR-MONT', '01:00')] },
      expected: problem('REVENUE_UNMAPPED'),
    },
    {
      name: 'nothing of an article without a VAT code',
      order: { materials: [material('ZONDER-BTW', '1', '10')] },
      expected: problem('VAT_UNMAPPED'),
    },
  ],
};

const chosen: CaseGroup = {
  name: 'journal pages with sign turned, period and cost centre',
  settings: {
    ...JOURNAL,
    reverseSign: true,
    sendPeriod: true,
    costCentre: '200',
    defaultRevenue: '8030',
    defaultVat: '1',
    descriptionRemark: false,
  },
  cases: [
    {
      name: 'revenue as a negative amount',
      order: { materials: [kit()] },
      expected: page(
        '-9.95',
        '-2.09',
        [pageLine('8030', '-9.95', '1', '-2.09', 'Sanitairkit wit', { costCentre: '200' })],
        { PERIOD: '11', COMMENT1: '' },
      ),
    },
    {
      name: 'a credit as a positive amount',
      order: { materials: [kit('-2')] },
      expected: page(
        '19.90',
        '4.18',
        [pageLine('8030', '19.90', '1', '4.18', 'Sanitairkit wit', { costCentre: '200' })],
        { PERIOD: '11', COMMENT1: '' },
      ),
    },
    {
      name: 'the month of the work',
      order: { materials: [kit()], fields: { WorkDate: '05-01-2026' } },
      expected: page(
        '-9.95',
        '-2.09',
        [pageLine('8030', '-9.95', '1', '-2.09', 'Sanitairkit wit', { costCentre: '200' })],
        { PERIOD: '1', TRN_DATE: '2026-01-05', COMMENT1: '' },
      ),
    },
  ],
};

const wrongAccounts: CaseGroup = {
  name: 'journal pages with accounts that cannot be used',
  settings: {
    ...JOURNAL,
    revenueAccounts: { SAN: '8040', KETEL: '9999', LEID: '8030' },
    defaultRevenue: '8090',
    defaultVat: '1',
    descriptionRemark: false,
    descriptionLine: true,
  },
  cases: [
    {
      name: 'nothing on a blocked account',
      order: { materials: [kit()] },
      expected: problem('ACCOUNT_INVALID', { value: '8040' }),
    },
    {
      name: 'nothing on an account that does not exist',
      order: { materials: [material('KETEL-POMP', '1', '189.90')] },
      expected: problem('ACCOUNT_INVALID', { value: '9999' }),
    },
    {
      name: 'nothing on an account that demands a cost centre',
      order: { materials: [material('LEID-BEUGEL', '1', '0.875')] },
      expected: problem('COST_CENTRE_MISSING', { account: '8030' }),
    },
    {
      name: 'the description as its remark',
      order: { hours: [period('UUR-MONT', '01:00')] },
      expected: page('62.50', '13.13', [pageLine('8090', '62.50', '1', '13.13', 'Montage-uur')]),
    },
  ],
};

const wrongJournal: CaseGroup = {
  name: 'journal pages in a journal that does not exist',
  settings: { ...JOURNAL, journal: 'XXX', defaultRevenue: '8010', defaultVat: '1' },
  cases: [{ name: 'nothing', order: { materials: [kit()] }, expected: problem('ACCOUNT_INVALID') }],
};

const wrongCostCentre: CaseGroup = {
  name: 'journal pages for a cost centre that does not exist',
  settings: { ...JOURNAL, costCentre: '999', defaultRevenue: '8010', defaultVat: '1' },
  cases: [{ name: 'nothing', order: { materials: [kit()] }, expected: problem('ACCOUNT_INVALID') }],
};

const created: CaseGroup = {
  name: 'journal pages to a new relation and of a new article',
  settings: {
    ...JOURNAL,
    defaultRevenue: '8010',
    defaultVat: '1',
    newRelation: true,
    newArticle: true,
    collectiveAccount: '1300',
  },
  cases: [
    {
      name: 'to the new debtor',
      order: {
        materials: [kit()],
        fields: { CustomerDebtorNrInvoice: '30001', CustomerNameInvoice: 'Nieuwe Klant BV' },
      },
      expected: page('9.95', '2.09', [kitLine], { SUB_NR: '30001' }),
    },
    {
      name: 'a new article with the default account and VAT code',
      order: { materials: [material('NIEUW-1', '2', '12.50', { MaterialName: 'Nieuw artikel' })] },
      expected: page('25', '5.25', [pageLine('8010', '25', '1', '5.25', 'Nieuw artikel')]),
    },
  ],
  created: [
    {
      table: 'ARTICLE',
      fields: { ART_CODE: 'NIEUW-1', ART_DESC1: 'Nieuw artikel', ART_UNIT: 'st', PX_SELL: '12.5' },
    },
    {
      table: 'CONTACT',
      fields: {
        SUB_NR: '30001',
        SRC_CODE: 'NIEUWE KLA',
        ACCT_NAME: 'Nieuwe Klant BV',
        ACCT_NR: '1300',
        ADDRESS1: 'Molenweg 7',
        POST_CODE: '3500 AA',
        CITY: 'Utrecht',
      },
    },
  ],
};

export const JOURNAL_SETTING_GROUPS: readonly CaseGroup[] = [
  unmapped,
  chosen,
  wrongAccounts,
  wrongJournal,
  wrongCostCentre,
  created,
];

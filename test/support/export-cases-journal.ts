import type { Settings } from '../../lib/settings/schema';
import {
  type CaseGroup,
  freeText,
  material,
  nothing,
  page,
  pageLine,
  period,
  problem,
} from './export-case-types';

/** Pages of the sales journal. VAT codes: 1 = 21%, 2 = 9%, 5 = 21% reverse-charged. */

const JOURNAL: Partial<Settings> = { exportTarget: 'journal', journal: 'VRK' };
const kit = (quantity = '1') => material('SAN-KIT', quantity, '9.95');
const kitLine = pageLine('8010', '9.95', '1', '2.09', 'Sanitairkit wit');

const amounts: CaseGroup = {
  name: 'journal pages: amounts, VAT and accounts',
  settings: {
    ...JOURNAL,
    revenueAccounts: { SAN: '8010', ARBD: '8000' },
    defaultRevenue: '8090',
    vatCodes: { 'UUR-SERV': '2', 'LEID-CU15': '2', REIS: '2', 'ARBD-VOOR': '5' },
    defaultVat: '1',
    hourArticles: { REIS: 'ARBD-VOOR' },
    travelArticle: 'ARBD-KM',
  },
  cases: [
    {
      name: 'hours and materials on the accounts of their groups',
      order: { hours: [period('UUR-MONT', '02:30')], materials: [kit('2')] },
      expected: page('176.15', '36.99', [
        pageLine('8000', '156.25', '1', '32.81', 'Montage-uur'),
        pageLine('8010', '19.90', '1', '4.18', 'Sanitairkit wit'),
      ]),
    },
    {
      name: 'VAT of half a cent up: 0.105 is 0.11',
      order: { materials: [material('LEID-BEUGEL', '1', '0.50')] },
      expected: page('0.50', '0.11', [pageLine('8090', '0.50', '1', '0.11', 'Leidingbeugel')]),
    },
    {
      name: 'VAT of half a cent of a credit away from zero',
      order: { materials: [material('LEID-BEUGEL', '-1', '0.50')] },
      expected: page('-0.50', '-0.11', [pageLine('8090', '-0.50', '1', '-0.11', 'Leidingbeugel')]),
    },
    {
      name: 'VAT rounded per line: three times 0.03 of 0.13',
      order: { materials: ['1', '1', '1'].map((quantity) => material('LEID-BEUGEL', quantity, '0.125')) },
      expected: page(
        '0.39',
        '0.09',
        [1, 2, 3].map(() => pageLine('8090', '0.13', '1', '0.03', 'Leidingbeugel')),
      ),
    },
    {
      name: "the low rate of an article, where AccountView's articles have a VAT code",
      order: { materials: [material('LAAG', '1', '24.95')] },
      expected: page('24.95', '2.25', [pageLine('8090', '24.95', '2', '2.25', 'Onderdeel laag tarief')]),
      profiles: {
        strict: page('24.95', '5.24', [pageLine('8090', '24.95', '1', '5.24', 'Onderdeel laag tarief')]),
      },
    },
    {
      name: 'no VAT where it is reverse-charged',
      order: { materials: [material('VERLEGD', '1', '80')] },
      expected: page('80', '0', [pageLine('8090', '80', '5', '0', 'Onderdeel verlegd')]),
      profiles: { strict: page('80', '16.80', [pageLine('8090', '80', '1', '16.80', 'Onderdeel verlegd')]) },
    },
    {
      name: 'the chosen VAT code of an hour type',
      order: { hours: [period('UUR-SERV', '01:00')] },
      expected: page('67.50', '6.08', [pageLine('8000', '67.50', '2', '6.08', 'Service-uur')]),
    },
    {
      name: "the chosen VAT code of an hour type instead of its article's",
      order: { hours: [period('REIS', '01:00')] },
      expected: page('30', '2.70', [pageLine('8000', '30', '2', '2.70', 'Reistijd')]),
    },
    {
      name: "the chosen VAT code of an article instead of the article's own",
      order: { materials: [material('LEID-CU15', '2,5', '7,85')] },
      expected: page('19.63', '1.77', [pageLine('8090', '19.63', '2', '1.77', 'Koperbuis 15 mm')]),
    },
    {
      name: 'the default VAT code of an article without one',
      order: { materials: [material('ZONDER-BTW', '1', '10')] },
      expected: page('10', '2.10', [pageLine('8010', '10', '1', '2.10', 'Onderdeel zonder btw-code')]),
    },
    {
      name: 'the default account of an article without a group',
      order: { materials: [material('GROEPLOOS', '1', '12.50')] },
      expected: page('12.50', '2.63', [pageLine('8090', '12.50', '1', '2.63', 'Onderdeel zonder groep')]),
    },
    {
      name: 'kilometres on the account of their group',
      order: { hours: [period('UUR-MONT', '00:00', { Travel: '10' })] },
      expected: page('4.50', '0.95', [pageLine('8000', '4.50', '1', '0.95', 'Kilometervergoeding')]),
    },
    {
      name: 'lines that come to nothing',
      order: { materials: [kit('1'), kit('-1')] },
      expected: page('0', '0', [kitLine, pageLine('8010', '-9.95', '1', '-2.09', 'Sanitairkit wit')]),
    },
    {
      name: 'nothing when there is nothing to invoice',
      order: { materials: [kit('0')] },
      expected: nothing('skipped', 'NOTHING_TO_INVOICE'),
    },
    {
      name: 'nothing of an article that AccountView does not have',
      order: { materials: [material('ONBEKEND-1', '1', '10')] },
      expected: problem('MATERIAL_NOT_FOUND', { article: 'ONBEKEND-1' }),
    },
    {
      name: 'nothing of a description that is too long',
      order: { materials: [material('SAN-KIT', '1', '9.95', { MaterialName: 'x'.repeat(41) })] },
      expected: problem('FIELD_TOO_LONG', { field: 'TRN_DESC', length: 41, max: 40 }),
    },
  ],
};

const LONG_NUMBER = 'WERKBON-2026-AFDELING-ZUID-0000123';
const NOT_HOME = 'Klant was niet thuis, sleutel bij buren';

const headers: CaseGroup = {
  name: 'journal pages: debtors and texts',
  settings: { ...JOURNAL, defaultRevenue: '8010', defaultVat: '1' },
  cases: [
    {
      name: 'to the debtor who pays',
      order: { materials: [kit()], fields: { CustomerDebtorNrInvoice: '20002' } },
      expected: page('9.95', '2.09', [kitLine], { SUB_NR: '20002' }),
    },
    {
      name: 'to the debtor who pays, whoever it was done for',
      order: {
        materials: [kit()],
        fields: { CustomerDebtorNr: '99999', CustomerDebtorNrInvoice: '20002' },
      },
      expected: page('9.95', '2.09', [kitLine], { SUB_NR: '20002' }),
    },
    {
      name: 'to a debtor who is blocked for orders only',
      order: {
        materials: [kit()],
        fields: { CustomerDebtorNr: '20004', CustomerDebtorNrInvoice: '20004' },
      },
      expected: page('9.95', '2.09', [kitLine], { SUB_NR: '20004' }),
    },
    {
      name: 'with a Dutch VAT code to a debtor abroad',
      order: {
        materials: [kit()],
        fields: { CustomerDebtorNr: '20005', CustomerDebtorNrInvoice: '20005' },
      },
      expected: page('9.95', '2.09', [kitLine], { SUB_NR: '20005' }),
    },
    {
      name: 'nothing to a blocked debtor',
      order: { materials: [kit()], fields: { CustomerDebtorNrInvoice: '20003' } },
      expected: problem('DEBTOR_BLOCKED', { debtor: '20003' }),
    },
    {
      name: 'nothing to a debtor AccountView does not have',
      order: { materials: [kit()], fields: { CustomerDebtorNrInvoice: '99998' } },
      expected: problem('RELATION_NOT_FOUND', { debtor: '99998' }),
    },
    {
      name: 'every line for the project',
      order: { materials: [kit(), kit('2')], fields: { ProjectNr: 'P-HALM' } },
      expected: page('29.85', '6.27', [
        { ...kitLine, project: 'P-HALM' },
        pageLine('8010', '19.90', '1', '4.18', 'Sanitairkit wit', { project: 'P-HALM' }),
      ]),
    },
    {
      name: 'nothing for a project that AccountView does not have',
      order: { materials: [kit()], fields: { ProjectNr: 'P-NERGENS' } },
      expected: problem('PROJECT_NOT_FOUND', { project: 'P-NERGENS' }),
    },
    {
      name: 'reference and number, cut after forty characters',
      order: { id: '700011', materials: [kit()], fields: { OrderNr: LONG_NUMBER } },
      expected: page('9.95', '2.09', [kitLine], { HDR_DESC: 'OS-700011 WERKBON-2026-AFDELING-ZUID-000' }),
    },
    {
      name: 'the reference alone when the work order has no number',
      order: { id: '700012', materials: [kit()], fields: { OrderNr: '' } },
      expected: page('9.95', '2.09', [kitLine], { HDR_DESC: 'OS-700012' }),
    },
    {
      name: 'a text without an amount in the remark',
      order: { materials: [kit(), freeText(NOT_HOME)] },
      expected: page('9.95', '2.09', [kitLine], { COMMENT1: `Onderhoud ketel\n${NOT_HOME}` }),
    },
    {
      name: 'into the year before, when the work was done in it',
      order: { materials: [kit()], fields: { WorkDate: '31-12-2025' } },
      expected: page('9.95', '2.09', [kitLine], { TRN_DATE: '2025-12-31' }),
    },
    {
      name: 'nothing without a date',
      order: { materials: [kit()], fields: { WorkDate: '' } },
      expected: problem('FIELD_REQUIRED', { field: 'WorkDate' }),
    },
  ],
};

export const JOURNAL_GROUPS: readonly CaseGroup[] = [amounts, headers];

import {
  type CaseGroup,
  type Expected,
  type ExportCase,
  line,
  material,
  type OrderSpec,
  period,
  problem,
  salesOrder,
} from './export-case-types';

/** Who pays, where it goes, who did it, and what stands on the document besides its lines. */

const kit = material('SAN-KIT', '1', '9.95');
const kitLine = line('SAN-KIT', '1', '9.95', '9.95');

/** One line of an ordinary article, with these fields on the work order. */
function withFields(
  name: string,
  fields: NonNullable<OrderSpec['fields']>,
  expected: Expected | Readonly<Record<string, string>>,
  profiles?: ExportCase['profiles'],
): ExportCase {
  const whole = isExpected(expected) ? expected : salesOrder('9.95', [kitLine], expected);
  const order = { materials: [kit], fields };
  return { name, order, expected: whole, ...(profiles === undefined ? {} : { profiles }) };
}

function isExpected(expected: Expected | Readonly<Record<string, string>>): expected is Expected {
  return 'kind' in expected;
}

const debtors: CaseGroup = {
  name: 'debtors',
  settings: {},
  cases: [
    withFields('to another debtor who pays', { CustomerDebtorNrInvoice: '20002' }, { RPL_INV: '20002' }),
    withFields('to the customer when nobody else pays', { CustomerDebtorNrInvoice: '' }, {}),
    withFields(
      'to the debtor who pays when there is no other',
      { CustomerDebtorNr: '', CustomerDebtorNrInvoice: '20002' },
      { RPL_INV: '20002', RPL_DEL: '20002' },
    ),
    withFields(
      'to a debtor abroad',
      { CustomerDebtorNr: '20005', CustomerDebtorNrInvoice: '20005' },
      { RPL_INV: '20005', RPL_DEL: '20005' },
    ),
    withFields(
      'to 100, who is not 0100',
      { CustomerDebtorNr: '100', CustomerDebtorNrInvoice: '100' },
      { RPL_INV: '100', RPL_DEL: '100' },
    ),
    withFields(
      'to 0100, who is not 100',
      { CustomerDebtorNr: '0100', CustomerDebtorNrInvoice: '0100' },
      { RPL_INV: '0100', RPL_DEL: '0100' },
    ),
    withFields(
      'nothing without any debtor',
      { CustomerDebtorNr: '', CustomerDebtorNrInvoice: '' },
      problem('FIELD_REQUIRED', { field: 'CustomerDebtorNr' }),
    ),
    withFields(
      'nothing to a debtor AccountView does not have',
      { CustomerDebtorNr: '99999', CustomerDebtorNrInvoice: '99999' },
      problem('RELATION_NOT_FOUND', { debtor: '99999' }),
    ),
    withFields(
      'nothing when the one who pays is not in AccountView',
      { CustomerDebtorNrInvoice: '99998' },
      problem('RELATION_NOT_FOUND', { debtor: '99998' }),
    ),
    withFields(
      'nothing when the one it was done for is not in AccountView',
      { CustomerDebtorNr: '99997' },
      problem('RELATION_NOT_FOUND', { debtor: '99997' }),
    ),
    withFields(
      'nothing to a number that only begins like another',
      { CustomerDebtorNr: '2000', CustomerDebtorNrInvoice: '2000' },
      problem('RELATION_NOT_FOUND', { debtor: '2000' }),
    ),
    withFields(
      'nothing to a blocked debtor',
      { CustomerDebtorNr: '20003', CustomerDebtorNrInvoice: '20003' },
      problem('DEBTOR_BLOCKED', { debtor: '20003' }),
    ),
    withFields(
      'nothing to a debtor who is blocked for orders',
      { CustomerDebtorNr: '20004', CustomerDebtorNrInvoice: '20004' },
      problem('DEBTOR_BLOCKED', { debtor: '20004' }),
    ),
    withFields(
      'nothing when the one it was done for is blocked',
      { CustomerDebtorNr: '20003' },
      problem('DEBTOR_BLOCKED', { debtor: '20003' }),
    ),
    withFields(
      'nothing when the one who pays is blocked',
      { CustomerDebtorNrInvoice: '20003' },
      problem('DEBTOR_BLOCKED', { debtor: '20003' }),
    ),
    withFields(
      'nothing to a number that is longer than AccountView has room for',
      { CustomerDebtorNr: '20001', CustomerDebtorNrInvoice: '12345678901' },
      problem('FIELD_TOO_LONG', { field: 'RPL_INV', length: 11, max: 10 }),
    ),
  ],
};

/** Profile `strict` has no employees. */
const WITHOUT_EMPLOYEES = salesOrder('9.95', [kitLine]);

const addresses: CaseGroup = {
  name: 'delivery addresses and employees',
  settings: {},
  cases: [
    withFields('to a delivery address of the debtor', { AdrCode: 'AV-W0001' }, { DEL_CODE: 'W0001' }),
    withFields(
      'to a delivery address of the customer when somebody else pays',
      { AdrCode: 'AV-W0001', CustomerDebtorNrInvoice: '20002' },
      { DEL_CODE: 'W0001', RPL_INV: '20002' },
    ),
    withFields("to no delivery address of somebody else's", { AdrCode: 'AV-W0002' }, {}),
    withFields('to no delivery address that AccountView does not have', { AdrCode: 'AV-W0099' }, {}),
    withFields('to no delivery address that only begins like another', { AdrCode: 'AV-W000' }, {}),
    withFields('to no delivery address that is not from AccountView', { AdrCode: 'W0001' }, {}),
    withFields('with the employee', { EmployeeNr: '17' }, { EMP_NR: '17' }, { strict: WITHOUT_EMPLOYEES }),
    withFields('without an employee that AccountView does not have', { EmployeeNr: '999' }, {}),
    withFields('without an employee whose number only begins like another', { EmployeeNr: '1' }, {}),
  ],
};

const inProject = (project: string) => ({ project });

const projects: CaseGroup = {
  name: 'projects',
  settings: { travelArticle: 'ARBD-KM', defaultArticle: 'DIV' },
  cases: [
    {
      name: 'every line for the project',
      order: {
        hours: [period('UUR-MONT', '01:00', { Travel: '10' })],
        materials: [
          kit,
          { MaterialCode: '', MaterialName: 'Kleinmateriaal', MaterialNr: '1', MaterialPrice: '2' },
        ],
        fields: { ProjectNr: 'P-HALM' },
      },
      expected: salesOrder('78.95', [
        line('UUR-MONT', '1', '62.50', '62.50', inProject('P-HALM')),
        line('ARBD-KM', '10', '0.45', '4.50', inProject('P-HALM')),
        line('SAN-KIT', '1', '9.95', '9.95', inProject('P-HALM')),
        line('DIV', '1', '2', '2.00', { text: 'Kleinmateriaal', ...inProject('P-HALM') }),
      ]),
    },
    withFields(
      'nothing for a project that AccountView does not have, where lines have a project',
      { ProjectNr: 'P-NERGENS' },
      problem('PROJECT_NOT_FOUND', { project: 'P-NERGENS' }),
      { odd: salesOrder('9.95', [kitLine]) },
    ),
    withFields(
      'nothing for a project that only begins like another, where lines have a project',
      { ProjectNr: 'P-HAL' },
      problem('PROJECT_NOT_FOUND', { project: 'P-HAL' }),
      { odd: salesOrder('9.95', [kitLine]) },
    ),
  ],
};

/** 33 characters; with `OS-700001 ` before it the fortieth is the 0. */
const LONG_NUMBER = 'WERKBON-2026-AFDELING-ZUID-0000123';
const LONGER_NUMBER = 'WERKBON-2026-AFDELING-ZUID-EN-OOST-0000000123';

const words: CaseGroup = {
  name: 'references and remarks',
  settings: {},
  cases: [
    withFields('without a remark when there is no description', { WorkDescription: '' }, { COMMENT2: '' }),
    withFields(
      'a description of several lines, with HTML, a formula and an emoji',
      { WorkDescription: "=cmd|' /C calc'!A0 <script>alert(3)</script>\r\nTweede regel 🔧" },
      { COMMENT2: "=cmd|' /C calc'!A0 <script>alert(3)</script>\r\nTweede regel 🔧" },
    ),
    withFields(
      'a description of five thousand characters',
      { WorkDescription: 'Ketel '.repeat(833).trimEnd() },
      { COMMENT2: 'Ketel '.repeat(833).trimEnd() },
    ),
    {
      name: 'its reference alone when the work order has no number',
      order: { id: '700000', materials: [kit], fields: { OrderNr: '' } },
      expected: salesOrder('9.95', [kitLine], { EXT_ID: 'OS-700000', COMMENT1: '' }),
      profiles: { strict: salesOrder('9.95', [kitLine], { COMMENT1: 'OS-700000' }) },
    },
    {
      name: 'a number of 34 characters, cut where the reference stands before it',
      order: { id: '700001', materials: [kit], fields: { OrderNr: LONG_NUMBER } },
      expected: salesOrder('9.95', [kitLine], { EXT_ID: 'OS-700001', COMMENT1: LONG_NUMBER }),
      profiles: {
        strict: salesOrder('9.95', [kitLine], { COMMENT1: 'OS-700001 WERKBON-2026-AFDELING-ZUID-000' }),
      },
    },
    {
      name: 'a number of 45 characters, cut after forty',
      order: { id: '700002', materials: [kit], fields: { OrderNr: LONGER_NUMBER } },
      expected: salesOrder('9.95', [kitLine], {
        EXT_ID: 'OS-700002',
        COMMENT1: 'WERKBON-2026-AFDELING-ZUID-EN-OOST-00000',
      }),
      profiles: {
        strict: salesOrder('9.95', [kitLine], { COMMENT1: 'OS-700002 WERKBON-2026-AFDELING-ZUID-EN-' }),
      },
    },
    {
      name: 'a row id that begins like another',
      order: { id: '70', materials: [kit], fields: { OrderNr: 'WB-70' } },
      expected: salesOrder('9.95', [kitLine], { EXT_ID: 'OS-70', COMMENT1: 'WB-70' }),
      profiles: { strict: salesOrder('9.95', [kitLine], { COMMENT1: 'OS-70 WB-70' }) },
    },
  ],
};

/** The dates of documents follow the work order, in either fiscal year. */
const dates: CaseGroup = {
  name: 'dates',
  settings: {},
  cases: [
    withFields(
      'on the first day of the year',
      { WorkDate: '1-1-2026' },
      { ORD_DATE: '2026-01-01', DEL_DATE: '2026-01-01' },
    ),
    withFields(
      'into the year before, when the work was done in it',
      { WorkDate: '31-12-2025' },
      { ORD_DATE: '2025-12-31', DEL_DATE: '2025-12-31' },
    ),
    withFields(
      'on a day of tomorrow',
      { WorkDate: '21-11-2026' },
      { ORD_DATE: '2026-11-21', DEL_DATE: '2026-11-21' },
    ),
    withFields('nothing without a date', { WorkDate: '' }, problem('FIELD_REQUIRED', { field: 'WorkDate' })),
    withFields(
      'nothing whose date is null',
      { WorkDate: null },
      problem('FIELD_REQUIRED', { field: 'WorkDate' }),
    ),
    withFields('nothing on a day that does not exist', { WorkDate: '31-02-2026' }, problem('DATE_INVALID')),
    withFields(
      'nothing into a year without an administration',
      { WorkDate: '05-01-2024' },
      problem('YEAR_MISSING', { year: '2024' }),
    ),
    withFields(
      'nothing into a year that has not been opened yet',
      { WorkDate: '05-01-2027' },
      problem('YEAR_MISSING', { year: '2027' }),
    ),
  ],
};

export const HEADER_GROUPS: readonly CaseGroup[] = [debtors, addresses, projects, words, dates];

import type { Company } from '../accountview/company';
import type { Row } from '../accountview/table';
import { addDays, dutchDate } from '../dutch-time';
import type { Random } from '../random';
import { CLOCK_START, loadStamped } from './load';
import { relationRow } from './relations';
import { FIRST_NAMES, LAST_NAMES } from './words';

const ACCOUNTS: readonly (readonly [string, string, string])[] = [
  ['1000', 'Kas', 'B'],
  ['1100', 'Bank', 'B'],
  ['1300', 'Debiteuren', 'B'],
  ['1500', 'Te betalen btw hoog', 'B'],
  ['1510', 'Te betalen btw laag', 'B'],
  ['1600', 'Crediteuren', 'B'],
  ['8000', 'Omzet montage-uren', 'W'],
  ['8010', 'Omzet materialen', 'W'],
  ['8020', 'Omzet onderhoud', 'W'],
  ['8090', 'Overige omzet', 'W'],
];

/** VAT codes, ledger, journals and cost centres (accountview-api §8.10). */
export function addLedger(company: Company): void {
  for (const [number, name, type] of ACCOUNTS)
    company.add('LEDGER', { ACCT_NR: number, ACCT_NAME: name, ACCT_TYPE: type });
  const codes: readonly (readonly [string, string, number, boolean])[] = [
    ['0', 'Geen btw', 0, false],
    ['1', 'Btw hoog 21%', 21, false],
    ['2', 'Btw laag 9%', 9, false],
    ['3', 'Btw verlegd', 0, true],
    ['4', 'Leveringen binnen de EU', 0, false],
  ];
  for (const [code, name, percentage, reverse] of codes) {
    company.add('VAT', {
      VAT_CODE: code,
      VAT_NAME: name,
      VAT_PCT: percentage,
      VAT_TYPE: 1,
      VAT_ACCT: '1500',
      IS_REVERSE: reverse,
    });
  }
  company.add('DAILY', {
    DJ_CODE: 'VRK',
    DJ_NAME: 'Verkoopboek',
    DJ_TYPE: 3,
    DJ_TYPEV: 'Verkoop',
    DJ_ACCT: '1300',
    NUM_AUTO: true,
  });
  company.add('DAILY', {
    DJ_CODE: 'BNK',
    DJ_NAME: 'Bankboek',
    DJ_TYPE: 2,
    DJ_TYPEV: 'Bank',
    DJ_ACCT: '1100',
  });
  company.add('DAILY', { DJ_CODE: 'MEM', DJ_NAME: 'Memoriaal', DJ_TYPE: 5, DJ_TYPEV: 'Memoriaal' });
  for (const [code, name] of [
    ['100', 'Installatie'],
    ['200', 'Service'],
    ['300', 'Projecten'],
  ] as const) {
    company.add('COST', { COST_CODE: code, COST_DESC: name, COST_TYPE: 1 });
  }
  company.add('COMP_HDR', { COMP_ID: company.code, COMP_NAME: company.description });
}

/** One *administratie* per fiscal year (accountview-api §0). */
export function addAdministrations(company: Company, years: readonly number[], archived: boolean): void {
  for (const year of years) {
    company.addYear(year, { archived });
    const code = (at: number): string => `${company.code.slice(0, 6)}${at}`;
    company.add('ADM_LIST', {
      ADM_CODE: code(year),
      ADM_DESC: `${company.description} ${year}`.slice(0, 40),
      ATS_YEAR: String(year),
      ADM_PREV: years.includes(year - 1) ? code(year - 1) : '',
      ADM_ARCH: archived,
    });
  }
}

export const EMPLOYEES = [
  ['17', 'Ans', 'de Wit'],
  ['21', 'Kees', 'Mulder'],
  ['22', 'Youssef', 'Amrani'],
  ['25', 'Lars', 'Hoekstra'],
  ['31', 'Tessa', 'Blom'],
] as const;

/** The five of OutSmart first, then more of the same kind; their numbers rise. */
export function addEmployees(
  company: Company,
  random: Random,
  table: string | undefined,
  count: number = EMPLOYEES.length,
): void {
  if (table === undefined) return;
  const rows = Array.from({ length: count }, (_, index) => {
    const known = EMPLOYEES[index];
    const [number, first, last] = known ?? [
      String(100 + index),
      random.pick(FIRST_NAMES),
      random.pick(LAST_NAMES),
    ];
    return {
      EMP_NR: number,
      EMP_NAME: `${first} ${last}`,
      FIRST_NAME: first,
      LAST_NAME: last,
      REC_BLK: false,
    };
  });
  loadStamped(company, table, rows, CLOCK_START);
}

/** Every fourth one has ended. */
export function addProjects(company: Company, random: Random, debtors: readonly Row[], count: number): void {
  const today = dutchDate(company.now());
  const rows = Array.from({ length: count }, (_, index) => {
    const n = index + 1;
    const ended = n % 4 === 0;
    return {
      PROJ_CODE: `P${today.slice(2, 4)}${String(n).padStart(3, '0')}`,
      PROJ_DESC:
        `${random.pick(['Verbouwing', 'Nieuwbouw', 'Renovatie', 'Verduurzaming'])} ${String(random.pick(debtors)['ACCT_NAME'] ?? '')}`.slice(
          0,
          40,
        ),
      SUB_NR: random.pick(debtors)['SUB_NR'] ?? '',
      PRO_STAT: ended ? 'Gereed' : 'Lopend',
      BEG_DATE: `${addDays(today, -120 - n)}T00:00:00`,
      END_DATE: ended ? `${addDays(today, -10)}T00:00:00` : '',
    };
  });
  loadStamped(company, 'PROJECTS', rows, CLOCK_START);
}

/** Delivery addresses of the first debtors, in turn. */
export function addAddresses(company: Company, random: Random, debtors: readonly Row[], count: number): void {
  if (debtors.length === 0) return;
  const rows = Array.from({ length: count }, (_, index) => {
    const address = relationRow(random, '0');
    return {
      SUB_NR: debtors[index % debtors.length]?.['SUB_NR'] ?? '',
      DEL_NAME: `Werkadres ${index + 1}`,
      ADDRESS1: address['ADDRESS1'] ?? '',
      POST_CODE: address['POST_CODE'] ?? '',
      CITY: address['CITY'] ?? '',
      CNT_CODE: 'NL',
      TEL_BUS: address['TEL_BUS'] ?? '',
    };
  });
  loadStamped(company, 'DEL_ADDR', rows, CLOCK_START);
}

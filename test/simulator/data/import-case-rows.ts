import type { Row } from '../accountview/table';

/** Rows of the "Import cases" of the README, as deviations from ordinary ones. */

const NO_ADDRESS: Row = { ADDRESS1: '', ST_STREET: '', ST_NR: '', POST_CODE: '', CITY: '' };
const WRENCH = '\u{1F527}';
/** A cut at 255 UTF-16 units would part the two halves of the last character. */
const LONG_WITH_SURROGATE = `${'L'.repeat(254)}${WRENCH}`;
const LONG = `Lange ${'naam '.repeat(49)}slot`;

/** By debtor number. */
export const RELATIONS: Readonly<Record<string, Row>> = {
  '19101': { ACCT_NAME: LONG_WITH_SURROGATE },
  '19102': {
    ACCT_NAME: LONG,
    ADDRESS1: `${'Straat '.repeat(35)}Lang 12a`.slice(0, 255),
    ST_STREET: '',
    ST_NR: '',
  },
  '19103': {
    ACCT_NAME: 'Alleen Contactmail',
    MAIN_CONT: '',
    ADMIN_CONT: '',
    MC_MAILB: 'planning@kraan.example',
  },
  '19104': { ACCT_NAME: 'Zelfde Contact Tweemaal', MAIN_CONT: 'Jo Prins', ADMIN_CONT: 'Jo Prins' },
  '19105': { ACCT_NAME: 'Alleen Administratie', MAIN_CONT: '', MC_MAILB: '', ADMIN_CONT: 'Els Vos' },
  '19106': { ACCT_NAME: 'Contact Formule', MAIN_CONT: '=2+5', ADMIN_CONT: `Mo\u0308nika ${WRENCH}` },
  '19107': { ACCT_NAME: 'Interne Groep', RPL_GRP: 'INTERN' },
  '19108': { ACCT_NAME: 'Zonder Groep', RPL_GRP: '' },
  '19109': { ACCT_NAME: 'Groep Met Spatie', RPL_GRP: 'VAST KLANT' },
  '019101': { ACCT_NAME: 'Nul Ervoor' },
  '19110': { ACCT_NAME: 'Andere Factuurdebiteur', RPL_INV: '10001' },
  '19111': { ACCT_NAME: 'Factuurdebiteur Weg', RPL_INV: '99998' },
  '19112': { ACCT_NAME: 'Zonder Taal En Land', LNG_CODE: '', CNT_CODE: '', COUNTRY: '' },
  '19113': { ACCT_NAME: 'Duitse Klant', LNG_CODE: 'DE', CNT_CODE: 'DE', POST_CODE: '26789', CITY: 'Leer' },
  '19114': {
    ACCT_NAME: 'Bezoek En Postbus',
    ADDRESS1: 'Kade 5',
    PO_BOX: 'Postbus 9',
    PO_CODE: '8260 AA',
    PO_CITY: 'Kampen',
  },
  '19115': {
    ACCT_NAME: 'Half Adres En Postbus',
    ...NO_ADDRESS,
    ADDRESS1: 'Kade 6',
    PO_BOX: 'Postbus 10',
    PO_CODE: '8260 AB',
    PO_CITY: 'Kampen',
  },
  '19116': { ACCT_NAME: 'Half Adres', ...NO_ADDRESS, ADDRESS1: 'Kade 7' },
  '19117': { ACCT_NAME: 'Helemaal Geen Adres', ...NO_ADDRESS },
  '19118': { ACCT_NAME: 'Geblokkeerd Met Krediet', REC_BLK: true, CRED_LIM: 1000, CRED_BAL: -50 },
  '19119': { ACCT_NAME: 'Regel Einde', ADDRESS1: 'Dijk 4\r\nachterom', ST_STREET: '', ST_NR: '' },
  '19120': { ACCT_NAME: 'Cijfer Vooraan', ADDRESS1: '1e Kruisweg 12-14 bis', ST_STREET: '', ST_NR: '' },
  '19121': { ACCT_NAME: 'Nummers Tot En Met', ADDRESS1: 'Dorpsstraat 5 t/m 9', ST_STREET: '', ST_NR: '' },
  '19122': { ACCT_NAME: 'Nul \u0000 en half \uD83D paar' },
  '19123': { ACCT_NAME: '\u202Ereknaarb\u202C \u05D0\u05D1\u05D2', MAIN_CONT: '\u200F\u05D3\u05D4' },
  '19124': { ACCT_NAME: '', MAIN_CONT: 'Naamloos' },
};

export const GROUP_CASES: readonly Row[] = [
  { AG_CODE: 'LEEG', AG_DESC: 'Zonder artikelen' },
  { AG_CODE: 'ZNAAM', AG_DESC: '' },
  { AG_CODE: 'FORM', AG_DESC: `=1+1 ${WRENCH}` },
];

const article = (code: string, description: string, price: number, more: Row = {}): Row => ({
  ART_CODE: code,
  ART_DESC1: description,
  AG_CODE: 'LEID',
  ART_UNIT: 'st',
  PX_SELL: price,
  ...more,
});

export const ARTICLES: readonly Row[] = [
  article('X-PRIJS4', 'Vier decimalen', 0.8755),
  article('X-PRIJS5', 'Vijf decimalen', 12.34567, { COST_PX: 6.54321 }),
  article('X-PRIJS0', 'Gratis', 0),
  article('X-PRIJSMIN', 'Korting', -4.5),
  article('X-PRIJSGROOT', 'Duur', 123_456_789.99),
  article('X-LANG', LONG_WITH_SURROGATE, 1),
  article('X-COMB', `Cafe\u0301kraan ${WRENCH}`, 2.5),
  article('X-RTL', '\u200F\u05D1\u05E8\u05D6\u200E 1/2', 3.5),
  article('X-GROEPWEG', 'Groep bestaat niet', 4, { AG_CODE: 'WEG' }),
  article('7', 'Een cijfer', 7),
  article('07', 'Een nul ervoor', 7.07),
  article('007', 'Twee nullen ervoor', 7.007),
  article('X/&=+%?#', 'Tekens van een adres', 5),
  article('X-BLOK', 'Geblokkeerd', 6, { REC_BLK: true }),
  article('UUR-BLOK', 'Geblokkeerd uur', 60, { AG_CODE: 'ARBD', ART_UNIT: 'uur', REC_BLK: true }),
  article('UUR-FIJN', 'Uur met fijne prijs', 62.4375, { AG_CODE: 'ARBD', ART_UNIT: 'UUR', COST_PX: 30.125 }),
];

const address = (debtor: string, name: string, more: Row = {}): Row => ({
  SUB_NR: debtor,
  DEL_NAME: name,
  ADDRESS1: 'Werkplein 1',
  POST_CODE: '8011 ZZ',
  CITY: 'Zwolle',
  CNT_CODE: 'NL',
  ...more,
});

export const ADDRESSES: readonly Row[] = [
  address('10001', ''),
  address('10001', 'Tweemaal'),
  address('10001', 'Tweemaal'),
  address('10002', 'Zonder plaats', { CITY: '' }),
  address('10002', 'Zonder postcode', { POST_CODE: '' }),
  address('10002', 'Zonder straat', { ADDRESS1: '' }),
  address('19117', 'Van een debiteur zonder adres'),
  address('19118', 'Van een geblokkeerde debiteur'),
  address('99999', 'Van niemand'),
  address('10003', `=3+4 ${WRENCH} e\u0301 \u200F`),
  address('10003', LONG_WITH_SURROGATE, { ADDRESS1: LONG, CNT_CODE: '' }),
];

interface ProjectCase extends Row {
  PROJ_CODE: string;
  /** Days from today; null = empty. */
  begin: number | null;
  end: number | null;
}

const project = (code: string, begin: number | null, end: number | null, more: Row = {}): ProjectCase => ({
  PROJ_CODE: code,
  PROJ_DESC: `Project ${code}`,
  SUB_NR: '10001',
  PRO_STAT: 'Lopend',
  ...more,
  begin,
  end,
});

export const PROJECT_CASES: readonly ProjectCase[] = [
  project('PX-LOPEND', -30, null),
  project('PX-TOEKOMST', 30, 60),
  project('PX-VANDAAG', -30, 0),
  project('PX-GISTER', -30, -1),
  project('PX-GEENBEG', null, null),
  project('PX-OMGEK', -1, -10),
  project('PX-STATUS0', -30, null, { PRO_STAT: '' }),
  project('PX-STATUS1', -30, null, { PRO_STAT: 'lopend' }),
  project('PX-WACHT', -30, null, { PRO_STAT: 'Wacht op klant' }),
  project('PX-GEENDEB', -30, null, { SUB_NR: '' }),
  project('PX-DEBWEG', -30, null, { SUB_NR: '99999' }),
  project('PX-NAAMLOO', -30, null, { PROJ_DESC: '' }),
  project('PX-LANG', -30, null, { PROJ_DESC: LONG_WITH_SURROGATE }),
  project('PX-FORMULE', -30, null, { PROJ_DESC: `=1+1 e\u0301 ${WRENCH} \u200F` }),
  project('100', -30, null),
  project('0100', -30, null),
];

const employee = (number: string, name: string, first: string, last: string, more: Row = {}): Row => ({
  EMP_NR: number,
  EMP_NAME: name,
  FIRST_NAME: first,
  LAST_NAME: last,
  REC_BLK: false,
  ...more,
});

export const EMPLOYEE_CASES: readonly Row[] = [
  employee('0017', 'Nul Nul Zeventien', 'Nul', 'Zeventien'),
  employee('41', 'Bo van der Linden', '', ''),
  employee('42', 'Uit Dienst', 'Uit', 'Dienst', { REC_BLK: true }),
  employee('43', `=cmd ${WRENCH}`, '=cmd', `E\u0301 ${WRENCH}`),
  employee('44', 'Madonna', '', 'Madonna'),
  employee('45', '', '', ''),
];

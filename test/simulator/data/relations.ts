import type { Company } from '../accountview/company';
import type { Row } from '../accountview/table';
import type { Random } from '../random';
import { CLOCK_START, loadStamped } from './load';
import { FIRST_NAMES, LAST_NAMES, STREETS, TOWNS, TRADES } from './words';

const FIRST_NUMBER = 10_001;
const LETTERS = 'ABCDEGHJKLMN'.split('');

export function addRelations(company: Company, random: Random, count: number): Row[] {
  const rows = Array.from({ length: count }, (_, index) => relationRow(random, String(FIRST_NUMBER + index)));
  loadStamped(company, 'CONTACT', rows, CLOCK_START);
  return rows;
}

/** A customer with everything filled in that OutSmart demands. */
export function relationRow(random: Random, number: string): Row {
  const contact = `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
  const business = random.next() < 0.6;
  const name = (
    business ? `${random.pick(TRADES)} ${random.pick(LAST_NAMES)}` : `Fam. ${random.pick(LAST_NAMES)}`
  ).slice(0, 40);
  const domain = `${name.toLowerCase().replaceAll(/[^a-z]/g, '')}.example`;
  return {
    SUB_NR: number,
    SRC_CODE: name
      .replaceAll(/[^A-Za-z]/g, '')
      .slice(0, 10)
      .toUpperCase(),
    ACCT_NAME: name,
    ACCT_NR: '1300',
    PAY_NAME: name.slice(0, 24),
    ...addressOf(random),
    TEL_MOB: random.next() < 0.5 ? `06-${random.between(10_000_000, 59_999_999)}` : '',
    MAIL_BUS: `info@${domain}`.slice(0, 50),
    MC_MAILB: random.next() < 0.4 ? `werkbon@${domain}`.slice(0, 50) : '',
    MAIN_CONT: contact,
    ADMIN_CONT: random.next() < 0.3 ? `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}` : '',
    VAT_NR: business ? `NL${random.between(100_000_000, 899_999_999)}B01` : '',
    VAT_CODE: '1',
    COC_CODE: business ? String(random.between(10_000_000, 89_999_999)) : '',
    DISC_CODE: '30',
    REC_BLK: false,
    BLK_SP: false,
    RPL_INV: number,
    RPL_GRP: business ? 'ZAKELIJK' : 'PARTIC',
    LNG_CODE: 'NL',
    CUR_CODE: 'EUR',
  };
}

/** Street and number in one line; the split columns are filled in for some only, as in real administrations. */
function addressOf(random: Random): Row {
  const [city, postcode, area] = random.pick(TOWNS);
  const street = random.pick(STREETS);
  const number = String(random.between(1, 180));
  const addition = random.next() < 0.15 ? random.pick(['a', 'B', '-2', ' bis']) : '';
  const split: Row =
    random.next() < 0.3 ? { ST_STREET: street, ST_NR: `${number}${addition}`.slice(0, 10) } : {};
  const letters = `${random.pick(LETTERS)}${random.pick(LETTERS)}`;
  return {
    ...split,
    ADDRESS1: `${street} ${number}${addition}`,
    POST_CODE: `${postcode + random.between(0, 30)} ${letters}`,
    CITY: city,
    CNT_CODE: 'NL',
    COUNTRY: 'Nederland',
    TEL_BUS: `${area}-${random.between(1_000_000, 9_999_999)}`.slice(0, 20),
  };
}

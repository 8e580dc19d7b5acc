import type { Settings } from '../../lib/settings/schema';
import type { Row } from '../simulator/accountview/table';
import type { Books, BooksTable, Question, Said } from './import-oracle-types';

/** The table of fields of product §3, row by row: what AccountView says of each OutSmart list. */

export type SaidOf = Readonly<Record<string, readonly Said[]>>;

const LONGEST = 255;
const LONG_TEXTS = new Set(['materials description']);

type Fields = Said['fields'];

/** Records by endpoint, without those that OutSmart would refuse or cut short. */
export function recordsOf({
  books,
  settings,
  today,
}: Pick<Question, 'books' | 'settings' | 'today'>): SaidOf {
  const { imports } = settings;
  const materials = imports.materials ? ofTable(books, 'ARTICLE', (row) => material(row, settings)) : [];
  const lists: Record<string, Said[]> = {
    categories: imports.categories ? ofTable(books, 'ART_GRP', category) : [],
    relations: imports.relations ? ofTable(books, 'CONTACT', (row) => relation(row, settings)) : [],
    contactpersons: imports.contacts ? ofTable(books, 'CONTACT', (row) => contacts(row, settings)) : [],
    addresses: imports.addresses ? ofTable(books, 'DEL_ADDR', address) : [],
    materials,
    hourtypes: imports['hour-types'] ? ofTable(books, 'ARTICLE', (row) => hourType(row, settings)) : [],
    material_categories: imports.materials && imports.categories ? links(books, materials) : [],
    projects: imports.projects ? ofTable(books, 'PROJECTS', (row) => project(row, settings, today)) : [],
    employees: imports.employees ? employees(books) : [],
  };
  const fit = Object.entries(lists).map(([endpoint, said]) => [endpoint, said.filter(fits(endpoint))]);
  return Object.fromEntries(fit) as SaidOf;
}

/** What OutSmart would cut short is not sent: its texts hold 255 characters. */
function fits(endpoint: string): (said: Said) => boolean {
  return ({ fields }) =>
    Object.entries(fields).every(
      ([name, value]) => value.length <= LONGEST || LONG_TEXTS.has(`${endpoint} ${name}`),
    );
}

type Reader = (row: Seen) => Said | Said[] | undefined;

function ofTable(books: Books, name: string, read: Reader): Said[] {
  const table = books[name];
  return table === undefined ? [] : table.rows.flatMap((row) => read(new Seen(row, table)) ?? []);
}

/** A row with the columns that its company has; texts without what no text can hold. */
export class Seen {
  readonly #row: Row;
  readonly #columns: ReadonlySet<string>;

  constructor(row: Row, { columns }: BooksTable) {
    this.#row = row;
    this.#columns = columns;
  }

  has(column: string): boolean {
    return this.#columns.has(column);
  }

  text(column: string): string {
    const value = this.has(column) ? String(this.#row[column] ?? '') : '';
    const kept = [...value.toWellFormed()].filter(
      (one) => (one >= ' ' && one !== '\u007F') || '\t\r\n'.includes(one),
    );
    return kept.join('').trim();
  }

  flag(column: string): boolean {
    return this.has(column) && this.#row[column] === true;
  }

  /** `YYYY-MM-DD` or ''. */
  day(column: string): string {
    return this.text(column).slice(0, 10);
  }
}

const isIn = (list: readonly string[], code: string): boolean =>
  list.length === 0 || list.some((one) => one.toUpperCase() === code.toUpperCase());

const RELATION: Said['policies'] = {
  name: 'name',
  contact: 'name',
  language: 'name',
  active: 'active',
  street: 'address',
  house_number: 'address',
  postal_code: 'address',
  city: 'address',
  country: 'address',
  vat_number: 'numbers',
  kvk_number: 'numbers',
  debtor_number_invoice: 'numbers',
  phone_number: 'phone',
  mobile: 'phone',
  email: 'email',
  email_workorder: 'workorder-email',
};

function isFiltered(row: Seen, { blockedDebtors, relationGroups }: Settings): boolean {
  return (blockedDebtors === 'skip' && row.flag('REC_BLK')) || !isIn(relationGroups, row.text('RPL_GRP'));
}

function relation(row: Seen, settings: Settings): Said | undefined {
  const place = placeOf(row);
  if (isFiltered(row, settings) || row.text('ACCT_NAME') === '' || place === undefined) return undefined;
  const mainMail = settings.workorderEmail === 'main-contact' ? row.text('MC_MAILB') : '';
  const isActive = settings.blockedDebtors === 'import' || !row.flag('REC_BLK');
  const fields = {
    debtor_number: row.text('SUB_NR'),
    name: row.text('ACCT_NAME'),
    contact: row.text('MAIN_CONT'),
    phone_number: row.text('TEL_BUS'),
    mobile: row.text('TEL_MOB'),
    email: row.text('MAIL_BUS'),
    email_workorder: mainMail === '' ? row.text('MAIL_BUS') : mainMail,
    ...place,
    country: row.text('CNT_CODE'),
    vat_number: row.text('VAT_NR'),
    kvk_number: row.text('COC_CODE'),
    language: row.text('LNG_CODE').toLowerCase(),
    debtor_number_invoice: row.text('RPL_INV'),
    active: isActive ? '1' : '0',
  };
  return { fields, policies: RELATION };
}

/** The visiting address, else the postal one; undefined when OutSmart would refuse both. */
export function placeOf(row: Pick<Seen, 'text'>): Fields | undefined {
  const [street, number] = [row.text('ST_STREET'), row.text('ST_NR')];
  const line = row.text('ADDRESS1');
  const parts = street !== '' && number !== '' ? ([street, number] as const) : apart(line);
  const visiting = placed(parts, row.text('POST_CODE'), row.text('CITY'));
  if (visiting !== undefined) return visiting;
  return placed([row.text('PO_BOX'), ''], row.text('PO_CODE'), row.text('PO_CITY') || row.text('CITY'));
}

function placed(
  [street, number]: readonly [string, string],
  postalCode: string,
  city: string,
): Fields | undefined {
  if (street === '' || postalCode === '' || city === '') return undefined;
  return { street, house_number: number, postal_code: postalCode, city };
}

/** `Molenweg 7 a` comes apart, since it can be read in one way only; anything else stays whole. */
function apart(line: string): readonly [string, string] {
  const at = line.search(/\d/);
  const [street, number] = [line.slice(0, Math.max(0, at)), line.slice(at)];
  const isNumber = /^\d{1,5} ?[A-Za-z]?$/.test(number);
  const isStreet = street.trim() !== '' && /\s$/.test(street) && !street.trim().endsWith(',');
  return at > 0 && isNumber && isStreet ? [street.trim(), number] : [line, ''];
}

function contacts(row: Seen, settings: Settings): Said[] {
  const hasRelation = settings.imports.relations
    ? [relation(row, settings)].some((said) => said !== undefined && fits('relations')(said))
    : !isFiltered(row, settings);
  const debtor = row.text('SUB_NR');
  const persons: Fields[] = [
    {
      cpn_code: `${debtor}-1`,
      cpn_name: row.text('MAIN_CONT'),
      cpn_phone: row.text('TEL_MOB'),
      cpn_email: row.text('MC_MAILB'),
    },
    { cpn_code: `${debtor}-2`, cpn_name: row.text('ADMIN_CONT') },
  ];
  const policies: Said['policies'] = { cpn_name: 'name', cpn_phone: 'phone', cpn_email: 'email' };
  return persons
    .filter(({ cpn_name: name }) => hasRelation && name !== '')
    .map((fields) => ({ fields: { ...fields, cpn_debtor_nr: debtor }, policies }));
}

function address(row: Seen): Said | undefined {
  const fields = {
    adr_code: `AV-${row.text('REC_ID')}`,
    adr_debtor_nr: row.text('SUB_NR'),
    adr_line_1: row.text('ADDRESS1'),
    adr_zip: row.text('POST_CODE'),
    adr_city: row.text('CITY'),
  };
  if (Object.values(fields).includes('')) return undefined;
  const led = {
    adr_line_1: 'address',
    adr_zip: 'address',
    adr_city: 'address',
    adr_country: 'address',
  } as const;
  return {
    fields: { ...fields, adr_country: row.text('CNT_CODE'), adr_remark: row.text('DEL_NAME') },
    policies: { ...led, adr_debtor_nr: 'numbers', adr_remark: 'new' },
  };
}

function category(row: Seen): Said {
  const code = row.text('AG_CODE');
  const fields = { cat_code: code, cat_name: row.text('AG_DESC') || code, cat_display: '1' };
  return { fields, policies: { cat_name: 'name', cat_display: 'new' } };
}

function material(row: Seen, { articleGroups, blockedArticles, defaultUnit }: Settings): Said | undefined {
  const code = row.text('ART_CODE');
  const isBlocked = blockedArticles === 'skip' && row.flag('REC_BLK');
  if (code === '' || isBlocked || !isIn(articleGroups, row.text('AG_CODE'))) return undefined;
  const fields = {
    code,
    description: row.text('ART_DESC1') || code,
    price: row.text('PX_SELL') || '0',
    unit: row.text('ART_UNIT') || defaultUnit,
    ...(row.has('VAT_CODE') ? { vat_code: row.text('VAT_CODE') } : {}),
  };
  const policies = { description: 'description', price: 'price', unit: 'unit', vat_code: 'price' } as const;
  return { fields, policies };
}

/** The pair of a material that is imported and the group it is in. */
function links(books: Books, materials: readonly Said[]): Said[] {
  const isImported = new Set(materials.map(({ fields }) => fields['code']));
  return ofTable(books, 'ARTICLE', (row) => {
    const fields = { mct_mat_code: row.text('ART_CODE'), mct_cat_code: row.text('AG_CODE') };
    const isPair = fields.mct_cat_code !== '' && isImported.has(fields.mct_mat_code);
    return isPair ? { fields, policies: {} } : undefined;
  });
}

function hourType(row: Seen, { hoursBy, hourUnit, hourGroups }: Settings): Said | undefined {
  const code = row.text('ART_CODE');
  const isHour =
    hoursBy === 'unit'
      ? row.text('ART_UNIT').toUpperCase() === hourUnit.toUpperCase()
      : hourGroups.length > 0 && isIn(hourGroups, row.text('AG_CODE'));
  if (code === '' || !isHour) return undefined;
  const fields = {
    code,
    name: row.text('ART_DESC1') || code,
    sale_price: row.text('PX_SELL') || '0',
    ...(row.has('COST_PX') ? { cost_price: row.text('COST_PX') || '0' } : {}),
    ...(row.has('REC_BLK') ? { active: row.flag('REC_BLK') ? '0' : '1' } : {}),
    sale_booking: '1',
    cost_booking: '0',
  };
  const booking = { sale_booking: 'new', cost_booking: 'new' } as const;
  return {
    fields,
    policies: { ...booking, name: 'name', sale_price: 'price', cost_price: 'price', active: 'active' },
  };
}

function project(row: Seen, settings: Settings, today: string): Said | undefined {
  const [end, status] = [row.day('END_DATE'), row.text('PRO_STAT')];
  const hasEnded = settings.projects === 'active' && end !== '' && end < today;
  if (hasEnded || !isIn(settings.projectStatuses, status)) return undefined;
  const demanded = {
    code: row.text('PROJ_CODE'),
    name: row.text('PROJ_DESC'),
    debtor_number: row.text('SUB_NR'),
    date_start: row.day('BEG_DATE'),
  };
  if (Object.values(demanded).includes('')) return undefined;
  const rest = {
    code_ext: row.text('REC_ID'),
    status: status || settings.defaultProjectStatus,
    date_end: end,
  };
  const dates = { date_start: 'dates', date_end: 'dates' } as const;
  const numbers = { code_ext: 'numbers', debtor_number: 'numbers' } as const;
  return {
    fields: { ...demanded, ...rest },
    policies: { ...dates, ...numbers, name: 'name', status: 'status' },
  };
}

/** Where first and last name are not both there, the whole name is the last name of a new employee. */
function employees(books: Books): Said[] {
  return ofTable(books, 'employees', (row) => {
    const [first, last] = [row.text('FIRST_NAME'), row.text('LAST_NAME')];
    const whole = row.text('EMP_NAME') || `${first} ${last}`.trim();
    if (row.text('EMP_NR') === '' || whole === '') return undefined;
    const isApart = first !== '' && last !== '';
    const names = isApart ? { firstname: first, lastname: last } : { firstname: '-', lastname: whole };
    const active = row.has('REC_BLK') ? { active: row.flag('REC_BLK') ? '0' : '1' } : {};
    const policies = { firstname: 'name', lastname: 'name', active: 'active' } as const;
    const said = { fields: { number: row.text('EMP_NR'), ...names, ...active }, policies };
    return isApart ? said : { ...said, makeshift: ['firstname', 'lastname'] };
  });
}

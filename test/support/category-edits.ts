import { FACTS, type CategoryWorld, objectOf, questionOf } from './category-world';
import type { Category } from '../../lib/domain/category';
import type { Row } from '../simulator/accountview/table';
import { addInvoice, openItem } from '../simulator/data/payments';
import type { Profile } from '../simulator/types';
import { expectedLists } from './import-oracle';
import { expectedOrders, expectedPayments } from './import-oracle-once';
import { company, debtor } from './import-world';
import { addOrder, pay } from './once-world';

/** People who work in both services while an import goes on, and after it. */

/** A row of AccountView that becomes a new record, as it is changed, and rows to add at both ends of the table. */
interface Changes {
  table: string;
  key: string;
  change: Row;
  again: Row;
  added: readonly Row[];
}

const project = (code: string): Row => ({
  PROJ_CODE: code,
  PROJ_DESC: `Nieuw ${code}`,
  SUB_NR: '10001',
  PRO_STAT: 'Lopend',
  BEG_DATE: '2026-11-01T00:00:00',
  END_DATE: '',
});
const article = (code: string, unit: string): Row => ({
  ART_CODE: code,
  ART_DESC1: `Nieuw ${code}`,
  AG_CODE: 'ELEK',
  ART_UNIT: unit,
  PX_SELL: 9.75,
  COST_PX: 4.5,
  VAT_CODE: '1',
  REC_BLK: false,
});
const RELATIONS: Changes = {
  table: 'CONTACT',
  key: '0100',
  change: { CITY: 'Sappemeer', MAIN_CONT: 'Ans de Wit', TEL_BUS: '050-1234567' },
  again: { CITY: 'Delfzijl', MAIN_CONT: 'Ans de Wit-Smit', TEL_BUS: '050-7654321' },
  added: [debtor('00001', { MAIN_CONT: 'Eerste', ADMIN_CONT: 'Ook eerste' }), debtor('99001')],
};
const ARTICLES: Changes = {
  table: 'ARTICLE',
  key: 'UUR-BLOK',
  change: { PX_SELL: 61.25, ART_DESC1: 'Ander uur' },
  again: { PX_SELL: 61.5, ART_DESC1: 'Weer een ander uur' },
  added: [article('000', 'st'), article('00-UUR', 'uur'), article('ZZZ', 'UUR')],
};
const CHANGES: Readonly<Partial<Record<Category, Changes>>> = {
  relations: RELATIONS,
  contacts: RELATIONS,
  materials: ARTICLES,
  'hour-types': ARTICLES,
  categories: {
    table: 'ART_GRP',
    key: 'ARBD',
    change: { AG_DESC: 'Arbeid' },
    again: { AG_DESC: 'Werk' },
    added: [
      { AG_CODE: 'AAA', AG_DESC: 'Eerste' },
      { AG_CODE: 'ZZZ', AG_DESC: 'Laatste' },
    ],
  },
  addresses: {
    table: 'DEL_ADDR',
    key: '',
    change: { ADDRESS1: 'Kade 5', CITY: 'Sappemeer' },
    again: { ADDRESS1: 'Kade 6' },
    added: [
      {
        SUB_NR: '10002',
        DEL_NAME: 'Nieuw',
        ADDRESS1: 'Wal 1',
        POST_CODE: '8011 AA',
        CITY: 'Zwolle',
        CNT_CODE: 'NL',
      },
    ],
  },
  projects: {
    table: 'PROJECTS',
    key: '0100',
    change: { PROJ_DESC: 'Anders', PRO_STAT: 'Wacht op klant' },
    again: { PROJ_DESC: 'Weer anders', END_DATE: '2027-01-31T00:00:00' },
    added: [project('000'), project('ZZZ')],
  },
  employees: {
    table: 'employees',
    key: '0017',
    change: { LAST_NAME: 'Zeventien-Smit' },
    again: { FIRST_NAME: 'Nulla' },
    added: [
      { EMP_NR: '001', EMP_NAME: 'An Een', FIRST_NAME: 'An', LAST_NAME: 'Een' },
      { EMP_NR: '99', EMP_NAME: 'Jo Negen', FIRST_NAME: 'Jo', LAST_NAME: 'Negen' },
    ],
  },
};

/** Fields of a record that the import made, as somebody types them: one in which AccountView leads, and others. */
const TYPED: Readonly<Partial<Record<Category, readonly [string, Readonly<Record<string, string>>]>>> = {
  relations: ['19105', { name: 'Hernoemd', phone_number: '06-99999999', remark: 'Graag bellen' }],
  contacts: ['19105-2', { cpn_name: 'Hernoemd', cpn_phone: '06-99999999' }],
  addresses: ['', { adr_city: 'Hernoemd', adr_remark: 'Graag bellen' }],
  categories: ['VENT', { cat_name: 'Hernoemd', cat_cat_code: 'SAN' }],
  materials: ['X-PRIJS4', { price: '1', note: 'Op is op' }],
  'hour-types': ['UUR-FIJN', { sale_price: '1', cost_booking: '1' }],
  projects: ['PX-TOEKOMST', { name: 'Hernoemd', status: 'Gepauzeerd', progress: '10' }],
  employees: ['43', { lastname: 'Hernoemd', mobile: '06-99999999' }],
};

/** Rows are added and one is changed after the first page was given out. */
export function changeWhileReading(world: CategoryWorld, profile: Profile): void {
  const object = `BusinessObject=${objectOf(world.category, profile)}&`;
  let isDone = false;
  world.hooks.after = ({ url, method }) => {
    if (isDone || method !== 'GET' || !/\/accountviewdata\?/i.test(url) || !url.includes(object)) return;
    isDone = true;
    changeBooks(world, 'change');
    addToBooks(world);
  };
}

/** The row is changed once more, and people at OutSmart type over what was imported. */
export function changeAfterwards(world: CategoryWorld): void {
  changeBooks(world, 'again');
  const { category, edits } = world;
  const [key = '', typed = {}] = TYPED[category] ?? [];
  const endpoint = FACTS[category].path.slice(1);
  if (TYPED[category] === undefined) return;
  const table = world.simulator.world.outsmart.entity(endpoint);
  // A filter may leave it out.
  const row = table.get(key) ?? table.rows.at(-1);
  if (row === undefined) throw new Error(`${endpoint} ${key} was not imported`);
  Object.assign(row, typed);
  for (const [field, value] of Object.entries(typed))
    edits.push({ endpoint, key: table.keyOf(row), field, value });
}

function changeBooks(world: CategoryWorld, which: 'change' | 'again'): void {
  const { category } = world;
  const changes = CHANGES[category];
  if (changes !== undefined) {
    const name = tableOf(world, changes.table);
    const second = company(world).table(name).rows[1]?.['REC_ID'] ?? '';
    company(world).change(name, changes.key === '' ? second : changes.key, changes[which]);
  } else if (category === 'payments') {
    const [item] = company(world)
      .table('OPENITEM')
      .rows.filter((row) => row['INV_NR'] === '21002');
    if (item !== undefined) pay(world, item, which === 'change' ? 40.25 : 10);
  } else addOrder(world, { remark: 'Later gebeld' });
}

function addToBooks(world: CategoryWorld): void {
  const { table, added = [] } = CHANGES[world.category] ?? {};
  if (table !== undefined)
    for (const row of added) company(world).add(tableOf(world, table), { ...row, REC_BLK: false });
  else if (world.category === 'payments') {
    const { outsmart } = world.simulator.world;
    addInvoice(outsmart, company(world).add('OPENITEM', openItem('10001', '29001', 121, 21)), 900);
    const invoice = outsmart.entity('invoices').get('900') ?? {};
    world.theirs = { ...world.theirs, invoices: [...(world.theirs['invoices'] ?? []), { ...invoice }] };
  }
}

function tableOf({ simulator }: CategoryWorld, name: string): string {
  return name === 'employees' ? (simulator.world.behaviour.employees?.table ?? '') : name;
}

/** Keys of the records that an import has to make, in order. */
export async function newKeys(world: CategoryWorld): Promise<string[]> {
  const question = await questionOf(world);
  const { category, theirs } = world;
  if (category === 'sales-orders') return expectedOrders(question).map(({ number }) => number);
  if (category === 'payments') return Object.keys(expectedPayments(question));
  const endpoint = FACTS[category].path.slice(1);
  const table = world.simulator.world.outsmart.entity(endpoint);
  const known = new Set((theirs[endpoint] ?? []).map((row) => table.keyOf(row)));
  const all = expectedLists(question)[endpoint] ?? [];
  return all.map((line) => line.split(' | ')[0] ?? '').filter((key) => !known.has(key));
}

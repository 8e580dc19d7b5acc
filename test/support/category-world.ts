import { expect } from 'vitest';
import type { Category } from '../../lib/domain/category';
import { dutchDay } from '../../lib/kernel/clock';
import type { Settings } from '../../lib/settings/schema';
import type { EntityRow } from '../simulator/outsmart/entity-table';
import type { Behaviour } from '../simulator/behaviour';
import { addSalesOrder } from '../simulator/data/sales-orders';
import type { Profile } from '../simulator/types';
import { importing } from './builders';
import { createEngineWorld, type EngineWorld } from './engine-world';
import { company } from './import-world';
import { comparable, expectedLists, LISTS } from './import-oracle';
import { cents, expectedOrders, expectedPayments } from './import-oracle-once';
import type { Books, BooksTable, Edit, Lists, Question } from './import-oracle-types';

/** Worlds in which one category is imported, and what OutSmart must hold in the end. */

interface CategoryFacts {
  /** As in the requests; null: it has another name in each profile. */
  businessObject: string | null;
  /** Part of the path of its writes, and of its list. */
  path: string;
  /** Rows a page has at most, so that there are a few pages. */
  cap: number;
}

export const FACTS: Readonly<Record<Category, CategoryFacts>> = {
  categories: { businessObject: 'AG1', path: '/categories', cap: 10 },
  relations: { businessObject: 'AR1', path: '/relations', cap: 16 },
  contacts: { businessObject: 'AR1', path: '/contactpersons', cap: 16 },
  addresses: { businessObject: 'ADDR', path: '/addresses', cap: 10 },
  materials: { businessObject: 'AK1', path: '/materials', cap: 30 },
  'hour-types': { businessObject: 'AK1', path: '/hourtypes', cap: 30 },
  projects: { businessObject: 'PJ1', path: '/projects', cap: 10 },
  employees: { businessObject: null, path: '/employees', cap: 10 },
  'sales-orders': { businessObject: 'SO1', path: '/PostWorkorders', cap: 10 },
  payments: { businessObject: 'OI1', path: '/transactions', cap: 10 },
};

export interface CategoryWorld extends EngineWorld {
  category: Category;
  theirs: Lists;
  edits: Edit[];
  refused: string[];
}

interface Options {
  profile?: Profile;
  behaviour?: Partial<Behaviour>;
  settings?: Partial<Settings>;
}

const SIZES = {
  relations: 5,
  articles: 0,
  addresses: 15,
  projects: 8,
  employees: 5,
  openItems: 14,
  salesOrders: 0,
  workOrders: 0,
  otherStates: false,
  otherCompanies: false,
  difficult: true,
  importCases: true,
};

export function objectOf(category: Category, profile: Profile): string {
  return FACTS[category].businessObject ?? (profile === 'odd' ? 'MDW' : 'EM1');
}

/** All difficult records of the simulator, this category switched on, and at OutSmart what people typed there. */
export async function categoryWorld(
  category: Category,
  { profile = 'default', behaviour, settings }: Options = {},
): Promise<CategoryWorld> {
  const { cap } = FACTS[category];
  const simulator = { profile, behaviour: { maxPageSize: cap, ...behaviour }, data: SIZES };
  // A material's links to its category come with both.
  const on = category === 'materials' ? importing('materials', 'categories') : importing(category);
  const world = await createEngineWorld({
    simulator,
    settings: { exportTarget: 'none', imports: on, ...settings },
  });
  addMore(world);
  typeAtOutSmart(world);
  const theirs = structuredClone(listsOf(world));
  return Object.assign(world, { category, theirs, edits: [], refused: [] });
}

/** Of what the simulator has few: a second page at least. */
function addMore(world: EngineWorld): void {
  const books = company(world);
  const { random, behaviour } = world.simulator.world;
  const debtor = books.table('CONTACT').find('10003') ?? {};
  for (let n = 1; n <= 12; n += 1) {
    const number = String(n).padStart(2, '0');
    books.add('ART_GRP', { AG_CODE: `G${number}`, AG_DESC: `Groep ${number}` });
    addSalesOrder(books, random, { debtor, date: dutchDay(world.clock.now()), remark: `Order ${number}` });
    const employee = {
      EMP_NR: `6${number}`,
      EMP_NAME: `Bo Vis ${number}`,
      FIRST_NAME: 'Bo',
      LAST_NAME: `Vis ${number}`,
    };
    if (behaviour.employees !== null) books.add(behaviour.employees.table, employee);
  }
}

/** One record of each list that no data of the simulator has: known at OutSmart, other than AccountView says. */
function typeAtOutSmart(world: EngineWorld): void {
  const { outsmart } = world.simulator.world;
  const [address] = company(world).table('DEL_ADDR').rows;
  const put = (endpoint: string, row: EntityRow): void => void outsmart.entity(endpoint).put(row);
  put('contactpersons', {
    cpn_code: '10002-1',
    cpn_debtor_nr: '10002',
    cpn_name: 'Zoals getypt',
    cpn_phone: '06-00000001',
  });
  put('addresses', {
    adr_code: `AV-${String(address?.['REC_ID'])}`,
    adr_debtor_nr: String(address?.['SUB_NR']),
    adr_line_1: 'Zoals getypt 1',
    adr_zip: '1111 AA',
    adr_city: 'Zwolle',
    adr_remark: 'Blaffende hond',
  });
  put('projects', {
    code: 'PX-LOPEND',
    debtor_number: '10003',
    name: 'Zoals getypt',
    status: 'Gepauzeerd',
    date_start: '2020-01-01',
    description: 'Sleutel onder de mat',
    progress: '50',
  });
  Object.assign(outsmart.entity('relations').get('10002') ?? {}, {
    name: 'Zoals getypt',
    email: 'a@b.example',
  });
}

function listsOf({ simulator }: EngineWorld): Lists {
  const names = [...LISTS, 'invoices', 'transactions'];
  return Object.fromEntries(names.map((name) => [name, simulator.world.outsmart.entity(name).rows]));
}

function booksOf(world: EngineWorld): Books {
  const { behaviour } = world.simulator.world;
  const one = (name: string): BooksTable => {
    const { rows, definition } = company(world).table(name);
    return { rows, columns: new Set(definition.fields.map((field) => field.name)) };
  };
  const names = ['ART_GRP', 'CONTACT', 'DEL_ADDR', 'ARTICLE', 'PROJECTS', 'SO_HDR', 'SO_LINE', 'OPENITEM'];
  const books = Object.fromEntries(names.map((name) => [name, one(name)]));
  return behaviour.employees === null ? books : { ...books, employees: one(behaviour.employees.table) };
}

export async function questionOf(world: CategoryWorld): Promise<Question> {
  const settings = await world.store.meta('settings');
  if (settings === undefined) throw new Error('no settings');
  const { theirs, edits, refused } = world;
  return { books: booksOf(world), settings, today: dutchDay(world.clock.now()), theirs, edits, refused };
}

/** OutSmart's lists, work orders and payments as the import left them. */
export function stateOf(world: CategoryWorld): Record<string, unknown> {
  const lists = listsOf(world);
  const { outsmart } = world.simulator.world;
  const orders = [...outsmart.workOrders.values()].filter(({ WorkorderNo }) =>
    WorkorderNo?.startsWith('AV-'),
  );
  const paid: Record<string, number> = {};
  for (const row of lists['transactions'] ?? [])
    if ((row['int_external_transaction_id'] ?? '') !== '')
      paid[row['int_inv_id'] ?? ''] = (paid[row['int_inv_id'] ?? ''] ?? 0) + cents(row['int_amount'] ?? '');
  return {
    ...Object.fromEntries(LISTS.map((name) => [name, comparable(name, lists[name] ?? [])])),
    orders: orders
      .map((order) => ({
        number: order.WorkorderNo,
        debtor: order.CustomerDebtorNr,
        invoiceDebtor: order.CustomerDebtorNrInvoice,
        name: order.CustomerName,
        city: order.CustomerCity,
        typeOfWork: order.TypeOfWork,
        paymentMethod: order.PaymentMethod,
        materials: order.Materials.map(
          (line) => `${line.MaterialCode} × ${line.MaterialNr} at ${line.MaterialPrice}`,
        ).toSorted(),
      }))
      .toSorted(byNumber),
    paid,
  };
}

function byNumber(a: { number: string | null }, b: { number: string | null }): number {
  return (a.number ?? '') < (b.number ?? '') ? -1 : 1;
}

/** OutSmart holds exactly what AccountView, the settings and people at OutSmart make of it. */
export async function expectConverged(world: CategoryWorld): Promise<void> {
  const question = await questionOf(world);
  expect(stateOf(world)).toEqual({
    ...expectedLists(question),
    orders: expectedOrders(question).toSorted(byNumber),
    paid: expectedPayments(question),
  });
}

import { changeConnection } from '../../lib/store/connection';
import type { Link } from '../../lib/store/schema';
import type { OnceCategory } from '../../lib/sync/once/once-run';
import type { Settings } from '../../lib/settings/schema';
import type { Row } from '../simulator/accountview/table';
import { addInvoice, openItem } from '../simulator/data/payments';
import { addSalesOrder } from '../simulator/data/sales-orders';
import type { WorkOrder } from '../simulator/outsmart/work-order';
import type { Profile, RequestRecord } from '../simulator/types';
import { importing } from './builders';
import { createEngineWorld, type EngineWorld } from './engine-world';
import { company } from './import-world';

/** Worlds with orders and open items, of which each becomes one record at OutSmart. */

export const PROFILES = ['default', 'strict', 'odd'] as const;
/** The day on which these worlds begin. */
export const TODAY = '2026-11-20';
const NOTHING = { workOrders: 0, difficult: false, otherStates: false, projects: 0, salesOrders: 0 };

interface Options {
  profile?: Profile;
  importCases?: boolean;
  settleSeconds?: readonly number[];
  settings?: Partial<Settings>;
}

export async function onceWorld(
  category: OnceCategory,
  { profile = 'default', importCases = false, settings, ...more }: Options = {},
): Promise<EngineWorld> {
  const data = { ...NOTHING, relations: 5, articles: 0, openItems: 0, importCases };
  return await createEngineWorld({
    ...more,
    simulator: { profile, data },
    settings: { exportTarget: 'none', imports: importing(category), ...settings },
  });
}

type OrderOptions = Partial<Parameters<typeof addSalesOrder>[2]> & { debtor?: Row };

/** An order as somebody at AccountView enters it today; gives its header. */
export function addOrder(world: EngineWorld, options: OrderOptions = {}): Row {
  const [debtor = {}] = company(world).table('CONTACT').rows;
  const wanted = { debtor, date: TODAY, remark: 'Telefonisch besteld', ...options };
  const header = addSalesOrder(company(world), world.simulator.world.random, wanted);
  if (header === undefined) throw new Error(`no year for ${wanted.date}`);
  return header;
}

export const numberOf = (order: Row): string => `AV-${String(order['ORD_NR'])}`;

/** Work orders that carry the number of an AccountView order, oldest first. */
export function madeOrders({ simulator }: EngineWorld): WorkOrder[] {
  return [...simulator.world.outsmart.workOrders.values()].filter((order) =>
    order.WorkorderNo?.startsWith('AV-'),
  );
}

/** An invoice that AccountView and OutSmart both have; `rest` is what is open in AccountView. */
export function addPaidInvoice(world: EngineWorld, invoice: string, amount: number, rest: number): Row {
  const [debtor] = company(world).table('CONTACT').rows;
  const item = company(world).add('OPENITEM', openItem(debtor?.['SUB_NR'] ?? '', invoice, amount, rest));
  const { outsmart } = world.simulator.world;
  addInvoice(outsmart, item, outsmart.entity('invoices').rows.length + 1);
  return item;
}

/** What is open of an invoice at AccountView from now on. */
export function pay(world: EngineWorld, item: Row, rest: number): void {
  company(world).change('OPENITEM', String(item['SUB_INV']), { ITEM_REST: rest });
}

/** Amounts of the payments at OutSmart, in the order in which they came. */
export const payments = ({ simulator }: EngineWorld): number[] =>
  simulator.world.outsmart.entity('transactions').rows.map((row) => Number(row['int_amount']));

/** What is open of an invoice at OutSmart. */
export function balanceOf({ simulator }: EngineWorld, invoice: string): number {
  const { rows } = simulator.world.outsmart.entity('invoices');
  return Number(rows.find((row) => row['inv_number_formatted'] === invoice)?.['inv_balance']);
}

export const posts = ({ simulator }: EngineWorld, path: string): RequestRecord[] =>
  simulator.requests.filter((request) => request.method === 'POST' && request.path.includes(path));

export async function linksOf(world: EngineWorld, category: OnceCategory): Promise<Link[]> {
  const links = await world.store.read(['links'], (tx) => tx.objectStore('links').getAll());
  return links.filter((link) => link.category === category);
}

/** Numbers of the category as the interface shows them. */
export async function numbersOf({ store, companyId }: EngineWorld, category: OnceCategory) {
  const state = await store.read(['companies'], (tx) => tx.objectStore('companies').get(companyId));
  const memory = state?.imports[category];
  if (memory === undefined) throw new Error(`${category} was not imported`);
  const { read, written, unchanged, setAside } = memory;
  return { read, written, unchanged, setAside };
}

/** Codes of the log's rows about single records. */
export async function codesOf(world: EngineWorld): Promise<string[]> {
  return (await world.log()).filter(({ record }) => record !== undefined).map(({ code }) => code);
}

/** As a person does it with a token that is refused. */
export async function renewTokens(world: EngineWorld): Promise<void> {
  await world.store.write([], (tx) => changeConnection(tx, () => ({ signinNeeded: null })));
}

/** Wakes the engine whenever it wants to be woken, until nothing is open any more. */
export async function wakeUntilDone(world: EngineWorld, engine = world.engine): Promise<void> {
  for (let wakes = 0; wakes < 20; wakes += 1) {
    const runs = await world.store.read(['runs'], (tx) => tx.objectStore('runs').getAll());
    if (runs.every(({ finishedAt }) => finishedAt !== null)) return;
    const jobs = await world.store.read(['jobs'], (tx) => tx.objectStore('jobs').getAll());
    const due = Math.max(...jobs.filter(({ state }) => state === 'open').map((job) => job.notBefore));
    world.clock.advance(Math.max(0, due - world.clock.now()));
    await engine.tick('alarm');
    await engine.idle();
  }
  throw new Error('a run stays open');
}

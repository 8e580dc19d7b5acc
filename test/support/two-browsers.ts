import { expect } from 'vitest';
import { addWorkOrder, type Simulator, startSimulator } from '../simulator/index';
import { documentsOf } from '../simulator/reference';
import { type ExtensionBrowser, launchExtension } from './browser';
import { lane } from './lane';
import { openSettings, runBy, runFinished, setUpExport, type Walk } from './walk';
import { servicesOf, SMALL_DATA } from './world';

/** Two colleagues: the same extension in two browsers, connected to the same administration. */
export interface TwoBrowsers {
  simulator: Simulator;
  sides: readonly [Walk, Walk];
}

export interface TwoBrowsersOptions {
  /** Options of the export, the same in both. */
  options?: Readonly<Record<string, string>>;
  /** The runner gave up on the test: the browsers must not outlive it. */
  signal: AbortSignal;
}

const FIRST_DAY = '2020-01-01';
/** No round brings as many: what this is about is not held. */
const NO_FLOOD = '1000';
/** Long enough that what one browser does falls between two calls of the other. */
const LATENCY_MS = 15;

/** A work status of OutSmart that a claim can be made with. */
export const CLAIM_STATUS = '50';
const CLAIM = { sta_code: CLAIM_STATUS, sta_name: 'Wordt overgenomen' };

/** Both are set up and have exported one work order each, alone: what is proven once per connection is proven. */
export async function withTwoBrowsers(
  { options = {}, signal }: TwoBrowsersOptions,
  body: (pair: TwoBrowsers) => Promise<void>,
): Promise<void> {
  const { ports, extensionPath } = lane();
  const simulator = await startSimulator({
    seed: 7,
    accountViewPort: ports.accountView,
    outsmartPort: ports.outsmart,
    data: { ...SMALL_DATA, workOrders: 0 },
  });
  simulator.world.outsmart.entity('workstatusses').put(CLAIM);
  const browsers: ExtensionBrowser[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(browsers.splice(0).map((browser) => browser.close()));
    await simulator.close();
  };
  const giveUp = (): void => void close().catch(() => {});
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    for (const _side of ['first', 'second']) browsers.push(await launchExtension({ extensionPath }));
    const [first, second] = browsers;
    if (first === undefined || second === undefined) throw new Error('two browsers were started');
    const all = { 'flood-limit': NO_FLOOD, ...options };
    const sides = await Promise.all([connect(simulator, first, all), connect(simulator, second, all)]);
    for (const side of sides) await exportAlone(simulator, side);
    simulator.world.latencyMs = LATENCY_MS;
    await body({ simulator, sides });
    expect(browsers.flatMap(({ problems }) => problems)).toEqual([]);
  } finally {
    signal.removeEventListener('abort', giveUp);
    await close();
  }
}

async function connect(
  simulator: Simulator,
  chrome: ExtensionBrowser,
  options: Readonly<Record<string, string>>,
): Promise<Walk> {
  const walk = await openSettings(chrome, servicesOf(simulator));
  await setUpExport(walk, { target: 'sales-order', from: FIRST_DAY, options });
  await runFinished(walk.settings);
  return walk;
}

async function exportAlone(simulator: Simulator, side: Walk): Promise<void> {
  const [id = ''] = addFresh(simulator, 1);
  await runBy(side, 'sync-now');
  expect(openOf(simulator, [id])).toEqual([]);
}

/** So many complete work orders of today; resolves with their row ids. */
export function addFresh({ world }: Simulator, count: number): string[] {
  const { accountView, outsmart, random, expectations } = world;
  const debtors = accountView.company(expectations.company).table('CONTACT').rows;
  return Array.from({ length: count }, () => {
    const id = outsmart.nextRowId();
    addWorkOrder(outsmart, random, { debtor: random.pick(debtors), id });
    return id;
  });
}

/** *Nu synchroniseren* in both at the same moment, until both runs have ended. */
export async function syncBoth(sides: readonly Walk[]): Promise<void> {
  await Promise.all(sides.map((side) => runBy(side, 'sync-now')));
}

/** Those of these work orders that are not handled, or do not have exactly one document. */
export function openOf({ world }: Simulator, ids: readonly string[]): string[] {
  const { accountView, outsmart, expectations } = world;
  const documents = documentsOf(accountView.companies, expectations.prefix);
  return ids.filter(
    (id) =>
      outsmart.workOrder(id).status !== 'Afgehandeld' ||
      documents.filter(({ workOrderId }) => workOrderId === id).length !== 1,
  );
}

export interface Duplicate {
  workOrder: string;
  /** In the order in which they were made. */
  numbers: string[];
}

/** Work orders with more than one document. */
export function duplicatesOf({ world }: Simulator): Duplicate[] {
  const { accountView, expectations } = world;
  const byWorkOrder = new Map<string, string[]>();
  for (const { workOrderId, number } of documentsOf(accountView.companies, expectations.prefix))
    byWorkOrder.set(workOrderId, [...(byWorkOrder.get(workOrderId) ?? []), number]);
  return [...byWorkOrder]
    .filter(([, numbers]) => numbers.length > 1)
    .map(([workOrder, numbers]) => ({ workOrder, numbers: numbers.toSorted() }));
}

/** What a bookkeeper does: all documents of these work orders but the first are removed in AccountView. */
export function removeExtra({ world }: Simulator, duplicates: readonly Duplicate[]): void {
  const { accountView, expectations } = world;
  const extra = new Set(duplicates.flatMap(({ numbers }) => numbers.slice(1)));
  for (const { company, table, year, number, header } of documentsOf(
    accountView.companies,
    expectations.prefix,
  ))
    if (extra.has(number)) accountView.company(company).remove(table, header['REC_ID'] ?? '', year);
}

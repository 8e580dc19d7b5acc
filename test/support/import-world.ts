import { fastHash } from '../../lib/kernel/hash';
import type { Category } from '../../lib/domain/category';
import type { CompanyState, Link } from '../../lib/store/schema';
import type { Engine, RunRequest } from '../../lib/sync/port';
import type { ImportJob } from '../../lib/domain/run';
import type { Settings } from '../../lib/settings/schema';
import type { Row } from '../simulator/accountview/table';
import type { RequestRecord, SimulatorOptions } from '../simulator/types';
import { createEngineWorld, type EngineWorld } from './engine-world';

/** Worlds that import and export nothing, and questions about what they did. */

export const CLEAN = {
  duplicates: 0,
  lost: 0,
  unsafeReads: 0,
  deleteCalls: 0,
  tokensInUrls: 0,
  unexpectedExports: 0,
  unchangedWrites: 0,
};
const NO_EXPORT = { workOrders: 0, difficult: false, otherStates: false, projects: 0, salesOrders: 0 };
const ENDPOINTS = ['relations', 'materials', 'hourtypes', 'categories', 'material_categories'] as const;

interface Options extends Omit<SimulatorOptions, 'data'> {
  relations?: number;
  articles?: number;
  difficult?: boolean;
  /** Rows that the service gives at most. */
  cap?: number;
  settings?: Partial<Settings>;
}

/** Articles are at least the fifty or so that the simulator's work orders need. */
export async function importWorld(options: Options = {}): Promise<EngineWorld> {
  const { relations = 5, articles = 0, difficult = false, cap, settings, ...simulator } = options;
  const behaviour = { ...simulator.behaviour, ...(cap === undefined ? {} : { maxPageSize: cap }) };
  return await createEngineWorld({
    simulator: { ...simulator, behaviour, data: { ...NO_EXPORT, relations, articles, difficult } },
    settings: { exportTarget: 'none', ...settings },
  });
}

export const company = ({ simulator }: EngineWorld) => simulator.world.accountView.company('KRAAN');
export const outSmartList = ({ simulator }: Pick<EngineWorld, 'simulator'>, endpoint: string) =>
  simulator.world.outsmart.entity(endpoint);

/** A debtor with all that OutSmart demands. */
export function debtor(number: string, fields: Row = {}): Row {
  return {
    SUB_NR: number,
    ACCT_NAME: `Klant ${number}`,
    ADDRESS1: 'Molenweg 7',
    POST_CODE: '3500 AA',
    CITY: 'Utrecht',
    REC_BLK: false,
    ...fields,
  };
}

/** As somebody at AccountView adds it. */
export function addDebtor(world: EngineWorld, number: string, fields: Row = {}): Row {
  return company(world).add('CONTACT', debtor(number, fields));
}

/** Reads of a table's pages, in order, from a request on. */
export function pagesRead({ simulator }: EngineWorld, businessObject = 'AR1', from = 0): RequestRecord[] {
  return simulator.requests
    .slice(from)
    .filter(
      (request) =>
        request.method === 'GET' &&
        request.path.toLowerCase().includes('accountviewdata') &&
        request.businessObject === businessObject,
    );
}

/** Writes to either service. */
export function writesSince({ simulator }: EngineWorld, from: number): RequestRecord[] {
  return simulator.requests.slice(from).filter(({ method }) => method === 'POST');
}

/** Everything an import can change at OutSmart: rows per list, and their hash to compare two worlds by. */
export function imported(world: Pick<EngineWorld, 'simulator'>): Record<string, string> {
  return Object.fromEntries(
    ENDPOINTS.map((endpoint) => {
      const rows = outSmartList(world, endpoint).rows.map((row) => JSON.stringify(row));
      return [endpoint, `${rows.length} rows, ${fastHash(rows.toSorted().join('\n'))}`];
    }),
  );
}

export async function importJobs({ store }: EngineWorld): Promise<ImportJob[]> {
  const jobs = await store.read(['jobs'], (tx) => tx.objectStore('jobs').getAll());
  return jobs.flatMap((job) => (job.kind === 'import' ? [job] : []));
}

export async function companyRow({ store, companyId }: EngineWorld): Promise<CompanyState> {
  const state = await store.read(['companies'], (tx) => tx.objectStore('companies').get(companyId));
  if (state === undefined) throw new Error('nothing is known of the company');
  return state;
}

/** Numbers of a category as the interface shows them. */
export async function countsOf(world: EngineWorld, category: Category) {
  return (await companyRow(world)).imports[category];
}

/** A person asks for a run; resolves when the engine rests. One that died rests never: another has to be given. */
export async function ask(
  world: EngineWorld,
  request: Partial<RunRequest> = {},
  engine: Engine = world.engine,
): Promise<void> {
  await engine.startRun({ trigger: 'manual', category: null, exportOnly: false, ...request });
  do {
    await engine.idle();
    await engine.tick('test');
    await engine.idle();
  } while (await world.store.meta('pending'));
}

/** Lists of OutSmart that were read from a request on. */
export function listsRead({ simulator }: EngineWorld, from: number): string[] {
  return simulator.requests
    .slice(from)
    .filter(({ side, method }) => side === 'outsmart' && method === 'GET')
    .map(({ path }) => path.split('/').findLast((part) => part !== '') ?? '');
}

export async function linkOf(
  { store, companyId }: EngineWorld,
  category: Link['category'],
  key: string,
): Promise<Link | undefined> {
  return await store.read(['links'], (tx) => tx.objectStore('links').get([companyId, category, key]));
}

/** Where an engine instance dies: at its n-th read of a page, or write, that matches. */
export interface Death {
  n: number;
  /** Whether the service still performs the request. */
  performed: boolean;
}

/**
 * Lets one instance after the other die, each at the request its death names, and the one after the last go on to
 * the end. Resolves with the page reads of each instance.
 */
export async function dieAndResume(
  world: EngineWorld,
  deaths: readonly Death[],
  matches: (request: Request) => boolean,
): Promise<string[][]> {
  const reads: string[][] = [...deaths, null].map(() => []);
  const counts = reads.map(() => 0);
  const dead = new Set<number>();
  let died: () => void = () => {};
  world.hooks.around = async (send, request, instance) => {
    const death = deaths[instance];
    if (dead.has(instance)) return await never();
    if (/accountviewdata/i.test(request.url) && request.method === 'GET') reads[instance]?.push(request.url);
    const count = (counts[instance] ?? 0) + (matches(request) ? 1 : 0);
    counts[instance] = count;
    if (death === undefined || count < death.n) return await send();
    dead.add(instance);
    if (death.performed) await send();
    died();
    return await never();
  };
  let { engine } = world;
  await engine.startRun({ trigger: 'manual', category: null, exportOnly: false });
  for (let life = 0; life <= deaths.length; life += 1) {
    const death = new Promise<void>((resolve) => {
      died = resolve;
    });
    await Promise.race([death, engine.tick('alarm').then(() => engine.idle())]);
    if (life < deaths.length) engine = world.reborn();
  }
  if (dead.size < deaths.length) throw new Error(`only ${dead.size} of ${deaths.length} instances died`);
  world.hooks.around = async (send) => await send();
  return reads;
}

function never(): Promise<never> {
  return new Promise(() => {});
}

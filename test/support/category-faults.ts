import type { Category } from '../../lib/domain/category';
import type { Fault, FaultRule, Profile } from '../simulator/types';
import { type CategoryWorld, FACTS, objectOf } from './category-world';
import type { EngineWorld } from './engine-world';
import { dieAndResume } from './import-world';
import { renewTokens, wakeUntilDone } from './once-world';

/** What goes wrong on the way of an import, each once, and the import until it has ended. */

export type Mishap = (world: CategoryWorld, profile: Profile) => Promise<void>;

/** Sales orders and payments go alone and are looked for first: of them there is one in each request. */
export const isOnce = (category: Category): boolean => category === 'sales-orders' || category === 'payments';

const writesOf = ({ category }: CategoryWorld): Omit<FaultRule, 'fault'> => ({
  side: 'outsmart',
  method: 'POST',
  path: FACTS[category].path,
});

function pagesOf({ category }: CategoryWorld, profile: Profile): Omit<FaultRule, 'fault'> {
  return { side: 'accountview', method: 'GET', businessObject: objectOf(category, profile) };
}

/** Runs until all is done, signing in again where that is asked for. */
export async function syncWhole(world: EngineWorld): Promise<void> {
  const { engine } = world;
  await engine.startRun({ trigger: 'schedule', category: null, exportOnly: false });
  await engine.idle();
  await engine.tick('test');
  await engine.idle();
  await renewTokens(world);
  await wakeUntilDone(world, engine);
}

async function strike(world: EngineWorld, rule: FaultRule): Promise<void> {
  const id = world.simulator.faults.add(rule);
  await syncWhole(world);
  if (!world.simulator.requests.some(({ faultRule }) => faultRule === id))
    throw new Error(`never struck: ${JSON.stringify(rule)}`);
}

function struck(where: 'page' | 'write', fault: Fault): Mishap {
  return async (world, profile) => {
    const rule = where === 'page' ? pagesOf(world, profile) : writesOf(world);
    await strike(world, { ...rule, fault });
  };
}

function killed(where: 'page' | 'write', performed: boolean): Mishap {
  return async (world, profile) => {
    const { path } = FACTS[world.category];
    const object = `BusinessObject=${objectOf(world.category, profile)}&`;
    const isPage = ({ url, method }: Request): boolean =>
      method === 'GET' && /\/accountviewdata\?/i.test(url) && url.includes(object);
    const isWrite = ({ url, method }: Request): boolean => method === 'POST' && url.includes(path);
    await dieAndResume(world, [{ n: 1, performed }], where === 'page' ? isPage : isWrite);
    world.engine = world.reborn();
    await wakeUntilDone(world, world.engine);
  };
}

/** OutSmart stores some of a batch, or says that it did. */
const miscounted: Mishap = async (world) => {
  const { category } = world;
  const fault: Fault = isOnce(category)
    ? { kind: 'batch', answer: 0 }
    : { kind: 'batch', store: 'first-half', answer: 'stored' };
  await strike(world, { ...writesOf(world), fault });
};

export const RETRY_AFTER = { 'retry-after': '90' };

export const MISHAPS: Readonly<Record<string, Mishap>> = {
  'a write that was made and whose answer is lost': struck('write', { kind: 'drop', when: 'after' }),
  'a write that fails with a 500': struck('write', { kind: 'status', status: 500 }),
  'a write whose answer is cut short': struck('write', { kind: 'truncate' }),
  'a page that is cut short': struck('page', { kind: 'truncate' }),
  'a page that has to wait': struck('page', { kind: 'status', status: 429, headers: RETRY_AFTER }),
  'a write that has to wait': struck('write', { kind: 'status', status: 429, headers: RETRY_AFTER }),
  'a sign-in that ends at a page': struck('page', { kind: 'expired-token' }),
  'tokens that are refused at a write': struck('write', { kind: 'expired-token' }),
  'a worker that dies before a page is read': killed('page', false),
  'a worker that dies with a page': killed('page', true),
  'a worker that dies before a write': killed('write', false),
  'a worker that dies after a write': killed('write', true),
  'a count that is not what was sent': miscounted,
};

/** OutSmart refuses each request with one of these keys; in profile `odd` it stores the rest of it. */
export function refuse(world: CategoryWorld, profile: Profile): void {
  const { path } = FACTS[world.category];
  const isRefused = (record: object): boolean =>
    Object.values(record).some((value) => world.refused.includes(String(value)));
  world.hooks.around = async (send, request) => {
    if (request.method !== 'POST' || !request.url.includes(path)) return await send();
    const body = JSON.parse(await request.clone().text()) as object[] | object;
    const records = Array.isArray(body) ? (body as object[]) : [body];
    if (!records.some(isRefused)) return await send();
    const others = records.filter((record) => !isRefused(record));
    if (profile === 'odd' && others.length > 0) {
      const { url, headers, method } = request;
      const rest = new Request(url, { method, headers, body: JSON.stringify(others) });
      await world.simulator.handle('outsmart', rest);
      // What the audit goes by: nobody was told that these are stored.
      Object.assign(world.simulator.requests.at(-1) ?? {}, { code: 1301 });
    }
    return Response.json({ code: 1301, messages: ['Invalid value: name'], response: null });
  };
}

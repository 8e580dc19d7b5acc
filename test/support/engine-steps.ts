import type { LedgerRow } from '../../lib/domain/ledger';
import type { Job, Run } from '../../lib/domain/run';
import type { Settings } from '../../lib/settings/schema';
import { putMeta } from '../../lib/store/store';
import { createEngineWorld, type EngineWorld } from './engine-world';
import type { FaultRule } from '../simulator/types';
import type { WorkOrder } from '../simulator/outsmart/work-order';

const FEW = {
  relations: 5,
  articles: 12,
  workOrders: 3,
  workOrderDaysAgo: [0],
  difficult: false,
  otherStates: false,
  projects: 0,
  salesOrders: 0,
};
export const ALWAYS = Number.POSITIVE_INFINITY;
export const POST_ORDER: Omit<FaultRule, 'fault'> = {
  side: 'accountview',
  method: 'POST',
  path: 'accountviewdata',
};
export const CLOSE: Omit<FaultRule, 'fault'> = {
  side: 'outsmart',
  path: 'GetWorkorder',
  query: { update_status: 'true' },
};
export const WRITE_RELATIONS: Omit<FaultRule, 'fault'> = {
  side: 'outsmart',
  method: 'POST',
  path: 'relations',
};
export const AWAY = { kind: 'status', status: 503 } as const;
export const LOST = { kind: 'drop', when: 'before' } as const;

interface Options {
  workOrders?: number;
  settings?: Partial<Settings>;
  settleSeconds?: readonly number[];
}

export async function smallWorld({ workOrders = 3, ...options }: Options = {}): Promise<EngineWorld> {
  return await createEngineWorld({ ...options, simulator: { data: { ...FEW, workOrders } } });
}

export const states = (rows: readonly LedgerRow[]): string[] => rows.map(({ state }) => state);
export const documents = (world: EngineWorld): number => world.simulator.world.history.documents.length;
export const orders = (world: EngineWorld): WorkOrder[] => [
  ...world.simulator.world.outsmart.workOrders.values(),
];
export const jobs = (world: EngineWorld): Promise<Job[]> =>
  world.store.read(['jobs'], (tx) => tx.objectStore('jobs').getAll());
export const runs = (world: EngineWorld): Promise<Run[]> =>
  world.store.read(['runs'], (tx) => tx.objectStore('runs').getAll());

export function onlyOrder(world: EngineWorld): WorkOrder {
  const [order] = orders(world);
  if (order === undefined) throw new Error('no work order');
  return order;
}

export async function wake(world: EngineWorld, afterMs: number): Promise<void> {
  world.clock.advance(afterMs);
  await world.engine.tick('alarm');
  await world.engine.idle();
}

/** As a person does it in the panel, before the export is asked for. */
export async function releaseAll(world: EngineWorld): Promise<void> {
  await world.store.write(['ledger'], async (tx) => {
    for (const row of await tx.objectStore('ledger').getAll())
      await tx.objectStore('ledger').put({ ...row, state: 'waiting', code: null, releasedAt: 1 });
  });
}

export async function changeSettings(world: EngineWorld, change: Partial<Settings>): Promise<void> {
  const settings = await world.store.meta('settings');
  if (settings === undefined) throw new Error('no settings');
  await world.store.write([], (tx) => putMeta(tx, 'settings', { ...settings, ...change }));
}

/** From the first request that matches on, the first engine is never answered again. */
export async function dieAt(world: EngineWorld, matches: (request: Request) => boolean): Promise<void> {
  let dead = false;
  const death = new Promise<void>((resolve) => {
    world.hooks.around = async (send, request, instance) => {
      if (instance > 0) return await send();
      dead ||= matches(request);
      if (!dead) return await send();
      resolve();
      return await new Promise<never>(() => {});
    };
  });
  await world.engine.startRun({ trigger: 'manual', category: null, exportOnly: true });
  await death;
}

/** The look-up before the POST: the row is prepared, nothing was sent. Not the self-test, which asks for `OS-0-…`. */
export function isLookUp({ url }: Request): boolean {
  return /FilterValue1=OS-[1-9]/.test(url);
}

export async function resume(world: EngineWorld): Promise<void> {
  const engine = world.reborn();
  await engine.tick('alarm');
  await engine.idle();
}

export function setStatus(world: EngineWorld, status: WorkOrder['status']): void {
  for (const order of orders(world)) order.status = status;
}

/** What another device would have made of the newest work order with a document; once. */
export function addDouble(world: EngineWorld): void {
  const table = world.simulator.world.accountView.company('KRAAN').table('SO_HDR');
  const last = table.rows.at(-1);
  const isThere = table.rows.some((row) => row['REC_ID'] === 'DUP');
  if (last !== undefined && !isThere) table.insert({ ...last, REC_ID: 'DUP', ORD_NR: '99999' });
}

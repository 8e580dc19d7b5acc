import type { Settings } from '../../lib/settings/schema';
import { ignoreProblem, unignore } from '../../lib/app/work-orders';
import { unlock } from '../../lib/app/unlock';
import type { CommandInput } from '../../lib/messaging/protocol';
import { changeCompany } from '../../lib/store/company';
import { materialLine } from '../simulator/index';
import { addCaseOrder } from './export-case-books';
import { material } from './export-case-types';
import { exportWorld } from './export-case-world';
import type { EngineWorld } from './engine-world';
import { exportCommands } from './export-commands';
import { company } from './import-world';

/** Worlds and words of the tests about what a person decides between two steps of an export, or during one. */

export const KIT = material('SAN-KIT', '1', '9.95');
/** The same as OutSmart has it. */
export const LINE = materialLine('SAN-KIT', 'Kit', '1', '9.95', 'st');
export const UNKNOWN = material('ONBEKEND', '1', '9.95');
export const JOURNAL = {
  exportTarget: 'journal',
  journal: 'VRK',
  defaultRevenue: '8010',
  defaultVat: '1',
} as const;

export async function worldOf(
  settings: Partial<Settings>,
  orders: readonly (typeof KIT)[][],
  options: { pageAccepted?: boolean } = {},
): Promise<EngineWorld> {
  const world = await exportWorld({ settings, ...options });
  for (const materials of orders) addCaseOrder(world.simulator.world, { materials });
  return world;
}

export const lockOf = async (world: EngineWorld) => (await world.store.meta('connection'))?.lock ?? null;
export const lockCode = async (world: EngineWorld) => (await lockOf(world))?.code ?? null;
export const orderOf = (world: EngineWorld, id = '') => world.simulator.world.outsmart.workOrder(id);
export const allOrders = (world: EngineWorld) => [...world.simulator.world.outsmart.workOrders.values()];
export const headers = (world: EngineWorld) => company(world).table('SO_HDR');

export async function ignore(world: EngineWorld, workOrderId = ''): Promise<void> {
  await ignoreProblem(exportCommands(world), { workOrderId, reason: 'met de hand gefactureerd' });
}

/** *Toch exporteren*, and the run that takes it up. */
export async function takeBack(world: EngineWorld, workOrderId = ''): Promise<void> {
  await unignore(exportCommands(world), { workOrderId });
  await world.engine.tick('test');
  await world.engine.idle();
}

/** A person's answer to a lock, and the run that takes it up. */
export async function decide(
  world: EngineWorld,
  decision: CommandInput<'unlock'>['decision'],
  document = '',
): Promise<void> {
  await unlock(exportCommands(world), { decision, document });
  await world.engine.tick('test');
  await world.engine.idle();
}

/** Once, right after the first request whose path has `part`. */
export function onceAfter(world: EngineWorld, part: string, act: () => Promise<void>): void {
  let isDone = false;
  world.hooks.around = async (send, request) => {
    const response = await send();
    if (!isDone && request.url.includes(part)) {
      isDone = true;
      await act();
    }
    return response;
  };
}

/** Somebody removes each sales order in AccountView before it was read back. */
export function removeMade(world: EngineWorld): void {
  world.hooks.around = async (send, request) => {
    const isPost = request.method === 'POST' && (await request.clone().text()).includes('"SO1"');
    const response = await send();
    if (isPost) company(world).remove('SO_HDR', headers(world).rows.at(-1)?.['REC_ID'] ?? '');
    return response;
  };
}

/** The work orders have their documents, the ledger is gone, and OutSmart lists them as complete again. */
export async function reopened(settings: Partial<Settings> = {}, count = 1): Promise<EngineWorld> {
  const world = await worldOf(
    settings,
    Array.from({ length: count }, () => [KIT]),
  );
  await world.sync(true);
  await loseLedger(world);
  for (const order of allOrders(world)) order.status = 'Compleet';
  return world;
}

/** A browser that has no ledger yet. */
export async function loseLedger(world: EngineWorld): Promise<void> {
  await world.store.write(['ledger', 'companies'], async (tx) => {
    await tx.objectStore('ledger').clear();
    await changeCompany(tx, world.companyId, (state) => ({ ...state, ledgerReady: false, ledgerRows: 0 }));
  });
}

/** One more sales order with the reference of a work order; its key. */
export function addDoubleOf(world: EngineWorld, id: string, ORD_NR: string, ORD_TOT?: string): string {
  const total = ORD_TOT === undefined ? {} : { ORD_TOT };
  const row = company(world).add(
    'SO_HDR',
    { EXT_ID: `OS-${id}`, ORD_NR, ORD_DATE: '2026-11-20', ...total },
    2026,
  );
  return String(row['REC_ID'] ?? '');
}

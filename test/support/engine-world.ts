import 'fake-indexeddb/auto';
import type { Clock } from '../../lib/kernel/clock';
import type { Settings } from '../../lib/settings/schema';
import { createStore, type Store } from '../../lib/store/store';
import type { LogRow } from '../../lib/domain/log-row';
import type { LedgerRow } from '../../lib/domain/ledger';
import type { Run } from '../../lib/domain/run';
import { createEngine } from '../../lib/sync/engine';
import type { Engine, EnginePorts } from '../../lib/sync/port';
import { createSimulatorHandlers, type SimulatorHandlers, type SimulatorOptions } from '../simulator/index';
import {
  companyIdOf,
  seedStore,
  serviceClients,
  settingsFor,
  simulatorFetch,
  type SteppedClock,
  steppedClock,
  workerLocks,
} from './engine-parts';

/** The real engine and clients on the simulator's own handlers: no sockets, no browser, an own clock. */
export interface EngineWorld {
  simulator: SimulatorHandlers;
  store: Store;
  engine: Engine;
  clock: SteppedClock;
  companyId: string;
  /** A second engine on the same database: what a worker that replaces a dead one sees. */
  reborn(): Engine;
  /** The same with what it works on. */
  worker(): { engine: Engine; ports: EnginePorts };
  /** Asks for a run and waits until the engine rests. */
  sync(exportOnly?: boolean): Promise<Run>;
  log(): Promise<readonly LogRow[]>;
  ledger(): Promise<readonly LedgerRow[]>;
  wakeTimes: (number | null)[];
  /** Called after each request was performed; a test changes the services' data here. */
  hooks: {
    after: (request: Request) => void;
    /** Stands between one engine instance (0, 1, 2 … in order of birth) and the services; one that never answers kills it. */
    around?: (send: () => Promise<Response>, request: Request, instance: number) => Promise<Response>;
  };
}

let databases = 0;
let ids = 0;

export interface EngineWorldOptions {
  simulator?: SimulatorOptions;
  /** Another browser: the services and the clock of this world, a database of its own. */
  beside?: EngineWorld;
  settings?: Partial<Settings>;
  referenceField?: 'EXT_ID' | 'COMMENT1' | 'HDR_DESC' | undefined;
  settleSeconds?: readonly number[];
}

export async function createEngineWorld(options: EngineWorldOptions = {}): Promise<EngineWorld> {
  const { beside } = options;
  const clock = beside?.clock ?? steppedClock();
  const simulator = beside?.simulator ?? newSimulator(clock, options.simulator);
  const companyId = companyIdOf(simulator);
  databases += 1;
  const store = createStore(`engine-${databases}`);
  const wakeTimes: (number | null)[] = [];
  const hooks: EngineWorld['hooks'] = { after: () => {} };
  let instances = 0;
  const worker: EngineWorld['worker'] = () => {
    const ports: EnginePorts = {
      ...enginePorts(simulator, store, clock, options, hooks, instances++),
      locks: workerLocks(),
      wakeAt: async (time) => void wakeTimes.push(time),
    };
    return { ports, engine: createEngine(ports) };
  };
  await seedStore(store, settingsFor(companyId, clock.now(), options.settings), {
    referenceField: options.referenceField ?? 'EXT_ID',
  });
  const { engine } = worker();
  const sync = async (exportOnly = false): Promise<Run> => {
    await engine.startRun({ trigger: 'manual', category: null, exportOnly });
    await settle(engine, store);
    return await newest(store);
  };
  return {
    simulator,
    store,
    engine,
    clock,
    companyId,
    wakeTimes,
    hooks,
    reborn: () => worker().engine,
    worker,
    sync,
    log: () => store.read(['log'], (tx) => tx.objectStore('log').getAll()),
    ledger: () => store.read(['ledger'], (tx) => tx.objectStore('ledger').getAll()),
  };
}

function newSimulator(clock: Clock, options: SimulatorOptions = {}): SimulatorHandlers {
  return createSimulatorHandlers({
    now: () => new Date(clock.now()),
    sleep: async () => {},
    ...options,
  });
}

/** The engine works on its own once a run was asked for: ask it again until nothing is left to do. */
async function settle(engine: Engine, store: Store): Promise<void> {
  do {
    await engine.idle();
    await engine.tick('test');
    await engine.idle();
  } while (await store.meta('pending'));
}

async function newest(store: Store): Promise<Run> {
  const run = await store.read(
    ['runs'],
    async (tx) => (await tx.objectStore('runs').index('startedAt').openCursor(null, 'prev'))?.value,
  );
  if (run === undefined) throw new Error('no run was made');
  return run;
}

function enginePorts(
  simulator: SimulatorHandlers,
  store: Store,
  clock: Clock,
  options: EngineWorldOptions,
  hooks: EngineWorld['hooks'],
  instance: number,
): Omit<EnginePorts, 'locks' | 'wakeAt'> {
  const send = async (request: Request): Promise<Response> => {
    const perform = async (): Promise<Response> => {
      const response = await simulatorFetch(simulator, request.clone());
      hooks.after(request);
      return response;
    };
    return await (hooks.around === undefined ? perform() : hooks.around(perform, request, instance));
  };
  return {
    store,
    clock,
    random: () => 0.5,
    keepAlive: async (work) => await work(),
    ...serviceClients({ simulator, clock, send, store }),
    newId: () => `id-${(ids += 1)}-${databases}`,
    announce: () => {},
    refreshSnapshot: async () => {},
    settleSeconds: options.settleSeconds ?? [0, 1, 2, 4],
  };
}

import 'fake-indexeddb/auto';
import { createAccountViewClient } from '../../lib/accountview/client';
import { NO_CONNECTION } from '../../lib/domain/connection';
import { createHttp } from '../../lib/http/http';
import { type Clock, dutchDay } from '../../lib/kernel/clock';
import type { Locks } from '../../lib/kernel/lock';
import { createOutSmartClient } from '../../lib/outsmart/client';
import { defaultSettings, type Settings } from '../../lib/settings/schema';
import { putMeta, createStore, type Store } from '../../lib/store/store';
import type { LogRow } from '../../lib/domain/log-row';
import type { LedgerRow } from '../../lib/domain/ledger';
import type { Run } from '../../lib/domain/run';
import { createEngine } from '../../lib/sync/engine';
import type { Engine } from '../../lib/sync/port';
import { createSimulatorHandlers, type SimulatorOptions } from '../simulator/index';

/** The real engine and clients on the simulator's own handlers: no sockets, no browser, an own clock. */
export interface EngineWorld {
  simulator: ReturnType<typeof createSimulatorHandlers>;
  store: Store;
  engine: Engine;
  clock: Clock & { advance(ms: number): void };
  companyId: string;
  /** A second engine on the same database: what a worker that replaces a dead one sees. */
  reborn(): Engine;
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
  settings?: Partial<Settings>;
  referenceField?: 'EXT_ID' | 'COMMENT1';
  settleSeconds?: readonly number[];
}

/** Time that stands still between waits: a sleep moves it on and resolves at once. */
function steppedClock(start: number): EngineWorld['clock'] {
  let now = start;
  return {
    now: () => now,
    sleep: async (delayMs, signal) => {
      signal?.throwIfAborted();
      now += delayMs;
      await Promise.resolve();
    },
    advance: (ms) => {
      now += ms;
    },
  };
}

function memoryLocks(): Locks {
  const held = new Map<string, Promise<unknown>>();
  const run = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const result = work();
    held.set(
      name,
      result.catch(() => {}),
    );
    return await result.finally(() => held.delete(name));
  };
  return {
    ifAvailable: async (name, work) => (held.has(name) ? undefined : await run(name, work)),
    exclusive: async (name, work) => {
      while (held.has(name)) await held.get(name);
      return await run(name, work);
    },
  };
}

export async function createEngineWorld(options: EngineWorldOptions = {}): Promise<EngineWorld> {
  const clock = steppedClock(Date.parse('2026-11-20T10:00:00Z'));
  const simulator = createSimulatorHandlers({
    now: () => new Date(clock.now()),
    sleep: async () => {},
    ...options.simulator,
  });
  const { world } = simulator;
  const company = [...world.accountView.companies.values()].find(({ code }) => code === 'KRAAN');
  if (company === undefined) throw new Error('the simulator has no company KRAAN');
  databases += 1;
  const store = createStore(`engine-${databases}`);
  const wakeTimes: (number | null)[] = [];
  const hooks: EngineWorld['hooks'] = { after: () => {} };
  let instances = 0;
  const make = (): Engine =>
    createEngine({
      ...enginePorts(simulator, store, clock, options, hooks, instances++),
      locks: memoryLocks(),
      wakeAt: async (time) => void wakeTimes.push(time),
    });
  await seed(
    store,
    {
      ...defaultSettings(dutchDay(clock.now() - 86_400_000 * 3)),
      companyId: company.id,
      exportTarget: 'sales-order',
      ...options.settings,
    },
    options.referenceField ?? 'EXT_ID',
  );
  const engine = make();
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
    companyId: company.id,
    wakeTimes,
    hooks,
    reborn: make,
    sync,
    log: () => store.read(['log'], (tx) => tx.objectStore('log').getAll()),
    ledger: () => store.read(['ledger'], (tx) => tx.objectStore('ledger').getAll()),
  };
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
  simulator: ReturnType<typeof createSimulatorHandlers>,
  store: Store,
  clock: Clock,
  options: EngineWorldOptions,
  hooks: EngineWorld['hooks'],
  instance: number,
) {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const side = request.url.startsWith('http://outsmart') ? 'outsmart' : 'accountview';
    const send = async (): Promise<Response> => {
      const response = await simulator.handle(side, request.clone());
      hooks.after(request);
      return response;
    };
    return await (hooks.around === undefined ? send() : hooks.around(send, request, instance));
  };
  const http = createHttp({
    fetch,
    clock,
    random: () => 0.5,
    permitted: async () => true,
    online: () => true,
  });
  const { world } = simulator;
  const { clientId, username, outsmartToken, outsmartSoftwareToken } = simulator.credentials;
  const grant = {
    username,
    clientId,
    scope: 'readaccountviewdata updateaccountviewdata',
    redirectUri: '',
    codeChallenge: null,
    family: 0,
  };
  let token = world.accountView.tokens.issue(grant).accessToken;
  const tokens = {
    accessToken: async () => token,
    refreshAfter401: async () => {
      token = world.accountView.tokens.issue(grant).accessToken;
      return token;
    },
  };
  return {
    store,
    clock,
    random: () => 0.5,
    keepAlive: async <T>(work: () => Promise<T>) => await work(),
    accountView: createAccountViewClient({ baseUrl: 'http://accountview.test', http, tokens }),
    outsmart: createOutSmartClient({
      baseUrl: 'http://outsmart.test/openapi/8',
      http,
      credentials: async () => ({ token: outsmartToken, softwareToken: outsmartSoftwareToken }),
    }),
    newId: () => `id-${(ids += 1)}-${databases}`,
    announce: () => {},
    refreshSnapshot: async () => {},
    settleSeconds: options.settleSeconds ?? [0, 1, 2, 4],
  };
}

async function seed(store: Store, settings: Settings, referenceField: 'EXT_ID' | 'COMMENT1'): Promise<void> {
  const has = { accountViewTokens: true, clientSecret: true, outsmartTokens: true };
  await store.write(['companies'], async (tx) => {
    await putMeta(tx, 'settings', settings);
    await putMeta(tx, 'connection', { ...NO_CONNECTION, connected: true, saved: true, has });
    const { companyId } = settings;
    await tx.objectStore('companies').put({
      companyId,
      referenceField,
      referenceProven: false,
      closeProven: false,
      ledgerReady: false,
      dictionary: {},
      dictionaryAt: 0,
      imports: {},
    });
  });
}

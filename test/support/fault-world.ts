import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { setImmediate as macrotask } from 'node:timers/promises';
import { expect } from 'vitest';
import { createAccountViewClient } from '../../lib/accountview/client';
import { markSigninNeeded } from '../../lib/app/connection-state';
import { createTokenSource, toAccessToken, type TokenSource } from '../../lib/app/token-source';
import type { Connection } from '../../lib/domain/connection';
import type { LedgerRow } from '../../lib/domain/ledger';
import type { LogRow } from '../../lib/domain/log-row';
import type { Job, Run } from '../../lib/domain/run';
import { createHttp } from '../../lib/http/http';
import type { Clock } from '../../lib/kernel/clock';
import { createOAuthClient } from '../../lib/oauth/client';
import { createOutSmartClient } from '../../lib/outsmart/client';
import { createServiceFetch } from '../../lib/platform/service-fetch';
import { createTokenVault } from '../../lib/platform/token-vault';
import type { Settings } from '../../lib/settings/schema';
import { createStore, putMeta, type Store } from '../../lib/store/store';
import { storedWaits } from '../../lib/store/waits';
import { createEngine } from '../../lib/sync/engine';
import type { Engine } from '../../lib/sync/port';
import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator/index';
import { type SteppedClock, seedStore, settingsFor, steppedClock, workerLocks } from './engine-parts';
import { memorySession, type MemorySession } from './memory-session';
import { signIn, tokensOf } from './oauth-world';

type Send = () => Promise<Response>;

/** The whole engine with its real token source on real sockets; only time and the browser are stand-ins. */
export interface FaultWorld {
  simulator: Simulator;
  store: Store;
  clock: SteppedClock;
  /** Time on the wire: what budgets measure and what slow answers take. */
  wire: Wire;
  engine: Engine;
  /** A worker that takes the place of a dead one: same database and session, nothing else. */
  reborn(): Engine;
  net: {
    permitted: boolean;
    online: boolean;
    /** Stands between one instance (0, 1, 2 … in order of birth) and the services. */
    route?: (send: Send, request: Request, instance: number) => Promise<Response>;
  };
  /** Wake-ups that were asked for, ms since the epoch. */
  wakeTimes: (number | null)[];
  /** Asks for a run and waits until the engine rests. */
  sync(exportOnly?: boolean): Promise<void>;
  /** Lets the engine be woken when it asked to be, until it asks no more or `times` are over. */
  goOn(times?: number, engine?: Engine): Promise<void>;
  /** What a person does when asked to: new tokens, and a worker that has them. */
  signInAgain(): Promise<Engine>;
  close(): Promise<void>;
}

export interface FaultWorldOptions {
  /** Budget of a call to the token endpoint, ms of real time. */
  tokenTimeoutMs?: number;
  simulator?: SimulatorOptions;
  settings?: Partial<Settings>;
  settleSeconds?: readonly number[];
}

const SMALL = {
  relations: 4,
  articles: 8,
  workOrders: 2,
  workOrderDaysAgo: [0],
  difficult: false,
  otherStates: false,
  projects: 0,
  salesOrders: 0,
} as const;

let databases = 0;

export async function startFaultWorld(options: FaultWorldOptions = {}): Promise<FaultWorld> {
  const clock = steppedClock();
  const wire = createWire();
  const simulator = await startSimulator({
    now: () => new Date(clock.now()),
    sleep: wire.pass,
    ...options.simulator,
    data: { ...SMALL, ...options.simulator?.data },
  });
  databases += 1;
  const name = `fault-world-${databases}`;
  const store = createStore(name);
  const session = memorySession();
  const { id } = simulator.world.accountView.company('KRAAN');
  await seedStore(store, settingsFor(id, clock.now(), { schedule: 'manual', ...options.settings }), {
    referenceField: simulator.world.behaviour.missingFields.includes('SO_HDR.EXT_ID') ? 'COMMENT1' : 'EXT_ID',
  });
  await obtainTokens(simulator, store, session, clock);
  const net: FaultWorld['net'] = { permitted: true, online: true };
  const wakeTimes: (number | null)[] = [];
  let instances = 0;
  const shared = { simulator, store, session, clock, wire, net, wakeTimes, options };
  const reborn = (): Engine => bear({ ...shared, instance: instances++ });
  const engine = reborn();
  return {
    ...shared,
    engine,
    reborn,
    sync: async (exportOnly = false) => {
      await engine.startRun({ trigger: 'manual', category: null, exportOnly });
      await rest(engine, store);
    },
    goOn: (times = 20, woken = engine) => goOn({ clock, wakeTimes, store }, woken, times),
    signInAgain: async () => {
      await obtainTokens(simulator, store, session, clock);
      const connection = await store.meta('connection');
      if (connection !== undefined)
        await store.write([], (tx) => putMeta(tx, 'connection', { ...connection, signinNeeded: null }));
      return reborn();
    },
    close: async () => {
      store.close();
      await deleteDB(name);
      await simulator.close();
    },
  };
}

/** The sign-in at the simulator's own page; its tokens are stored as the product stores them. */
async function obtainTokens(
  simulator: Simulator,
  store: Store,
  session: MemorySession,
  clock: Clock,
): Promise<void> {
  const { accountViewUrl, credentials, world } = simulator;
  const client = createOAuthClient({ accountViewUrl, fetch });
  const oauth = { simulator, client, close: async () => {} };
  const withoutPkce = world.behaviour.refuseUnknownParameters;
  const set = await tokensOf(oauth, await signIn(oauth, { withoutPkce }));
  const vault = createTokenVault(store, session);
  await vault.saveClientSecret(credentials.clientSecret);
  const refresh = { current: set.refreshToken ?? '', previous: null };
  await vault.saveTokens(toAccessToken(set, clock.now()), refresh);
}

interface Instance extends Pick<FaultWorld, 'simulator' | 'store' | 'clock' | 'wire' | 'net' | 'wakeTimes'> {
  session: MemorySession;
  options: FaultWorldOptions;
  instance: number;
}

function bear(parts: Instance): Engine {
  const { simulator, store, clock, wire, net, wakeTimes, options, instance } = parts;
  const { accountViewUrl, outsmartUrl, credentials } = simulator;
  const locks = workerLocks();
  const routed: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const send = (): Promise<Response> => fetch(request.clone());
    return await (net.route === undefined ? send() : net.route(send, request, instance));
  };
  const send = createServiceFetch({
    fetch: routed,
    accountViewOrigin: accountViewUrl,
    singleShot: { ensure: async () => {} },
    onAccepted: (token) => void tokens.worked(token).catch(() => {}),
  });
  const state = { store, clock, announce: () => {}, refreshSnapshot: async () => {} };
  const tokens: TokenSource = createTokenSource({
    clock,
    locks,
    vault: createTokenVault(store, parts.session),
    oauth: createOAuthClient({ accountViewUrl, fetch: send, timeoutMs: options.tokenTimeoutMs ?? 25_000 }),
    credentials: async () => credentials,
    onRefused: () => markSigninNeeded(state, 'accountview'),
  });
  const http = createHttp({
    fetch: send,
    clock,
    timer: wire,
    waits: storedWaits(store),
    random: () => 0.5,
    permitted: async () => net.permitted,
    online: () => net.online,
  });
  const { outsmartToken: token, outsmartSoftwareToken: softwareToken } = credentials;
  let ids = 0;
  return createEngine({
    ...state,
    locks,
    keepAlive: async (work) => await work(),
    accountView: createAccountViewClient({ baseUrl: accountViewUrl, http, tokens }),
    outsmart: createOutSmartClient({
      baseUrl: outsmartUrl,
      http,
      credentials: async () => ({ token, softwareToken }),
    }),
    random: () => 0.5,
    newId: () => `id-${instance}-${(ids += 1)}`,
    wakeAt: async (time) => void wakeTimes.push(time),
    settleSeconds: options.settleSeconds ?? [0, 1, 2, 4],
  });
}

async function rest(engine: Engine, store: Store): Promise<void> {
  do {
    await engine.idle();
    await engine.tick('test');
    await engine.idle();
  } while (await store.meta('pending'));
}

async function goOn(
  { clock, wakeTimes, store }: Pick<FaultWorld, 'clock' | 'wakeTimes' | 'store'>,
  engine: Engine,
  times: number,
): Promise<void> {
  for (let wake = 0; wake < times; wake += 1) {
    const next = wakeTimes.at(-1) ?? null;
    if (next === null) return;
    clock.advance(Math.max(0, next - clock.now()));
    await rest(engine, store);
  }
}

export interface Wire extends Pick<Clock, 'sleep'> {
  /** Lets time go by: what sleeps until then wakes, in order. */
  pass(ms: number): Promise<void>;
  /** Lengths of all sleeps that were begun, in ms: the budgets. */
  budgets: number[];
}

/** Time on the wire goes by only where a fault makes it go by, so that a slow machine changes nothing. */
function createWire(): Wire {
  let now = 0;
  const sleepers = new Set<{ until: number; wake: () => void }>();
  const budgets: number[] = [];
  return {
    budgets,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        budgets.push(ms);
        const sleeper = { until: now + ms, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason as Error);
        });
      }),
    pass: async (ms) => {
      now += ms;
      for (const sleeper of [...sleepers].filter(({ until }) => until <= now)) {
        sleepers.delete(sleeper);
        sleeper.wake();
      }
      await macrotask();
    },
  };
}

export const ledgerOf = ({ store }: FaultWorld): Promise<LedgerRow[]> =>
  store.read(['ledger'], (tx) => tx.objectStore('ledger').getAll());
export const logOf = ({ store }: FaultWorld): Promise<LogRow[]> =>
  store.read(['log'], (tx) => tx.objectStore('log').getAll());
export const jobsOf = ({ store }: FaultWorld): Promise<Job[]> =>
  store.read(['jobs'], (tx) => tx.objectStore('jobs').getAll());
export const runsOf = ({ store }: FaultWorld): Promise<Run[]> =>
  store.read(['runs'], (tx) => tx.objectStore('runs').getAll());

export async function connectionOf({ store }: FaultWorld): Promise<Connection> {
  const connection = await store.meta('connection');
  if (connection === undefined) throw new Error('no connection');
  return connection;
}

export const documentsOf = ({ simulator }: FaultWorld): number => simulator.world.history.documents.length;

/** No duplicate, no loss, no false close and whatever else the services' own books show; by their word alone. */
export function expectGreen({ simulator }: FaultWorld): void {
  const { details, ...counts } = simulator.audit();
  expect(details).toEqual([]);
  expect(Object.values(counts).every((count) => count === 0)).toBe(true);
}

/** Each work order has its one document and is closed, in the ledger and in the services' books. */
export async function expectAllClosed(world: FaultWorld): Promise<void> {
  expectGreen(world);
  const orders = [...world.simulator.world.outsmart.workOrders.values()];
  expect((await ledgerOf(world)).map(({ state }) => state)).toEqual(orders.map(() => 'closed'));
  expect(orders.map(({ status }) => status)).toEqual(orders.map(() => 'Afgehandeld'));
  expect(documentsOf(world)).toBe(orders.length);
}

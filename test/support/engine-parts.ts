import { importing, yesToAll } from './builders';
import { createAccountViewClient } from '../../lib/accountview/client';
import type { AccountViewClient } from '../../lib/accountview/port';
import { NO_CONNECTION } from '../../lib/domain/connection';
import { createHttp } from '../../lib/http/http';
import { type Clock, dutchDay } from '../../lib/kernel/clock';
import type { Locks } from '../../lib/kernel/lock';
import { createOutSmartClient } from '../../lib/outsmart/client';
import type { OutSmartClient } from '../../lib/outsmart/port';
import { defaultSettings } from '../../lib/settings/defaults';
import type { Settings } from '../../lib/settings/schema';
import { emptyCompany } from '../../lib/store/company';
import type { CompanyState } from '../../lib/store/schema';
import { putMeta, type Store } from '../../lib/store/store';
import { storedWaits } from '../../lib/store/waits';
import type { SimulatorHandlers } from '../simulator/index';

/** Pieces of a world for the engine: no sockets, no browser, an own clock. */

/** The company every test works in. */
export const COMPANY_CODE = 'KRAAN';
export const START = Date.parse('2026-11-20T10:00:00Z');
const THREE_DAYS_MS = 3 * 86_400_000;

export type SteppedClock = Clock & { advance(ms: number): void };

/** Time that stands still between waits: a sleep moves it on and resolves at once. */
export function steppedClock(start: number = START): SteppedClock {
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

/** Locks of one worker: they vanish with it, so the worker that replaces it gets new ones. */
export function workerLocks(): Locks {
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

/** Id of the company with this code in the simulator's world. */
export function companyIdOf({ world }: SimulatorHandlers, code: string = COMPANY_CODE): string {
  const company = world.accountView.companies.find((candidate) => candidate.code === code);
  if (company === undefined) throw new Error(`the simulator has no company ${code}`);
  return company.id;
}

/** `fetch` that ends in the simulator's own handlers. */
export function simulatorFetch(simulator: SimulatorHandlers, request: Request): Promise<Response> {
  const side = request.url.startsWith('http://outsmart') ? 'outsmart' : 'accountview';
  return simulator.handle(side, request);
}

export interface ClientOptions {
  simulator: SimulatorHandlers;
  clock: Clock;
  send: (request: Request) => Promise<Response>;
  /** Measures the budget of a request; real time when not given. */
  timer?: Pick<Clock, 'sleep'>;
  /** Where it is kept how long a service asked to wait; nowhere when not given. */
  store?: Store;
}

/** Both real clients, signed in. A refused access token is renewed without a round trip. */
export function serviceClients({ simulator, clock, send, timer, store }: ClientOptions): {
  accountView: AccountViewClient;
  outsmart: OutSmartClient;
} {
  const http = createHttp({
    fetch: (input, init) => send(new Request(input, init)),
    clock,
    ...(timer === undefined ? {} : { timer }),
    ...(store === undefined ? {} : { waits: storedWaits(store) }),
    random: () => 0.5,
    permitted: async () => true,
    online: () => true,
  });
  const { outsmartToken: token, outsmartSoftwareToken: softwareToken } = simulator.credentials;
  return {
    accountView: createAccountViewClient({
      baseUrl: 'http://accountview.test',
      http,
      tokens: issuedTokens(simulator),
    }),
    outsmart: createOutSmartClient({
      baseUrl: 'http://outsmart.test/openapi/8',
      http,
      credentials: async () => ({ token, softwareToken }),
    }),
  };
}

function issuedTokens({ world, credentials: { username, clientId } }: SimulatorHandlers) {
  const scope = 'readaccountviewdata updateaccountviewdata';
  const grant = { username, clientId, scope, redirectUri: '', codeChallenge: null, family: 0 };
  const issue = (): string => world.accountView.tokens.issue(grant).accessToken;
  let token = issue();
  return {
    accessToken: async () => token,
    refreshAfter401: async () => {
      token = issue();
      return token;
    },
  };
}

/** Settings under which everything is on. */
export function settingsFor(companyId: string, now: number, change: Partial<Settings> = {}): Settings {
  return {
    ...defaultSettings(dutchDay(now - THREE_DAYS_MS)),
    companyId,
    exportTarget: 'sales-order',
    imports: importing('categories', 'relations', 'materials', 'hour-types'),
    ...change,
  };
}

/** Connected and saved, as after the stepper. */
export async function seedStore(
  store: Store,
  settings: Settings,
  company: Partial<CompanyState> = {},
): Promise<void> {
  const has = { accountViewTokens: true, clientSecret: true, outsmartTokens: true };
  await store.write(['companies'], async (tx) => {
    await putMeta(tx, 'settings', settings);
    await putMeta(tx, 'connection', { ...NO_CONNECTION, connected: true, saved: true, has });
    const approvals = yesToAll();
    await tx.objectStore('companies').put({ ...emptyCompany(settings.companyId), approvals, ...company });
  });
}

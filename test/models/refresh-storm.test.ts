import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { deleteDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { createAccountViewClient } from '../../lib/accountview/client';
import { createTokenSource, type TokenSource } from '../../lib/app/token-source';
import { createHttp } from '../../lib/http/http';
import { systemClock } from '../../lib/kernel/clock';
import { createOAuthClient } from '../../lib/oauth/client';
import { createTokenVault } from '../../lib/platform/token-vault';
import { createStore, type Store } from '../../lib/store/store';
import { createSimulatorHandlers, type SimulatorHandlers } from '../simulator/index';
import { simulatorFetch } from '../support/engine-parts';
import { memoryLocks } from '../support/memory-locks';
import { memorySession } from '../support/memory-session';
import { raceRuns } from './race-runs';

const URL_OF_ACCOUNTVIEW = 'https://accountview.test';
const CALLS = 10;
const DATA = { relations: 2, articles: 2, workOrders: 0, difficult: false, otherCompanies: false };

let databases = 0;

interface Storm {
  simulator: SimulatorHandlers;
  store: Store;
  name: string;
  /** Contexts of one browser (worker, page) that share the stored tokens and the lock. */
  contexts: { tokens: TokenSource; call: () => Promise<unknown> }[];
  refused: () => number;
}

/** Signed in at a service that withdraws everything when a refresh token is used twice; the access token is old. */
async function storm(scheduler: fc.Scheduler, contexts: number): Promise<Storm> {
  const simulator = createSimulatorHandlers({ behaviour: { refreshRotation: 'strict' }, data: DATA });
  databases += 1;
  const name = `storm-${databases}`;
  const store = createStore(name);
  const session = memorySession();
  const locks = memoryLocks();
  const { username, clientId, clientSecret } = simulator.credentials;
  const grant = {
    username,
    clientId,
    scope: 'readaccountviewdata',
    redirectUri: '',
    codeChallenge: null,
    family: 1,
  };
  const issued = simulator.world.accountView.tokens.issue(grant);
  const now = systemClock.now();
  await createTokenVault(store, session).saveTokens(
    { token: issued.accessToken, obtainedAt: now, expiresAt: now + 3_600_000 },
    { current: issued.refreshToken ?? '', previous: null },
  );
  simulator.world.accountView.tokens.expireAll();
  let refused = 0;
  const send: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    await scheduler.schedule(Promise.resolve(), `${request.method} ${new URL(request.url).pathname}`);
    return await simulatorFetch(simulator, request);
  };
  const make = () => {
    const tokens = createTokenSource({
      clock: systemClock,
      locks,
      vault: createTokenVault(store, session),
      oauth: createOAuthClient({ accountViewUrl: URL_OF_ACCOUNTVIEW, fetch: send }),
      credentials: async () => ({ clientId, clientSecret }),
      onRefused: async () => void (refused += 1),
    });
    const ports = { clock: systemClock, random: () => 0, permitted: async () => true, online: () => true };
    const http = createHttp({ ...ports, fetch: send });
    const client = createAccountViewClient({ baseUrl: URL_OF_ACCOUNTVIEW, http, tokens });
    return { tokens, call: () => client.companies() };
  };
  return { simulator, store, name, contexts: Array.from({ length: contexts }, make), refused: () => refused };
}

describe('[H4] ten calls refused at once with 401', () => {
  it.each([
    ['in the worker', 1],
    ['in the worker and a page', 2],
  ])('renew the access token exactly once, in whatever order they are answered, %s', async (_, contexts) => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const world = await storm(scheduler, contexts);
        const callers = Array.from({ length: CALLS }, (_none, index) => world.contexts[index % contexts]);

        const answers = await scheduler.waitFor(
          Promise.all(callers.map(async (context) => await context?.call())),
        );

        expect(answers).toHaveLength(CALLS);
        const renewals = world.simulator.requests.filter(({ path }) => /\/token$/i.test(path));
        expect(renewals.map(({ status }) => status)).toEqual([200]);
        expect(world.refused()).toBe(0);
        world.store.close();
        await deleteDB(world.name);
      }),
      raceRuns(10),
    );
  });
});

import { createAccountViewClient } from '../../lib/accountview/client';
import type { AccountViewClient } from '../../lib/accountview/port';
import { createHttp } from '../../lib/http/http';
import type { HttpPorts } from '../../lib/http/transfer';
import { type Clock, systemClock } from '../../lib/kernel/clock';
import { createOutSmartClient } from '../../lib/outsmart/client';
import type { OutSmartClient } from '../../lib/outsmart/port';
import { EXTENSION_REDIRECT_URI, USERNAME } from '../simulator/data/build-world';
import {
  type RequestRecord,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../simulator/index';

export interface ClientWorld {
  simulator: Simulator;
  accountView: AccountViewClient;
  outsmart: OutSmartClient;
  /** Id of the company whose books are kept. */
  companyId: string;
  /** Today's fiscal year in the simulator, as a day. */
  today: string;
  /** Access tokens that were renewed after a 401. */
  renewed: string[];
  /** Waits that were slept, in ms. */
  slept: number[];
  /** Requests since the call before, without the sign-in. */
  newRequests(): RequestRecord[];
  close(): Promise<void>;
}

export interface ClientWorldOptions extends SimulatorOptions {
  username?: string;
  http?: Partial<HttpPorts>;
}

/** Both clients on real HTTP against the simulator, signed in; back-off is noted instead of slept. */
export async function startClientWorld(options: ClientWorldOptions = {}): Promise<ClientWorld> {
  const { username = USERNAME, http: ports = {}, ...simulatorOptions } = options;
  const simulator = await startSimulator({ seed: 7, ...simulatorOptions });
  const slept: number[] = [];
  const clock: Clock = {
    now: () => systemClock.now() + slept.reduce((sum, delayMs) => sum + delayMs, 0),
    sleep: async (delayMs) => void slept.push(delayMs),
  };
  const http = createHttp({
    fetch,
    clock,
    random: () => 0.5,
    permitted: async () => true,
    online: () => true,
    ...ports,
  });
  const tokens = signIn(simulator, username);
  const { outsmartToken, outsmartSoftwareToken } = simulator.credentials;
  let reported = 0;
  return {
    simulator,
    companyId: simulator.world.accountView.company('KRAAN').id,
    today: new Date(systemClock.now()).toISOString().slice(0, 10),
    renewed: tokens.renewed,
    slept,
    accountView: createAccountViewClient({ baseUrl: simulator.accountViewUrl, http, tokens }),
    outsmart: createOutSmartClient({
      baseUrl: simulator.outsmartUrl,
      http,
      credentials: async () => ({ token: outsmartToken, softwareToken: outsmartSoftwareToken }),
    }),
    newRequests: () => {
      const fresh = simulator.requests.slice(reported);
      reported = simulator.requests.length;
      return fresh;
    },
    close: () => simulator.close(),
  };
}

/** Tokens as after a sign-in; the OAuth client has tests of its own. */
function signIn({ world, credentials }: Simulator, username: string) {
  const grant = {
    username,
    clientId: credentials.clientId,
    scope: 'readaccountviewdata updateaccountviewdata',
    redirectUri: EXTENSION_REDIRECT_URI,
    codeChallenge: null,
    family: 1,
  };
  let current = world.accountView.tokens.issue(grant).accessToken;
  const renewed: string[] = [];
  return {
    renewed,
    accessToken: async () => current,
    refreshAfter401: async (stale: string) => {
      renewed.push(stale);
      current = world.accountView.tokens.issue(grant).accessToken;
      return current;
    },
  };
}

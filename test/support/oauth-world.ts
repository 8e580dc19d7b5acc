import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { createTokenSource, toAccessToken, type TokenSource } from '../../lib/app/token-source';
import { createAccountViewClient } from '../../lib/accountview/client';
import type { AccountViewClient } from '../../lib/accountview/port';
import { createHttp } from '../../lib/http/http';
import { systemClock } from '../../lib/kernel/clock';
import {
  authorizeUrl,
  type CheckedCallback,
  newSignInSecrets,
  readCallback,
} from '../../lib/oauth/authorize';
import { createOAuthClient, type OAuthClient } from '../../lib/oauth/client';
import type { TokenSet } from '../../lib/oauth/tokens';
import { createServiceFetch } from '../../lib/platform/service-fetch';
import { createTokenVault, type TokenVault } from '../../lib/platform/token-vault';
import { createStore } from '../../lib/store/store';
import { type Profile, type Simulator, startSimulator } from '../simulator/index';
import { memoryLocks } from './memory-locks';
import { memorySession } from './memory-session';

const REDIRECT = 'https://jdfkpdikiimficjblgecpfbmkobnehpf.chromiumapp.org/accountview';

/** `odd` refuses parameters it does not know, so PKCE is left out there, as its user would choose. */
export const SIGN_IN_PROFILES = [
  ['default', false],
  ['strict', false],
  ['odd', true],
] as const;

export interface OAuthWorld {
  simulator: Simulator;
  client: OAuthClient;
  close(): Promise<void>;
}

export async function startOAuthWorld(profile: Profile): Promise<OAuthWorld> {
  const data = { relations: 3, articles: 3, workOrders: 0, difficult: false };
  const simulator = await startSimulator({ profile, data });
  const client = createOAuthClient({ accountViewUrl: simulator.accountViewUrl, fetch });
  return { simulator, client, close: () => simulator.close() };
}

export interface SignInChoices {
  withoutPkce?: boolean;
  decision?: 'allow' | 'deny';
  clientId?: string;
}

export interface SignInOutcome {
  url: string;
  status: number;
  /** Reads where the browser was sent back to. */
  read: () => CheckedCallback;
  verifier: string | null;
}

/** What the browser does: shows the page, sends its form, and is sent back. */
export async function signIn({ simulator }: OAuthWorld, choices: SignInChoices): Promise<SignInOutcome> {
  const { accountViewUrl, credentials } = simulator;
  const { withoutPkce = false, decision = 'allow', clientId = credentials.clientId } = choices;
  const { state, verifier } = newSignInSecrets();
  const redirectUri = REDIRECT;
  const url = await authorizeUrl({ accountViewUrl, clientId, redirectUri, withoutPkce, state, verifier });
  const { username, password } = credentials;
  const form = new URLSearchParams({ username, password, decision });
  const answer = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
  const location = answer.headers.get('location') ?? '';
  const read = (): CheckedCallback =>
    readCallback(location, { accountViewUrl, clientId, redirectUri, state, withoutPkce });
  return { url, status: answer.status, read, verifier: withoutPkce ? null : verifier };
}

export function tokensOf(
  { simulator, client }: OAuthWorld,
  { read, verifier }: SignInOutcome,
  clientSecret = simulator.credentials.clientSecret,
): Promise<TokenSet> {
  const { clientId } = simulator.credentials;
  return client.exchangeCode({
    clientId,
    clientSecret,
    callback: read(),
    redirectUri: REDIRECT,
    verifier,
  });
}

export interface Connected extends OAuthWorld {
  accountView: AccountViewClient;
  tokens: TokenSource;
  vault: TokenVault;
  /** How often a person was asked to sign in. */
  refused: () => number;
  /** Token requests since the sign-in. */
  tokenCalls: () => number;
}

/** A database of its own for each: what one test leaves running must not write in the next one's. */
let databases = 0;

/** Signed in, with the real store, vault, HTTP layer and client. */
export async function connect(profile: Profile, withoutPkce: boolean): Promise<Connected> {
  const world = await startOAuthWorld(profile);
  const { accountViewUrl } = world.simulator;
  databases += 1;
  const name = `oauth-world-${databases}`;
  const store = createStore(name);
  const vault = createTokenVault(store, memorySession());
  const set = await tokensOf(world, await signIn(world, { withoutPkce }));
  const refresh = { current: set.refreshToken ?? '', previous: null };
  await vault.saveTokens(toAccessToken(set, systemClock.now()), refresh);
  const { send, tokens, refused } = createTokens(world, vault);
  const ports = { clock: systemClock, random: () => 0, permitted: async () => true, online: () => true };
  const isToken = ({ path }: { path: string }): boolean => path.toLowerCase() === '/api/v3/token';
  const before = world.simulator.requests.filter(isToken).length;
  return {
    ...world,
    accountView: createAccountViewClient({
      baseUrl: accountViewUrl,
      http: createHttp({ ...ports, fetch: send }),
      tokens,
    }),
    tokens,
    vault,
    refused,
    tokenCalls: () => world.simulator.requests.filter(isToken).length - before,
    close: async () => {
      store.close();
      await deleteDB(name);
      await world.close();
    },
  };
}

function createTokens({ simulator }: OAuthWorld, vault: TokenVault) {
  const { accountViewUrl, credentials } = simulator;
  let refused = 0;
  const send = createServiceFetch({
    fetch,
    accountViewOrigin: accountViewUrl,
    singleShot: { ensure: async () => {} },
    onAccepted: (token) => void tokens.worked(token),
  });
  const tokens: TokenSource = createTokenSource({
    clock: systemClock,
    locks: memoryLocks(),
    vault,
    oauth: createOAuthClient({ accountViewUrl, fetch: send }),
    credentials: async () => credentials,
    onRefused: async () => void (refused += 1),
  });
  return { send, tokens, refused: () => refused };
}

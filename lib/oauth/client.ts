import * as oauth from 'oauth4webapi';
import { AppError } from '../kernel/app-error';
import { type CheckedCallback } from './authorize';
import { fromExchangeError, fromRefreshError } from './errors';
import { normaliseTokenResponse } from './normalise';
import { allowsInsecure, authorizationServer, oauthClient } from './server';
import { FALLBACK_LIFETIME_MS, type OAuthCredentials, type TokenSet } from './tokens';

export interface OAuthOptions {
  accountViewUrl: string;
  fetch: typeof fetch;
  /** Budget of one call, headers and body together. */
  timeoutMs?: number;
}

export interface CodeExchange extends OAuthCredentials {
  callback: CheckedCallback;
  redirectUri: string;
  /** Null: the sign-in went without PKCE. */
  verifier: string | null;
}

export interface Refresh extends OAuthCredentials {
  refreshToken: string;
}

/** The token endpoint of AccountView (accountview-api §1.4). */
export interface OAuthClient {
  /** @throws AppError CLIENT_INVALID, PKCE_REFUSED, SIGNIN_STATE, SIGNIN_PAGE_FAILED, UNREACHABLE, RATE_LIMITED */
  exchangeCode(exchange: CodeExchange): Promise<TokenSet>;
  /** @throws AppError SIGNIN_NEEDED or CLIENT_INVALID (auth); UNREACHABLE, RATE_LIMITED, API_CHANGED (transient) */
  refresh(refresh: Refresh): Promise<TokenSet>;
  /** What the sign-in page answers to a plain request for `url`: tells a dead line from a refusal. */
  probe(url: string): Promise<'unreachable' | 'refused' | 'ok'>;
}

const TIMEOUT_MS = 25_000;

/** The service and how it is called. */
interface Endpoint {
  server: oauth.AuthorizationServer;
  /** Fresh for every call: the budget starts with it. */
  options: () => oauth.TokenEndpointRequestOptions;
}

export function createOAuthClient({
  accountViewUrl,
  fetch: send,
  timeoutMs = TIMEOUT_MS,
}: OAuthOptions): OAuthClient {
  const endpoint: Endpoint = {
    server: authorizationServer(accountViewUrl),
    options: () => ({
      // oxlint-disable-next-line typescript/no-deprecated -- marked so to stand out; only ever true for 127.0.0.1
      [oauth.allowInsecureRequests]: allowsInsecure(accountViewUrl),
      [oauth.customFetch]: (url: string, init: RequestInit) => sendToken(send, url, init),
      signal: AbortSignal.timeout(timeoutMs),
    }),
  };
  return {
    exchangeCode: (exchange) => exchangeCode(endpoint, exchange),
    refresh: (refresh) => refreshTokens(endpoint, refresh),
    probe: (url) => probe(send, url, timeoutMs),
  };
}

/** RFC 6749 §4.1.3 and §4.1.4, RFC 7636 §4.5. */
async function exchangeCode({ server, options }: Endpoint, exchange: CodeExchange): Promise<TokenSet> {
  const { clientId, clientSecret, callback, redirectUri, verifier } = exchange;
  const client = oauthClient(clientId);
  const secret = oauth.ClientSecretPost(clientSecret);
  // oxlint-disable-next-line typescript/no-deprecated -- marked so to stand out; a service may refuse PKCE (accountview-api §1.5)
  const proof = verifier ?? oauth.nopkce;
  try {
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      secret,
      callback,
      redirectUri,
      proof,
      options(),
    );
    return await toTokenSet(server, client, response);
  } catch (error) {
    throw fromExchangeError(error, verifier !== null);
  }
}

/** RFC 6749 §6. */
async function refreshTokens({ server, options }: Endpoint, refresh: Refresh): Promise<TokenSet> {
  const client = oauthClient(refresh.clientId);
  const secret = oauth.ClientSecretPost(refresh.clientSecret);
  try {
    const response = await oauth.refreshTokenGrantRequest(
      server,
      client,
      secret,
      refresh.refreshToken,
      options(),
    );
    return await toTokenSet(server, client, response);
  } catch (error) {
    throw fromRefreshError(error);
  }
}

async function sendToken(send: typeof fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    // Without the user's AccountView cookies: the request is signed by what it carries.
    return await normaliseTokenResponse(await send(url, { ...init, credentials: 'omit', cache: 'no-store' }));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('UNREACHABLE', {
      kind: 'transient',
      side: 'accountview',
      applied: 'unknown',
      cause: error,
    });
  }
}

async function toTokenSet(
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  response: Response,
): Promise<TokenSet> {
  const tokens = await oauth.processGenericTokenEndpointResponse(server, client, response);
  return {
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token ?? null,
    lifetimeMs: tokens.expires_in === undefined ? FALLBACK_LIFETIME_MS : tokens.expires_in * 1000,
  };
}

async function probe(
  send: typeof fetch,
  url: string,
  timeoutMs: number,
): Promise<'unreachable' | 'refused' | 'ok'> {
  try {
    // Not 'omit': those connections are for POSTs alone, which must never meet a used one (reliability §0, fact 13).
    const { status, body } = await send(url, {
      redirect: 'manual',
      credentials: 'include',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await body?.cancel();
    if (status >= 500) return 'unreachable';
    return status >= 400 ? 'refused' : 'ok';
  } catch {
    return 'unreachable';
  }
}

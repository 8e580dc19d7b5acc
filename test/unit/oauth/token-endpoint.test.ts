import { afterEach, describe, expect, it } from 'vitest';
import { readCallback } from '../../../lib/oauth/authorize';
import { createOAuthClient, type OAuthClient } from '../../../lib/oauth/client';
import type { TokenSet } from '../../../lib/oauth/tokens';
import { type Script, type ScriptedServer, startScriptedServer } from '../../support/scripted-server';

const REDIRECT = 'https://x.chromiumapp.org/accountview';
const TOKENS = { access_token: 'A1', refresh_token: 'R1', token_type: 'bearer', expires_in: 3600 };

let server: ScriptedServer;
let client: OAuthClient;

async function answering(...answers: Script[]): Promise<void> {
  server = await startScriptedServer(...answers);
  client = createOAuthClient({ accountViewUrl: server.url, fetch, timeoutMs: 500 });
}

afterEach(() => server.close());

function exchange(verifier: string | null = 'V'.repeat(43)): Promise<TokenSet> {
  const callback = readCallback(`${REDIRECT}?code=C&state=S`, {
    accountViewUrl: server.url,
    clientId: 'key',
    redirectUri: REDIRECT,
    state: 'S',
    withoutPkce: verifier === null,
  });
  return client.exchangeCode({
    clientId: 'key',
    clientSecret: 'sec ret',
    callback,
    redirectUri: REDIRECT,
    verifier,
  });
}

const refresh = (): Promise<TokenSet> =>
  client.refresh({ clientId: 'key', clientSecret: 'secret', refreshToken: 'R0' });

describe('token request', () => {
  it('sends code, verifier and the client in the body', async () => {
    await answering({ body: TOKENS });

    await exchange();

    const [request] = server.requests;
    expect(request?.method).toBe('POST');
    expect(request?.path).toBe('/api/v3/token');
    expect(request?.headers.authorization).toBeUndefined();
    expect(Object.fromEntries(request?.form ?? [])).toEqual({
      grant_type: 'authorization_code',
      code: 'C',
      redirect_uri: REDIRECT,
      code_verifier: 'V'.repeat(43),
      client_id: 'key',
      client_secret: 'sec ret',
    });
  });

  it('sends no verifier when the connection goes without PKCE', async () => {
    await answering({ body: TOKENS });

    await exchange(null);

    expect(server.requests[0]?.form.has('code_verifier')).toBe(false);
  });

  it('sends the refresh token and the client in the body', async () => {
    await answering({ body: TOKENS });

    await refresh();

    expect(Object.fromEntries(server.requests[0]?.form ?? [])).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'R0',
      client_id: 'key',
      client_secret: 'secret',
    });
  });

  it('is not sent over plain http to another machine', async () => {
    await answering({});
    const elsewhere = createOAuthClient({ accountViewUrl: 'http://accountview.example', fetch });

    await expect(
      elsewhere.refresh({ clientId: 'k', clientSecret: 's', refreshToken: 'R' }),
    ).rejects.toMatchObject({ kind: 'transient' });
    expect(server.requests).toEqual([]);
  });
});

describe('token answer', () => {
  const expected = { accessToken: 'A1', refreshToken: 'R1', lifetimeMs: 3_600_000 };

  it.each<[string, unknown, Partial<TokenSet>]>([
    ['a lifetime in text', { ...TOKENS, expires_in: '1800' }, { lifetimeMs: 1_800_000 }],
    ['no lifetime', { ...TOKENS, expires_in: undefined }, {}],
    ['an empty lifetime', { ...TOKENS, expires_in: '' }, {}],
    ['a lifetime of nought', { ...TOKENS, expires_in: 0 }, {}],
    ['a lifetime that is no number', { ...TOKENS, expires_in: 'soon' }, {}],
    ['a null lifetime', { ...TOKENS, expires_in: null }, {}],
    ['a token type in capitals', { ...TOKENS, token_type: 'Bearer' }, {}],
    ['no token type', { ...TOKENS, token_type: undefined }, {}],
    ['no refresh token', { ...TOKENS, refresh_token: undefined }, { refreshToken: null }],
    ['an empty refresh token', { ...TOKENS, refresh_token: '' }, { refreshToken: null }],
    ['a null refresh token', { ...TOKENS, refresh_token: null }, { refreshToken: null }],
    ['scopes as a list', { ...TOKENS, scope: ['a', 'b'] }, {}],
    ['members nobody asked for', { ...TOKENS, id_token: 'x', userName: 'jan' }, {}],
    ['a byte order mark', `\uFEFF${JSON.stringify(TOKENS)}`, {}],
  ])('is taken with %s', async (_name, body, change) => {
    await answering({ body });

    expect(await refresh()).toEqual({ ...expected, ...change });
    expect(await exchange()).toEqual({ ...expected, ...change });
  });

  it('is taken with status 201 and the content type of a page', async () => {
    await answering({ status: 201, headers: { 'content-type': 'text/html' }, body: TOKENS });

    expect(await refresh()).toEqual(expected);
  });
});

describe('token refusal', () => {
  it.each<[string, Script, string, string]>([
    ['invalid_grant', { status: 400, body: { error: 'invalid_grant' } }, 'SIGNIN_STATE', 'SIGNIN_NEEDED'],
    [
      'invalid_grant in a 2xx',
      { status: 200, body: { error: 'invalid_grant' } },
      'SIGNIN_STATE',
      'SIGNIN_NEEDED',
    ],
    [
      'invalid_grant in capitals',
      { status: 400, body: { error: 'Invalid_Grant' } },
      'SIGNIN_STATE',
      'SIGNIN_NEEDED',
    ],
    [
      'invalid_client',
      { status: 401, body: { error: 'invalid_client' } },
      'CLIENT_INVALID',
      'CLIENT_INVALID',
    ],
    [
      'invalid_client with a challenge',
      { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' }, body: { error: 'invalid_client' } },
      'CLIENT_INVALID',
      'CLIENT_INVALID',
    ],
    [
      'invalid_client with 400',
      { status: 400, body: { error: 'invalid_client' } },
      'CLIENT_INVALID',
      'CLIENT_INVALID',
    ],
    [
      'a page with 401',
      { status: 401, headers: { 'content-type': 'text/html' }, body: '<h1>401</h1>' },
      'CLIENT_INVALID',
      'CLIENT_INVALID',
    ],
    [
      'unauthorized_client',
      { status: 400, body: { error: 'unauthorized_client' } },
      'CLIENT_INVALID',
      'CLIENT_INVALID',
    ],
    ['invalid_request', { status: 400, body: { error: 'invalid_request' } }, 'PKCE_REFUSED', 'API_CHANGED'],
    [
      'an AccountView error in a 2xx',
      { body: { ErrorType: 'AccountViewError', ErrorNumbers: null, ErrorMessage: 'Fout' } },
      'UNREACHABLE',
      'UNREACHABLE',
    ],
    [
      'a page with 200',
      { headers: { 'content-type': 'text/html' }, body: '<h1>Onderhoud</h1>' },
      'SIGNIN_PAGE_FAILED',
      'API_CHANGED',
    ],
    [
      'a page with 400',
      { status: 400, headers: { 'content-type': 'text/html' }, body: '<h1>400</h1>' },
      'SIGNIN_PAGE_FAILED',
      'API_CHANGED',
    ],
    ['nothing at all', { body: '' }, 'SIGNIN_PAGE_FAILED', 'API_CHANGED'],
    ['no access token', { body: { token_type: 'bearer' } }, 'SIGNIN_PAGE_FAILED', 'API_CHANGED'],
    ['a list', { body: [TOKENS] }, 'SIGNIN_PAGE_FAILED', 'API_CHANGED'],
    [
      'a redirect',
      { status: 302, headers: { location: 'https://evil.example/' } },
      'SIGNIN_PAGE_FAILED',
      'API_CHANGED',
    ],
    ['500', { status: 500, body: { error: 'invalid_grant' } }, 'UNREACHABLE', 'UNREACHABLE'],
    [
      '503 with a page',
      { status: 503, headers: { 'content-type': 'text/html' }, body: '<h1>503</h1>' },
      'UNREACHABLE',
      'UNREACHABLE',
    ],
    ['429', { status: 429 }, 'RATE_LIMITED', 'RATE_LIMITED'],
    ['a dropped connection', { drop: true }, 'UNREACHABLE', 'UNREACHABLE'],
  ])('with %s has its own code in a sign-in and in a refresh', async (_name, script, inSignIn, inRefresh) => {
    await answering(script);

    await expect(exchange()).rejects.toMatchObject({ code: inSignIn, side: 'accountview' });
    await expect(refresh()).rejects.toMatchObject({ code: inRefresh, side: 'accountview' });
  });

  it('ends a sign-in only where token or key were refused', async () => {
    const kinds: Record<string, string> = {};
    for (const status of [400, 401, 403, 404, 408, 429, 500, 503]) {
      await answering({ status, headers: { 'content-type': 'text/html' }, body: '<p>nee</p>' });
      kinds[status] = await refresh().then(
        () => 'ok',
        (error: { kind: string }) => error.kind,
      );
      await server.close();
    }

    expect(kinds).toEqual({
      400: 'transient',
      401: 'auth',
      403: 'transient',
      404: 'transient',
      408: 'transient',
      429: 'transient',
      500: 'transient',
      503: 'transient',
    });
    await answering({});
  });

  it('is unreachable when no answer comes within the budget', async () => {
    await answering({ body: TOKENS });
    const silent: typeof fetch = (_url, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
      });
    client = createOAuthClient({ accountViewUrl: server.url, fetch: silent, timeoutMs: 20 });

    await expect(refresh()).rejects.toMatchObject({ code: 'UNREACHABLE', kind: 'transient' });
  });
});

describe('probe', () => {
  it.each<[string, Script, string]>([
    ['a page', {}, 'ok'],
    ['a redirect', { status: 302, headers: { location: '/login' } }, 'ok'],
    ['400', { status: 400 }, 'refused'],
    ['503', { status: 503 }, 'unreachable'],
    ['a dropped connection', { drop: true }, 'unreachable'],
  ])('tells of %s', async (_name, script, answer) => {
    await answering(script);

    expect(await client.probe(`${server.url}/ams/authorize.aspx`)).toBe(answer);
  });
});

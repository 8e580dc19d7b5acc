import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type AuthorizeRequest,
  authorizeUrl,
  newSignInSecrets,
  readCallback,
} from '../../../lib/oauth/authorize';

const REDIRECT = 'https://jdfkpdikiimficjblgecpfbmkobnehpf.chromiumapp.org/accountview';

function aRequest(change: Partial<AuthorizeRequest> = {}): AuthorizeRequest {
  return {
    accountViewUrl: 'https://www.accountview.net',
    clientId: 'key & more',
    redirectUri: REDIRECT,
    state: 'S',
    verifier: 'V'.repeat(43),
    withoutPkce: false,
    ...change,
  };
}

describe('authorizeUrl', () => {
  it('asks for a code with key, address, scopes, state and an S256 challenge', async () => {
    const url = new URL(await authorizeUrl(aRequest()));

    expect(`${url.origin}${url.pathname}`).toBe('https://www.accountview.net/ams/authorize.aspx');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'key & more',
      redirect_uri: REDIRECT,
      scope: 'readaccountviewdata updateaccountviewdata',
      state: 'S',
      code_challenge: createHash('sha256').update('V'.repeat(43)).digest('base64url'),
      code_challenge_method: 'S256',
    });
  });

  it('sends no challenge when the connection goes without PKCE', async () => {
    const url = new URL(await authorizeUrl(aRequest({ withoutPkce: true })));

    expect([...url.searchParams.keys()]).toEqual([
      'response_type',
      'client_id',
      'redirect_uri',
      'scope',
      'state',
    ]);
  });
});

describe('newSignInSecrets', () => {
  it('never gives the same value twice', () => {
    const values = [newSignInSecrets(), newSignInSecrets()].flatMap(({ state, verifier }) => [
      state,
      verifier,
    ]);

    expect(new Set(values).size).toBe(4);
    for (const value of values) expect(value.length).toBeGreaterThanOrEqual(43);
  });
});

describe('readCallback', () => {
  const check = {
    accountViewUrl: 'https://www.accountview.net',
    clientId: 'key',
    redirectUri: REDIRECT,
    state: 'S',
    withoutPkce: false,
  };
  const codeOf = (url: string, change: Partial<typeof check> = {}): string | null | undefined => {
    try {
      return readCallback(url, { ...check, ...change }).get('code');
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };

  it('gives the code, decoded once', () => {
    expect(codeOf(`${REDIRECT}?code=a%2Fb%252F&state=S`)).toBe('a/b%2F');
  });

  it.each([
    ['another state', `${REDIRECT}?code=c&state=T`],
    ['no state', `${REDIRECT}?code=c`],
    ['two states', `${REDIRECT}?code=c&state=S&state=T`],
    ['another path', `${REDIRECT}x?code=c&state=S`],
    ['another host', 'https://evil.example/accountview?code=c&state=S'],
    [
      'another host that begins like ours',
      `${REDIRECT.replace('/accountview', '.evil.example/accountview')}?code=c&state=S`,
    ],
    ['another state beside an error', `${REDIRECT}?error=access_denied&state=T`],
    ['no address at all', 'code=c&state=S'],
  ])('[A1] refuses a callback with %s', (_name, url) => {
    expect(codeOf(url)).toBe('SIGNIN_STATE');
  });

  it.each([
    ['access_denied', 'SIGNIN_REFUSED'],
    ['unauthorized_client', 'CLIENT_INVALID'],
    ['invalid_client', 'CLIENT_INVALID'],
    ['invalid_request', 'PKCE_REFUSED'],
    ['temporarily_unavailable', 'UNREACHABLE'],
    ['invalid_scope', 'SIGNIN_PAGE_FAILED'],
  ])('explains error=%s as %s', (word, code) => {
    expect(codeOf(`${REDIRECT}?error=${word}&state=S`)).toBe(code);
  });

  it('[A1] refuses a code that another server gave, however well it looks', () => {
    expect(codeOf(`${REDIRECT}?code=c&state=S&iss=https%3A%2F%2Fevil.example`)).toBe('SIGNIN_PAGE_FAILED');
    expect(codeOf(`${REDIRECT}?code=c&state=S&iss=https%3A%2F%2Fwww.accountview.net`)).toBe('c');
  });

  it('explains a refusal that does not echo the state', () => {
    expect(codeOf(`${REDIRECT}?error=access_denied`)).toBe('SIGNIN_REFUSED');
  });

  it('does not blame PKCE when none was sent', () => {
    expect(codeOf(`${REDIRECT}?error=invalid_request&state=S`, { withoutPkce: true })).toBe(
      'SIGNIN_PAGE_FAILED',
    );
  });

  it('keeps the words of the callback out of its error', () => {
    const thrown = (): unknown =>
      readCallback(`${REDIRECT}?error=%3Cscript%3E&error_description=jan@halm.example&state=S`, check);

    expect(thrown).toThrow(
      expect.objectContaining({
        code: 'SIGNIN_PAGE_FAILED',
        params: { error: '?' },
        message: 'SIGNIN_PAGE_FAILED',
      }),
    );
  });
});

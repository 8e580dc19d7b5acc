import { afterEach, describe, expect, it } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator';
import { askToken, authorize, authorizeUrl, REDIRECT_URI, signIn, VERIFIER } from '../simulator/test-client';

let simulator: Simulator | undefined;

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  simulator = await startSimulator({ data: { relations: 12 }, ...options });
  return simulator;
}

afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

async function redirectOf(
  target: Simulator,
  options: Parameters<typeof authorize>[1] = {},
): Promise<URLSearchParams> {
  const redirect = await authorize(target, options);
  if (!(redirect instanceof URL)) throw new Error(`no redirect: ${redirect.status}`);
  return redirect.searchParams;
}

async function pageOf(answer: URL | Response): Promise<{ status: number; text: string }> {
  if (answer instanceof URL) throw new Error(`redirected to ${answer.href}`);
  return { status: answer.status, text: await answer.text() };
}

describe('authorize page', () => {
  it('shows a sign-in form and then asks for consent', async () => {
    const target = await start();
    const { username, password } = target.credentials;

    const form = await (await fetch(authorizeUrl(target))).text();
    const consent = await (
      await fetch(authorizeUrl(target), { method: 'POST', body: new URLSearchParams({ username, password }) })
    ).text();

    for (const id of ['username', 'password', 'sign-in']) expect(form).toContain(`id="${id}"`);
    for (const id of ['allow', 'deny']) expect(consent).toContain(`id="${id}"`);
  });

  it('redirects with a code that needs decoding, and the state, when allowed', async () => {
    const answer = await redirectOf(await start());

    expect(answer.get('code')).toMatch(/\/.*\+.*==$/);
    expect(answer.get('state')).toBe('st&te=1');
  });

  it('redirects with access_denied when the user refuses', async () => {
    const answer = await redirectOf(await start(), { decision: 'deny' });

    expect(answer.get('error')).toBe('access_denied');
    expect(answer.get('state')).toBe('st&te=1');
    expect(answer.has('code')).toBe(false);
  });

  it('says so when the password is wrong', async () => {
    const response = await authorize(await start(), { password: 'fout' });

    expect(await pageOf(response)).toMatchObject({
      status: 200,
      text: expect.stringContaining('role="alert"') as string,
    });
  });

  it('shows an error page and does not redirect when the redirect address is not registered', async () => {
    const response = await authorize(await start(), {
      parameters: { redirect_uri: 'https://evil.example/' },
    });

    expect(await pageOf(response)).toMatchObject({
      status: 400,
      text: expect.stringContaining('role="alert"') as string,
    });
  });

  it('accepts a redirect address given in the options', async () => {
    const target = await start({ redirectUris: ['https://other.example/back'] });

    const redirect = await authorize(target, { parameters: { redirect_uri: 'https://other.example/back' } });

    expect(redirect).toBeInstanceOf(URL);
  });

  it.each([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ scope: 'everything' }, 'invalid_scope'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
  ])('redirects with an error for %o', async (parameters, error) => {
    const answer = await redirectOf(await start(), { parameters });

    expect(answer.get('error')).toBe(error);
  });

  it('refuses PKCE with invalid_request in profile odd, and works without it', async () => {
    const target = await start({ profile: 'odd' });

    const refused = await redirectOf(target);
    const tokens = await signIn(target, { pkce: false });

    expect(refused.get('error')).toBe('invalid_request');
    expect(refused.get('state')).toBe('st&te=1');
    expect(tokens.access_token).not.toBe('');
  });

  it('can be made to refuse unknown parameters on its own', async () => {
    const target = await start({ behaviour: { refuseUnknownParameters: true } });

    expect((await redirectOf(target)).get('error')).toBe('invalid_request');
  });
});

describe('token endpoint', () => {
  const exchange = async (target: Simulator, changes: Record<string, string> = {}): Promise<Response> => {
    const code = (await redirectOf(target)).get('code') ?? '';
    return askToken(target, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT_URI,
      code_verifier: VERIFIER,
      ...changes,
    });
  };

  it.each([
    ['default', '3600'],
    ['strict', 3600],
  ] as const)('gives tokens with the expires_in of profile %s', async (profile, expected) => {
    const tokens = await signIn(await start({ profile }));

    expect(tokens).toMatchObject({
      token_type: 'bearer',
      expires_in: expected,
      scope: 'readaccountviewdata updateaccountviewdata',
    });
  });

  it('leaves expires_in out in profile odd', async () => {
    expect(await signIn(await start({ profile: 'odd' }), { pkce: false })).not.toHaveProperty('expires_in');
  });

  it.each([
    ['another verifier', { code_verifier: 'wrong' }],
    ['another redirect address', { redirect_uri: 'https://evil.example/' }],
    ['an unknown code', { code: 'nonsense' }],
  ])('answers invalid_grant for %s', async (_, changes) => {
    const response = await exchange(await start(), changes);

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'invalid_grant' });
  });

  it.each([
    ['default', 401],
    ['strict', 400],
  ] as const)('answers a wrong secret in profile %s with %d', async (profile, status) => {
    const response = await exchange(await start({ profile }), { client_secret: 'wrong' });

    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: 'invalid_client' });
  });

  it('takes a code only once', async () => {
    const target = await start();
    const code = (await redirectOf(target)).get('code') ?? '';
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT_URI,
      code_verifier: VERIFIER,
    };

    const statuses = [(await askToken(target, form)).status, (await askToken(target, form)).status];

    expect(statuses).toEqual([200, 400]);
  });
});

describe('refresh', () => {
  const refresh = (target: Simulator, token = ''): Promise<Response> =>
    askToken(target, { grant_type: 'refresh_token', refresh_token: token });

  it('rotates with a minute of grace in profile default', async () => {
    let now = Date.parse('2026-06-01T10:00:00Z');
    const target = await start({ now: () => new Date(now) });
    const { refresh_token: first } = await signIn(target);

    const statuses = [(await refresh(target, first)).status, (await refresh(target, first)).status];
    now += 61_000;
    const late = await refresh(target, first);

    expect(statuses).toEqual([200, 200]);
    expect(late.status).toBe(400);
  });

  it('withdraws everything in profile strict when a rotated token is used again', async () => {
    const target = await start({ profile: 'strict' });
    const { refresh_token: first } = await signIn(target);
    const second = (await (await refresh(target, first)).json()) as {
      refresh_token: string;
      access_token: string;
    };

    const reuse = await refresh(target, first);
    const next = await refresh(target, second.refresh_token);
    const call = await fetch(`${target.accountViewUrl}/api/v3/companies`, {
      headers: { authorization: `Bearer ${second.access_token}` },
    });

    expect([reuse.status, next.status, call.status]).toEqual([400, 400, 401]);
  });

  it('gives no new refresh token in profile odd; the old one keeps working', async () => {
    const target = await start({ profile: 'odd' });
    const { refresh_token: first } = await signIn(target, { pkce: false });

    const answers = [
      await (await refresh(target, first)).json(),
      await (await refresh(target, first)).json(),
    ];

    for (const answer of answers) {
      expect(answer).toHaveProperty('access_token');
      expect(answer).not.toHaveProperty('refresh_token');
    }
  });

  it('lets the access token expire', async () => {
    let now = Date.parse('2026-06-01T10:00:00Z');
    const target = await start({ now: () => new Date(now), accessTokenSeconds: 120 });
    const { access_token: token } = await signIn(target);
    const call = async (): Promise<number> =>
      (
        await fetch(`${target.accountViewUrl}/api/v3/companies`, {
          headers: { authorization: `Bearer ${token}` },
        })
      ).status;

    const before = await call();
    now += 121_000;

    expect([before, await call()]).toEqual([200, 401]);
  });
});

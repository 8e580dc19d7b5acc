import { afterEach, describe, expect, it } from 'vitest';
import { connect, type Connected, SIGN_IN_PROFILES } from '../support/oauth-world';
import { waitUntil } from '../support/wait';

let connected: Connected;
afterEach(() => connected.close());

const expireAll = (): void => connected.simulator.world.accountView.tokens.expireAll();
const refusals = (): number => connected.simulator.requests.filter(({ status }) => status === 401).length;

describe.each(SIGN_IN_PROFILES)('an expired access token (%s)', (profile, withoutPkce) => {
  it('[H4] is renewed once for ten calls at once, and they all succeed', async () => {
    connected = await connect(profile, withoutPkce);
    const { accountView, tokenCalls, vault } = connected;
    expireAll();

    const answers = await Promise.all(Array.from({ length: 10 }, () => accountView.companies()));

    expect(new Set(answers.map(({ length }) => length)).size).toBe(1);
    expect(tokenCalls()).toBe(1);
    const before = refusals();
    await accountView.companies();
    expect(refusals()).toBe(before);
    await waitUntil(
      'the old token is forgotten',
      async () => (await vault.refreshTokens())?.previous === null,
    );
  });

  it('is renewed again and again', async () => {
    connected = await connect(profile, withoutPkce);
    for (let time = 0; time < 3; time += 1) {
      expireAll();
      await connected.accountView.companies();
    }

    expect(connected.tokenCalls()).toBe(3);
    expect(connected.refused()).toBe(0);
  });

  it('[H3] asks for a sign-in when the refresh token was withdrawn', async () => {
    connected = await connect(profile, withoutPkce);
    expireAll();
    connected.simulator.world.accountView.tokens.revokeRefreshTokens();

    const asked = connected.accountView.companies();

    await expect(asked).rejects.toMatchObject({ code: 'SIGNIN_NEEDED', kind: 'auth' });
    expect(connected.refused()).toBe(1);
  });

  it.each([
    { kind: 'status', status: 503 },
    { kind: 'html', status: 200 },
    { kind: 'error-object' },
    { kind: 'drop', when: 'before' },
  ] as const)('[H3] survives a token endpoint with fault %o', async (fault) => {
    connected = await connect(profile, withoutPkce);
    const { accountView, refused, simulator } = connected;
    expireAll();
    simulator.faults.add({ side: 'accountview', path: '/token', times: 1, fault });

    await expect(accountView.companies()).rejects.toMatchObject({ kind: 'transient' });

    expect(refused()).toBe(0);
    expect((await accountView.companies()).length).toBeGreaterThan(0);
  });
});

describe('[H5] an answer of the token endpoint that is lost after the rotation', () => {
  it.each([
    ['default', 'renewed', 0],
    ['strict', 'SIGNIN_NEEDED', 1],
  ] as const)('costs at most a sign-in (%s)', async (profile, outcome, signIns) => {
    connected = await connect(profile, false);
    const { tokens, refused, vault, simulator } = connected;
    const stale = (await vault.accessToken())?.token ?? '';
    const fault = { kind: 'drop', when: 'after' } as const;
    simulator.faults.add({ side: 'accountview', path: '/token', times: 1, fault });
    await expect(tokens.refreshAfter401(stale)).rejects.toMatchObject({ kind: 'transient' });

    const second = await tokens.refreshAfter401(stale).then(
      () => 'renewed',
      (error: { code: string }) => error.code,
    );

    expect(second).toBe(outcome);
    expect(refused()).toBe(signIns);
  });
});

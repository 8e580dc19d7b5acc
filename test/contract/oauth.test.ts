import { afterEach, describe, expect, it } from 'vitest';
import { newSignInSecrets } from '../../lib/oauth/authorize';
import type { Profile } from '../simulator/index';
import {
  type OAuthWorld,
  SIGN_IN_PROFILES,
  signIn,
  type SignInChoices,
  type SignInOutcome,
  startOAuthWorld,
  tokensOf,
} from '../support/oauth-world';

let world: OAuthWorld;
afterEach(() => world.close());

async function signInAt(profile: Profile, choices: SignInChoices): Promise<SignInOutcome> {
  world = await startOAuthWorld(profile);
  return signIn(world, choices);
}

describe.each(SIGN_IN_PROFILES)('sign-in at AccountView (%s)', (profile, withoutPkce) => {
  it('gives tokens that open the service, and that can be renewed', async () => {
    const tokens = await tokensOf(await asWorld(profile), await signIn(world, { withoutPkce }));
    const { clientId, clientSecret } = world.simulator.credentials;
    const refreshToken = tokens.refreshToken ?? '';
    const renewed = await world.client.refresh({ clientId, clientSecret, refreshToken });

    expect(tokens.lifetimeMs).toBe(3_600_000);
    expect(renewed.accessToken).not.toBe(tokens.accessToken);
    for (const { accessToken } of [tokens, renewed]) expect(await companiesStatus(accessToken)).toBe(200);
    expect(world.simulator.audit().tokensInUrls).toBe(0);
  });

  it('is refused when the person says no', async () => {
    const { read } = await signInAt(profile, { withoutPkce, decision: 'deny' });

    expect(read).toThrow(expect.objectContaining({ code: 'SIGNIN_REFUSED' }));
  });

  it('is refused by the page itself when the key is unknown, which a probe tells', async () => {
    const { url, status } = await signInAt(profile, { withoutPkce, clientId: 'unknown' });

    expect(status).toBe(400);
    expect(await world.client.probe(url)).toBe('refused');
  });

  it('is explained when the secret is wrong', async () => {
    const outcome = await signInAt(profile, { withoutPkce });

    await expect(tokensOf(world, outcome, 'wrong')).rejects.toMatchObject({
      code: 'CLIENT_INVALID',
      kind: 'auth',
    });
  });

  it('[A1] takes a code once', async () => {
    const outcome = await signInAt(profile, { withoutPkce });
    await tokensOf(world, outcome);

    await expect(tokensOf(world, outcome)).rejects.toMatchObject({ code: 'SIGNIN_STATE' });
  });
});

describe('PKCE', () => {
  it('that is refused is told apart from everything else', async () => {
    const { read, url } = await signInAt('odd', {});

    expect(read).toThrow(expect.objectContaining({ code: 'PKCE_REFUSED' }));
    expect(await world.client.probe(url)).toBe('ok');
  });

  it('[A1] makes a stolen code worthless', async () => {
    const outcome = await signInAt('default', {});
    const stolen = { ...outcome, verifier: newSignInSecrets().verifier };

    await expect(tokensOf(world, stolen)).rejects.toMatchObject({ code: 'SIGNIN_STATE' });
  });
});

async function asWorld(profile: Profile): Promise<OAuthWorld> {
  world = await startOAuthWorld(profile);
  return world;
}

async function companiesStatus(accessToken: string): Promise<number> {
  const headers = { authorization: `Bearer ${accessToken}` };
  return (await fetch(`${world.simulator.accountViewUrl}/api/v3/companies`, { headers })).status;
}

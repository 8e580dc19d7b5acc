import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recover } from '../../../lib/app/recover';
import type { Answer, CommandInput } from '../../../lib/messaging/protocol';
import {
  type AppHarness,
  authError,
  aWorld,
  createAppHarness,
  REDIRECT,
  type World,
} from '../../support/app-harness';
import { openWindow } from '../../support/sign-in-window';
import { waitUntil } from '../../support/wait';

let world: World;
let app: AppHarness;

beforeEach(() => {
  world = aWorld();
  app = createAppHarness(world);
});
afterEach(() => app.close());

const signIn = (input: Partial<CommandInput<'sign-in'>> = {}): Promise<Answer> =>
  app.handlers['sign-in']({ clientId: 'KEY', clientSecret: 'CANARY-secret', withoutPkce: false, ...input });

describe('sign-in that fails', () => {
  it.each([
    ['the window is closed', () => Promise.reject(authError('SIGNIN_CANCELLED')), 'SIGNIN_CANCELLED'],
    ['another window is open', () => Promise.reject(authError('SIGNIN_BUSY')), 'SIGNIN_BUSY'],
    [
      'the person says no',
      (url: URL) =>
        Promise.resolve(`${REDIRECT}?error=access_denied&state=${url.searchParams.get('state') ?? ''}`),
      'SIGNIN_REFUSED',
    ],
    [
      'the key is unknown',
      (url: URL) =>
        Promise.resolve(`${REDIRECT}?error=unauthorized_client&state=${url.searchParams.get('state') ?? ''}`),
      'CLIENT_INVALID',
    ],
    [
      'PKCE is refused',
      (url: URL) =>
        Promise.resolve(`${REDIRECT}?error=invalid_request&state=${url.searchParams.get('state') ?? ''}`),
      'PKCE_REFUSED',
    ],
  ])('says why when %s, and leaves nothing behind', async (_name, window, code) => {
    world.window = window;

    expect(await signIn()).toMatchObject({ ok: false, code });

    expect(await app.connection()).toMatchObject({ connected: false, signingIn: false });
    expect((await app.snapshot()).signInError).toMatchObject({ code, at: app.clock.now() });
    expect(app.steps).not.toContain('exchange');
    expect(await app.ports.vault.clientSecret()).toBeUndefined();
    expect(await app.log()).toEqual([]);
  });

  it('[A1] refuses a code with a state that is not ours, and puts that in the log', async () => {
    world.window = () => Promise.resolve(`${REDIRECT}?code=C&state=forged`);

    expect(await signIn()).toMatchObject({ ok: false, code: 'SIGNIN_STATE' });

    expect(app.steps).not.toContain('exchange');
    expect((await app.connection()).connected).toBe(false);
    expect((await app.snapshot()).signInError).toMatchObject({ code: 'SIGNIN_STATE' });
    expect(await app.log()).toMatchObject([{ level: 'warning', code: 'SIGNIN_STATE' }]);
  });

  it('[A1] refuses a callback that was used before', async () => {
    const used: string[] = [];
    world.window = (url) => {
      used.push(`${REDIRECT}?code=C&state=${url.searchParams.get('state') ?? ''}`);
      return Promise.resolve(used[0] ?? '');
    };
    expect(await signIn()).toMatchObject({ ok: true });

    expect(await signIn()).toMatchObject({ ok: false, code: 'SIGNIN_STATE' });

    expect(app.steps.filter((step) => step === 'exchange')).toHaveLength(1);
  });

  it('[A1] refuses a code that comes back after ten minutes', async () => {
    const window = openWindow(world);
    const signingIn = signIn();
    const state = (await window.opened).searchParams.get('state') ?? '';
    app.clock.advance(10 * 60_000);
    window.end(`${REDIRECT}?code=C&state=${state}`);

    expect(await signingIn).toMatchObject({ ok: false, code: 'SIGNIN_STATE' });
  });

  it('[A1] refuses a code whose sign-in a disconnect ended', async () => {
    const window = openWindow(world);
    const signingIn = signIn();
    const state = (await window.opened).searchParams.get('state') ?? '';
    await app.handlers.disconnect({ wipeHistory: false });
    window.end(`${REDIRECT}?code=C&state=${state}`);

    expect(await signingIn).toMatchObject({ ok: false, code: 'SIGNIN_STATE' });
    expect((await app.connection()).connected).toBe(false);
  });

  it('is over after the death of the worker, and its code is refused', async () => {
    openWindow(world);
    void signIn();
    await waitUntil('the window opens', () => app.steps.includes('window'));

    await recover(app.ports);

    expect((await app.connection()).signingIn).toBe(false);
    expect(app.session.values.has('pending-sign-in')).toBe(false);
  });

  it.each([
    ['a dead line', ['unreachable'], 'UNREACHABLE'],
    ['a page that fails in the window only', ['ok'], 'SIGNIN_PAGE_FAILED'],
    ['a page that refuses the key', ['refused', 'refused'], 'CLIENT_INVALID'],
    ['a page that refuses PKCE', ['refused', 'ok'], 'PKCE_REFUSED'],
  ] as const)('finds out that it was %s', async (_name, answers, code) => {
    world.window = () => Promise.reject(authError('SIGNIN_PAGE_FAILED'));
    const asked: URL[] = [];
    world.probe = async (url) => {
      asked.push(new URL(url));
      return answers[asked.length - 1] ?? 'ok';
    };

    expect(await signIn()).toMatchObject({ ok: false, code });
    expect(asked.map((url) => url.searchParams.has('code_challenge'))).toEqual(
      [true, false].slice(0, answers.length),
    );
  });

  it('clears its explanation when it is tried again', async () => {
    world.window = () => Promise.reject(authError('SIGNIN_CANCELLED'));
    await signIn();
    world.window = aWorld().window;

    await signIn();

    expect((await app.snapshot()).signInError).toBeNull();
  });
});

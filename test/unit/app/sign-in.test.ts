import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectionState } from '../../../lib/domain/connection';
import type { Answer, CommandInput } from '../../../lib/messaging/protocol';
import type { TokenSet } from '../../../lib/oauth/tokens';
import type { Draft } from '../../../lib/settings/draft';
import {
  type AppHarness,
  authError,
  aWorld,
  createAppHarness,
  REDIRECT,
  type World,
} from '../../support/app-harness';
import { aSettings } from '../../support/builders';
import { openWindow } from '../../support/sign-in-window';

let world: World;
let app: AppHarness;

beforeEach(() => {
  world = aWorld();
  app = createAppHarness(world);
});
afterEach(() => app.close());

const signIn = (input: Partial<CommandInput<'sign-in'>> = {}): Promise<Answer> =>
  app.handlers['sign-in']({ clientId: 'KEY', clientSecret: 'CANARY-secret', withoutPkce: false, ...input });

const aDraft = (change: Partial<Draft> = {}): Draft => ({
  step: 'accountview',
  passed: [],
  clientId: 'KEY',
  form: { hourUnit: 'uur' },
  accepted: {},
  ...change,
});
const putDraft = (draft: Draft): Promise<unknown> =>
  app.store.write(['drafts'], (tx) => tx.objectStore('drafts').put(draft, 'draft'));
const draft = (): Promise<Draft | undefined> =>
  app.store.read(['drafts'], (tx) => tx.objectStore('drafts').get('draft'));

describe('sign-in', () => {
  it('stores tokens and connection, tells so in the log, and loads the companies', async () => {
    expect(await signIn()).toEqual({ ok: true, value: null });

    expect(await app.ports.vault.refreshTokens()).toEqual({ current: 'CANARY-refresh', previous: null });
    expect(await app.ports.vault.clientSecret()).toBe('CANARY-secret');
    expect(await app.connection()).toMatchObject({
      connected: true,
      signingIn: false,
      clientId: 'KEY',
      withoutPkce: false,
      has: { accountViewTokens: true, clientSecret: true, outsmartTokens: false },
    });
    expect((await app.log()).map(({ code }) => code)).toEqual(['SIGNED_IN']);
    const snapshot = await app.snapshot();
    expect(connectionState(snapshot.connection)).toEqual({ state: 'setup' });
    expect(snapshot.companies).toHaveLength(2);
    expect(snapshot.signInError).toBeNull();
  });

  it('has state and verifier stored, and says connecting, before the window opens', async () => {
    const window = openWindow(world);
    const signingIn = signIn();
    const url = await window.opened;

    const pending = app.session.values.get('pending-sign-in') as Record<string, unknown>;
    expect(pending).toMatchObject({ state: url.searchParams.get('state'), startedAt: app.clock.now() });
    expect(pending['verifier']).toMatch(/^[\w-]{43,}$/);
    expect(connectionState((await app.snapshot()).connection)).toEqual({ state: 'connecting' });

    window.end(`${REDIRECT}?code=C&state=${String(pending['state'])}`);
    await signingIn;
    expect(app.session.values.has('pending-sign-in')).toBe(false);
  });

  it('exchanges the code with the verifier it started with', async () => {
    const window = openWindow(world);
    let sent: unknown;
    world.exchange = async (exchange) => {
      sent = { ...exchange, callback: exchange.callback.get('code') };
      return { accessToken: 'A', refreshToken: 'R', lifetimeMs: 1 };
    };
    const signingIn = signIn();
    const state = (await window.opened).searchParams.get('state') ?? '';
    const { verifier } = app.session.values.get('pending-sign-in') as { verifier: string };
    window.end(`${REDIRECT}?code=C&state=${state}`);
    await signingIn;

    expect(sent).toEqual({
      clientId: 'KEY',
      clientSecret: 'CANARY-secret',
      callback: 'C',
      redirectUri: REDIRECT,
      verifier,
    });
  });

  it('goes without PKCE when asked to, and keeps that with the connection', async () => {
    const exchanges: unknown[] = [];
    world.exchange = async ({ verifier }) => {
      exchanges.push(verifier);
      return { accessToken: 'A', refreshToken: 'R', lifetimeMs: 1 };
    };

    await signIn({ withoutPkce: true });

    expect(exchanges).toEqual([null]);
    expect((await app.connection()).withoutPkce).toBe(true);
  });

  it('keeps no secret in snapshot, log or answer', async () => {
    const answer = await signIn();

    const shown = JSON.stringify([
      answer,
      await app.snapshot(),
      await app.log(),
      await app.store.meta('connection'),
    ]);
    expect(shown).not.toContain('CANARY');
  });

  it.each([
    ['a new connection', undefined, 'outsmart'],
    ['a draft at the sign-in', aDraft(), 'outsmart'],
    ['a draft that is further on', aDraft({ step: 'export' }), 'export'],
  ])('opens the next step for %s and keeps the rest of the draft', async (_name, before, step) => {
    if (before !== undefined) await putDraft(before);

    await signIn();

    expect(await draft()).toMatchObject({
      ...before,
      step,
      passed: before?.step === 'export' ? [] : ['accountview'],
    });
  });

  it('takes the typed secret out of the session, and nothing else', async () => {
    await app.session.set('draft', {
      ...aDraft(),
      secrets: { clientSecret: 'CANARY-secret', outsmartToken: 'T', outsmartSoftwareToken: '' },
    });

    await signIn();

    expect(app.session.values.get('draft')).toEqual({
      ...aDraft(),
      step: 'outsmart',
      secrets: { clientSecret: '', outsmartToken: 'T', outsmartSoftwareToken: '' },
    });
  });

  it('brings the settings back when their page is gone', async () => {
    world.settingsOpen = false;

    await signIn();

    expect(app.steps).toContain('open settings');
  });

  it('leaves an open settings page alone', async () => {
    await signIn();

    expect(app.steps).not.toContain('open settings');
  });

  it('uses what the build brings when nothing is typed', async () => {
    world.preset = { clientId: 'PRESET', clientSecret: 'PRESET-SECRET' };
    await app.close();
    app = createAppHarness(world);

    await signIn({ clientId: '', clientSecret: '' });

    expect((await app.connection()).clientId).toBe('PRESET');
    expect((await app.snapshot()).clientPreset).toBe(true);
    expect(await app.ports.vault.clientSecret()).toBe('PRESET-SECRET');
  });

  it('uses the stored secret when none is typed', async () => {
    await signIn();

    expect(await signIn({ clientSecret: '' })).toMatchObject({ ok: true });
  });

  it('is refused without key or secret, without a window', async () => {
    expect(await signIn({ clientSecret: '' })).toMatchObject({ ok: false, code: 'CLIENT_INVALID' });
    expect(app.steps).not.toContain('window');
  });

  it('is refused when the host is withheld, without a window', async () => {
    world.granted.accountview = false;

    expect(await signIn()).toMatchObject({ ok: false, code: 'HOST_WITHHELD' });
    expect(app.steps).not.toContain('window');
  });

  it('is said to be busy while another goes on', async () => {
    const window = openWindow(world);
    const first = signIn();
    await window.opened;

    expect(await signIn()).toMatchObject({ ok: false, code: 'SIGNIN_BUSY' });
    expect((await app.connection()).signingIn).toBe(true);

    window.end(authError('SIGNIN_CANCELLED'));
    expect(await first).toMatchObject({ ok: false, code: 'SIGNIN_CANCELLED' });
  });

  it('is explained as busy when the window of an attempt that was given up is still open', async () => {
    const window = openWindow(world);
    const first = signIn();
    await window.opened;
    await app.handlers.disconnect({ wipeHistory: false });

    expect(await signIn()).toMatchObject({ ok: false, code: 'SIGNIN_BUSY' });
    expect((await app.snapshot()).signInError).toMatchObject({ code: 'SIGNIN_BUSY' });

    window.end(authError('SIGNIN_CANCELLED'));
    await first;
  });

  it('does not bring the connection back when it was disconnected during the exchange', async () => {
    let answer: (tokens: TokenSet) => void = () => {};
    const exchanging = new Promise<void>((started) => {
      world.exchange = () => {
        started();
        return new Promise((resolve) => (answer = resolve));
      };
    });
    await app.setConnection({ connected: true, saved: true, signinNeeded: 'accountview' });
    const first = signIn();
    await exchanging;
    await app.handlers.disconnect({ wipeHistory: false });
    answer({ accessToken: 'CANARY', refreshToken: 'CANARY', lifetimeMs: 1 });

    expect(await first).toMatchObject({ ok: false, code: 'SIGNIN_CANCELLED' });
    expect(connectionState(await app.connection())).toEqual({ state: 'disconnected' });
    expect(await app.ports.vault.clientSecret()).toBeUndefined();
    expect(await app.ports.vault.refreshTokens()).toBeUndefined();
    expect(await app.ports.vault.accessToken()).toBeUndefined();
  });

  it('asks for the checks again: they were made with the old credentials', async () => {
    await signIn();
    await app.handlers.preflight({ settings: aSettings() });
    expect((await app.snapshot()).preflight.state).toBe('ready');

    await signIn();

    expect((await app.snapshot()).preflight).toMatchObject({ state: 'idle', settingsHash: '' });
  });

  it('keeps settings and lock of a connection that had to sign in again', async () => {
    await app.setConnection({ connected: true, saved: true, signinNeeded: 'accountview', paused: true });

    await signIn();

    expect(await app.connection()).toMatchObject({
      connected: true,
      saved: true,
      signinNeeded: null,
      paused: true,
    });
    expect(app.steps).toContain('tick signed-in');
  });

  it('succeeds when the companies cannot be listed, and says so', async () => {
    world.accountView = {
      ...world.accountView,
      companies: () => Promise.reject(authError('RIGHTS_MISSING')),
    };

    expect(await signIn()).toMatchObject({ ok: true });
    expect((await app.snapshot()).companiesError).toMatchObject({ code: 'RIGHTS_MISSING' });
  });
});

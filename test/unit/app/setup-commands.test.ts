import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, CommandInput } from '../../../lib/messaging/protocol';
import { AppError } from '../../../lib/kernel/app-error';
import type { OutSmartTokens } from '../../../lib/platform/token-vault';
import { type AppHarness, authError, aWorld, createAppHarness, type World } from '../../support/app-harness';

let world: World;
let app: AppHarness;
let tested: OutSmartTokens[];

beforeEach(() => {
  world = aWorld();
  tested = [];
  world.outsmartTest = async (tokens) => void tested.push(tokens);
  app = createAppHarness(world);
});
afterEach(() => app.close());

const test = (input: Partial<CommandInput<'outsmart-test'>> = {}): Promise<Answer> =>
  app.handlers['outsmart-test']({ token: 'CANARY-token', softwareToken: 'CANARY-software', ...input });

describe('test of the OutSmart tokens', () => {
  it('stores tokens that work, without the blanks around them', async () => {
    expect(await test({ token: ' CANARY-token\n' })).toEqual({ ok: true, value: null });

    expect(tested).toEqual([{ token: 'CANARY-token', softwareToken: 'CANARY-software' }]);
    expect(await app.ports.vault.outsmartTokens()).toEqual(tested[0]);
    expect((await app.connection()).has.outsmartTokens).toBe(true);
    expect(JSON.stringify(await app.snapshot())).not.toContain('CANARY');
  });

  it('fills an empty field with the stored token', async () => {
    await test();
    await test({ token: '', softwareToken: 'CANARY-new' });

    expect(tested[1]).toEqual({ token: 'CANARY-token', softwareToken: 'CANARY-new' });
  });

  it('takes the typed tokens out of the session', async () => {
    await app.session.set('draft', {
      step: 'outsmart',
      secrets: { clientSecret: 'S', outsmartToken: 'T', outsmartSoftwareToken: 'U' },
    });

    await test();

    expect(app.session.values.get('draft')).toEqual({
      step: 'outsmart',
      secrets: { clientSecret: 'S', outsmartToken: '', outsmartSoftwareToken: '' },
    });
  });

  it('asks nobody when a token is missing', async () => {
    expect(await test({ softwareToken: ' ' })).toMatchObject({ ok: false, code: 'OUTSMART_TOKEN_MISSING' });
    expect(tested).toEqual([]);
  });

  it('asks nobody when the host is withheld', async () => {
    world.granted.outsmart = false;

    expect(await test()).toMatchObject({ ok: false, code: 'HOST_WITHHELD' });
    expect(tested).toEqual([]);
  });

  it.each(['OUTSMART_TOKEN_REFUSED', 'OUTSMART_UNPAIRED'] as const)(
    'keeps the tokens in use when typed ones get %s',
    async (code) => {
      await test();
      await app.setConnection({
        connected: true,
        saved: true,
        has: { accountViewTokens: true, clientSecret: true, outsmartTokens: true },
      });
      world.outsmartTest = () => Promise.reject(authError(code, 'outsmart'));

      expect(await test({ token: 'mistyped' })).toMatchObject({ ok: false, code });

      expect((await app.ports.vault.outsmartTokens())?.token).toBe('CANARY-token');
      expect((await app.connection()).signinNeeded).toBeNull();
    },
  );

  it('asks for a sign-in when the stored tokens are refused', async () => {
    await test();
    await app.setConnection({ connected: true, saved: true });
    world.outsmartTest = () => Promise.reject(authError('OUTSMART_TOKEN_REFUSED', 'outsmart'));

    await test({ token: '', softwareToken: '' });

    expect((await app.connection()).signinNeeded).toBe('outsmart');
    expect((await app.log()).map(({ code, params }) => [code, params['side']])).toEqual([
      ['SIGNIN_NEEDED', 'outsmart'],
    ]);
  });

  it('ends the call for a sign-in when new tokens work', async () => {
    await app.setConnection({ connected: true, saved: true, signinNeeded: 'outsmart' });

    await test();

    expect((await app.connection()).signinNeeded).toBeNull();
    expect(app.steps).toContain('tick outsmart-tested');
  });
});

describe('test of the OutSmart tokens during a disconnect', () => {
  it('stores nothing behind its back', async () => {
    await app.setConnection({ connected: true, saved: true });
    let pass: () => void = () => {};
    const testing = new Promise<void>((started) => {
      world.outsmartTest = () => {
        started();
        return new Promise((resolve) => (pass = resolve));
      };
    });
    const answer = test();
    await testing;
    await app.handlers.disconnect({ wipeHistory: false });
    pass();

    expect(await answer).toMatchObject({ ok: false, code: 'SIGNIN_NEEDED' });
    expect(await app.ports.vault.outsmartTokens()).toBeUndefined();
    expect((await app.connection()).has.outsmartTokens).toBe(false);
  });
});

describe('list of companies', () => {
  it('is kept for the page', async () => {
    expect(await app.handlers['load-companies']({})).toMatchObject({ ok: true });

    expect((await app.snapshot()).companies?.map(({ id }) => id)).toEqual(['c1', 'c2']);
  });

  it('that is empty is an error of its own', async () => {
    world.accountView = { ...world.accountView, companies: async () => [] };

    expect(await app.handlers['load-companies']({})).toMatchObject({ ok: false, code: 'NO_COMPANIES' });
    expect(await app.snapshot()).toMatchObject({ companies: [], companiesError: { code: 'NO_COMPANIES' } });
  });

  it('stays as it was when it cannot be had again', async () => {
    await app.handlers['load-companies']({});
    world.accountView = {
      ...world.accountView,
      companies: () =>
        Promise.reject(new AppError('UNREACHABLE', { kind: 'transient', params: { reason: 'network' } })),
    };

    expect(await app.handlers['load-companies']({})).toEqual({
      ok: false,
      code: 'UNREACHABLE',
      params: { reason: 'network' },
    });
    expect(await app.snapshot()).toMatchObject({
      companies: [{ id: 'c1' }, { id: 'c2' }],
      companiesError: { code: 'UNREACHABLE' },
    });
  });
});

describe('fiscal years', () => {
  it('are kept with the company they belong to', async () => {
    await app.handlers['load-years']({ companyId: 'c2' });

    expect((await app.snapshot()).administrations).toMatchObject({
      companyId: 'c2',
      years: [{ year: '2026' }, { year: '2027' }],
      error: null,
    });
  });

  it('that cannot be read leave none of another company', async () => {
    await app.handlers['load-years']({ companyId: 'c1' });
    world.accountView = {
      ...world.accountView,
      administrations: () => Promise.reject(authError('ADMINISTRATION_GONE')),
    };
    await app.handlers['load-years']({ companyId: 'c2' });

    expect((await app.snapshot()).administrations).toMatchObject({
      companyId: 'c2',
      years: [],
      error: { code: 'ADMINISTRATION_GONE' },
    });
  });
});

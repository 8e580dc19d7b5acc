import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogCode } from '../../../lib/kernel/codes';
import type { AccountViewClient } from '../../../lib/accountview/port';
import { recover } from '../../../lib/app/recover';
import { settingsHash } from '../../../lib/settings/hash';
import type { CheckId, CheckOutcome } from '../../../lib/domain/preflight';
import { AppError } from '../../../lib/kernel/app-error';
import type { Settings } from '../../../lib/settings/schema';
import {
  type AppHarness,
  anAccountView,
  authError,
  aWorld,
  createAppHarness,
  type World,
} from '../../support/app-harness';
import { aSettings } from '../../support/builders';
import { waitUntil } from '../../support/wait';

let world: World;
let app: AppHarness;

beforeEach(async () => {
  world = aWorld();
  app = createAppHarness(world);
  await app.setConnection({
    connected: true,
    has: { accountViewTokens: true, clientSecret: true, outsmartTokens: true },
  });
  await app.ports.vault.saveOutsmartTokens({ token: 'T', softwareToken: 'S' });
});
afterEach(() => app.close());

async function check(settings: Settings = aSettings()): Promise<Record<CheckId, string>> {
  await app.handlers.preflight({ settings });
  const { outcomes } = (await app.snapshot()).preflight;
  return Object.fromEntries(
    outcomes.map(({ check: id, result, code }) => [id, result === 'fail' ? code : result]),
  ) as Record<CheckId, string>;
}

const isChecking = async (): Promise<boolean> =>
  (await app.store.meta('snapshot'))?.preflight.state === 'running';
const outcome = async (id: CheckId): Promise<CheckOutcome | undefined> =>
  (await app.snapshot()).preflight.outcomes.find((one) => one.check === id);

function accountView(change: Partial<AccountViewClient>): void {
  world.accountView = anAccountView(change);
}

const fails =
  (code: LogCode, kind: 'permanent' | 'rights' | 'transient' | 'auth' = 'permanent') =>
  () =>
    Promise.reject(new AppError(code, { kind, side: 'accountview' }));

describe('preflight', () => {
  it('is green for settings that fit, and names the settings it was made for', async () => {
    expect(await check()).toEqual({
      'signed-in': 'ok',
      administration: 'ok',
      outsmart: 'ok',
      rights: 'ok',
      'reference-field': 'ok',
      'fiscal-year': 'ok',
      mapping: 'ok',
      relations: 'ok',
      vat: 'ok',
      'old-work-orders': 'ok',
      'double-integration': 'warn',
      'statuses-differ': 'ok',
    });
    expect((await app.snapshot()).preflight).toMatchObject({
      state: 'ready',
      settingsHash: settingsHash(aSettings()),
      finishedAt: app.clock.now(),
    });
  });

  it('writes nothing to either service', async () => {
    // Everything that writes throws in the harness.
    expect(Object.values(await check())).not.toContain('BUG');
  });

  it('is said to be running until it is done', async () => {
    let goOn: () => void = () => {};
    accountView({ businessObjects: () => new Promise((resolve) => (goOn = () => resolve([]))) });
    const checking = check();
    await waitUntil('the checks run', isChecking);
    goOn();
    await checking;

    expect((await app.snapshot()).preflight.state).toBe('ready');
  });

  it('asks again after the worker died in it', async () => {
    accountView({ companies: () => new Promise(() => {}) });
    void check();
    await waitUntil('the checks run', isChecking);

    await recover(app.ports);

    expect((await app.snapshot()).preflight.state).toBe('idle');
  });

  it('shows the newest settings when two are checked at once', async () => {
    await Promise.all([check(aSettings()), check(aSettings({ exportTarget: 'none' }))]);

    expect((await app.snapshot()).preflight.settingsHash).toBe(
      settingsHash(aSettings({ exportTarget: 'none' })),
    );
  });

  it('checks once when the same settings are asked for twice at once', async () => {
    let asked = 0;
    accountView({
      businessObjects: async () => {
        asked += 1;
        return anAccountView().businessObjects('c1');
      },
    });
    await Promise.all([check(), check()]);

    expect(asked).toBe(1);
  });

  it.each<[string, () => Promise<void> | void, Partial<Record<CheckId, string>>]>([
    [
      'not signed in',
      () => app.setConnection({ connected: false }),
      {
        'signed-in': 'SIGNIN_NEEDED',
        administration: 'skipped',
        rights: 'skipped',
        'reference-field': 'skipped',
        outsmart: 'ok',
      },
    ],
    [
      'the sign-in expired',
      () => accountView({ companies: fails('SIGNIN_NEEDED', 'auth') }),
      { 'signed-in': 'SIGNIN_NEEDED', administration: 'skipped' },
    ],
    [
      'AccountView is down',
      () => accountView({ companies: fails('UNREACHABLE', 'transient') }),
      { 'signed-in': 'UNREACHABLE' },
    ],
    [
      'the host is withheld',
      () => void (world.granted.accountview = false),
      { 'signed-in': 'HOST_WITHHELD' },
    ],
    [
      'the company is gone',
      () => accountView({ companies: async () => [] }),
      { administration: 'ADMINISTRATION_GONE', rights: 'skipped' },
    ],
    [
      'the company has no year',
      () => accountView({ administrations: async () => [] }),
      { administration: 'ADMINISTRATION_GONE' },
    ],
    [
      'every year is archived',
      () =>
        accountView({
          administrations: async () => [{ code: 'a', name: 'a', year: '2020', archived: true }],
        }),
      { administration: 'ADMINISTRATION_ARCHIVED' },
    ],
    [
      'OutSmart refuses the tokens',
      () => void (world.outsmartTest = () => Promise.reject(authError('OUTSMART_UNPAIRED', 'outsmart'))),
      { outsmart: 'OUTSMART_UNPAIRED', 'signed-in': 'ok', rights: 'ok' },
    ],
    ['there are no OutSmart tokens', () => app.ports.vault.forget(), { outsmart: 'OUTSMART_TOKEN_MISSING' }],
    [
      'an object cannot be read',
      () => accountView({ readPage: fails('RIGHTS_MISSING', 'rights') }),
      { rights: 'RIGHTS_MISSING', 'reference-field': 'skipped' },
    ],
  ])('is red where it hurts when %s', async (_name, arrange, expected) => {
    await arrange();

    expect(await check()).toMatchObject(expected);
  });

  it('says where a red line can be mended, and nothing for a green one', async () => {
    world.outsmartTest = () => Promise.reject(authError('OUTSMART_UNPAIRED', 'outsmart'));
    await check();

    expect((await outcome('outsmart'))?.fix).toBe('outsmart');
    expect((await outcome('rights'))?.fix).toBeNull();
  });
});

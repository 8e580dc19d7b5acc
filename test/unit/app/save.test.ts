import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectionState } from '../../../lib/domain/connection';
import { type CheckOutcome, findingOf } from '../../../lib/domain/preflight';
import { NO_SETUP } from '../../../lib/domain/setup-state';
import { putMeta } from '../../../lib/store/store';
import { settingsHash } from '../../../lib/settings/hash';
import {
  type AppHarness,
  aLedgerRow,
  authError,
  aWorld,
  createAppHarness,
  TICKED,
  type World,
} from '../../support/app-harness';
import { aSettings } from '../../support/builders';

let world: World;
let app: AppHarness;

beforeEach(async () => {
  world = aWorld();
  app = createAppHarness(world);
  await app.setConnection({ connected: true });
  await app.ports.vault.saveOutsmartTokens({ token: 'T', softwareToken: 'S' });
  await app.previewed(settings);
  app.steps.length = 0;
});
afterEach(() => app.close());

const settings = aSettings();
const save = (accepted: Record<string, string> = {}) =>
  app.handlers.save({ settings, accepted: { ...TICKED, ...accepted } });

const WARNING: CheckOutcome = {
  check: 'rights',
  result: 'warn',
  code: 'RIGHTS_MISSING',
  params: { object: 'SO1' },
  fix: 'export',
};

async function found(...outcomes: CheckOutcome[]): Promise<void> {
  const preflight = {
    state: 'ready' as const,
    settingsHash: settingsHash(settings),
    outcomes,
    finishedAt: 1,
  };
  await app.store.write([], (tx) => putMeta(tx, 'setup', { ...NO_SETUP, preflight }));
}

describe('save', () => {
  it('puts the settings in force, says so, and starts the first run at once', async () => {
    await app.handlers['load-companies']({});
    await app.handlers.preflight({ settings });

    expect(await save()).toEqual({ ok: true, value: null });

    const snapshot = await app.snapshot();
    expect(snapshot).toMatchObject({ settings, companyName: 'De Kraan BV' });
    // What the preview showed is being done: the next look at the last step makes a new one.
    expect(snapshot.preview).toMatchObject({ state: 'ready', spent: true });
    expect(connectionState(snapshot.connection)).toEqual({ state: 'active' });
    expect((await app.log()).map(({ code }) => code)).toEqual(['SETTINGS_SAVED']);
    // Stored with the settings: a worker that dies here still makes the run.
    expect(await app.store.meta('pending')).toEqual({
      trigger: 'save',
      category: null,
      exportOnly: false,
      everything: true,
    });
    // A run that is on has to see them.
    expect(app.steps).toEqual(['tick checked', 'rest', 'tick saved']);
  });

  it('needs no new checks or preview for another language', async () => {
    await app.handlers.preflight({ settings });
    const inEnglish = { ...settings, language: 'en' } as const;
    expect(settingsHash(inEnglish)).toBe(settingsHash(settings));

    expect(await app.handlers.save({ settings: inEnglish, accepted: TICKED })).toMatchObject({ ok: true });

    expect((await app.snapshot()).settings).toMatchObject({ language: 'en' });
  });

  it('checks first when the page has not', async () => {
    expect(await save()).toMatchObject({ ok: true });
    expect((await app.snapshot()).preflight).toMatchObject({
      state: 'ready',
      settingsHash: settingsHash(settings),
    });
  });

  it('checks again when the settings are others than were checked', async () => {
    await app.handlers.preflight({ settings: aSettings({ floodLimit: 7 }) });
    world.outsmartTest = () => Promise.reject(authError('OUTSMART_UNPAIRED', 'outsmart'));

    expect(await save()).toMatchObject({ ok: false, code: 'OUTSMART_UNPAIRED' });
  });

  it('is refused while a line is red', async () => {
    await found({ ...WARNING, result: 'fail' });

    expect(await save()).toEqual({ ok: false, code: 'RIGHTS_MISSING', params: { object: 'SO1' } });
    expect(await app.store.meta('settings')).toBeUndefined();
    expect(app.steps).toEqual([]);
  });

  it.each([
    ['not ticked', {}, false],
    ['ticked for another finding', { rights: findingOf({ ...WARNING, params: { object: 'AK1' } }) }, false],
    ['ticked', { rights: findingOf(WARNING) }, true],
  ])('with an amber line that is %s goes ahead: %s', async (_name, accepted, ok) => {
    await found(WARNING);

    expect((await save(accepted)).ok).toBe(ok);
    expect((await app.store.meta('settings')) !== undefined).toBe(ok);
  });

  it('is refused without a sign-in', async () => {
    await app.setConnection({ connected: false });

    expect(await save()).toMatchObject({ ok: false, code: 'SIGNIN_NEEDED' });
  });

  it('keeps a lock that a person has to open', async () => {
    await app.setConnection({ connected: true, saved: true, lock: { code: 'DUPLICATE_ALARM' } });
    await save();

    expect((await app.connection()).lock).toEqual({ code: 'DUPLICATE_ALARM' });
  });

  it('[C5] lists what is unknown in the company that is left', async () => {
    const unknown = aLedgerRow({ workOrderId: '7', orderNr: 'WB-7', state: 'unknown', companyId: 'c0' });
    await app.store.write(['ledger'], async (tx) => {
      await putMeta(tx, 'settings', { ...settings, companyId: 'c0' });
      await tx.objectStore('ledger').put(unknown);
      await tx.objectStore('ledger').put(aLedgerRow({ workOrderId: '8', state: 'closed', companyId: 'c0' }));
    });

    await found();
    expect(await save()).toMatchObject({ ok: true });
    expect(await save()).toMatchObject({ ok: true });

    const listed = (await app.log()).filter(({ code }) => code === 'UNKNOWN_OUTCOME');
    expect(listed.map(({ record }) => record)).toEqual(['work-order:7']);
  });
});

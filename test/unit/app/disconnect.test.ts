import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recover } from '../../../lib/app/recover';
import { connectionState } from '../../../lib/domain/connection';
import { addLog, putMeta } from '../../../lib/store/store';
import {
  type AppHarness,
  aLedgerRow,
  aWorld,
  createAppHarness,
  TICKED,
  type World,
} from '../../support/app-harness';
import { aSettings } from '../../support/builders';
import { waitUntil } from '../../support/wait';

let world: World;
let app: AppHarness;

beforeEach(async () => {
  world = aWorld();
  app = createAppHarness(world);
  await app.handlers['sign-in']({ clientId: 'KEY', clientSecret: 'S', withoutPkce: true });
  await app.handlers['outsmart-test']({ token: 'T', softwareToken: 'S' });
  await app.previewed(aSettings());
  await app.handlers.save({ settings: aSettings(), accepted: TICKED });
  await app.store.write(['ledger', 'targets', 'links', 'companies'], async (tx) => {
    await tx.objectStore('ledger').put(aLedgerRow({ state: 'closed' }));
    await tx.objectStore('targets').put({ companyId: 'c1', category: 'relations', key: '1', fields: {} });
    await tx
      .objectStore('links')
      .put({ companyId: 'c1', category: 'relations', key: '1', hash: '', sent: {}, passId: '', aside: null });
    await putMeta(tx, 'nextRunAt', 5);
  });
  app.steps.length = 0;
});
afterEach(() => app.close());

const counts = () =>
  app.store.read(['secrets', 'targets', 'ledger', 'links', 'log', 'companies', 'runs', 'jobs'], async (tx) =>
    Object.fromEntries(
      await Promise.all(
        (['secrets', 'targets', 'ledger', 'links', 'companies'] as const).map(
          async (name) => [name, await tx.objectStore(name).count()] as const,
        ),
      ),
    ),
  );

describe('disconnect', () => {
  it('removes every secret and what is staged, and keeps key, settings, log and ledger', async () => {
    expect(await app.handlers.disconnect({ wipeHistory: false })).toEqual({ ok: true, value: null });

    expect(await counts()).toEqual({ secrets: 0, targets: 0, ledger: 1, links: 1, companies: 1 });
    expect([...app.session.values.keys()]).not.toContain('access-token');
    const snapshot = await app.snapshot();
    expect(connectionState(snapshot.connection)).toEqual({ state: 'disconnected' });
    expect(snapshot).toMatchObject({
      settings: { companyId: 'c1' },
      companyName: 'De Kraan BV',
      companies: null,
      preflight: { state: 'idle' },
    });
    expect(snapshot.connection).toMatchObject({
      clientId: 'KEY',
      withoutPkce: true,
      saved: false,
      disconnecting: false,
      has: { accountViewTokens: false, clientSecret: false, outsmartTokens: false },
    });
    expect(snapshot.run.nextRunAt).toBeNull();
    expect((await app.log()).map(({ code }) => code)).toEqual([
      'SIGNED_IN',
      'SETTINGS_SAVED',
      'DISCONNECTED',
    ]);
  });

  it('wipes the history when that was asked for, and says when it was', async () => {
    await app.handlers.disconnect({ wipeHistory: true });

    expect(await counts()).toEqual({ secrets: 0, targets: 0, ledger: 0, links: 0, companies: 0 });
    expect((await app.log()).map(({ code }) => code)).toEqual(['DISCONNECTED']);
    expect((await app.snapshot()).settings).not.toBeNull();
  });

  it('lets the step in hand finish before the tokens go', async () => {
    let finish: () => void = () => {};
    const step = app.ports.locks.exclusive('run', () => new Promise<void>((resolve) => (finish = resolve)));
    const disconnecting = app.handlers.disconnect({ wipeHistory: false });
    await waitUntil('the engine is stopped', () => app.steps.includes('stop'));

    expect(connectionState((await app.snapshot()).connection)).toEqual({ state: 'disconnected' });
    expect((await app.connection()).disconnecting).toBe(true);
    expect(await app.ports.vault.clientSecret()).toBe('S');
    finish();
    await Promise.all([step, disconnecting]);

    expect(await app.ports.vault.clientSecret()).toBeUndefined();
  });

  it('does not wait longer than 30 s for it', async () => {
    void app.ports.locks.exclusive('run', () => new Promise(() => {}));
    const disconnecting = app.handlers.disconnect({ wipeHistory: false });
    await waitUntil('the wait begins', () => app.steps.includes('tick disconnecting'));
    app.clock.advance(29_999);
    expect((await counts())['secrets']).not.toBe(0);
    app.clock.advance(1);
    await disconnecting;

    expect((await counts())['secrets']).toBe(0);
  });

  it.each([false, true])(
    'is taken up by the next worker when this one died in it (history wiped: %s)',
    async (wipeHistory) => {
      void app.ports.locks.exclusive('run', () => new Promise(() => {}));
      void app.handlers.disconnect({ wipeHistory });
      await waitUntil('the engine is stopped', () => app.steps.includes('stop'));

      // The lock died with its worker.
      await recover({ ...app.ports, locks: createAppHarness().ports.locks });

      await waitUntil('the disconnect ends', async () => !(await app.connection()).disconnecting);
      expect(await counts()).toMatchObject({ secrets: 0, ledger: wipeHistory ? 0 : 1 });
      expect(await app.connection()).toMatchObject({ connected: false, disconnecting: false });
    },
  );

  it('keeps nobody waiting when a later worker takes it up', async () => {
    await app.setConnection({ ...(await app.connection()), disconnecting: true });
    // Another window's run that does not end.
    void app.ports.locks.exclusive('run', () => new Promise(() => {}));

    await recover(app.ports);

    expect((await app.connection()).disconnecting).toBe(true);
    await waitUntil('the wait begins', () => app.steps.includes('tick disconnecting'));
    app.clock.advance(30_000);
    await waitUntil('the disconnect ends', async () => !(await app.connection()).disconnecting);
  });

  it('lists the work orders whose document may exist', async () => {
    await app.store.write(['ledger'], async (tx) => {
      await tx.objectStore('ledger').put(aLedgerRow({ workOrderId: '7', orderNr: 'WB-7', state: 'unknown' }));
      await tx.objectStore('ledger').put(aLedgerRow({ workOrderId: '8', state: 'unknown', companyId: 'c2' }));
    });

    await app.handlers.disconnect({ wipeHistory: false });

    const listed = (await app.log()).filter(({ code }) => code === 'UNKNOWN_OUTCOME');
    expect(listed.map(({ record, level }) => `${record ?? ''} ${level}`)).toEqual(['work-order:7 warning']);
  });

  it('is done once when it is asked for twice at once, and again afterwards', async () => {
    await Promise.all([
      app.handlers.disconnect({ wipeHistory: false }),
      app.handlers.disconnect({ wipeHistory: false }),
    ]);
    await app.handlers.disconnect({ wipeHistory: false });

    expect((await app.log()).filter(({ code }) => code === 'DISCONNECTED')).toHaveLength(1);

    expect((await app.connection()).connected).toBe(false);
    expect((await counts())['ledger']).toBe(1);
  });
});

describe('reconnect', () => {
  const draft = () => app.store.read(['drafts'], (tx) => tx.objectStore('drafts').get('draft'));

  beforeEach(async () => {
    await app.handlers.disconnect({ wipeHistory: false });
    await app.handlers.connect({});
  });

  it('shows the stepper with everything filled but the secrets', async () => {
    expect((await app.snapshot()).connection).toMatchObject({
      connected: false,
      reconnecting: true,
      clientId: 'KEY',
    });
    expect(await draft()).toMatchObject({ step: 'accountview', clientId: 'KEY', form: aSettings() });
    expect((await draft())?.passed).toHaveLength(6);
  });

  it('has everything checked by itself once both sides are signed in', async () => {
    await app.handlers['sign-in']({ clientId: '', clientSecret: 'S', withoutPkce: false });
    expect((await app.snapshot()).connection).toMatchObject({ connected: true, reconnecting: false });
    expect((await app.snapshot()).preflight.state).toBe('idle');

    await app.handlers['outsmart-test']({ token: 'T', softwareToken: 'S' });

    await waitUntil('the checks are done', async () => (await app.snapshot()).preflight.state === 'ready');
    await waitUntil('the preview is done', async () => (await app.snapshot()).preview.state === 'ready');
    expect(await app.handlers.save({ settings: aSettings(), accepted: TICKED })).toMatchObject({ ok: true });
    expect((await counts())['ledger']).toBe(1);
  });

  it('waits for a disconnect that has not ended yet', async () => {
    await app.handlers['sign-in']({ clientId: '', clientSecret: 'S', withoutPkce: false });
    let finish: () => void = () => {};
    const step = app.ports.locks.exclusive('run', () => new Promise<void>((resolve) => (finish = resolve)));
    const disconnecting = app.handlers.disconnect({ wipeHistory: false });
    await waitUntil('the disconnect begins', async () => (await app.connection()).disconnecting);
    const connecting = app.handlers.connect({});
    finish();
    await Promise.all([step, disconnecting, connecting]);

    expect(await app.connection()).toMatchObject({
      connected: false,
      disconnecting: false,
      reconnecting: true,
    });
  });

  it('changes nothing while connected', async () => {
    await app.handlers['sign-in']({ clientId: '', clientSecret: 'S', withoutPkce: false });
    const before = await draft();

    await app.handlers.connect({});

    expect((await app.connection()).reconnecting).toBe(false);
    expect(await draft()).toEqual(before);
  });
});

describe('recovery', () => {
  it('leaves a connection in order as it is', async () => {
    const before = await app.connection();
    await app.store.write(['log'], (tx) => addLog(tx, app.clock, []));

    await recover(app.ports);

    expect(await app.connection()).toEqual(before);
    expect(app.steps).toEqual([]);
  });
});

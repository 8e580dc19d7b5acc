import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { throttled } from '../../../lib/app/throttle';
import { putMeta } from '../../../lib/store/store';
import { type AppHarness, aLedgerRow, aWorld, createAppHarness } from '../../support/app-harness';
import { aSettings } from '../../support/builders';
import { manualClock } from '../../support/manual-clock';
import { waitUntil } from '../../support/wait';

let app: AppHarness;

beforeEach(async () => {
  app = createAppHarness(aWorld());
  await app.setConnection({ connected: true, saved: true });
  await app.store.write([], (tx) => putMeta(tx, 'settings', aSettings()));
});
afterEach(() => app.close());

describe('synchronise now', () => {
  it('starts everything, or one category', async () => {
    expect(await app.handlers['sync-now']({ category: null, everything: false })).toEqual({
      ok: true,
      value: { started: true },
    });
    await app.handlers['sync-now']({ category: 'relations', everything: false });

    expect(app.steps).toEqual(['start manual all', 'start manual relations']);
  });

  it.each([
    { connected: false },
    { connected: true, saved: false },
    { connected: true, saved: true, disconnecting: true },
  ])('starts nothing while %o', async (connection) => {
    await app.setConnection(connection);

    expect(await app.handlers['sync-now']({ category: null, everything: false })).toEqual({
      ok: true,
      value: { started: false },
    });
    expect(app.steps).toEqual([]);
  });

  it('is stopped on request', async () => {
    await app.handlers['sync-stop']({});

    expect(app.steps).toEqual(['stop']);
  });
});

describe('pause', () => {
  it('is stored, lets the run rest where it is, and is logged once', async () => {
    await app.handlers.pause({ paused: true });
    await app.handlers.pause({ paused: true });

    expect((await app.snapshot()).connection.paused).toBe(true);
    expect(app.steps).toEqual(['rest', 'rest']);
    expect((await app.log()).map(({ code }) => code)).toEqual(['PAUSED']);
  });

  it('ends with a look for what is due', async () => {
    await app.handlers.pause({ paused: true });
    await app.handlers.pause({ paused: false });

    expect((await app.connection()).paused).toBe(false);
    expect(app.steps.at(-1)).toBe('tick resumed');
    expect((await app.log()).map(({ code }) => code)).toEqual(['PAUSED', 'RESUMED']);
  });
});

describe('held work orders', () => {
  const put = (...rows: ReturnType<typeof aLedgerRow>[]) =>
    app.store.write(['ledger'], async (tx) => {
      for (const row of rows) await tx.objectStore('ledger').put(row);
    });
  const rows = async () =>
    Object.fromEntries(
      (await app.store.read(['ledger'], (tx) => tx.objectStore('ledger').getAll())).map((row) => [
        row.workOrderId,
        row,
      ]),
    );

  beforeEach(() =>
    put(
      aLedgerRow({ workOrderId: '1', orderNr: 'WB-1' }),
      aLedgerRow({ workOrderId: '2', orderNr: 'WB-2' }),
      aLedgerRow({ workOrderId: '3', state: 'closed' }),
      aLedgerRow({ workOrderId: '4', companyId: 'c2' }),
    ),
  );

  it('are released together, of this company alone, and exported at once', async () => {
    const answer = await app.handlers['release-held']({ workOrderIds: null, floodLimit: null });

    expect(answer).toEqual({ ok: true, value: { released: 2 } });
    const after = await rows();
    expect([1, 2, 3, 4].map((id) => after[id]?.state)).toEqual(['waiting', 'waiting', 'closed', 'held']);
    expect(after[1]).toMatchObject({ releasedAt: app.clock.now(), code: null, updatedAt: app.clock.now() });
    const pending = await app.store.meta('pending');
    expect(pending).toEqual({ trigger: 'release', category: null, exportOnly: true });
    expect(app.steps).toEqual(['tick released']);
    expect((await app.log()).map(({ code, record }) => `${code} ${String(record)}`)).toEqual([
      'WORK_ORDER_RELEASED work-order:1',
      'WORK_ORDER_RELEASED work-order:2',
    ]);
    expect((await app.snapshot()).counts).toMatchObject({ held: 0, waiting: 2, exported: 1 });
    expect(app.announced).toContain('ledger');
  });

  it('are released one by one', async () => {
    await app.handlers['release-held']({ workOrderIds: ['2', '3', 'unknown'], floodLimit: null });

    const after = await rows();
    expect([after[1]?.state, after[2]?.state, after[3]?.state]).toEqual(['held', 'waiting', 'closed']);
  });

  it('raise the limit in the same click', async () => {
    await app.handlers['release-held']({ workOrderIds: null, floodLimit: 80 });

    expect((await app.store.meta('settings'))?.floodLimit).toBe(80);
  });

  it('do not set a limit that the setting does not allow', async () => {
    await app.handlers['release-held']({ workOrderIds: null, floodLimit: 0 });

    expect((await app.store.meta('settings'))?.floodLimit).toBe(25);
  });

  it('start nothing when none was held', async () => {
    await app.handlers['release-held']({ workOrderIds: ['3'], floodLimit: null });

    expect(app.steps).toEqual([]);
  });

  it('can be ignored, and keep the reason they were held for', async () => {
    await app.handlers['ignore-held']({ workOrderId: '1' });

    expect((await rows())[1]).toMatchObject({ state: 'ignored', code: 'HELD_FLOOD' });
    expect((await app.log()).map(({ code }) => code)).toEqual(['WORK_ORDER_IGNORED']);
    expect(app.steps).toEqual([]);
    expect((await app.snapshot()).counts).toMatchObject({ held: 1, ignored: 1 });
  });

  it.each(['HELD_FLOOD', 'HELD_OLD', 'HELD_FROM_ORDER'] as const)(
    'are exported after all once a person takes back that they ignored one: %s',
    async (code) => {
      await put(aLedgerRow({ workOrderId: '1', code, state: 'ignored' }));

      await app.handlers.unignore({ workOrderId: '1' });
      await app.handlers.unignore({ workOrderId: '2' });

      const after = await rows();
      expect(after[1]).toMatchObject({ state: 'waiting', code: null, releasedAt: app.clock.now() });
      expect(after[2]).toMatchObject({ state: 'held', releasedAt: null });
      expect((await app.log()).map(({ code: told, record }) => `${told} ${String(record)}`)).toEqual([
        'WORK_ORDER_TAKEN_BACK work-order:1',
      ]);
      expect(app.steps).toEqual(['tick asked']);
      expect((await app.snapshot()).counts).toMatchObject({ waiting: 1, ignored: 0 });
    },
  );
});

describe('language', () => {
  it('is in force at once', async () => {
    await app.handlers['set-language']({ language: 'en' });

    expect((await app.snapshot()).settings?.language).toBe('en');
  });
});

describe('throttled', () => {
  it('works at once, then once per interval, and never forgets the last call', async () => {
    const clock = manualClock();
    let worked = 0;
    const progress = throttled(clock, 250, async () => void (worked += 1));

    for (let call = 0; call < 5; call += 1) await progress();
    expect(worked).toBe(1);
    clock.advance(250);
    await waitUntil('the last call is worked off', () => worked === 2);
    clock.advance(1_000);
    await progress();
    expect(worked).toBe(3);
  });

  it('goes on when the clock is set back', async () => {
    const clock = manualClock();
    let worked = 0;
    const progress = throttled(clock, 250, async () => void (worked += 1));
    await progress();
    clock.advance(-3_600_000);
    await progress();

    expect(worked).toBe(2);
  });
});

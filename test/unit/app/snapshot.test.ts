import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSnapshotWriter } from '../../../lib/app/snapshot';
import type { ImportJob, Run } from '../../../lib/domain/run';
import { badgeOf } from '../../../lib/platform/badge';
import type { Settings } from '../../../lib/settings/schema';
import { createReader } from '../../../lib/store/reader';
import { putMeta } from '../../../lib/store/store';
import { type AppHarness, aLedgerRow, aWorld, createAppHarness } from '../../support/app-harness';
import { aSettings } from '../../support/builders';

let app: AppHarness;

beforeEach(async () => {
  app = createAppHarness(aWorld());
  await app.setConnection({ connected: true, saved: true });
  await app.store.write([], (tx) => putMeta(tx, 'settings', aSettings()));
});
afterEach(() => app.close());

const aRun = (change: Partial<Run> = {}): Run => ({
  runId: 'r1',
  companyId: 'c1',
  trigger: 'manual',
  state: 'running',
  startedAt: 10,
  finishedAt: null,
  stopRequested: false,
  code: null,
  ...change,
});
const aJob = (change: Partial<ImportJob> = {}): ImportJob => ({
  jobId: 'j1',
  runId: 'r1',
  companyId: 'c1',
  order: 1,
  state: 'open',
  attempt: 0,
  crashes: 0,
  notBefore: 0,
  epoch: 1,
  updatedAt: 1,
  error: null,
  progress: { done: 200, expected: null },
  kind: 'import',
  source: 'AR1',
  categories: ['relations'],
  cursor: { lastKey: null, pageNumber: 1, passId: 'p', logged: 0, finished: false },
  counts: { relations: { read: 200, written: 150, unchanged: 40, setAside: 10 } },
  failed: {},
  ...change,
});

async function shown() {
  await app.ports.refreshSnapshot();
  return app.snapshot();
}

describe('snapshot', () => {
  it('shows a browser that was never used', async () => {
    const fresh = createAppHarness();
    await fresh.ports.refreshSnapshot();

    expect(await fresh.snapshot()).toMatchObject({
      connection: { connected: false },
      settings: null,
      companies: null,
      counts: { waiting: 0, held: 0, failed: 0, exported: 0, ignored: 0, told: 0 },
      run: { state: 'idle', runId: '', nextRunAt: null },
      preflight: { state: 'idle' },
      redirectUri: 'https://x.chromiumapp.org/accountview',
      version: '1.2.3',
    });
    await fresh.close();
  });

  it('counts each work order of this company in one place', async () => {
    const states = [
      'waiting',
      'prepared',
      'sending',
      'unknown',
      'held',
      'problem',
      'alarm',
      'acked',
      'closing',
      'closed',
      'skipped',
      'ignored',
    ] as const;
    await app.store.write(['ledger'], async (tx) => {
      for (const state of states)
        await tx.objectStore('ledger').put(aLedgerRow({ workOrderId: state, state, code: null }));
      await tx.objectStore('ledger').put(aLedgerRow({ companyId: 'c2', state: 'held' }));
    });

    expect((await shown()).counts).toEqual({
      waiting: 4,
      held: 1,
      failed: 2,
      exported: 3,
      ignored: 1,
      told: 0,
    });
  });

  it('counts of the exported ones those that are listed with the problems', async () => {
    await app.store.write(['ledger'], async (tx) => {
      const rows = [
        aLedgerRow({ workOrderId: '1', state: 'acked', code: 'WORK_ORDER_GONE' }),
        aLedgerRow({ workOrderId: '2', state: 'closing', code: 'CLOSE_NOT_CONFIRMED' }),
        aLedgerRow({ workOrderId: '3', state: 'closed', code: 'CHANGED_AFTER_EXPORT' }),
        aLedgerRow({ workOrderId: '4', state: 'acked', code: 'FIRST_PAGE_LOOK' }),
        aLedgerRow({ workOrderId: '5', state: 'closed', code: null }),
        aLedgerRow({ workOrderId: '6', state: 'skipped', code: 'WORK_ORDER_GONE' }),
        aLedgerRow({ workOrderId: '7', state: 'acked', code: 'WORK_ORDER_GONE', companyId: 'c2' }),
      ];
      for (const row of rows) await tx.objectStore('ledger').put(row);
    });

    expect((await shown()).counts).toMatchObject({ failed: 0, exported: 5, told: 3 });
    const listed = await createReader(app.store).exportProblems('c1');
    expect(listed.map(({ workOrderId }) => workOrderId).toSorted()).toEqual(['1', '2', '3']);
  });

  it('shows what a run is doing', async () => {
    await app.store.write(['runs', 'jobs'], async (tx) => {
      await tx.objectStore('runs').put(aRun({ runId: 'r0', startedAt: 1, state: 'done' }));
      await tx.objectStore('runs').put(aRun());
      await tx
        .objectStore('jobs')
        .put(aJob({ jobId: 'j0', order: 0, state: 'done', source: 'AG1', categories: ['categories'] }));
      await tx.objectStore('jobs').put(aJob());
    });

    const { run, imports } = await shown();

    expect(run).toMatchObject({
      runId: 'r1',
      state: 'running',
      category: 'relations',
      done: 200,
      expected: null,
    });
    expect(imports.relations).toMatchObject({
      state: 'running',
      read: 200,
      written: 150,
      unchanged: 40,
      setAside: 10,
    });
    expect(imports.materials).toMatchObject({ state: 'never', read: 0 });
  });

  it('shows how categories ended last', async () => {
    await app.store.write(['companies', 'runs'], async (tx) => {
      await tx.objectStore('runs').put(aRun({ state: 'done', finishedAt: 99 }));
      const done = { read: 5, written: 1, unchanged: 4, setAside: 0, finishedAt: 98, failed: false };
      await tx.objectStore('companies').put({
        companyId: 'c1',
        referenceField: null,
        referenceProven: false,
        closeProven: false,
        ledgerReady: false,
        dictionary: {},
        dictionaryAt: 0,
        imports: { relations: done, materials: { ...done, failed: true } },
      });
    });

    const { run, imports } = await shown();

    expect(run).toMatchObject({ state: 'done', finishedAt: 99, category: null });
    expect(imports.relations).toEqual({
      category: 'relations',
      state: 'done',
      read: 5,
      written: 1,
      unchanged: 4,
      setAside: 0,
      finishedAt: 98,
    });
    expect(imports.materials?.state).toBe('failed');
  });

  it('names the claim status that keeps nobody away for as long as it is the one that is used', async () => {
    const company = {
      companyId: 'c1',
      referenceField: null,
      referenceProven: false,
      closeProven: false,
      claimUseless: '50',
      ledgerReady: false,
      dictionary: {},
      dictionaryAt: 0,
      imports: {},
    };
    await app.store.write(['companies'], async (tx) => {
      await tx.objectStore('companies').put(company);
    });
    const withSettings = async (change: Partial<Settings>): Promise<string | null> => {
      const settings = aSettings({ exportTarget: 'sales-order', claimStatus: '50', ...change });
      await app.store.write([], (tx) => putMeta(tx, 'settings', settings));
      return (await shown()).claimUseless;
    };

    expect(await withSettings({})).toBe('50');
    for (const other of [
      { claimStatus: '51' },
      { claimStatus: '' },
      { thisBrowserExports: false },
      { exportTarget: 'none' },
    ] as const)
      expect(await withSettings(other)).toBeNull();
  });

  it('is stored before it is announced', async () => {
    const versions: unknown[] = [];
    let told: Promise<unknown> = Promise.resolve();
    const facts = { redirectUri: '', clientPreset: false, presetClientId: '', version: 'new' };
    const refresh = createSnapshotWriter({
      store: app.store,
      facts,
      onStored: () => {},
      announce: () =>
        void (told = app.store.meta('snapshot').then((snapshot) => versions.push(snapshot?.version))),
    });
    await refresh();
    await told;

    expect(versions).toEqual(['new']);
  });

  it('shows the last change when many are asked for at once', async () => {
    const first = app.ports.refreshSnapshot();
    await app.setConnection({ connected: true, saved: true, paused: true });
    await Promise.all([first, app.ports.refreshSnapshot(), app.ports.refreshSnapshot()]);

    expect((await app.snapshot()).connection.paused).toBe(true);
    expect(app.announced.filter((topic) => topic === 'snapshot')).toHaveLength(2);
  });

  it('is written again after a write that failed', async () => {
    let broken = true;
    const write: typeof app.store.write = (...args) =>
      broken ? Promise.reject(new Error('full')) : app.store.write(...args);
    const facts = { redirectUri: '', clientPreset: false, presetClientId: '', version: 'x' };
    const refresh = createSnapshotWriter({
      store: { ...app.store, write },
      facts,
      announce: () => {},
      onStored: () => {},
    });

    await expect(refresh()).rejects.toThrow('full');
    broken = false;
    await refresh();

    expect((await app.snapshot()).version).toBe('x');
  });
});

describe('badge', () => {
  const RED = '#b3261e';
  const GREY = '#757575';

  it.each([
    ['nothing to look at', { connected: true, saved: true }, 0, '', RED],
    ['work orders that failed', { connected: true, saved: true }, 3, '3', RED],
    [
      'a sign-in that is needed',
      { connected: true, saved: true, signinNeeded: 'accountview' as const },
      0,
      '1',
      RED,
    ],
    [
      'an export that is locked',
      { connected: true, saved: true, lock: { code: 'DUPLICATE_ALARM' as const } },
      1,
      '2',
      RED,
    ],
    ['problems while paused', { connected: true, saved: true, paused: true }, 3, '3', GREY],
    ['problems while disconnected', { connected: false }, 3, '3', GREY],
  ])('shows %s', async (_name, connection, failed, text, color) => {
    await app.setConnection(connection);
    const snapshot = await shown();

    expect(badgeOf({ ...snapshot, counts: { ...snapshot.counts, failed } })).toEqual({
      text,
      color,
      grey: color === GREY,
    });
  });

  it('counts problems of work orders that have their document', async () => {
    await app.setConnection({ connected: true, saved: true });
    const snapshot = await shown();

    const { text } = badgeOf({
      ...snapshot,
      counts: { ...snapshot.counts, failed: 1, exported: 4, told: 2 },
    });

    expect(text).toBe('3');
  });
});

import { describe, expect, it } from 'vitest';
import { createStore } from '../../lib/store/store';
import { createEngine } from '../../lib/sync/engine';
import type { Engine } from '../../lib/sync/port';
import { createSimulatorHandlers, type SimulatorHandlers } from '../simulator/index';
import {
  companyIdOf,
  serviceClients,
  settingsFor,
  simulatorFetch,
  START,
  steppedClock,
  workerLocks,
} from '../support/engine-parts';
import { writeVersion1 } from '../support/version-1';

const MINUTE = 60_000;

async function goOn(engine: Engine): Promise<void> {
  await engine.tick('start');
  await engine.idle();
}

describe('[K14] the database of version 1', () => {
  const COUNTS = { workOrders: 1, documents: 1, held: 0, failed: 0 };

  const job = (companyId: string, order: number, rest: object) => ({
    jobId: `job-${order}`,
    runId: 'run-1',
    companyId,
    order,
    state: 'open',
    attempt: 1,
    crashes: 0,
    notBefore: 0,
    epoch: 3,
    updatedAt: START - MINUTE,
    error: null,
    progress: { done: 2, expected: null },
    ...rest,
  });

  const row = (companyId: string, workOrderId: string, state: string, rest: object = {}) => ({
    companyId,
    workOrderId,
    state,
    orderNr: `WB-${workOrderId}`,
    workDate: '2026-11-20',
    customerName: 'Bakkerij De Halm',
    reference: `OS-${workOrderId}`,
    code: null,
    params: {},
    firstSeenAt: START - 3_600_000,
    updatedAt: START - 3_600_000,
    releasedAt: null,
    document: null,
    payloadHash: null,
    contentHash: null,
    sendStartedAt: null,
    posts: 0,
    looks: 0,
    notBefore: 0,
    checked: false,
    documentNumber: null,
    documentRecordId: null,
    closedAt: null,
    ...rest,
  });

  const IMPORT = { kind: 'import', source: 'AR1', categories: ['relations'], failed: {} };
  const CURSOR = { lastKey: '10003', pageNumber: 1, passId: 'pass-1', logged: 0, finished: false };
  const SENT = {
    posts: 1,
    sendStartedAt: START - MINUTE,
    payloadHash: 'p',
    contentHash: 'c',
    document: {
      reference: 'OS-x',
      referenceField: 'EXT_ID',
      bookDate: '2026-11-20',
      header: {},
      lines: [],
      total: '10.00',
    },
  };
  const STORED = { ...SENT, checked: true, documentNumber: '260001', documentRecordId: 'R1' };

  /** One listed work order per state that may stand for one; the others are of work orders long gone. */
  function ledgerRows(companyId: string, ids: readonly string[]): object[] {
    const [waiting, problem, prepared, held, ignored] = ids.map(String);
    return [
      row(companyId, waiting ?? '', 'waiting'),
      row(companyId, problem ?? '', 'problem', { code: 'MATERIAL_NOT_FOUND', params: { code: 'X' } }),
      row(companyId, prepared ?? '', 'prepared'),
      row(companyId, held ?? '', 'held', { code: 'HELD_FLOOD' }),
      row(companyId, ignored ?? '', 'ignored', { code: 'HELD_OLD' }),
      row(companyId, '900001', 'skipped', { code: 'SKIPPED_ARCHIVED' }),
      row(companyId, '900002', 'sending', SENT),
      row(companyId, '900003', 'unknown', { ...SENT, code: 'UNKNOWN_OUTCOME' }),
      row(companyId, '900004', 'acked', STORED),
      row(companyId, '900005', 'closing', STORED),
      row(companyId, '900006', 'closed', { ...STORED, closedAt: START - MINUTE }),
      row('another-company', '900007', 'alarm', { code: 'DUPLICATE_ALARM' }),
    ];
  }

  async function fixture(name: string, simulator: SimulatorHandlers): Promise<void> {
    const companyId = companyIdOf(simulator);
    await writeVersion1(name, {
      meta: {
        settings: settingsFor(companyId, START),
        epoch: 3,
        nextRunAt: START + 15 * MINUTE,
        connection: {
          connected: true,
          disconnecting: false,
          signingIn: false,
          reconnecting: false,
          signinNeeded: null,
          saved: true,
          lock: null,
          paused: false,
          unreachable: null,
          has: { accountViewTokens: true, clientSecret: true, outsmartTokens: true },
          withoutPkce: false,
          clientId: 'KEY',
        },
      },
      companies: [
        {
          companyId,
          referenceField: 'EXT_ID',
          referenceProven: true,
          closeProven: true,
          ledgerReady: true,
          dictionary: {},
          dictionaryAt: 0,
          imports: {},
        },
      ],
      runs: [
        {
          runId: 'run-1',
          companyId,
          trigger: 'schedule',
          state: 'running',
          startedAt: START - MINUTE,
          finishedAt: null,
          stopRequested: false,
          code: null,
        },
      ],
      jobs: [
        job(companyId, 0, {
          ...IMPORT,
          cursor: CURSOR,
          counts: { relations: { read: 2, written: 2, unchanged: 0, setAside: 0 } },
        }),
        job(companyId, 1, { kind: 'export', counts: COUNTS }),
      ],
      ledger: ledgerRows(companyId, [...simulator.world.outsmart.workOrders.keys()]),
      log: [
        { time: START - MINUTE, level: 'info', direction: 'connection', code: 'SETTINGS_SAVED', params: {} },
      ],
    });
  }

  it('is gone on with: the open run, its jobs in the middle and a ledger row in every state', async () => {
    const clock = steppedClock();
    const data = {
      relations: 5,
      articles: 12,
      workOrders: 5,
      workOrderDaysAgo: [0],
      difficult: false,
      otherStates: false,
      projects: 0,
      salesOrders: 0,
    };
    const simulator = createSimulatorHandlers({
      now: () => new Date(clock.now()),
      sleep: async () => {},
      data,
    });
    await fixture('version-1', simulator);
    const store = createStore('version-1');
    const engine = createEngine({
      ...serviceClients({ simulator, clock, send: (request) => simulatorFetch(simulator, request) }),
      store,
      clock,
      random: () => 0.5,
      locks: workerLocks(),
      keepAlive: async (work) => await work(),
      newId: () => crypto.randomUUID(),
      announce: () => {},
      refreshSnapshot: async () => {},
      wakeAt: async () => {},
      settleSeconds: [0, 1, 2, 4],
    });

    for (let wake = 0; wake < 3; wake += 1) {
      await goOn(engine);
      clock.advance(2 * MINUTE);
    }

    const { open, run, ledger } = await store.read(['runs', 'jobs', 'ledger'], async (tx) => ({
      run: await tx.objectStore('runs').get('run-1'),
      open: await tx.objectStore('jobs').index('state').getAll('open'),
      ledger: await tx.objectStore('ledger').getAll(),
    }));
    expect(run).toMatchObject({ state: 'done' });
    expect(open).toEqual([]);
    const stateOf = (id: string | undefined) => ledger.find(({ workOrderId }) => workOrderId === id)?.state;
    const listed = [...simulator.world.outsmart.workOrders.keys()];
    expect(listed.map(stateOf)).toEqual(['closed', 'closed', 'closed', 'held', 'ignored']);
    expect(ledger).toHaveLength(12);
    // No document, so two looks and a person; an acknowledged one whose work order is gone stays known.
    expect(['900001', '900002', '900003', '900005', '900006', '900007'].map(stateOf)).toEqual([
      'skipped',
      'problem',
      'problem',
      'closed',
      'closed',
      'alarm',
    ]);
    expect(stateOf('900004')).toBe('acked');
    expect(simulator.world.history.documents).toHaveLength(3);
    // The pass was begun anew: the relations before its old cursor are there too.
    expect(simulator.world.outsmart.entity('relations').get('10001')).toBeDefined();
    store.close();
  });
});

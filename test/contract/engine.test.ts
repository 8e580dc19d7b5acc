import { describe, expect, it } from 'vitest';
import type { LedgerRow } from '../../lib/domain/ledger';
import { createEngineWorld, type EngineWorld } from '../support/engine-world';
import type { FaultRule, Profile } from '../simulator/types';

const CLEAN = {
  duplicates: 0,
  lost: 0,
  unsafeReads: 0,
  deleteCalls: 0,
  tokensInUrls: 0,
  unexpectedExports: 0,
  unchangedWrites: 0,
};
const PROFILES: readonly Profile[] = ['default', 'strict', 'odd'];
const FEW = {
  relations: 5,
  articles: 12,
  workOrders: 3,
  workOrderDaysAgo: [0],
  difficult: false,
  otherStates: true,
  projects: 0,
  salesOrders: 0,
};

/** `odd` lists EXT_ID, `strict` does not. */
function fieldOf(profile: Profile): 'EXT_ID' | 'COMMENT1' {
  return profile === 'strict' ? 'COMMENT1' : 'EXT_ID';
}

async function smallWorld(change: Parameters<typeof createEngineWorld>[0] = {}): Promise<EngineWorld> {
  return await createEngineWorld({ ...change, simulator: { data: FEW, ...change.simulator } });
}

function states(rows: readonly LedgerRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[row.state] = (counts[row.state] ?? 0) + 1;
  return counts;
}

function writesToOutSmart(world: EngineWorld, from: number): number {
  return world.simulator.requests
    .slice(from)
    .filter(({ side, method }) => side === 'outsmart' && method === 'POST').length;
}

function ordersMade(world: EngineWorld): number {
  return world.simulator.world.history.documents.length;
}

const POST_ORDER: Omit<FaultRule, 'fault'> = { side: 'accountview', method: 'POST', path: 'accountviewdata' };

describe.each(PROFILES)('engine in profile %s', (profile) => {
  it('imports everything and exports every completed work order once', async () => {
    const world = await smallWorld({ simulator: { profile }, referenceField: fieldOf(profile) });

    const run = await world.sync();

    expect(run).toMatchObject({ state: 'done', code: null });
    expect(states(await world.ledger())).toMatchObject({ closed: 3 });
    expect(ordersMade(world)).toBe(3);
    expect(world.simulator.audit()).toMatchObject({ ...CLEAN });
  });

  it('writes nothing in a second run when nothing changed', async () => {
    const world = await smallWorld({ simulator: { profile }, referenceField: fieldOf(profile) });
    await world.sync();
    const before = world.simulator.requests.length;

    const run = await world.sync();

    expect(run.state).toBe('done');
    expect(writesToOutSmart(world, before)).toBe(0);
    expect(ordersMade(world)).toBe(3);
    expect(world.simulator.audit()).toMatchObject({ ...CLEAN });
  });

  it('gives every difficult record a line of its own and loses none', async () => {
    const world = await createEngineWorld({
      simulator: { profile },
      referenceField: fieldOf(profile),
      settings: { exportFrom: '2026-01-01' },
    });

    const run = await world.sync();

    expect(run.finishedAt).not.toBeNull();
    expect(world.simulator.audit()).toMatchObject({ ...CLEAN });
    const rows = await world.ledger();
    const log = await world.log();
    for (const row of rows.filter(({ state }) => state === 'problem' || state === 'held')) {
      expect(log.filter(({ record }) => record === `work-order:${row.workOrderId}`)).toHaveLength(1);
    }
    expect(rows.every(({ state }) => ['closed', 'problem', 'held', 'skipped'].includes(state))).toBe(true);
    expect(log.some(({ code }) => code === 'ADDRESS_INCOMPLETE')).toBe(true);
  });
});

describe('engine export', () => {
  it.each([
    ['drops the connection after performing', { kind: 'drop', when: 'after' }],
    ['drops the connection before performing', { kind: 'drop', when: 'before' }],
    ['answers with a page after performing', { kind: 'html', status: 502, performed: true }],
    ['answers with nothing after performing', { kind: 'empty', performed: true }],
    ['cuts its answer', { kind: 'truncate' }],
    ['answers 500 without performing', { kind: 'status', status: 500, performed: false }],
  ] as const)('makes exactly one document when the service %s', async (_, fault) => {
    const world = await smallWorld();
    world.simulator.faults.add({ ...POST_ORDER, fault });

    await world.sync();

    expect(states(await world.ledger())).toMatchObject({ closed: 3 });
    expect(ordersMade(world)).toBe(3);
    expect(world.simulator.audit()).toMatchObject({ ...CLEAN });
  });

  it('parks a work order for a person when two POSTs left nothing behind', async () => {
    const world = await smallWorld({ simulator: { data: { ...FEW, workOrders: 1 } } });
    world.simulator.faults.add({
      ...POST_ORDER,
      times: Number.POSITIVE_INFINITY,
      fault: { kind: 'drop', when: 'before' },
    });

    await world.sync();

    expect((await world.ledger()).find(({ posts }) => posts > 0)).toMatchObject({
      state: 'problem',
      code: 'UNKNOWN_OUTCOME',
      posts: 2,
    });
    expect(ordersMade(world)).toBe(0);
  });

  it('names the refusal and sends nothing half when AccountView refuses a document in a 2xx', async () => {
    const world = await smallWorld({ simulator: { data: { ...FEW, workOrders: 1 } } });
    world.simulator.faults.add({
      ...POST_ORDER,
      fault: { kind: 'error-object', message: 'Dagboek geblokkeerd', performed: false },
    });

    await world.sync();

    expect((await world.log()).find(({ code }) => code === 'REFUSED_BY_ACCOUNTVIEW')).toMatchObject({
      level: 'error',
      original: 'Dagboek geblokkeerd',
    });
    await world.sync();
    expect(states(await world.ledger())).toMatchObject({ closed: 1 });
    expect(world.simulator.audit()).toMatchObject({ ...CLEAN });
  });

  it('keeps a document whose close was lost and closes once more', async () => {
    const world = await smallWorld();
    world.simulator.faults.add({
      side: 'outsmart',
      path: 'GetWorkorder',
      query: { update_status: 'true' },
      fault: { kind: 'drop', when: 'after' },
    });

    await world.sync();
    world.clock.advance(60_000);
    await world.sync();

    expect(states(await world.ledger())).toMatchObject({ closed: 3 });
    expect(world.simulator.audit()).toMatchObject({ ...CLEAN });
  });

  it('holds all new work orders above the limit until they are released', async () => {
    const world = await smallWorld({ settings: { floodLimit: 2 } });

    await world.sync();

    expect(states(await world.ledger())).toMatchObject({ held: 3 });
    expect(ordersMade(world)).toBe(0);
  });

  it('rebuilds its ledger from AccountView and makes no second document in another browser', async () => {
    const world = await smallWorld();
    world.simulator.faults.add({
      side: 'outsmart',
      path: 'GetWorkorder',
      query: { update_status: 'true' },
      times: 9,
      fault: { kind: 'drop', when: 'before' },
    });
    await world.sync();
    const made = ordersMade(world);
    world.simulator.faults.clear();
    await world.store.write(['ledger', 'companies', 'runs', 'jobs'], async (tx) => {
      for (const name of ['ledger', 'runs', 'jobs'] as const) await tx.objectStore(name).clear();
      const company = await tx.objectStore('companies').get(world.companyId);
      if (company !== undefined) await tx.objectStore('companies').put({ ...company, ledgerReady: false });
    });

    await world.sync();

    expect(made).toBeGreaterThan(0);
    expect(states(await world.ledger())).toMatchObject({ closed: 3 });
    expect(ordersMade(world)).toBe(3);
    expect(world.simulator.audit()).toMatchObject({ ...CLEAN });
  });

  it('does not close a work order that changed after it was sent', async () => {
    const world = await smallWorld({ simulator: { data: { ...FEW, workOrders: 1, otherStates: false } } });
    const [order] = [...world.simulator.world.outsmart.workOrders.values()];
    world.hooks.after = ({ method, url }) => {
      if (order !== undefined && method === 'POST' && url.toLowerCase().includes('accountviewdata'))
        order.WorkDescription = 'Toch nog iets gedaan';
    };

    await world.sync();

    expect(await world.ledger()).toMatchObject([{ state: 'acked', code: 'CHANGED_AFTER_EXPORT' }]);
    expect(order?.status).toBe('Compleet');
    expect(ordersMade(world)).toBe(1);
  });
});

describe('engine runs', () => {
  it('waits and resumes by itself when a service is away', async () => {
    const world = await smallWorld();
    world.simulator.faults.add({
      side: 'outsmart',
      path: 'GetWorkorders',
      times: 3,
      fault: { kind: 'status', status: 503 },
    });

    const run = await world.sync();
    expect(run).toMatchObject({ state: 'waiting', finishedAt: null });
    world.clock.advance(61_000);
    await world.engine.tick('alarm');
    await world.engine.idle();

    expect(states(await world.ledger())).toMatchObject({ closed: 3 });
    expect(world.simulator.audit()).toMatchObject({ ...CLEAN });
  });

  it('refuses to write with an older epoch', async () => {
    const world = await smallWorld();
    await world.sync();
    const epoch = (await world.store.meta('epoch')) ?? 0;

    await expect(world.store.write([], async () => {}, { epoch: epoch - 1 })).rejects.toMatchObject({
      code: 'BUG',
    });
  });

  it('plans the next run within ten percent of the schedule', async () => {
    const world = await smallWorld({ settings: { schedule: '15' } });

    await world.sync();

    const next = (await world.store.meta('nextRunAt')) ?? 0;
    expect(Math.abs(next - world.clock.now() - 15 * 60_000)).toBeLessThanOrEqual(90_000);
    expect(world.wakeTimes.at(-1)).toBe(next);
  });

  it('merges requests that come during a run into one following run', async () => {
    const world = await smallWorld();

    await Promise.all([
      world.engine.startRun({ trigger: 'manual', category: null, exportOnly: false }),
      world.engine.startRun({ trigger: 'schedule', category: null, exportOnly: false }),
    ]);
    await world.sync();

    const runs = await world.store.read(['runs'], (tx) => tx.objectStore('runs').count());
    expect(runs).toBeLessThanOrEqual(3);
    expect(world.simulator.audit()).toMatchObject({ ...CLEAN });
  });
});

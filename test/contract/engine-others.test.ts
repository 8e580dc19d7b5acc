import { describe, expect, it } from 'vitest';
import { requestRun } from '../../lib/store/pending';
import { getMeta, putMeta } from '../../lib/store/store';
import { COMPANY_CODE, companyIdOf } from '../support/engine-parts';
import {
  ALWAYS,
  AWAY,
  LOST,
  POST_ORDER,
  WRITE_RELATIONS,
  changeSettings,
  documents,
  onlyOrder,
  orders,
  releaseAll,
  runs,
  smallWorld,
  states,
  wake,
} from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';
import { importWorld } from '../support/import-world';

const MINUTE = 60_000;

/** Wakes the engine whenever it asked to be, until it asks no more or the time is up. */
async function goOn(world: EngineWorld, forMinutes: number): Promise<void> {
  const end = world.clock.now() + forMinutes * MINUTE;
  for (;;) {
    const next = world.wakeTimes.at(-1);
    if (next === null || next === undefined || next > end) return;
    await wake(world, Math.max(0, next - world.clock.now()));
  }
}

describe.each(['manual', '15'] as const)(
  'another company chosen while a run waits, schedule %s',
  (schedule) => {
    it('gets its first run at once', async () => {
      const world = await smallWorld({ settings: { schedule } });
      world.simulator.faults.add({ ...WRITE_RELATIONS, times: 1, fault: AWAY });
      await world.sync();
      const { companies } = world.simulator.world.accountView;
      const code = [...companies.values()].map((company) => company.code).find((one) => one !== COMPANY_CODE);
      const companyId = companyIdOf(world.simulator, code);

      await changeSettings(world, { companyId });
      await world.store.write([], (tx) =>
        requestRun(tx, { trigger: 'save', category: null, exportOnly: false }),
      );
      await world.engine.tick('saved');
      await world.engine.idle();

      expect((await runs(world)).map((run) => run.companyId)).toContain(companyId);
    });
  },
);

describe('an unknown outcome', () => {
  it('is looked up at its settle times while an import of the same run waits', async () => {
    const world = await smallWorld({ workOrders: 1, settleSeconds: [0, 30, 120, 600] });
    world.simulator.faults.add({ ...WRITE_RELATIONS, times: ALWAYS, fault: AWAY });
    world.simulator.faults.add({ ...POST_ORDER, times: 1, fault: LOST });
    await world.sync();

    await goOn(world, 13);

    expect(states(await world.ledger())).toEqual(['closed']);
    expect(documents(world)).toBe(1);
  });

  it('is not forgotten when the next POST is refused for good: a person decides, not ever more POSTs', async () => {
    const world = await smallWorld({ workOrders: 1, settleSeconds: [0, 1, 2, 4] });
    const refusal = { kind: 'error-object', message: 'Dagboek dicht' } as const;
    world.simulator.faults.add({ ...POST_ORDER, times: 1, fault: LOST });
    world.simulator.faults.add({ ...POST_ORDER, times: 1, fault: refusal });
    world.simulator.faults.add({ ...POST_ORDER, times: ALWAYS, fault: LOST });
    await world.sync(true);

    for (let run = 0; run < 6; run += 1) await wake(world, 16 * MINUTE);

    expect(await world.ledger()).toMatchObject([{ state: 'problem', code: 'UNKNOWN_OUTCOME', posts: 2 }]);
    const posts = world.simulator.requests.filter(
      ({ method, path }) => method === 'POST' && /accountviewdata/i.test(path),
    );
    expect(posts).toHaveLength(3);
  });

  it('is looked up by the reference that was sent, whatever the prefix was when it was first seen', async () => {
    const world = await smallWorld({
      workOrders: 1,
      settings: { floodLimit: 0 },
      settleSeconds: [0, 1, 2, 4],
    });
    await world.sync(true);
    expect(states(await world.ledger())).toEqual(['held']);
    await releaseAll(world);
    await changeSettings(world, { referencePrefix: 'XY' });
    world.simulator.faults.add({ ...POST_ORDER, times: ALWAYS, fault: { kind: 'drop', when: 'after' } });

    await world.sync(true);
    await goOn(world, 60);

    expect(documents(world)).toBe(1);
    expect(await world.ledger()).toMatchObject([{ state: 'closed', reference: `XY-${onlyOrder(world).id}` }]);
  });
});

describe('one work order that a service fails at', () => {
  it.each([
    ['GetWorkorder', { side: 'outsmart', path: 'GetWorkorder' }],
    ['the look-up of its document', { side: 'accountview', path: 'accountviewdata', businessObject: 'SO1' }],
  ] as const)('keeps no other one waiting: %s', async (_what, match) => {
    const world = await smallWorld({ workOrders: 3 });
    const [order] = orders(world);
    const id = String(order?.id);
    world.hooks.around = async (send, request) => {
      const isIt = request.url.toLowerCase().includes(match.path.toLowerCase()) && request.url.includes(id);
      return request.method === 'GET' && isIt ? new Response('', { status: 500 }) : await send();
    };

    await world.sync(true);
    await goOn(world, 10);

    expect(states(await world.ledger()).filter((state) => state === 'closed')).toHaveLength(2);
  });
});

describe('the first close', () => {
  it('is not proven by one that a person made', async () => {
    const world = await smallWorld({ workOrders: 1 });
    world.hooks.after = ({ method, url }) => {
      if (method === 'POST' && url.includes('ccountview')) onlyOrder(world).status = 'Afgehandeld';
    };

    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['closed']);
    const company = await world.store.read(['companies'], (tx) =>
      tx.objectStore('companies').get(world.companyId),
    );
    expect(company?.closeProven).toBe(false);
  });
});

describe('[C4] stop while a refused page is being split', () => {
  it('takes effect at the next call', async () => {
    const world = await importWorld({ relations: 200 });
    let calls = 0;
    world.hooks.around = async (send, request) => {
      if (request.method !== 'POST' || !request.url.includes('/relations/')) return await send();
      calls += 1;
      if (calls === 3) await world.engine.requestStop();
      return Response.json({ code: 1301, messages: ['Required field missing: name'], response: null });
    };

    await world.sync();

    expect(calls).toBe(3);
  });
});

describe('[S2] a ledger that has lost rows while the export is locked about two documents', () => {
  it('is said, and no document is made', async () => {
    const world = await smallWorld({ workOrders: 3 });
    await world.sync(true);
    const [lost, , alarm] = await world.ledger();
    if (lost === undefined || alarm === undefined) throw new Error('no rows');
    const numbers = ['1', '2'];
    await world.store.write(['ledger'], async (tx) => {
      await tx.objectStore('ledger').delete([lost.companyId, lost.workOrderId]);
      await tx
        .objectStore('ledger')
        .put({ ...alarm, state: 'alarm', code: 'DUPLICATE_ALARM', params: { numbers: '1, 2' } });
      const connection = await getMeta(tx, 'connection');
      const lock = { code: 'DUPLICATE_ALARM', record: alarm.workOrderId, numbers } as const;
      if (connection !== undefined) await putMeta(tx, 'connection', { ...connection, lock });
    });

    for (const order of orders(world)) order.status = 'Compleet';

    await world.sync(true);

    expect((await world.store.meta('connection'))?.lock).toEqual({ code: 'LEDGER_MISSING' });
    expect(documents(world)).toBe(3);
  });
});

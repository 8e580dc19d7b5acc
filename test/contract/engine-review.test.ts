import { describe, expect, it } from 'vitest';
import { putMeta } from '../../lib/store/store';
import {
  CLOSE,
  LOST,
  POST_ORDER,
  addDouble,
  changeSettings,
  dieAt,
  documents,
  isLookUp,
  onlyOrder,
  resume,
  runs,
  setStatus,
  smallWorld,
  states,
  wake,
} from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';

describe('a work order for which nothing was sent yet', () => {
  it('gets no document when it was reopened while the worker was dead', async () => {
    const world = await smallWorld({ workOrders: 1 });
    await dieAt(world, isLookUp);
    onlyOrder(world).status = 'Opgehaald';

    await resume(world);

    expect(documents(world)).toBe(0);
    expect(await world.ledger()).toMatchObject([{ state: 'skipped', code: 'SKIPPED_NOT_LISTED' }]);
  });

  it('gets no document when it was archived while the worker was dead', async () => {
    const world = await smallWorld({ workOrders: 1 });
    await dieAt(world, isLookUp);
    onlyOrder(world).Archived = '1';

    await resume(world);

    expect(documents(world)).toBe(0);
    expect(await world.ledger()).toMatchObject([{ state: 'skipped', code: 'SKIPPED_ARCHIVED' }]);
  });

  it('gets no document when its problem is solved after it was archived', async () => {
    const world = await smallWorld({ workOrders: 1 });
    const order = onlyOrder(world);
    const day = order.WorkDate;
    order.WorkDate = '';
    await world.sync(true);
    Object.assign(order, { WorkDate: day, Archived: '1' });

    await world.sync(true);

    expect(documents(world)).toBe(0);
    expect(await world.ledger()).toMatchObject([{ state: 'skipped', code: 'SKIPPED_ARCHIVED' }]);
  });

  it('is sent as it stands after a POST that was refused for the moment', async () => {
    const world = await smallWorld({ workOrders: 1 });
    world.simulator.faults.add({ ...POST_ORDER, fault: { kind: 'status', status: 429 } });
    await world.sync(true);
    onlyOrder(world).WorkDescription = 'Toch nog iets gedaan';

    await wake(world, 61_000);

    expect(states(await world.ledger())).toEqual(['closed']);
    expect(documents(world)).toBe(1);
  });

  it.each([
    [
      'came back together after a time without them',
      async (world: EngineWorld) => setStatus(world, 'Opgehaald'),
    ],
    [
      'were dated before the from date until now',
      (world: EngineWorld) => changeSettings(world, { exportFrom: '2026-11-30' }),
    ],
  ])('is held with the others above the limit when they %s', async (_, leave) => {
    const world = await smallWorld({ settings: { floodLimit: 2 } });
    await leave(world);
    await world.sync(true);
    setStatus(world, 'Compleet');
    await changeSettings(world, { exportFrom: '2026-11-01' });

    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['held', 'held', 'held']);
    expect(documents(world)).toBe(0);
  });
});

describe('an unknown outcome', () => {
  it('makes everything else wait when it is the very first document', async () => {
    const world = await smallWorld({ settleSeconds: [0, 30, 120] });
    world.simulator.faults.add({ ...POST_ORDER, fault: LOST });

    await world.sync(true);
    await wake(world, 31_000);
    expect(documents(world)).toBe(0);
    await wake(world, 120_000);

    expect(documents(world)).toBe(3);
    expect(states(await world.ledger())).toEqual(['closed', 'closed', 'closed']);
  });

  it('gets no second POST when the work order was handled meanwhile', async () => {
    const world = await smallWorld({ workOrders: 1, settleSeconds: [0, 30] });
    world.simulator.faults.add({ ...POST_ORDER, fault: LOST });
    await world.sync(true);
    setStatus(world, 'Afgehandeld');

    await wake(world, 31_000);
    await wake(world, 31_000);

    expect(documents(world)).toBe(0);
    expect(await world.ledger()).toMatchObject([{ state: 'problem', code: 'UNKNOWN_OUTCOME' }]);
  });

  it('[H12] is asked for ever more rarely when its look-up is refused', async () => {
    const settings = { schedule: 'manual' } as const;
    const world = await smallWorld({ workOrders: 1, settings, settleSeconds: [0, 30, 120, 600] });
    world.simulator.faults.add({ ...POST_ORDER, fault: { kind: 'drop', when: 'after' } });
    let isSent = false;
    world.hooks.around = async (send, { method, url }) => {
      isSent ||= method === 'POST';
      if (!isSent || method === 'POST' || !url.includes('SO1')) return await send();
      return Response.json({ ErrorMessage: 'nee', ErrorType: 'x' }, { status: 400 });
    };
    await world.sync(true);

    for (let minute = 0; minute < 240; minute += 1) await wake(world, 60_000);

    expect(states(await world.ledger())).toEqual(['unknown']);
    expect((await runs(world)).length).toBeLessThan(12);
  });
});

describe('an acknowledged document', () => {
  it('stays known when OutSmart refuses the look at its work order, so that a new date makes no second one', async () => {
    const world = await smallWorld({ workOrders: 1 });
    world.simulator.faults.add({ ...CLOSE, fault: LOST });
    await world.sync(true);
    await forgetLedger(world);
    const order = onlyOrder(world);
    const body = JSON.stringify({ code: 1301, messages: ['nee'], response: null });
    world.simulator.faults.add({
      side: 'outsmart',
      path: 'GetWorkorder',
      query: { row_id: order.id },
      fault: { kind: 'status', status: 200, body },
    });

    await world.sync(true);
    expect(await world.ledger()).toMatchObject([{ state: 'acked', code: 'REFUSED_BY_OUTSMART' }]);
    order.WorkDate = '30-12-2025';
    await world.sync(true);

    expect(documents(world)).toBe(1);
  });

  it('is counted when its close failed for a moment', async () => {
    const world = await smallWorld();
    world.simulator.faults.add({ ...CLOSE, fault: LOST });

    await world.sync();
    await wake(world, 61_000);

    const summary = (await world.log()).find(({ code }) => code === 'EXPORT_DONE');
    expect(summary?.params).toMatchObject({ workOrders: 3, documents: 3 });
  });

  it('is not taken for closed when its work order only left the list by its work status', async () => {
    const world = await smallWorld({
      workOrders: 1,
      settings: { trigger: 'work-status', triggerStatus: '1' },
    });
    const order = onlyOrder(world);
    order.WorkStatus = '1';
    world.simulator.faults.add({ ...CLOSE, fault: LOST });
    await world.sync(true);
    order.WorkStatus = '2';

    await wake(world, 61_000);

    expect(states(await world.ledger())).toEqual(['closed']);
    expect(order.status).toBe('Afgehandeld');
  });

  it('stops the closing when the first close changed nothing', async () => {
    const world = await smallWorld();
    world.hooks.after = ({ url }) => {
      if (url.includes('update_status=true')) setStatus(world, 'Compleet');
    };

    await world.sync(true);

    const closes = world.simulator.requests.filter(({ query }) => query['update_status'] === 'true');
    expect(closes).toHaveLength(1);
    expect((await world.store.meta('connection'))?.lock).toMatchObject({ code: 'CLOSE_NOT_CONFIRMED' });
  });

  it('keeps export locked by its double when the connection was made anew', async () => {
    const world = await smallWorld({ workOrders: 2 });
    world.hooks.after = ({ method, url }) => {
      if (method === 'POST' && url.includes('ccount')) addDouble(world);
    };
    await world.sync(true);
    const made = documents(world);
    const connection = await world.store.meta('connection');
    if (connection === undefined) throw new Error('no connection');
    expect(connection.lock?.code).toBe('DUPLICATE_ALARM');
    await world.store.write([], (tx) => putMeta(tx, 'connection', { ...connection, lock: null }));

    await world.sync(true);

    expect((await world.store.meta('connection'))?.lock?.code).toBe('DUPLICATE_ALARM');
    expect(documents(world)).toBe(made);
  });
});

async function forgetLedger(world: EngineWorld): Promise<void> {
  await world.store.write(['ledger', 'companies', 'runs', 'jobs'], async (tx) => {
    for (const name of ['ledger', 'runs', 'jobs'] as const) await tx.objectStore(name).clear();
    const company = await tx.objectStore('companies').get(world.companyId);
    if (company !== undefined) await tx.objectStore('companies').put({ ...company, ledgerReady: false });
  });
}

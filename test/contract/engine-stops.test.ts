import { describe, expect, it } from 'vitest';
import type { Connection } from '../../lib/domain/connection';
import { putMeta } from '../../lib/store/store';
import { documents, jobs, releaseAll, runs, smallWorld, states, wake } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';
import { waitUntil } from '../support/wait';

const isPost = ({ method, url }: Request): boolean => method === 'POST' && /accountviewdata/i.test(url);
const isClose = ({ url }: Request): boolean => /GetWorkorder\/?\?.*update_status=true/.test(url);

async function setConnection(world: EngineWorld, change: Partial<Connection>): Promise<void> {
  const connection = await world.store.meta('connection');
  if (connection === undefined) throw new Error('no connection');
  await world.store.write([], (tx) => putMeta(tx, 'connection', { ...connection, ...change }));
}

/** Acts once, at the first request that matches; the request goes out or waits as `act` says. */
function once(
  world: EngineWorld,
  matches: (request: Request) => boolean,
  act: (send: () => Promise<Response>, request: Request) => Promise<Response>,
): void {
  let isDone = false;
  world.hooks.around = async (send, request) => {
    if (isDone || !matches(request)) return await send();
    isDone = true;
    return await act(send, request);
  };
}

describe('a stop while a call is slow', () => {
  it('cuts a read short and closes the run', async () => {
    const world = await smallWorld({ workOrders: 1 });
    once(
      world,
      ({ url }) => url.includes('GetWorkorders'),
      async (_send, { signal }) => {
        void world.engine.requestStop();
        return await new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        });
      },
    );

    const run = await world.sync(true);

    expect(run).toMatchObject({ state: 'stopped' });
    expect(documents(world)).toBe(0);
  });

  it('lets a POST come to its end and stores what became of it', async () => {
    const world = await smallWorld({ workOrders: 2 });
    once(world, isPost, async (send, { signal }) => {
      await world.engine.requestStop();
      expect(signal.aborted).toBe(false);
      return await send();
    });

    const run = await world.sync(true);

    expect(run).toMatchObject({ state: 'stopped' });
    expect(states(await world.ledger()).toSorted()).toEqual(['acked', 'waiting']);
    expect(documents(world)).toBe(1);
  });

  it('closes a run that only waits for its next try', async () => {
    const world = await smallWorld({ workOrders: 1 });
    world.simulator.faults.add({ side: 'outsmart', times: 3, fault: { kind: 'status', status: 503 } });
    await world.sync(true);
    expect(await runs(world)).toMatchObject([{ state: 'waiting' }]);

    await world.engine.requestStop();

    await waitUntil('the run is stopped', async () => (await runs(world))[0]?.state === 'stopped');
  });

  it('does not take a release with it', async () => {
    const world = await smallWorld({ settings: { floodLimit: 2, schedule: 'manual' } });
    await world.sync();
    await releaseAll(world);
    once(
      world,
      ({ url }) => url.includes('BusinessObject=AR1'),
      async (send) => {
        await world.engine.startRun({ trigger: 'release', category: null, exportOnly: true });
        await world.engine.requestStop();
        return await send();
      },
    );
    await world.engine.startRun({ trigger: 'manual', category: 'relations', exportOnly: false });
    await wake(world, 0);
    await wake(world, 0);

    const ended = (await runs(world)).map(({ trigger, state }) => `${trigger} ${state}`);
    expect(ended.toSorted()).toEqual(['manual done', 'manual stopped', 'release done']);
    expect(documents(world)).toBe(3);
  });
});

describe('a pause in the middle of a run', () => {
  it('rests at a step border, asks nothing, and goes on there when it ends', async () => {
    const world = await smallWorld({ settings: { schedule: 'manual' } });
    once(world, isPost, async (send) => {
      await setConnection(world, { paused: true });
      world.engine.rest();
      return await send();
    });
    await world.engine.startRun({ trigger: 'manual', category: null, exportOnly: false });
    await wake(world, 0);
    expect(await runs(world)).toMatchObject([{ state: 'waiting', finishedAt: null }]);
    const before = world.simulator.requests.length;
    await wake(world, 3_600_000);
    expect(world.simulator.requests).toHaveLength(before);
    const planned = (await jobs(world)).length;

    await setConnection(world, { paused: false });
    await wake(world, 0);

    expect(await runs(world)).toMatchObject([{ state: 'done' }]);
    expect(await jobs(world)).toHaveLength(planned);
    expect(documents(world)).toBe(3);
    expect(world.simulator.requests.filter(({ url }) => isClose(new Request(url)))).toHaveLength(3);
  });
});

describe('a pause that ends while a POST is on its way', () => {
  it('lets the run go on at once', async () => {
    const world = await smallWorld({ settings: { schedule: 'manual' } });
    once(world, isPost, async (send) => {
      await setConnection(world, { paused: true });
      world.engine.rest();
      await setConnection(world, { paused: false });
      await world.engine.tick('resumed');
      return await send();
    });
    const before = world.clock.now();
    await world.engine.startRun({ trigger: 'manual', category: null, exportOnly: true });
    await wake(world, 0);

    expect(await runs(world)).toMatchObject([{ state: 'done' }]);
    expect(world.clock.now()).toBe(before);
    expect(documents(world)).toBe(3);
  });
});

describe('a held work order', () => {
  it('that leaves the list and comes back is held again', async () => {
    const world = await smallWorld({ settings: { floodLimit: 2 } });
    await world.sync(true);
    expect(states(await world.ledger())).toEqual(['held', 'held', 'held']);
    const [order] = world.simulator.world.outsmart.workOrders.values();
    if (order === undefined) throw new Error('no work order');
    order.status = 'Opgehaald';
    await world.sync(true);
    order.status = 'Compleet';
    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['held', 'held', 'held']);
    expect(await world.ledger()).toMatchObject([{ code: 'HELD_FLOOD' }, {}, {}]);
    expect(documents(world)).toBe(0);
  });
});

describe('a death', () => {
  it('counts against the job that was under way, not against one that waits', async () => {
    const world = await smallWorld({ workOrders: 1 });
    world.simulator.faults.add({
      side: 'outsmart',
      method: 'POST',
      path: 'relations',
      fault: { kind: 'status', status: 503 },
    });
    let die: () => void = () => {};
    const death = new Promise<void>((resolve) => (die = resolve));
    world.hooks.around = async (send, request, instance) => {
      if (instance > 0 || !request.url.includes('GetWorkorders')) return await send();
      die();
      return await new Promise<never>(() => {});
    };
    await world.engine.startRun({ trigger: 'manual', category: null, exportOnly: false });
    await death;

    const engine = world.reborn();
    world.hooks.around = async (send) => {
      crashes.push(...(await jobs(world)).map(({ kind, crashes: count }) => `${kind} ${count}`));
      return await send();
    };
    const crashes: string[] = [];
    await engine.tick('alarm');
    await engine.idle();

    expect(crashes).toContain('export 1');
    expect(crashes).not.toContain('import 1');
  });
});

import { describe, expect, it } from 'vitest';
import type { Engine } from '../../lib/sync/port';
import { documents, jobs, runs, smallWorld, states } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';

const MINUTE = 60_000;

/** Does something at the first request of the first engine that matches, before it is sent. */
function at(world: EngineWorld, matches: (request: Request) => boolean, act: () => void): void {
  let isDone = false;
  world.hooks.around = async (send, request, instance) => {
    if (instance === 0 && !isDone && matches(request)) {
      isDone = true;
      act();
    }
    return await send();
  };
}

async function goOn(engine: Engine): Promise<void> {
  await engine.tick('start');
  await engine.idle();
}

const isPost = ({ method, url }: Request): boolean => method === 'POST' && /accountviewdata/i.test(url);
const isPage = ({ url }: Request): boolean => /BusinessObject=AR1/i.test(url);

describe('[K14] an update in the middle of a run', () => {
  it.each([
    ['a page is read', isPage],
    ['a document is made', isPost],
  ])('leaves the run open at a step border, and the new version goes on: %s', async (_name, moment) => {
    const world = await smallWorld();
    let drained: Promise<void> = Promise.resolve();
    at(world, moment, () => {
      drained = world.engine.drain();
    });

    await world.engine.startRun({ trigger: 'manual', category: null, exportOnly: false });
    await world.engine.tick('test');
    await world.engine.idle();
    await drained;
    const [open] = await runs(world);
    expect(open).toMatchObject({ state: 'waiting', finishedAt: null, stopRequested: false });
    const finished = (await jobs(world)).filter(({ state }) => state === 'done').map(({ jobId }) => jobId);
    const before = world.simulator.requests.length;
    await goOn(world.engine);
    expect(world.simulator.requests).toHaveLength(before);

    const reborn = world.reborn();
    await goOn(reborn);
    await goOn(reborn);

    expect(await runs(world)).toMatchObject([{ runId: open?.runId, state: 'done' }]);
    expect((await jobs(world)).map(({ crashes }) => crashes)).not.toContain(1);
    // What was finished was not done again: no job was added.
    expect((await jobs(world)).map(({ jobId }) => jobId)).toEqual(expect.arrayContaining(finished));
    expect(await jobs(world)).toHaveLength(4);
    expect(states(await world.ledger())).toEqual(['closed', 'closed', 'closed']);
    expect(documents(world)).toBe(3);
    expect(world.simulator.audit().details).toEqual([]);
  });

  it('does not wait for a slow answer, and keeps the outcome of a POST', async () => {
    const world = await smallWorld({ workOrders: 1 });
    let drained: Promise<void> = Promise.resolve();
    world.hooks.around = async (send, request, instance) => {
      if (instance > 0 || !isPost(request)) return await send();
      drained = world.engine.drain();
      expect(request.signal.aborted).toBe(false);
      return await send();
    };
    await world.engine.startRun({ trigger: 'manual', category: null, exportOnly: true });
    await world.engine.tick('test');
    await world.engine.idle();
    await drained;

    expect(states(await world.ledger())).toEqual(['acked']);
    await goOn(world.reborn());
    expect(documents(world)).toBe(1);
    expect(states(await world.ledger())).toEqual(['closed']);
  });
});

describe('a long run', () => {
  it('ends its turn after four minutes at a step border, so that an update can come in, and goes on', async () => {
    const world = await smallWorld({ workOrders: 6 });
    world.hooks.after = (request) => {
      if (isPost(request)) world.clock.advance(3 * MINUTE);
    };
    await world.engine.startRun({ trigger: 'manual', category: null, exportOnly: true });
    await world.engine.tick('test');
    await world.engine.idle();
    expect(documents(world)).toBeLessThan(6);
    expect(await runs(world)).toMatchObject([{ state: 'waiting', finishedAt: null }]);
    const wakeAt = world.wakeTimes.findLast((time) => time !== null) ?? 0;
    expect(wakeAt).toBeGreaterThan(0);

    for (let turn = 0; turn < 6; turn += 1) {
      world.clock.advance(MINUTE);
      await goOn(world.engine);
    }

    expect(await runs(world)).toMatchObject([{ state: 'done' }]);
    expect(documents(world)).toBe(6);
    expect(world.simulator.audit().details).toEqual([]);
  });

  it('gets something done in each turn, also when one call takes longer than a turn', async () => {
    const world = await smallWorld({ workOrders: 2 });
    world.hooks.after = () => world.clock.advance(5 * MINUTE);
    await world.engine.startRun({ trigger: 'manual', category: null, exportOnly: false });

    for (let turn = 0; turn < 20; turn += 1) await goOn(world.engine);

    expect(documents(world)).toBe(2);
  });
});

import { describe, expect, it } from 'vitest';
import {
  ALWAYS,
  AWAY,
  LOST,
  POST_ORDER,
  WRITE_RELATIONS,
  documents,
  jobs,
  runs,
  smallWorld,
  states,
  wake,
} from '../support/engine-steps';
import { START } from '../support/engine-parts';
import { createEngineWorld, type EngineWorld } from '../support/engine-world';
import { waitUntil } from '../support/wait';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const ONE_ORDER = {
  relations: 5,
  articles: 12,
  workOrders: 1,
  workOrderDaysAgo: [0],
  difficult: false,
  otherStates: false,
  projects: 0,
  salesOrders: 0,
};

/** It is our clock that jumps; the services keep the right time. */
async function rightServices(): Promise<EngineWorld> {
  return await createEngineWorld({
    simulator: { data: ONE_ORDER, now: () => new Date(START) },
    settings: { schedule: '5' },
  });
}

async function wakeOften(world: EngineWorld): Promise<void> {
  for (let time = 0; time < 5; time += 1) await wake(world, 0);
}

const posts = ({ simulator }: EngineWorld): number =>
  simulator.requests.filter(({ method, path }) => method === 'POST' && /accountviewdata/i.test(path)).length;

describe('[K13] a schedule whose alarm got lost', () => {
  it('is restored by the next worker at the moment that was planned', async () => {
    const world = await smallWorld({ workOrders: 1, settings: { schedule: '15' } });
    await world.sync();
    const planned = await world.store.meta('nextRunAt');
    world.clock.advance(MINUTE);

    await world.reborn().tick('startup');

    expect(planned).toBeGreaterThan(world.clock.now());
    expect(world.wakeTimes.at(-1)).toBe(planned);
    expect(await world.store.meta('nextRunAt')).toBe(planned);
    expect(await runs(world)).toHaveLength(1);
  });

  it('serves what became due meanwhile', async () => {
    const world = await smallWorld({ workOrders: 1, settings: { schedule: '15' } });
    await world.sync();
    world.clock.advance(HOUR);
    const engine = world.reborn();

    await engine.tick('startup');
    await engine.idle();

    expect((await runs(world)).map(({ state }) => state)).toEqual(['done', 'done']);
  });
});

describe('[T1] a clock that jumps', () => {
  it.each([
    ['eight hours of sleep', 8 * HOUR],
    ['a day ahead', DAY],
    ['an hour ahead', HOUR],
    ['an hour back', -HOUR],
    ['a day back', -DAY],
    ['back to 1970', -Date.parse('2026-11-20T09:59:00Z')],
  ])('makes one run of all that was missed, and the schedule goes on: %s', async (_name, jump) => {
    const world = await rightServices();
    await world.sync();
    const [first] = await runs(world);

    world.clock.advance(jump);
    await wakeOften(world);

    const second = (await runs(world)).filter(({ runId }) => runId !== first?.runId);
    expect(second.map(({ state }) => state)).toEqual(['done']);
    expect((await world.store.meta('nextRunAt')) ?? 0).toBeLessThanOrEqual(world.clock.now() + 6 * MINUTE);
    await wake(world, 6 * MINUTE);
    expect(await runs(world)).toHaveLength(3);
    expect(documents(world)).toBe(1);
  });

  it('does not hold up a job that waits for its next try', async () => {
    const world = await smallWorld({ workOrders: 1 });
    world.simulator.faults.add({ ...WRITE_RELATIONS, times: 1, fault: AWAY });
    await world.sync();
    expect((await jobs(world)).map(({ state }) => state)).toContain('open');

    world.clock.advance(-DAY);
    await wakeOften(world);

    expect((await jobs(world)).map(({ state }) => state)).not.toContain('open');
  });

  it('does not lose a run that dies after it', async () => {
    const world = await smallWorld({ workOrders: 1 });
    await world.sync();
    world.clock.advance(-DAY);
    world.hooks.around = async (send, _request, instance) =>
      instance > 0 ? await send() : await new Promise<never>(() => {});
    void world.engine.startRun({ trigger: 'manual', category: null, exportOnly: false });
    await waitUntil('the second run', async () => (await runs(world)).length === 2);

    const engine = world.reborn();
    await engine.tick('startup');
    await engine.idle();

    expect((await runs(world)).map(({ state }) => state)).toEqual(['done', 'done']);
  });

  it('back leaves an unknown outcome its settle times, and no longer', async () => {
    const world = await smallWorld({ workOrders: 1, settleSeconds: [0, 30, 120, 600] });
    world.simulator.faults.add({ ...POST_ORDER, times: 1, fault: LOST });
    await world.sync(true);
    expect(states(await world.ledger())).toEqual(['unknown']);

    world.clock.advance(-DAY);
    await wakeOften(world);
    await wake(world, 2 * MINUTE);
    expect(posts(world)).toBe(1);
    await wake(world, 8 * MINUTE);
    await wakeOften(world);

    expect(posts(world)).toBe(2);
    expect(states(await world.ledger())).toEqual(['closed']);
    expect(documents(world)).toBe(1);
  });

  it('makes no storm of calls while a service is away', async () => {
    const world = await smallWorld({ workOrders: 1, settings: { schedule: '5' } });
    world.simulator.faults.add({ side: 'outsmart', times: ALWAYS, fault: AWAY });
    await world.sync();
    const before = world.simulator.requests.length;

    for (const jump of [DAY, -2 * DAY, 8 * HOUR, -HOUR]) {
      world.clock.advance(jump);
      await wakeOften(world);
    }

    // Four jumps, each at most one round of tries of every job.
    expect(world.simulator.requests.length - before).toBeLessThan(80);
  });
});

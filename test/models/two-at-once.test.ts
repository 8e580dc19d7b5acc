import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOSE, documents, isLookUp, jobs, orders, runs, smallWorld, states } from '../support/engine-steps';
import { play } from '../exhaustive/play';
import { scenario } from '../exhaustive/scenarios';
import { SmallWorld, type StoredState } from '../exhaustive/small-world';
import { createEngineWorld, type EngineWorld } from '../support/engine-world';
import { raceRuns } from './race-runs';

const MANUAL = { trigger: 'manual', category: null, exportOnly: true } as const;

/** Every answer waits for its turn; the scheduler decides whose it is. */
function schedule(world: EngineWorld, scheduler: fc.Scheduler, who = ''): void {
  world.hooks.around = async (send, request) => {
    await scheduler.schedule(Promise.resolve(), `${who}${request.method} ${new URL(request.url).pathname}`);
    return await send();
  };
}

describe('[C1] two triggers at once', () => {
  it('make one run, or one after the other, and one document per work order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 0, max: 30 }), async (scheduler, moment) => {
        const world = await smallWorld({ workOrders: 2 });
        schedule(world, scheduler);
        const { engine } = world;
        let requests = 0;
        const again: Promise<unknown>[] = [];
        // The same button once more, and the alarm, at some moment of the run.
        world.hooks.after = () => {
          requests += 1;
          if (requests === moment) again.push(engine.startRun(MANUAL), engine.tick('alarm'));
        };

        await scheduler.waitFor(
          Promise.all([engine.startRun(MANUAL), engine.startRun(MANUAL), engine.tick('alarm')]),
        );
        await scheduler.waitFor(untilAtRest(world));
        await Promise.all(again);

        expect(documents(world)).toBe(2);
        expect(states(await world.ledger())).toEqual(['closed', 'closed']);
        await expectOneAfterTheOther(world);
        world.store.close();
      }),
      raceRuns(15),
    );
  });
});

async function untilAtRest(world: EngineWorld): Promise<void> {
  do {
    await world.engine.tick('test');
    await world.engine.idle();
  } while (await world.store.meta('pending'));
}

async function expectOneAfterTheOther(world: EngineWorld): Promise<void> {
  const made = (await runs(world)).sort((a, b) => a.startedAt - b.startedAt);
  expect(made.length).toBeLessThanOrEqual(3);
  for (const [index, run] of made.entries())
    expect(run.finishedAt).toBeLessThanOrEqual(made[index + 1]?.startedAt ?? Number.POSITIVE_INFINITY);
  expect((await jobs(world)).filter(({ state }) => state === 'open')).toEqual([]);
}

describe('[C2] two browsers export the same work order', () => {
  it('is noticed by the one that comes last: both numbers are named and its export stops', async () => {
    const one = await smallWorld({ workOrders: 1 });
    const other = await createEngineWorld({ beside: one });
    let hasBegun = false;
    // The other browser does all its work between the look-up of the first and its POST.
    one.hooks.around = async (send, request) => {
      const answer = await send();
      if (isLookUp(request) && !hasBegun) {
        hasBegun = true;
        await other.sync(true);
      }
      return answer;
    };

    await one.sync(true);

    expect(documents(one)).toBe(2);
    const numbers = one.simulator.world.history.documents.map(({ number }) => number);
    await expectAlarm(one, numbers);
    expect(one.simulator.audit().duplicates).toBe(1);
    const posted = documents(one);
    await one.sync(true);
    expect(documents(one)).toBe(posted);
  });

  it('makes no second document when the other one was first, though this ledger knows nothing of it', async () => {
    const one = await smallWorld({ workOrders: 1 });
    const [order] = orders(one);
    if (order === undefined) throw new Error('no work order');
    const other = await createEngineWorld({ beside: one });
    // Its ledger is built while there is nothing to find; then the other one exports and cannot close.
    order.status = 'Opgehaald';
    await one.sync(true);
    order.status = 'Compleet';
    one.simulator.faults.add({ ...CLOSE, fault: { kind: 'drop', when: 'before' } });
    await other.sync(true);
    expect(documents(one)).toBe(1);

    await one.sync(true);

    expect(documents(one)).toBe(1);
    expect(await one.ledger()).toMatchObject([{ state: 'closed', posts: 0 }]);
    expect(one.simulator.audit()).toMatchObject({ duplicates: 0, lost: 0 });
  });

  it('never goes unnoticed, whoever is answered first', async () => {
    let duplicates = 0;
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const one = await smallWorld({ workOrders: 1 });
        const other = await createEngineWorld({ beside: one });
        schedule(one, scheduler, 'one ');
        schedule(other, scheduler, 'other ');

        await scheduler.waitFor(Promise.all([one.sync(true), other.sync(true)]));

        const numbers = one.simulator.world.history.documents.map(({ number }) => number);
        const locks = await Promise.all(
          [one, other].map(async ({ store }) => (await store.meta('connection'))?.lock),
        );
        expect(numbers.length).toBeGreaterThan(0);
        expect(locks.some((lock) => lock?.code === 'DUPLICATE_ALARM')).toBe(numbers.length > 1);
        if (numbers.length > 1) duplicates += 1;
        for (const { store } of [one, other]) store.close();
      }),
      raceRuns(15),
    );
    // Otherwise nothing was proven.
    expect(duplicates).toBeGreaterThan(0);
  });
});

async function expectAlarm(world: EngineWorld, numbers: readonly string[]): Promise<void> {
  const lock = (await world.store.meta('connection'))?.lock;
  expect(lock?.code).toBe('DUPLICATE_ALARM');
  expect([...(lock?.numbers ?? [])].sort()).toEqual([...numbers].sort());
  expect(await world.ledger()).toMatchObject([{ state: 'alarm', code: 'DUPLICATE_ALARM' }]);
  expect(orders(world)).toHaveLength(1);
}

describe('[C3] an old instance that goes on after a new one took over', () => {
  it('changes nothing any more, whatever it was waiting for', async () => {
    let points = 0;
    for (let point = 1; point === points + 1; point += 1) {
      const world = await smallWorld({ workOrders: 1, settleSeconds: [0, 1] });
      const zombie = await holdAt(world, point);
      if (zombie === undefined) break;
      points = point;
      const heir = world.reborn();
      for (let wake = 0; wake < 3; wake += 1) {
        await heir.tick('alarm');
        await heir.idle();
        world.clock.advance(61_000);
      }
      const before = await storedRows(world);
      const requests = world.simulator.requests.length;

      await zombie.goOn();

      expect(await storedRows(world), `held at request ${point}`).toEqual(before);
      expect(documents(world), `held at request ${point}`).toBe(1);
      const written = world.simulator.requests.slice(requests).filter(({ method }) => method === 'POST');
      expect(written, `held at request ${point}`).toEqual([]);
      expect(world.simulator.audit()).toMatchObject({ duplicates: 0, lost: 0, unsafeReads: 0 });
      world.store.close();
    }
    // Every request of the run had its turn.
    expect(points).toBeGreaterThan(15);
  });
});

/** As many as the settle times of a document that was about to be sent, and one more. */
const MOST_WAKES = 6;
const isAllClosed = ({ ledger }: StoredState): boolean =>
  ledger.length > 0 && ledger.every(({ state }) => state === 'closed');

/** The world as it is when an heir, which took over at the `n`-th point, has done all there was to do. */
async function overtakenAt(n: number): Promise<{ world: SmallWorld; before: StoredState; requests: number }> {
  const world = await SmallWorld.create(await scenario('later-2'), []);
  let before = await world.stored();
  let requests = 0;
  world.nemesis.happenIn(n, async () => {
    world.addWorker();
    for (let wake = 0; wake < MOST_WAKES && !isAllClosed(before); wake += 1) {
      await world.wake();
      before = await world.stored();
    }
    requests = world.simulator.requests.length;
  });
  await world.wake();
  return { world, before, requests };
}

const { points } = await play(await scenario('later-2'), []);
/**
 * At the first point it takes over itself. And a document that is on its way cannot be called back by anybody: the
 * settle times are there for that.
 */
const steps = points.flatMap(({ label }, index) =>
  index === 0 || label === 'POST SO1' ? [] : [[index + 1, label] as const],
);

describe('[C3] an old instance that was about to go on when a new one took over', () => {
  it.each(steps)('at point %i (%s) stores nothing any more and sends no document', async (n) => {
    const { world, before, requests } = await overtakenAt(n);

    expect(await world.stored()).toEqual(before);
    const late = world.simulator.requests.slice(requests);
    expect(late.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(isAllClosed(before)).toBe(true);
    expect(world.simulator.world.history.documents).toHaveLength(2);
    expect(world.simulator.audit().details).toEqual([]);
  });
});

async function storedRows(world: EngineWorld): Promise<unknown> {
  return [await world.ledger(), await runs(world), await jobs(world), await world.store.meta('epoch')];
}

/** The first engine waits for the answer to its `nth` request until `goOn`; undefined: it needed fewer. */
async function holdAt(world: EngineWorld, nth: number): Promise<{ goOn: () => Promise<void> } | undefined> {
  let count = 0;
  let release: () => void = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  const held = new Promise<boolean>((resolve) => {
    world.hooks.around = async (send, _request, instance) => {
      const answer = await send();
      if (instance > 0) return answer;
      count += 1;
      if (count < nth) return answer;
      resolve(true);
      await gate;
      return answer;
    };
  });
  await world.engine.startRun(MANUAL);
  const isHeld = await Promise.race([held, untilAtRest(world).then(() => false)]);
  if (!isHeld) return undefined;
  return {
    goOn: async () => {
      release();
      await world.engine.idle();
    },
  };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerRow } from '../../lib/domain/ledger';
import type { FaultClass } from '../exhaustive/plan';
import { play } from '../exhaustive/play';
import { scenario } from '../exhaustive/scenarios';
import { type Scenario, SmallWorld } from '../exhaustive/small-world';
import { createEngineWorld, type EngineWorld } from '../support/engine-world';

const CLEAN = {
  duplicates: 0,
  lost: 0,
  unsafeReads: 0,
  deleteCalls: 0,
  tokensInUrls: 0,
  unexpectedExports: 0,
  unchangedWrites: 0,
};
const DATA = {
  relations: 3,
  articles: 6,
  workOrders: 2,
  workOrderDaysAgo: [0],
  difficult: false,
  otherStates: false,
  projects: 0,
  salesOrders: 0,
  otherCompanies: false,
};
type Moment = 'before' | 'after';

const never = new Promise<never>(() => {});

/**
 * Lets the first engine die at its `n`-th request, before or after the service performed it: neither this call
 * nor any later one of that engine is ever answered. Resolves with false when the run needed fewer requests.
 */
async function dieAt(world: EngineWorld, n: number, moment: Moment): Promise<boolean> {
  let count = 0;
  const death = new Promise<boolean>((resolve) => {
    world.hooks.around = async (send, _request, instance) => {
      if (instance > 0) return await send();
      count += 1;
      if (count < n) return await send();
      if (count === n && moment === 'after') await send();
      resolve(true);
      return await never;
    };
  });
  await world.engine.startRun({ trigger: 'manual', category: null, exportOnly: false });
  return await Promise.race([death, untilAtRest(world).then(() => false)]);
}

/** The engine has begun by itself; `tick` waits for that, `idle` for its end. */
async function untilAtRest({ engine }: EngineWorld): Promise<void> {
  await engine.tick('test');
  await engine.idle();
}

/** A new worker on the same database is woken until nothing is left to do. */
async function finish(world: EngineWorld): Promise<void> {
  const engine = world.reborn();
  for (let wake = 0; wake < 4; wake += 1) {
    await engine.tick('alarm');
    await engine.idle();
    world.clock.advance(61_000);
  }
}

describe.each(['before', 'after'] as const)('engine killed %s a request was performed', (moment) => {
  it('leaves one document per work order and all of them closed, whichever request it was', async () => {
    let n = 0;
    for (let died = true; died;) {
      n += 1;
      const world = await createEngineWorld({ simulator: { data: DATA } });
      died = await dieAt(world, n, moment);
      await finish(world);
      expectAllDone(await world.ledger(), world, `killed ${moment} request ${n}`);
      world.store.close();
    }
    // Every request of the run had its turn.
    expect(n).toBeGreaterThan(20);
  });
});

function expectAllDone(rows: readonly LedgerRow[], { simulator }: EngineWorld, at: string): void {
  const { history, outsmart } = simulator.world;
  expect(
    rows.map(({ state }) => state),
    at,
  ).toEqual(['closed', 'closed']);
  expect(history.documents, at).toHaveLength(2);
  expect(simulator.audit(), at).toMatchObject(CLEAN);
  const statuses = [...outsmart.workOrders.values()].map(({ status }) => status);
  expect(statuses, at).toEqual(['Afgehandeld', 'Afgehandeld']);
}

/** Number of the `nth` point with this label in a run without faults. */
async function pointOf(chosen: Scenario, label: string, nth = 1): Promise<number> {
  const { points } = await play(chosen, []);
  const numbers = points.flatMap((point, index) => (point.label === label ? [index + 1] : []));
  const number = numbers[nth - 1];
  if (number === undefined)
    throw new Error(`no point ${label} in ${points.map((point) => point.label).join()}`);
  return number;
}

function truth({ simulator }: SmallWorld): { documents: number; status: string | undefined } {
  const [order] = simulator.world.outsmart.workOrders.values();
  return { documents: simulator.world.history.documents.length, status: order?.status };
}

interface Kill {
  label: string;
  nth?: number;
  fault: FaultClass;
  /** Documents in AccountView while the worker is dead. */
  documents: 0 | 1;
  status?: 'Compleet' | 'Afgehandeld';
  /** POSTs that were made of it in the end. */
  posts?: number;
}

/** The worker dies exactly there; its successors are woken by the alarm until nothing is left to do. */
async function expectOneDocument(kill: Kill): Promise<void> {
  const { label, nth, fault, documents, status = 'Compleet', posts = 1 } = kill;
  const later = await scenario('later-1');
  const world = await SmallWorld.create(later, [{ point: await pointOf(later, label, nth), fault }]);
  await world.wake();
  expect(world.deaths).toBe(1);
  expect(truth(world)).toEqual({ documents, status });

  for (let wake = 0; wake < 8; wake += 1) await world.wake();

  expect(world.deaths).toBe(1);
  expect(truth(world)).toEqual({ documents: 1, status: 'Afgehandeld' });
  expect((await world.stored()).ledger).toMatchObject([{ state: 'closed', posts }]);
  expect(world.simulator.audit()).toMatchObject(CLEAN);
  expect(world.nemesis.wrongCloses).toEqual([]);
}

describe('a worker that dies leaves exactly one document, and closes exactly what has one', () => {
  it.each(['killed-before', 'killed-after'] as const)(
    '[K1] at the list of work orders, %s',
    async (fault) => {
      await expectOneDocument({ label: 'GetWorkorders', fault, documents: 0 });
    },
  );

  it.each([
    ['GET AK1', 'killed-before'],
    ['GET AR1', 'killed-after'],
    ['GET AK1', 'killed-after'],
  ] as const)('[K2] while the document is drawn up, at %s, %s', async (label, fault) => {
    await expectOneDocument({ label, fault, documents: 0 });
  });

  it.each(['killed-before', 'killed-after'] as const)('[K3] at the intent, %s', async (fault) => {
    await expectOneDocument({ label: 'store prepared', fault, documents: 0 });
  });

  it.each(['killed-before', 'killed-after'] as const)('[K4] at the look-up, %s', async (fault) => {
    await expectOneDocument({ label: 'GET SO1', fault, documents: 0 });
  });

  it('[K5] about to send: looked up at every settle time, then sent', async () => {
    await expectOneDocument({ label: 'store sending', fault: 'killed-after', documents: 0, posts: 2 });
  });

  it.each([
    ['killed-before', 0, 2],
    ['killed-after', 1, 1],
    // Performed 90 s after it was sent: between two look-ups of the next worker.
    ['killed-late', 0, 1],
  ] as const)('[K6] during the POST, %s it was performed', async (fault, made, posts) => {
    await expectOneDocument({ label: 'POST SO1', fault, documents: made, posts });
  });

  it('[K7] between the answer and its being stored', async () => {
    await expectOneDocument({ label: 'store acked', fault: 'killed-before', documents: 1 });
  });

  it.each([
    ['store acked', 'killed-after', 'Compleet'],
    ['GetWorkorder', 'killed-before', 'Compleet'],
    ['store closing', 'killed-before', 'Compleet'],
    ['store closing', 'killed-after', 'Compleet'],
    ['close', 'killed-before', 'Compleet'],
    ['close', 'killed-after', 'Afgehandeld'],
  ] as const)('[K8] from the stored number to the close, at %s, %s', async (label, fault, status) => {
    await expectOneDocument({ label, fault, documents: 1, status });
  });

  it.each([
    ['GetWorkorders', 2, 'killed-before'],
    ['GetWorkorders', 2, 'killed-after'],
    ['store closed', 1, 'killed-before'],
    ['store closed', 1, 'killed-after'],
  ] as const)('[K9] between the close and its being stored, at %s %i, %s', async (label, nth, fault) => {
    await expectOneDocument({ label, nth, fault, documents: 1, status: 'Afgehandeld' });
  });

  it('[K10] twenty times in a row', { timeout: 120_000 }, async () => {
    const first = await scenario('first-2');
    const kill = fc.record({
      gap: fc.integer({ min: 1, max: 9 }),
      fault: fc.constantFrom<FaultClass[]>('killed-before', 'killed-after'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(kill, { minLength: 24, maxLength: 24 }), async (kills) => {
        let point = 0;
        const plan = kills.map(({ gap, fault }) => ({ point: (point += gap), fault }));

        const played = await play(first, plan);

        expect(played).toMatchObject({ struck: 24, faults: [], ends: ['closed', 'closed'] });
        // Two that strike requests of the same moment are one death.
        expect(played.deaths).toBeGreaterThanOrEqual(20);
      }),
      { seed: 20, numRuns: process.env['LONG'] === '1' ? 300 : 15 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { LedgerRow } from '../../lib/domain/ledger';
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

import { describe, expect, it } from 'vitest';
import { NO_CONNECTION } from '../../lib/domain/connection';
import { play } from '../exhaustive/play';
import { scenario } from '../exhaustive/scenarios';
import { SmallWorld } from '../exhaustive/small-world';
import { Person } from './person';

/** What is under way when the stop comes is finished; no new step begins. */
const REST_OF_A_STEP = 3;
/** The changes at the services, and from which points on they belong to the step that is under way. */
const CHANGES = [
  ['POST SO1', /^store .*sending/],
  ['close', /^(GetWorkorder|store .*closing.*)$/],
] as const;

const { points } = await play(await scenario('later-2'), []);
const steps = points.map(({ label }, index) => [index + 1, label] as const);

interface Disconnected {
  world: SmallWorld;
  person: Person;
  /** What was still done after the click. */
  after: readonly string[];
}

/** The click comes while the worker is at its `n`-th point, and that point takes until the engine was told. */
async function disconnectAt(n: number): Promise<Disconnected> {
  const world = await SmallWorld.create(await scenario('later-2'), []);
  const person = new Person(world);
  await person.storeTokens();
  let disconnecting: Promise<void> | undefined;
  world.nemesis.happenIn(n, async () => {
    await new Promise<void>((resolve) => {
      disconnecting = person.disconnect(resolve);
    });
  });
  await world.wake();
  await disconnecting;
  return { world, person, after: world.nemesis.points.slice(n).map(({ label }) => label) };
}

describe('[C4] disconnecting during a run', () => {
  it.each(steps)('at point %i (%s) stops at a step border and keeps the ledger', async (n, label) => {
    const { world, person, after } = await disconnectAt(n);

    expect(after.filter((label) => !label.startsWith('store')).length).toBeLessThanOrEqual(REST_OF_A_STEP);
    const begun = CHANGES.filter(([change, belongsTo]) => after.includes(change) && !belongsTo.test(label));
    expect(begun).toEqual([]);
    const { connection, ledger } = await world.stored();
    expect(connection).toMatchObject({ ...NO_CONNECTION, clientId: connection?.clientId });
    expect(await person.vault.accessToken()).toBeUndefined();
    expect(await person.vault.refreshTokens()).toBeUndefined();
    // Each work order that may have a document is in the ledger, with what is known of it.
    for (const { workOrderId, number } of world.simulator.world.history.documents) {
      const row = ledger.find((candidate) => candidate.workOrderId === workOrderId);
      expect(row?.documentNumber === number || row?.state === 'sending' || row?.state === 'unknown').toBe(
        true,
      );
    }
    const requests = world.simulator.requests.length;
    await world.wake();
    expect(world.simulator.requests).toHaveLength(requests);

    await person.reconnect();
    for (let wake = 0; wake < 6; wake += 1) await world.wake();

    expect((await world.stored()).ledger.map(({ state }) => state)).toEqual(['closed', 'closed']);
    expect(world.simulator.world.history.documents).toHaveLength(2);
    expect(world.simulator.audit().details).toEqual([]);
    expect(world.nemesis.wrongCloses).toEqual([]);
  });
});

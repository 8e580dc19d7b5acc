import { describe, expect, it } from 'vitest';
import { NO_CONNECTION } from '../../lib/domain/connection';
import { play } from '../exhaustive/play';
import { scenario } from '../exhaustive/scenarios';
import { type Scenario, SmallWorld } from '../exhaustive/small-world';
import { imported } from '../support/import-world';
import { Person } from './person';

/** What is under way when the stop comes is finished; no new step begins. */
const REST_OF_A_STEP = 3;
/** Belongs to the step that looked up whether it was booked and stored that it will be. */
const PAYMENT = 'POST transactions';
/** The changes at the services, and from which points on they belong to the step that is under way. */
const CHANGES = [
  ['POST SO1', /^store .*sending/],
  ['close', /^(GetWorkorder|store .*closing.*)$/],
] as const;

async function stepsOf(chosen: Scenario): Promise<(readonly [number, string])[]> {
  const { points } = await play(chosen, []);
  return points.map(({ label }, index) => [index + 1, label] as const);
}

const exporting = await scenario('later-2');
const importing: Scenario = { ...exporting, imports: true };
const exportSteps = await stepsOf(exporting);
const allSteps = await stepsOf(importing);
const undisturbed = await SmallWorld.create(importing, []);
await undisturbed.wake();
/** The list of work orders is where the export begins. */
const importSteps = allSteps.slice(
  0,
  allSteps.findIndex(([, label]) => label === 'GetWorkorders'),
);

interface Disconnected {
  world: SmallWorld;
  person: Person;
  /** What was still done after the engine had been told. */
  after: readonly string[];
}

/** The click comes while the worker is at its `n`-th point, and that point takes until the engine was told. */
async function disconnectAt(chosen: Scenario, n: number): Promise<Disconnected> {
  const world = await SmallWorld.create(chosen, []);
  const person = new Person(world);
  await person.storeTokens();
  let disconnecting: Promise<void> | undefined;
  // What is done beside the point goes on until then.
  let told = 0;
  world.nemesis.happenIn(n, async () => {
    await new Promise<void>((resolve) => {
      disconnecting = person.disconnect(() => {
        told = world.nemesis.points.length;
        resolve();
      });
    });
  });
  await world.wake();
  await disconnecting;
  return { world, person, after: world.nemesis.points.slice(told).map(({ label }) => label) };
}

/** Its tokens are gone, and whatever wakes the worker now asks the services nothing. */
async function expectDisconnected(world: SmallWorld, person: Person): Promise<void> {
  const { connection } = await world.stored();
  expect(connection).toMatchObject({ ...NO_CONNECTION, clientId: connection?.clientId });
  expect(await person.vault.accessToken()).toBeUndefined();
  expect(await person.vault.refreshTokens()).toBeUndefined();
  const requests = world.simulator.requests.length;
  await world.wake();
  expect(world.simulator.requests).toHaveLength(requests);
}

describe('[C4] disconnecting during an export', () => {
  it.each(exportSteps)('at point %i (%s) stops at a step border and keeps the ledger', async (n, label) => {
    const { world, person, after } = await disconnectAt(exporting, n);

    expect(after.filter((label) => !label.startsWith('store')).length).toBeLessThanOrEqual(REST_OF_A_STEP);
    const begun = CHANGES.filter(([change, belongsTo]) => after.includes(change) && !belongsTo.test(label));
    expect(begun).toEqual([]);
    const { ledger } = await world.stored();
    // Each work order that may have a document is in the ledger, with what is known of it.
    for (const { workOrderId, number } of world.simulator.world.history.documents) {
      const row = ledger.find((candidate) => candidate.workOrderId === workOrderId);
      expect(row?.documentNumber === number || row?.state === 'sending' || row?.state === 'unknown').toBe(
        true,
      );
    }
    await expectDisconnected(world, person);

    await person.reconnect();
    for (let wake = 0; wake < 6; wake += 1) await world.wake();

    expect((await world.stored()).ledger.map(({ state }) => state)).toEqual(['closed', 'closed']);
    expect(world.simulator.world.history.documents).toHaveLength(2);
    expect(world.simulator.audit().details).toEqual([]);
    expect(world.nemesis.wrongCloses).toEqual([]);
  });
});

describe('[C4] disconnecting during an import', () => {
  it('is tried at steps of every kind', () => {
    const labels = importSteps.map(([, label]) => label);
    const kinds = ['store', 'GET AR1', 'GET AK1', 'relations', 'POST relations', 'POST materials'];
    expect(labels).toEqual(expect.arrayContaining(kinds));
  });

  it.each(importSteps)(
    'at point %i (%s) stops at a step border and is made up for later',
    async (n, label) => {
      const { world, person, after } = await disconnectAt(importing, n);

      expect(after.length).toBeLessThanOrEqual(REST_OF_A_STEP);
      const isPayment = label === 'store' || label === 'transactions';
      expect(after.filter((one) => one.startsWith('POST') && !(isPayment && one === PAYMENT))).toEqual([]);
      await expectDisconnected(world, person);
      const { runs } = await world.stored();
      expect(runs.filter(({ finishedAt }) => finishedAt === null)).toEqual([]);

      await person.reconnect();
      for (let wake = 0; wake < 2; wake += 1) await world.wake();

      expect(imported(world)).toEqual(imported(undisturbed));
      expect((await world.stored()).ledger.map(({ state }) => state)).toEqual(['closed', 'closed']);
      expect(world.simulator.audit().details).toEqual([]);
    },
  );
});

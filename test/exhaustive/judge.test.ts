import { describe, expect, it } from 'vitest';
import type { LedgerRow } from '../../lib/domain/ledger';
import { judge, type Verdict } from './judge';
import { scenario } from './scenarios';
import { SmallWorld } from './small-world';

async function exported(): Promise<SmallWorld> {
  const world = await SmallWorld.create(await scenario('later-1'), []);
  await world.wake();
  return world;
}

async function verdictOf(world: SmallWorld): Promise<Verdict> {
  return judge(world, await world.stored(), world.clock.now());
}

async function changeRow(world: SmallWorld, change: Partial<LedgerRow>): Promise<void> {
  await world.store.write(['ledger'], async (tx) => {
    for (const row of await tx.objectStore('ledger').getAll())
      await tx.objectStore('ledger').put({ ...row, ...change });
  });
}

describe('the judge of a run', () => {
  it('is content with a run in which all went well', async () => {
    expect(await verdictOf(await exported())).toEqual({ ends: ['closed'], faults: [] });
  });

  it('sees a second document', async () => {
    const world = await exported();
    const [document] = world.simulator.world.history.documents;
    if (document !== undefined) world.simulator.world.history.documents.push({ ...document, number: '2' });

    expect((await verdictOf(world)).faults).toContain('500101 has 2 documents');
  });

  it('sees a work order that was handled without a document', async () => {
    const world = await exported();
    world.simulator.world.history.documents.length = 0;

    const { faults } = await verdictOf(world);

    expect(faults).toContain('500101 is called closed: Afgehandeld, 0 documents');
  });

  it('sees a work order that was forgotten', async () => {
    const world = await exported();
    await world.store.write(['ledger'], (tx) => tx.objectStore('ledger').clear());

    expect((await verdictOf(world)).faults).toEqual(['500101 is not in the ledger']);
  });

  it('sees a work order that waits for nothing, and one that is parked without a reason', async () => {
    const world = await exported();
    await changeRow(world, { state: 'sending' });
    expect((await verdictOf(world)).faults).toEqual(['500101 is left sending (no reason)']);

    await changeRow(world, { state: 'problem', code: null });
    expect((await verdictOf(world)).faults).toEqual(['500101 is left problem (no reason)']);

    await changeRow(world, { state: 'problem', code: 'UNKNOWN_OUTCOME' });
    expect((await verdictOf(world)).faults).toEqual(['UNKNOWN_OUTCOME of 500101 is not in the log']);
  });

  it('sees an engine that will not wake up again', async () => {
    const world = await exported();
    world.wakeAt = null;

    expect((await verdictOf(world)).faults).toEqual(['no wake-up is planned']);
  });
});

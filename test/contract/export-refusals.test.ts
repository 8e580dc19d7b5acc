import { describe, expect, it } from 'vitest';
import { readExportProblems } from '../../lib/store/reader/problems';
import { addCaseOrder } from '../support/export-case-books';
import { ALWAYS, POST_ORDER, states } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';
import { KIT, worldOf } from '../support/export-decisions';
import { materialLine } from '../simulator/index';

/** What a person reads of a work order that is refused. */

const BLOCKED = 'Artikel SAN-KIT is geblokkeerd voor verkoop.';
const CREDIT = 'De kredietlimiet van de debiteur is overschreden.';

/** A run in which AccountView refuses every sales order with these words. */
async function syncRefused(world: EngineWorld, message: string): Promise<void> {
  world.simulator.faults.clear();
  world.simulator.faults.add({ ...POST_ORDER, times: ALWAYS, fault: { kind: 'error-object', message } });
  await world.sync(true);
}

const problemsOf = (world: EngineWorld) =>
  world.store.read(['ledger'], (tx) => readExportProblems(tx, world.companyId));
const refusals = async (world: EngineWorld) =>
  (await world.log()).filter(({ code }) => code === 'REFUSED_BY_ACCOUNTVIEW').map(({ original }) => original);

describe('a refusal by AccountView', () => {
  it('is shown in its own words, and said again when they are others', async () => {
    const world = await worldOf({}, [[KIT]]);
    await syncRefused(world, BLOCKED);
    expect(await problemsOf(world)).toMatchObject([{ original: BLOCKED }]);
    await syncRefused(world, BLOCKED);
    expect(await refusals(world)).toEqual([BLOCKED]);

    await syncRefused(world, CREDIT);

    expect(await problemsOf(world)).toMatchObject([{ state: 'problem', original: CREDIT }]);
    expect(new Set(await refusals(world))).toEqual(new Set([BLOCKED, CREDIT]));
  });

  it('leaves nothing in the ledger once the work order was exported', async () => {
    const world = await worldOf({}, [[KIT]]);
    await syncRefused(world, BLOCKED);
    world.simulator.faults.clear();

    await world.sync(true);

    const [row] = await world.ledger();
    expect(row?.state).toBe('closed');
    expect(row).not.toHaveProperty('original');
  });
});

describe('a line whose own total is another one', () => {
  it('is named with both amounts before anything is sent', async () => {
    const world = await worldOf({}, []);
    const id = addCaseOrder(world.simulator.world, { materials: [KIT] });
    const line = { ...materialLine('SAN-KIT', 'Kit', '2', '9.95', 'st'), MaterialTotalPrice: '25.00' };
    world.simulator.world.outsmart.workOrder(id).Materials = [line];

    await world.sync(true);

    const [row] = await world.ledger();
    expect(states(await world.ledger())).toEqual(['problem']);
    expect(row?.params).toEqual({ line: 1, calculated: '19.9', lineTotal: '25' });
  });
});

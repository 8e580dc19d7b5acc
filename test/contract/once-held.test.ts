import { describe, expect, it } from 'vitest';
import { addWorkOrder } from '../simulator/data/work-orders';
import { importing } from '../support/builders';
import { releaseAll } from '../support/engine-steps';
import { createEngineWorld } from '../support/engine-world';
import { company } from '../support/import-world';
import { addOrder, madeOrders, PROFILES, TODAY } from '../support/once-world';
import { expectCleanAudit } from '../support/world-audit';

const DATA = {
  relations: 5,
  articles: 12,
  workOrders: 0,
  difficult: false,
  otherStates: false,
  salesOrders: 0,
};

describe.each(PROFILES)('a work order that was made from an order (profile %s)', (profile) => {
  it('makes no second order by itself, one when it is released, and is not held again', async () => {
    const world = await createEngineWorld({
      simulator: { profile, data: DATA },
      settings: { imports: importing('sales-orders'), ordersFrom: TODAY },
      referenceField: profile === 'strict' ? 'COMMENT1' : 'EXT_ID',
    });
    const { outsmart } = world.simulator.world;
    const [debtor = {}] = company(world).table('CONTACT').rows;
    addOrder(world, { debtor });
    await world.sync();
    const [made] = madeOrders(world);
    if (made === undefined) throw new Error('no work order was made');
    outsmart.setStatus(made, 'Compleet', 'monteur');

    await world.sync();
    await world.sync();
    expect(await world.ledger()).toMatchObject([{ state: 'held', code: 'HELD_FROM_ORDER' }]);
    expect(world.simulator.world.history.documents).toHaveLength(0);
    expect(outsmart.workOrder(made.id).status).toBe('Compleet');

    await releaseAll(world);
    await world.sync();
    await world.sync();
    expect(world.simulator.world.history.documents).toHaveLength(1);
    expect(madeOrders(world)).toHaveLength(1);
    expect((await world.ledger())[0]?.state).toBe('closed');
    expectCleanAudit(world);
  });

  it('is held for that reason among many new ones too', async () => {
    const world = await createEngineWorld({
      simulator: { profile, data: DATA },
      settings: { imports: importing(), floodLimit: 1 },
      referenceField: profile === 'strict' ? 'COMMENT1' : 'EXT_ID',
    });
    const { outsmart, random } = world.simulator.world;
    const [debtor = {}] = company(world).table('CONTACT').rows;
    for (let index = 0; index < 3; index += 1) addWorkOrder(outsmart, random, { debtor });
    const fromOrder = addWorkOrder(outsmart, random, { debtor });
    fromOrder.WorkorderNo = 'AV-20260001';

    await world.sync();

    const rows = await world.ledger();
    const held = (code: string) => rows.filter((row) => row.code === code).map((row) => row.workOrderId);
    expect(held('HELD_FLOOD')).toHaveLength(3);
    expect(held('HELD_FROM_ORDER')).toEqual([fromOrder.id]);
  });
});

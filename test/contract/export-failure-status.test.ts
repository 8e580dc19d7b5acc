import { describe, expect, it } from 'vitest';
import { documents, states } from '../support/engine-steps';
import { addCaseOrder } from '../support/export-case-books';
import { KIT, LINE, orderOf, UNKNOWN, worldOf } from '../support/export-decisions';
import { company } from '../support/import-world';

/** Work orders that failed once: their status keeps them out of the trigger's list, and they are met all the same. */

const MINUTE = 60_000;
const CLAIM_STATUS = '50';

describe('a work order that carries the status of a failure', () => {
  it.each([
    ['was reopened and completed again', 'SKIPPED_NOT_LISTED'],
    ['had nothing to invoice for a while', 'NOTHING_TO_INVOICE'],
  ])('and %s is still met', async (_how, code) => {
    const settings = { trigger: 'work-status', triggerStatus: '1', failureStatus: '99' } as const;
    const world = await worldOf(settings, []);
    const id = addCaseOrder(world.simulator.world, { materials: [UNKNOWN], fields: { WorkStatus: '1' } });
    await world.sync(true);
    expect(orderOf(world, id).WorkStatus).toBe('99');
    if (code === 'SKIPPED_NOT_LISTED') orderOf(world, id).status = 'Opgehaald';
    else orderOf(world, id).Materials = [];
    await world.sync(true);
    expect(await world.ledger()).toMatchObject([{ state: 'skipped', code }]);

    orderOf(world, id).Materials = [LINE];
    orderOf(world, id).status = 'Compleet';
    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['closed']);
  });

  it('that was set while the answer got lost is still met', async () => {
    const claims = { trigger: 'work-status', triggerStatus: '1', claimStatus: CLAIM_STATUS } as const;
    const world = await worldOf({ ...claims, failureStatus: '99' }, []);
    world.simulator.world.outsmart.entity('workstatusses').put({ sta_code: CLAIM_STATUS, sta_name: 'Bezig' });
    const id = addCaseOrder(world.simulator.world, { materials: [KIT], fields: { WorkStatus: '1' } });
    company(world).closedUntil = '2026-12-31';
    let isLost = false;
    world.hooks.around = async (send) => {
      const response = await send();
      if (isLost || orderOf(world, id).WorkStatus !== '99') return response;
      isLost = true;
      throw new TypeError('the line is down');
    };
    await world.sync(true);
    expect(isLost).toBe(true);
    company(world).closedUntil = '';
    world.clock.advance(MINUTE);

    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['closed']);
  });

  it('and was given another one by a person is left alone', async () => {
    const settings = { trigger: 'work-status', triggerStatus: '1', failureStatus: '99' } as const;
    const world = await worldOf(settings, []);
    const id = addCaseOrder(world.simulator.world, { materials: [UNKNOWN], fields: { WorkStatus: '1' } });
    await world.sync(true);
    orderOf(world, id).status = 'Afgehandeld';
    await world.sync(true);

    orderOf(world, id).Materials = [LINE];
    orderOf(world, id).WorkStatus = '60';
    orderOf(world, id).status = 'Compleet';
    await world.sync(true);

    expect(await world.ledger()).toMatchObject([{ state: 'skipped', code: 'SKIPPED_NOT_LISTED' }]);
    expect(documents(world)).toBe(0);
  });
});

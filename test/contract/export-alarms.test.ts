import { describe, expect, it } from 'vitest';
import { readExportProblems } from '../../lib/store/reader/problems';
import { addCaseOrder } from '../support/export-case-books';
import { setYear } from '../support/export-case-world';
import type { EngineWorld } from '../support/engine-world';
import {
  addDoubleOf,
  allOrders,
  decide,
  headers,
  KIT,
  LINE,
  lockCode,
  lockOf,
  orderOf,
  reopened,
  worldOf,
} from '../support/export-decisions';
import { company } from '../support/import-world';

/** More than one document with one reference: how it is named, counted again and settled. */

describe('two alarms', () => {
  it('are named one after the other', async () => {
    const world = await reopened({}, 2);
    const [first, second] = allOrders(world).map(({ id }) => id);
    const double = addDoubleOf(world, first ?? '', '998');
    addDoubleOf(world, second ?? '', '999');
    await world.sync(true);
    expect((await lockOf(world))?.record).toBe(first);

    company(world).remove('SO_HDR', double, 2026);
    await decide(world, 'recount');

    expect(await lockOf(world)).toMatchObject({ code: 'DUPLICATE_ALARM', record: second });
    await decide(world, 'keep', '999');
    expect(await lockCode(world)).toBeNull();
    expect((await world.ledger()).find(({ workOrderId }) => workOrderId === second)).toMatchObject({
      documentNumber: '999',
    });
  });

  it('show the numbers that are there now', async () => {
    const world = await reopened();
    const [order] = allOrders(world);
    const gone = addDoubleOf(world, order?.id ?? '', '998');
    addDoubleOf(world, order?.id ?? '', '999');
    await world.sync(true);
    expect((await lockOf(world))?.numbers).toHaveLength(3);

    company(world).remove('SO_HDR', gone, 2026);
    await decide(world, 'recount');

    const lock = await lockOf(world);
    expect(lock?.numbers).toHaveLength(2);
    expect(lock?.numbers).not.toContain('998');
  });
});

describe('an alarm in a rebuilt ledger', () => {
  it.each(['recount', 'keep'] as const)('that is settled by %s closes only what is the same', async (how) => {
    const world = await reopened();
    const [order] = allOrders(world);
    const double = addDoubleOf(world, order?.id ?? '', '999');
    await world.sync(true);
    if (order !== undefined) order.Materials = [LINE, LINE];
    const number = String(headers(world).rows[0]?.['ORD_NR'] ?? '');
    if (how === 'recount') company(world).remove('SO_HDR', double, 2026);

    await decide(world, how, how === 'keep' ? number : '');

    expect(await world.ledger()).toMatchObject([{ state: 'acked', code: 'CHANGED_AFTER_EXPORT' }]);
    expect(order?.status).toBe('Compleet');
  });

  it.each(['is archived', 'is archived, from the version before'])(
    'lasts while the year of a document %s',
    async (how) => {
      const world = await reopened();
      const [order] = allOrders(world);
      const EXT_ID = `OS-${order?.id ?? ''}`;
      company(world).add('SO_HDR', { EXT_ID, ORD_NR: '999', ORD_DATE: '2025-11-20' }, 2025);
      await world.sync(true);
      expect(await lockCode(world)).toBe('DUPLICATE_ALARM');
      if (how !== 'is archived') await forgetFound(world);
      setYear(world.simulator.world, 2025, { archived: true });

      await decide(world, 'recount');

      expect(await lockCode(world)).toBe('DUPLICATE_ALARM');
    },
  );
});

describe('an alarm about a document that is dated in a year that never was', () => {
  it('is settled when that document was removed', async () => {
    const world = await reopened();
    const EXT_ID = `OS-${allOrders(world)[0]?.id ?? ''}`;
    const double = company(world).add('SO_HDR', { EXT_ID, ORD_NR: '999', ORD_DATE: '2027-01-04' }, 2026);
    await world.sync(true);
    expect(await lockCode(world)).toBe('DUPLICATE_ALARM');
    company(world).remove('SO_HDR', String(double['REC_ID'] ?? ''), 2026);

    await decide(world, 'recount');

    expect(await lockCode(world)).toBeNull();
  });
});

/** As the version before kept an alarm, and one run since. */
async function forgetFound(world: EngineWorld): Promise<void> {
  await world.store.write(['ledger'], async (tx) => {
    for (const { found: _found, ...row } of await tx.objectStore('ledger').getAll())
      await tx.objectStore('ledger').put(row);
  });
  await world.sync(true);
}

describe('a foreign document with our reference', () => {
  it('that is left after ours was removed is compared before its work order is closed', async () => {
    const world = await worldOf({}, [[KIT]]);
    await world.sync(true);
    const id = addCaseOrder(world.simulator.world, { materials: [KIT] });
    world.hooks.around = async (send, request) => {
      const isPost = request.method === 'POST' && (await request.clone().text()).includes('"SO1"');
      const response = await send();
      if (isPost) addDoubleOf(world, id, '999', '4.00');
      return response;
    };
    await world.sync(true);
    delete world.hooks.around;
    expect(await lockCode(world)).toBe('DUPLICATE_ALARM');
    const own = headers(world).rows.find(({ ORD_NR, EXT_ID }) => EXT_ID === `OS-${id}` && ORD_NR !== '999');
    company(world).remove('SO_HDR', own?.['REC_ID'] ?? '', 2026);

    await decide(world, 'recount');

    expect(orderOf(world, id).status).toBe('Compleet');
    expect((await world.ledger())[1]).toMatchObject({ state: 'acked', code: 'TOTALS_DIFFER' });
    const shown = await world.store.read(['ledger'], (tx) => readExportProblems(tx, world.companyId));
    expect(shown.map(({ workOrderId }) => workOrderId)).toEqual([id]);
    orderOf(world, id).status = 'Afgehandeld';
    await world.sync(true);
    expect((await world.ledger())[1]).toMatchObject({ state: 'closed', code: 'TOTALS_DIFFER' });
  });
});

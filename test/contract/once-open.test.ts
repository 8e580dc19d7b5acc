import { describe, expect, it } from 'vitest';
import type { EngineWorld } from '../support/engine-world';
import { ask, company } from '../support/import-world';
import {
  addOrder,
  addPaidInvoice,
  codesOf,
  linksOf,
  madeOrders,
  numberOf,
  numbersOf,
  onceWorld,
  payments,
  posts,
  wakeUntilDone,
} from '../support/once-world';
import { expectCleanAudit } from '../support/world-audit';

/** Orders and payments that an earlier run could not finish. */

const DAY = 24 * 3_600_000;
/** Any. */
const NUMBER: unknown = expect.any(Number);
const LOST = { kind: 'drop', when: 'before' } as const;

/** A run that loses each of its `times` POSTs on the way, until it leaves the record to a person. */
async function leaveToPerson(world: EngineWorld, path: string, times = 2): Promise<void> {
  world.simulator.faults.add({ side: 'outsmart', method: 'POST', path, times, fault: LOST });
  await world.sync();
  await wakeUntilDone(world);
}

/** As somebody deletes it in AccountView. */
function remove(world: EngineWorld, order: ReturnType<typeof addOrder>): void {
  const rows = company(world).table('SO_HDR', 2026).rows as unknown[];
  rows.splice(rows.indexOf(order), 1);
}

describe('what is left to a person', () => {
  it.each([{ trigger: 'manual' }, { trigger: 'schedule', category: 'sales-orders' }] as const)(
    'is an order that the next run a person asks for (%o) makes, once',
    async (request) => {
      const world = await onceWorld('sales-orders');
      addOrder(world);
      await leaveToPerson(world, 'PostWorkorders');
      await ask(world, { trigger: 'schedule' });
      expect(posts(world, 'PostWorkorders')).toHaveLength(2);

      await ask(world, request);
      await ask(world, request);

      expect(madeOrders(world)).toHaveLength(1);
      expect(posts(world, 'PostWorkorders')).toHaveLength(3);
      expect(await linksOf(world, 'sales-orders')).toMatchObject([{ aside: null, attempt: undefined }]);
      expectCleanAudit(world);
    },
  );

  it('is sent twice more at most by that run, however often another order holds it up', async () => {
    const world = await onceWorld('sales-orders');
    const lost = numberOf(addOrder(world));
    await leaveToPerson(world, 'PostWorkorders');
    const other = numberOf(addOrder(world));
    let [sent, held] = [0, 0];
    world.hooks.around = async (send, request) => {
      const isLost = request.method === 'POST' && (await request.clone().text()).includes(lost);
      const isHeld = request.url.includes(other) && held < 12;
      if (isLost) sent += 1;
      if (isHeld && sent >= 2) held += 1;
      if (isLost || isHeld) throw new TypeError('Failed to fetch');
      return await send();
    };

    await ask(world, { trigger: 'manual' });
    await wakeUntilDone(world);

    expect([sent, held]).toEqual([2, 12]);
    expect(await numbersOf(world, 'sales-orders')).toMatchObject({ setAside: 1 });
    expect(madeOrders(world)).toHaveLength(1);
  });

  it('is a payment that is planned anew: one that was typed at OutSmart meanwhile is not booked again', async () => {
    const world = await onceWorld('payments');
    addPaidInvoice(world, '21000', 121, 21);
    addPaidInvoice(world, '21001', 50, 0);
    await leaveToPerson(world, 'transactions', 4);
    expect(payments(world)).toEqual([]);
    const typed = world.simulator.world.outsmart.entity('invoices').rows;
    for (const invoice of typed)
      if (invoice['inv_number_formatted'] === '21001') invoice['inv_balance'] = '0.00';

    await ask(world, { trigger: 'manual' });
    await wakeUntilDone(world);

    expect(payments(world)).toEqual([100]);
    expect((await linksOf(world, 'payments')).map(({ aside }) => aside?.code)).toEqual([
      undefined,
      'TOTALS_DIFFER',
    ]);
  });
});

describe('a pass over the changes of sales orders', () => {
  it('is made again once an order of unknown outcome is gone from AccountView', async () => {
    const world = await onceWorld('sales-orders');
    addOrder(world);
    addOrder(world);
    const order = addOrder(world);
    let sent = 0;
    world.hooks.around = async (send, request) => {
      if (request.method === 'POST') sent += 1;
      if (request.method !== 'POST' || sent < 3) return await send();
      if (sent === 3) remove(world, order);
      throw new TypeError('Failed to fetch');
    };
    await ask(world, { trigger: 'schedule' });
    await wakeUntilDone(world);

    for (let runs = 0; runs < 2; runs += 1) {
      world.clock.advance(3 * DAY);
      await ask(world, { trigger: 'schedule' });
    }

    expect(await numbersOf(world, 'sales-orders')).toMatchObject({ read: 0 });
    const [, , left] = await linksOf(world, 'sales-orders');
    expect(left).toMatchObject({ aside: { code: 'UNKNOWN_OUTCOME' }, missingSince: NUMBER });
    expect(sent).toBe(3);
  });

  it('finds the work order of an order that is gone, when its POST was performed after all', async () => {
    const world = await onceWorld('sales-orders');
    const order = addOrder(world);
    let lost = 0;
    world.hooks.around = async (send, request) => {
      const isPost = request.method === 'POST';
      if (!isPost && !(request.url.includes('/GetWorkorder/') && lost > 0 && lost < 3)) return await send();
      lost += 1;
      if (isPost) {
        await send();
        remove(world, order);
      }
      throw new TypeError('Failed to fetch');
    };
    await ask(world, { trigger: 'schedule' });
    await wakeUntilDone(world);

    expect(lost).toBe(3);
    const [made] = madeOrders(world);
    expect(await linksOf(world, 'sales-orders')).toMatchObject([
      { aside: null, attempt: undefined, targetId: made?.id },
    ]);
    expect(posts(world, 'PostWorkorders')).toHaveLength(1);
  });

  it('makes an order that comes back with what it lacked', async () => {
    const world = await onceWorld('sales-orders');
    const order = addOrder(world, { debtor: { SUB_NR: '99999' } });
    await world.sync();
    remove(world, order);
    await ask(world, { trigger: 'manual', everything: true });
    expect(await linksOf(world, 'sales-orders')).toMatchObject([{ missingSince: NUMBER }]);

    const [debtor] = company(world).table('CONTACT').rows;
    const rows = company(world).table('SO_HDR', 2026).rows as unknown[];
    rows.push(Object.assign(order, { RPL_INV: debtor?.['SUB_NR'], RPL_DEL: debtor?.['SUB_NR'] }));
    await ask(world, { trigger: 'manual', everything: true });

    expect(madeOrders(world)).toHaveLength(1);
    expect(await linksOf(world, 'sales-orders')).toMatchObject([{ missingSince: undefined, aside: null }]);
  });

  it('hides no order behind a mark that was set by a clock that was ahead', async () => {
    const world = await onceWorld('sales-orders');
    addOrder(world);
    world.clock.advance(40 * DAY);
    await world.sync();
    world.clock.advance(-38 * DAY);
    addOrder(world);

    await world.sync();

    expect(madeOrders(world)).toHaveLength(2);
  });
});

describe('the log of orders', () => {
  it('gets 500 rows about single ones in a run; the others are counted in the summary', async () => {
    const world = await onceWorld('sales-orders');
    const [debtor] = company(world).table('CONTACT').rows;
    company(world).change('CONTACT', String(debtor?.['SUB_NR']), { REC_BLK: true });
    for (let count = 0; count < 520; count += 1) addOrder(world);

    await world.sync();

    expect(await codesOf(world)).toHaveLength(500);
    const summary = (await world.log()).find(({ code }) => code === 'IMPORT_DONE');
    expect(summary?.params).toMatchObject({ setAside: 520, unlogged: 20 });
  });
});

describe('an order whose remark begins like our reference', () => {
  it.each([
    ['OS-lamp vervangen', 1],
    ['OS-12 lampen', 0],
    ['OS-12a', 1],
    ['os-12', 0],
    ['OS-', 1],
  ])('“%s” is left out only when a row id follows', async (remark, made) => {
    const world = await onceWorld('sales-orders');
    addOrder(world, { remark });
    await world.sync();
    expect(madeOrders(world)).toHaveLength(made);
  });
});

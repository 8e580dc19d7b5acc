import { describe, expect, it } from 'vitest';
import { emptyCompany } from '../../lib/store/company';
import { createEngineWorld } from '../support/engine-world';
import { wake } from '../support/engine-steps';
import { company } from '../support/import-world';
import {
  addOrder,
  codesOf,
  linksOf,
  madeOrders,
  numberOf,
  numbersOf,
  onceWorld,
  posts,
  TODAY,
} from '../support/once-world';
import { importing } from '../support/builders';
import { expectCleanAudit } from '../support/world-audit';
import type { EngineWorld } from '../support/engine-world';

const REFUSED = { code: 1501, messages: ['Required field missing: CustomerCity'], response: null };
const HOUR_MS = 3_600_000;

/** Pages of orders that were read from a request on. */
const orderReads = ({ simulator }: EngineWorld, from: number) =>
  simulator.requests.slice(from).filter((read) => read.businessObject === 'SO1' && read.method === 'GET');

const scheduled = async (world: EngineWorld): Promise<void> => await wake(world, HOUR_MS);

describe('orders and work orders do not feed each other', () => {
  it.each([
    ['in EXT_ID', { externalId: 'OS-700002' }],
    ['in EXT_ID in lower case', { externalId: 'os-700002' }],
    ['in COMMENT1', { remark: 'OS-700001 WB-7001' }],
  ])('an order with our reference %s is never imported', async (_, order) => {
    const world = await onceWorld('sales-orders');
    addOrder(world, order);

    await world.sync();

    expect(posts(world, 'PostWorkorders')).toHaveLength(0);
  });

  it('an order is none of ours because of a word that begins like the reference', async () => {
    const world = await onceWorld('sales-orders');
    addOrder(world, { remark: 'OSB-plaat 18 mm' });
    addOrder(world, { remark: 'Telefonisch, zie OS-700003' });

    await world.sync();

    expect(madeOrders(world)).toHaveLength(2);
  });

  it('a document of the export is not imported although somebody wiped its reference', async () => {
    const world = await createEngineWorld({
      simulator: {
        data: { relations: 5, workOrders: 2, workOrderDaysAgo: [0], salesOrders: 0, difficult: false },
      },
      settings: { imports: importing('sales-orders') },
    });
    await world.sync();
    const made = company(world).table('SO_HDR', 2026).rows;
    expect(made.length).toBeGreaterThan(0);
    for (const row of made) Object.assign(row, { EXT_ID: '', COMMENT1: 'Nagekeken' });

    await world.sync();

    expect(madeOrders(world)).toHaveLength(0);
  });
});

describe('which orders are read', () => {
  it('only those of the years since the first day, and of it only from that day on', async () => {
    const world = await onceWorld('sales-orders', { settings: { ordersFrom: '2025-12-30' } });
    addOrder(world, { date: '2025-12-29' });
    const wanted = [addOrder(world, { date: '2025-12-30' }), addOrder(world)];

    await world.sync();

    expect(madeOrders(world).map((made) => made.WorkorderNo)).toEqual(wanted.map(numberOf));
    const years = new Set(orderReads(world, 0).map(({ query }) => query['BookDate']));
    expect([...years]).toEqual(['2025-01-01', '2026-01-01']);
  });

  it('later only those that changed, until one waits for something else', async () => {
    const world = await onceWorld('sales-orders');
    addOrder(world);
    await world.sync();
    world.clock.advance(3 * 24 * HOUR_MS);
    const from = world.simulator.requests.length;
    await scheduled(world);
    const poor = addOrder(world, { debtor: company(world).add('CONTACT', poorDebtor()) });
    await scheduled(world);

    const filters = orderReads(world, from).map(({ query }) => query['FilterControlSource2']);
    expect(filters.length).toBeGreaterThan(0);
    expect(new Set(filters)).toEqual(new Set(['CNG_DATE']));
    expect(madeOrders(world)).toHaveLength(1);
    expect(await codesOf(world)).toContain('ADDRESS_INCOMPLETE');

    company(world).change('CONTACT', '19900', { ADDRESS1: 'Kade 1', POST_CODE: '1000 AA', CITY: 'Urk' });
    await scheduled(world);
    expect(madeOrders(world).map((made) => made.WorkorderNo)).toContain(numberOf(poor));
  });

  it('a number that stands for another order in another year is set aside', async () => {
    const world = await onceWorld('sales-orders', { settings: { ordersFrom: '2025-12-30' } });
    addOrder(world, { date: '2025-12-30', header: { ORD_NR: '700' } });
    addOrder(world, { header: { ORD_NR: '700' } });
    addOrder(world, { header: { ORD_NR: '0700' } });

    await world.sync();
    await world.sync();

    expect(madeOrders(world).map((made) => made.WorkorderNo)).toEqual(['AV-700', 'AV-0700']);
    expect(await numbersOf(world, 'sales-orders')).toMatchObject({ read: 3, unchanged: 2, setAside: 1 });
    expect((await codesOf(world)).filter((code) => code === 'DUPLICATE_KEY')).toHaveLength(1);
  });
});

function poorDebtor() {
  return { SUB_NR: '19900', ACCT_NAME: 'Zonder adres', SRC_CODE: 'X', REC_BLK: false };
}

describe('an order that OutSmart refuses', () => {
  it('is set aside with its words, and offered again when it changes or a person asks', async () => {
    const world = await onceWorld('sales-orders');
    const order = addOrder(world);
    let refusing = true;
    world.hooks.around = async (send, request) =>
      refusing && request.method === 'POST' ? Response.json(REFUSED) : await send();

    await world.sync();
    await scheduled(world);
    expect(await numbersOf(world, 'sales-orders')).toMatchObject({ read: 1, written: 0, setAside: 1 });
    expect((await world.log()).filter(({ code }) => code === 'RECORD_REFUSED')).toMatchObject([
      { record: `sales-order:${String(order['ORD_NR'])}`, original: REFUSED.messages[0] },
    ]);
    refusing = false;
    await scheduled(world);
    expect(madeOrders(world)).toHaveLength(0);

    company(world).change('SO_HDR', String(order['REC_ID']), { COMMENT2: 'Nieuwe tekst' }, 2026);
    await scheduled(world);
    expect(madeOrders(world)).toHaveLength(1);
  });
});

describe('two browsers', () => {
  it('make one work order of an order, and notice two that were made at one moment', async () => {
    const one = await onceWorld('sales-orders');
    const order = addOrder(one);
    const settings = { exportTarget: 'none', imports: importing('sales-orders') } as const;
    const other = await createEngineWorld({ beside: one, settings });
    await one.sync();
    await other.sync();
    expect(madeOrders(one)).toHaveLength(1);

    addOrder(one);
    const raced = await createEngineWorld({ beside: one, settings });
    let isSecond = false;
    one.hooks.around = async (send, request) => {
      if (request.method === 'POST' && !isSecond) {
        isSecond = true;
        await raced.sync();
        // A service without the switch for known numbers adds another one.
        const plain = new Request(request.url.replace('skip_duplicate_workorder_no=true', ''), request);
        return await one.simulator.handle('outsmart', plain);
      }
      return await send();
    };
    await one.sync();

    expect(madeOrders(one)).toHaveLength(3);
    expect(await codesOf(one)).toContain('DUPLICATE_KEY');
    expect(numberOf(order)).toBe(madeOrders(one)[0]?.WorkorderNo);
  });
});

describe('the first run of the category', () => {
  it('counts and asks, writes nothing, and makes them after a yes', async () => {
    const world = await onceWorld('sales-orders', { settings: { ordersFrom: TODAY } });
    addOrder(world);
    addOrder(world, { debtor: { SUB_NR: '99999' } });
    const asIs = { ...emptyCompany(world.companyId), referenceField: 'EXT_ID' as const };
    await world.store.write(['companies'], (tx) => tx.objectStore('companies').put(asIs));

    await world.sync();
    const state = await world.store.read(['companies'], (tx) =>
      tx.objectStore('companies').get(world.companyId),
    );
    expect(state?.approvals?.['sales-orders']).toMatchObject({
      state: 'asked',
      counts: { new: 1, changed: 0, unchanged: 0, setAside: 1 },
    });
    expect(world.simulator.requests.filter(({ method }) => method !== 'GET')).toHaveLength(0);
    expect(await linksOf(world, 'sales-orders')).toHaveLength(0);

    const approval = { ...state?.approvals?.['sales-orders'], state: 'yes' } as never;
    const approved = { ...asIs, ...state, approvals: { 'sales-orders': approval } };
    await world.store.write(['companies'], (tx) => tx.objectStore('companies').put(approved));
    await world.sync();
    expect(madeOrders(world)).toHaveLength(1);
    expectCleanAudit(world);
  });
});

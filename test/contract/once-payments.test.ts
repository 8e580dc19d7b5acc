import { describe, expect, it } from 'vitest';
import { company, dieAndResume } from '../support/import-world';
import {
  addPaidInvoice,
  balanceOf,
  codesOf,
  linksOf,
  numbersOf,
  onceWorld,
  pay,
  payments,
  posts,
  PROFILES,
  renewTokens,
  wakeUntilDone,
} from '../support/once-world';
import { expectCleanAudit } from '../support/world-audit';
import type { Fault } from '../simulator/types';

const POST = { side: 'outsmart', method: 'POST', path: 'transactions' } as const;
const LOST: readonly (readonly [string, Fault])[] = [
  ['a connection lost after it was performed', { kind: 'drop', when: 'after' }],
  ['a 500 although it was performed', { kind: 'status', status: 500, performed: true }],
  ['an answer cut short', { kind: 'truncate' }],
  ['a page of HTML instead of the answer', { kind: 'html', performed: true }],
];
const UNDONE: readonly (readonly [string, Fault])[] = [
  ['a connection lost before', { kind: 'drop', when: 'before' }],
  ['a 503', { kind: 'status', status: 503 }],
  ['tokens that are refused', { kind: 'expired-token' }],
];

describe.each(PROFILES)('payments (profile %s)', (profile) => {
  it('tells OutSmart each step of what was paid, once', async () => {
    const world = await onceWorld('payments', { profile });
    const item = addPaidInvoice(world, '21000', 121, 121);
    addPaidInvoice(world, '21001', 99.99, 33.33);

    await world.sync();
    expect(payments(world)).toEqual([66.66]);
    pay(world, item, 100.5);
    await world.sync();
    await world.sync();
    pay(world, item, 0);
    await world.sync();
    await world.sync();

    expect(payments(world)).toEqual([66.66, 20.5, 100.5]);
    expect([balanceOf(world, '21000'), balanceOf(world, '21001')]).toEqual([0, 33.33]);
    expect(await numbersOf(world, 'payments')).toEqual({ read: 2, written: 0, unchanged: 2, setAside: 0 });
    expect(await codesOf(world)).toEqual(['PAYMENT_CREATED', 'PAYMENT_CREATED', 'PAYMENT_CREATED']);
    expectCleanAudit(world);
  });

  it('asks OutSmart nothing while nothing was paid', async () => {
    const world = await onceWorld('payments', { profile });
    addPaidInvoice(world, '21000', 121, 121);
    const item = addPaidInvoice(world, '21001', 121, 0);
    await world.sync();
    const from = world.simulator.requests.length;

    await world.sync();
    pay(world, item, 0);
    await world.sync();

    expect(world.simulator.requests.slice(from).filter(({ side }) => side === 'outsmart')).toEqual([]);
  });

  it('books only what makes both balances the same, and sets the rest aside', async () => {
    const world = await onceWorld('payments', { profile, importCases: true });

    await world.sync();
    const first = payments(world);
    await world.sync();

    expect(payments(world)).toEqual(first);
    expect(first).toEqual([10, 242, 263, 20, 99.99, 66.66, 60.5]);
    const aside = (await linksOf(world, 'payments')).flatMap((link) => (link.aside ? [link] : []));
    expect(aside.map(({ key, aside: why }) => [key.slice(-5), why?.code])).toEqual([
      ['22003', 'AMOUNT_TOO_LARGE'],
    ]);
    expectCleanAudit(world);
  });

  it.each(LOST)('after %s it is found and not booked again', async (_, fault) => {
    const world = await onceWorld('payments', { profile });
    const item = addPaidInvoice(world, '21000', 121, 21);
    world.simulator.faults.add({ ...POST, fault });

    const run = await world.sync();
    pay(world, item, 0);
    await world.sync();

    expect(run.state).toBe('done');
    expect(payments(world)).toEqual([100, 21]);
    expect(posts(world, 'transactions')).toHaveLength(2);
    expectCleanAudit(world);
  });

  it.each(UNDONE)('after %s it is booked later, once', async (_, fault) => {
    const world = await onceWorld('payments', { profile });
    addPaidInvoice(world, '21000', 121, 21);
    world.simulator.faults.add({ ...POST, fault });

    await world.sync();
    await renewTokens(world);
    await wakeUntilDone(world);

    expect(payments(world)).toEqual([100]);
    expectCleanAudit(world);
  });

  it('is booked once when the worker dies at any request, performed or not', async () => {
    const build = async () => {
      const world = await onceWorld('payments', { profile });
      addPaidInvoice(world, '21000', 121, 21);
      addPaidInvoice(world, '21001', 50, 0);
      return world;
    };
    const whole = await build();
    await whole.sync();
    const requests = whole.simulator.requests.length;

    for (let n = 1; n <= requests; n += 1) {
      for (const performed of [false, true]) {
        const world = await build();

        await dieAndResume(world, [{ n, performed }], () => true);
        await wakeUntilDone(world, world.reborn());

        expect(new Set(payments(world)), `request ${n}, performed: ${performed}`).toEqual(new Set([100, 50]));
        expect(payments(world)).toHaveLength(2);
        expectCleanAudit(world);
      }
    }
  });
});

describe('what somebody else has to look at', () => {
  it('money that went back is not booked', async () => {
    const world = await onceWorld('payments');
    const item = addPaidInvoice(world, '21000', 121, 0);
    await world.sync();
    pay(world, item, 60);
    await world.sync();

    expect(payments(world)).toEqual([121]);
    expect((await linksOf(world, 'payments'))[0]?.aside).toMatchObject({ code: 'TOTALS_DIFFER' });
    pay(world, item, 0);
    await world.sync();
    expect((await linksOf(world, 'payments'))[0]?.aside).toBeNull();
    expect(payments(world)).toEqual([121]);
  });

  it('a payment that was typed at OutSmart is not booked a second time', async () => {
    const world = await onceWorld('payments');
    addPaidInvoice(world, '21000', 121, 0);
    const { outsmart } = world.simulator.world;
    const [invoice = {}] = outsmart.entity('invoices').rows;
    outsmart.entity('invoices').put({ ...invoice, inv_balance: '0' });

    await world.sync();

    expect(payments(world)).toEqual([]);
    expect(await numbersOf(world, 'payments')).toMatchObject({ read: 1, setAside: 1 });
  });

  it('a database that was lost books nothing again', async () => {
    const world = await onceWorld('payments');
    addPaidInvoice(world, '21000', 121, 21);
    await world.sync();
    await world.store.write(['links'], (tx) => tx.objectStore('links').clear());

    await world.sync();

    expect(payments(world)).toEqual([100]);
    expect(await numbersOf(world, 'payments')).toMatchObject({ unchanged: 1, setAside: 0 });
  });

  it('an unknown outcome is settled as it was sent, although more was paid meanwhile', async () => {
    const world = await onceWorld('payments');
    const item = addPaidInvoice(world, '21000', 121, 21);
    let late: (() => Promise<Response>) | undefined;
    world.hooks.around = async (send, request) => {
      if (request.method !== 'POST' || late !== undefined) return await send();
      late = send;
      pay(world, item, 0);
      throw new TypeError('Failed to fetch');
    };

    await world.sync();
    await wakeUntilDone(world);
    await world.sync();

    expect(payments(world)).toEqual([100, 21]);
    expectCleanAudit(world);
  });
});

describe('payments that are not available', () => {
  it.each([
    ['the company has no table of open items', { profile: 'default', drop: 'object' }],
    ['the table lacks a column', { profile: 'default', drop: 'column' }],
    ['OutSmart has no such endpoint', { profile: 'default', drop: 'endpoint' }],
  ] as const)('says so when %s', async (_, { profile, drop }) => {
    const world = await onceWorld('payments', { profile });
    addPaidInvoice(world, '21000', 121, 21);
    const rows = company(world).table(drop === 'object' ? 'DCT_FILE' : 'DCT_FLD').rows;
    for (const row of rows)
      if (
        drop !== 'endpoint' &&
        row['DBF_NAME'] === 'OPENITEM' &&
        (drop === 'object' || row['FIELD_NAME'] === 'DR_AMT')
      )
        row['DBF_NAME'] = 'ANDERS';
    world.hooks.around = async (send, request) =>
      drop === 'endpoint' && request.url.includes('/invoices/')
        ? Response.json({ code: 1001, messages: ['Unknown endpoint'], response: null })
        : await send();

    const run = await world.sync();
    await world.sync();

    expect(run.state).toBe('done');
    expect(payments(world)).toEqual([]);
    const said = (await world.log()).filter(({ code }) => code === 'IMPORT_UNAVAILABLE');
    expect(said).toMatchObject([{ category: 'payments' }]);
  });
});

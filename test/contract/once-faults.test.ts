import { describe, expect, it } from 'vitest';
import type { EngineWorld } from '../support/engine-world';
import { ask, company, dieAndResume } from '../support/import-world';
import {
  addOrder,
  codesOf,
  linksOf,
  madeOrders,
  numberOf,
  numbersOf,
  onceWorld,
  posts,
  PROFILES,
  renewTokens,
  wakeUntilDone,
} from '../support/once-world';
import { expectCleanAudit } from '../support/world-audit';
import type { Fault } from '../simulator/types';

const POST = { side: 'outsmart', method: 'POST', path: 'PostWorkorders' } as const;
const LOOK = { side: 'outsmart', method: 'GET', path: 'GetWorkorder' } as const;
const LOST: readonly (readonly [string, Fault])[] = [
  ['a connection lost after it was performed', { kind: 'drop', when: 'after' }],
  ['a 500 although it was performed', { kind: 'status', status: 500, performed: true }],
  ['an answer cut short', { kind: 'truncate' }],
  ['a page of HTML instead of the answer', { kind: 'html', performed: true }],
];
const UNDONE: readonly (readonly [string, Fault])[] = [
  ['a connection lost before', { kind: 'drop', when: 'before' }],
  ['a 503', { kind: 'status', status: 503 }],
  ['a page of HTML', { kind: 'html' }],
  ['a 429', { kind: 'status', status: 429 }],
  ['tokens that are refused', { kind: 'expired-token' }],
];

async function worldWithOrders(profile: (typeof PROFILES)[number], count = 3): Promise<EngineWorld> {
  const world = await onceWorld('sales-orders', { profile });
  for (let index = 0; index < count; index += 1) addOrder(world);
  return world;
}

describe.each(PROFILES)('one work order per sales order (profile %s)', (profile) => {
  it.each(LOST)('after %s it is found and not made again', async (_, fault) => {
    const world = await worldWithOrders(profile);
    world.simulator.faults.add({ ...POST, nth: 2, fault });

    const run = await world.sync();

    expect(run.state).toBe('done');
    expect(madeOrders(world)).toHaveLength(3);
    expect(posts(world, 'PostWorkorders')).toHaveLength(3);
    expect(await numbersOf(world, 'sales-orders')).toMatchObject({ read: 3, written: 3 });
    expect(await codesOf(world)).toContain('UNKNOWN_OUTCOME');
    expectCleanAudit(world);
  });

  it.each(UNDONE)('after %s it is made later, once', async (_, fault) => {
    const world = await worldWithOrders(profile);
    world.simulator.faults.add({ ...POST, nth: 2, fault });

    await world.sync();
    await renewTokens(world);
    await wakeUntilDone(world);

    expect(madeOrders(world)).toHaveLength(3);
    expect(posts(world, 'PostWorkorders')).toHaveLength(4);
    expectCleanAudit(world);
  });

  it('makes nothing while its look-up is not answered', async () => {
    const world = await worldWithOrders(profile);
    world.simulator.faults.add({ ...LOOK, times: 6, fault: { kind: 'html' } });

    await world.sync();
    expect(posts(world, 'PostWorkorders')).toHaveLength(0);
    await wakeUntilDone(world);

    expect(madeOrders(world)).toHaveLength(3);
  });

  it('is made once when the worker dies at any request, performed or not', async () => {
    const whole = await worldWithOrders(profile, 2);
    await whole.sync();
    const requests = whole.simulator.requests.length;

    for (let n = 1; n <= requests; n += 1) {
      for (const performed of [false, true]) {
        const world = await worldWithOrders(profile, 2);

        await dieAndResume(world, [{ n, performed }], () => true);
        await wakeUntilDone(world, world.reborn());

        expect(madeOrders(world), `request ${n}, performed: ${performed}`).toHaveLength(2);
        const links = await linksOf(world, 'sales-orders');
        const made = madeOrders(world).map(({ id }) => id);
        expect(new Set(links.map(({ targetId }) => targetId))).toEqual(new Set(made));
        expect(links.map(({ attempt }) => attempt)).toEqual([undefined, undefined]);
        expectCleanAudit(world);
      }
    }
  });
});

describe('an outcome that stays unknown', () => {
  it('is looked up at the settle times, sent once more, and then left to a person', async () => {
    const world = await onceWorld('sales-orders', { settleSeconds: [0, 30, 120, 600] });
    addOrder(world);
    world.simulator.faults.add({ ...POST, times: 9, fault: { kind: 'drop', when: 'before' } });
    const looksAt: number[] = [];
    world.hooks.after = (request) => {
      if (request.url.includes('/GetWorkorder/')) looksAt.push(world.clock.now());
    };

    const run = await world.sync();
    expect(run.state).toBe('waiting');
    await wakeUntilDone(world);
    await ask(world, { trigger: 'schedule' });

    expect(posts(world, 'PostWorkorders')).toHaveLength(2);
    expect(await numbersOf(world, 'sales-orders')).toMatchObject({ written: 0, setAside: 1 });
    expect((await linksOf(world, 'sales-orders'))[0]?.aside?.code).toBe('UNKNOWN_OUTCOME');
    const gaps = looksAt.slice(1).map((time, index) => time - (looksAt[index] ?? 0));
    expect(gaps.slice(0, 4)).toEqual([0, 30_000, 90_000, 480_000]);
  });

  it('is settled by itself when the work order turns up after all', async () => {
    const world = await worldWithOrders('default', 1);
    let late: (() => Promise<Response>) | undefined;
    world.hooks.around = async (send, request) => {
      if (request.method !== 'POST') return await send();
      late ??= send;
      throw new TypeError('Failed to fetch');
    };
    await world.sync();
    await wakeUntilDone(world);
    await late?.();

    await world.sync();

    expect(madeOrders(world)).toHaveLength(1);
    expect(await linksOf(world, 'sales-orders')).toMatchObject([{ aside: null, attempt: undefined }]);
  });
});

describe('a worker that died in a POST', () => {
  it('waits before it sends again: the service may still be working on it', async () => {
    const world = await onceWorld('sales-orders', { settleSeconds: [0, 30, 120, 600] });
    addOrder(world);
    let late: (() => Promise<Response>) | undefined;
    const died = new Promise<void>((resolve) => {
      world.hooks.around = async (send, request, instance) => {
        if (instance > 0 || request.method !== 'POST') return await send();
        late = send;
        resolve();
        return await new Promise(() => {});
      };
    });
    await world.engine.startRun({ trigger: 'manual', category: null, exportOnly: false });
    await died;
    const next = world.reborn();
    await next.tick('alarm');
    await next.idle();
    expect(madeOrders(world)).toHaveLength(0);

    await late?.();
    await wakeUntilDone(world, next);

    expect(madeOrders(world)).toHaveLength(1);
    expect(posts(world, 'PostWorkorders')).toHaveLength(1);
    expect(await linksOf(world, 'sales-orders')).toMatchObject([{ targetId: madeOrders(world)[0]?.id }]);
  });
});

describe('what stands at OutSmart already', () => {
  it('two work orders with one number are a problem until one is left', async () => {
    const world = await worldWithOrders('default', 1);
    const [order] = company(world).table('SO_HDR', 2026).rows;
    const { outsmart } = world.simulator.world;
    const copy = async (): Promise<void> => {
      await world.sync();
      const [made] = madeOrders(world);
      const id = outsmart.nextRowId();
      if (made !== undefined) outsmart.workOrders.set(id, { ...structuredClone(made), id });
    };
    await copy();
    await world.store.write(['links'], (tx) => tx.objectStore('links').clear());

    await world.sync();
    expect(await codesOf(world)).toContain('DUPLICATE_KEY');
    expect(posts(world, 'PostWorkorders')).toHaveLength(1);
    outsmart.workOrders.delete(madeOrders(world)[1]?.id ?? '');
    await world.sync();

    expect(madeOrders(world).map((made) => made.WorkorderNo)).toEqual([numberOf(order ?? {})]);
    expect(await linksOf(world, 'sales-orders')).toMatchObject([{ aside: null }]);
    expect(await numbersOf(world, 'sales-orders')).toMatchObject({ unchanged: 1, setAside: 0 });
  });

  it('a database that was lost makes none again', async () => {
    const world = await worldWithOrders('odd', 4);
    await world.sync();
    await world.store.write(['links'], (tx) => tx.objectStore('links').clear());

    await world.sync();

    expect(madeOrders(world)).toHaveLength(4);
    expect(posts(world, 'PostWorkorders')).toHaveLength(4);
    expect(await numbersOf(world, 'sales-orders')).toMatchObject({ read: 4, unchanged: 4 });
  });
});

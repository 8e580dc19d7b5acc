import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  ALWAYS,
  AWAY,
  changeSettings,
  documents,
  resume,
  runs,
  smallWorld,
  states,
  wake,
  isLookUp,
} from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';

/** Durability of the transactions that wrote to the ledger, in order. */
let ledgerWrites: string[];
let world: EngineWorld;

beforeEach(() => {
  ledgerWrites = [];
  const { transaction } = IDBDatabase.prototype;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args) {
    const [names, mode, options] = args;
    if (mode === 'readwrite' && [...names].includes('ledger')) ledgerWrites.push(options?.durability ?? '');
    return transaction.apply(this, args);
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

interface Moment {
  state: string;
  documentNumber: string | null;
  posts: number;
  /** Durability of the last write to the ledger. */
  durability: string | undefined;
}

/** What is stored of the one work order at the moment at which each matching request leaves. */
async function exportWatching(matches: (request: Request) => boolean): Promise<Moment[]> {
  const moments: Moment[] = [];
  world = await smallWorld({ workOrders: 1 });
  world.hooks.around = async (send, request) => {
    if (matches(request)) {
      const durability = ledgerWrites.at(-1);
      for (const { state, documentNumber, posts } of await world.ledger())
        moments.push({ state, documentNumber, posts, durability });
    }
    return await send();
  };
  await world.sync(true);
  expect(states(await world.ledger())).toEqual(['closed']);
  expect(world.simulator.audit()).toMatchObject({ duplicates: 0, lost: 0, unsafeReads: 0 });
  return moments;
}

function isPost({ method, url }: Request): boolean {
  return method === 'POST' && /accountviewdata/i.test(url);
}

function isClose({ url }: Request): boolean {
  return /update_status=true/i.test(url);
}

describe('the export', () => {
  it('stores the intent to send before the POST leaves', async () => {
    expect(await exportWatching(isPost)).toEqual([
      { state: 'sending', documentNumber: null, posts: 1, durability: 'strict' },
    ]);
  });

  it('stores the number of the document before the work order is closed', async () => {
    const acked = { state: 'acked', posts: 1, durability: 'strict' };
    const [before, counted, ...rest] = await exportWatching(
      (request) => isLookUp(request) || isClose(request),
    );

    expect(before).toMatchObject({ state: 'prepared', posts: 0, durability: 'strict' });
    expect(counted).toMatchObject(acked);
    expect(counted?.documentNumber).toMatch(/\d/);
    expect(rest).toEqual([{ ...counted, state: 'closing' }]);
  });
});

describe('the engine', () => {
  it('lets an engine that was replaced send and store nothing more', async () => {
    world = await smallWorld({ workOrders: 1 });
    let answer: () => void = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const asked = new Promise<void>((resolve) => {
      world.hooks.around = async (send, request, instance) => {
        const response = await send();
        if (instance > 0 || !isLookUp(request)) return response;
        resolve();
        await answered;
        return response;
      };
    });
    await world.engine.startRun({ trigger: 'manual', category: null, exportOnly: true });
    await asked;
    await resume(world);
    const after = await world.ledger();
    expect(states(after)).toEqual(['closed']);

    // What it was told is no longer true: there is a document by now.
    answer();
    await world.engine.idle();

    expect(documents(world)).toBe(1);
    expect(await world.ledger()).toEqual(after);
  });

  it('works alone, however many things wake it at once', async () => {
    world = await smallWorld();
    const lists: string[] = [];
    world.hooks.after = ({ url }) => void (/GetWorkorders/.test(url) && lists.push(url));
    await world.engine.startRun({ trigger: 'manual', category: null, exportOnly: true });

    await Promise.all(['alarm', 'kick', 'permission', 'startup'].map((reason) => world.engine.tick(reason)));
    await world.engine.idle();

    expect(await runs(world)).toMatchObject([{ state: 'done' }]);
    expect(documents(world)).toBe(3);
    expect(await world.store.meta('epoch')).toBe(1);
    // Before, after the first close, and at the end.
    expect(lists).toHaveLength(3);
  });

  it('ends a run whose administration is not the chosen one any more', async () => {
    world = await smallWorld();
    const { simulator, companyId } = world;
    const other = simulator.world.accountView.companies.find(({ id }) => id !== companyId)?.id;
    const list = { side: 'outsmart', path: 'GetWorkorders' } as const;
    simulator.faults.add({ ...list, times: ALWAYS, fault: AWAY });
    await world.sync(true);
    expect(await runs(world)).toMatchObject([{ state: 'waiting' }]);
    simulator.faults.clear();
    const companies = new Set<string | null>();
    world.hooks.after = ({ headers }) => void companies.add(headers.get('x-company'));

    await changeSettings(world, { companyId: other ?? '' });
    await wake(world, 5 * 60_000);

    expect((await runs(world)).find(({ companyId: id }) => id === companyId)).toMatchObject({
      state: 'stopped',
    });
    expect(companies).not.toContain(companyId);
    expect(documents(world)).toBe(0);
  });

  it('begins nothing more once it is told to rest, and goes on there', async () => {
    world = await smallWorld({ workOrders: 1 });
    world.hooks.after = (request) => {
      // The answer to the look-up is there: the next thing would be the POST.
      if (isLookUp(request)) world.engine.rest();
    };

    await world.engine.startRun({ trigger: 'manual', category: null, exportOnly: true });
    await world.engine.tick('test');
    await world.engine.idle();

    expect(documents(world)).toBe(0);
    expect(states(await world.ledger())).toEqual(['prepared']);
    world.hooks.after = () => {};
    await wake(world, 61_000);
    expect(states(await world.ledger())).toEqual(['closed']);
  });
});

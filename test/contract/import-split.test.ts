import { describe, expect, it } from 'vitest';
import type { EngineWorld } from '../support/engine-world';
import { addDebtor, CLEAN, countsOf, importWorld, outSmartList } from '../support/import-world';
import { wakeUntilDone } from '../support/once-world';

/** What a record costs that OutSmart refuses (reliability §3.3): about 2·log₂n calls more, of n in the batch. */

type Records = Record<string, unknown>[];
type Stores = 'nothing' | 'the others';

const isGood = ({ name }: Record<string, unknown>): boolean => name !== 'Wordt geweigerd';
const REFUSED = { code: 1301, messages: ['Required field missing: name'], response: null };

/** So many relations on one page, of which the ones at these places are refused; counts the calls. */
async function poisoned(n: number, bad: readonly number[], stores: Stores) {
  const world = await importWorld({ relations: 0, cap: 1000 });
  for (let index = 0; index < n; index += 1)
    addDebtor(world, String(20_000 + index), bad.includes(index) ? { ACCT_NAME: 'Wordt geweigerd' } : {});
  const sizes: number[] = [];
  refuseBad(world, stores, sizes);
  return { world, sizes };
}

function refuseBad(world: EngineWorld, stores: Stores, sizes: number[]): void {
  world.hooks.around = async (send, request) => {
    if (request.method !== 'POST' || !request.url.includes('/relations/')) return await send();
    const records = JSON.parse(await request.clone().text()) as Records;
    sizes.push(records.length);
    if (records.every(isGood)) return await send();
    const kept = stores === 'nothing' ? [] : records.filter(isGood);
    const { url, headers, method } = request;
    if (kept.length > 0) {
      await world.simulator.handle(
        'outsmart',
        new Request(url, { method, headers, body: JSON.stringify(kept) }),
      );
      // What the audit goes by: nobody was told that these are stored.
      Object.assign(world.simulator.requests.at(-1) ?? {}, { code: REFUSED.code });
    }
    return Response.json(REFUSED);
  };
}

const allowed = (n: number, bad: number): number => 1 + bad * 2 * Math.ceil(Math.log2(n));

describe.each(['nothing', 'the others'] as const)('[D9] a refused batch of which %s is stored', (stores) => {
  it.each([
    [200, [0]],
    [200, [199]],
    [200, [100]],
    [500, [0]],
    [500, [321]],
    [500, [499]],
    [200, [3, 150]],
    [500, [7, 8, 250, 499]],
  ])('of %i, with the ones at %j bad', async (n, bad) => {
    const { world, sizes } = await poisoned(n, bad, stores);

    const run = await world.sync();

    expect(run.state).toBe('done');
    expect(outSmartList(world, 'relations').size).toBe(n - bad.length);
    expect(await countsOf(world, 'relations')).toMatchObject({
      read: n,
      written: n - bad.length,
      setAside: bad.length,
    });
    expect(sizes[0]).toBe(n);
    expect(sizes.length).toBeLessThanOrEqual(allowed(n, bad.length));
    const refusals = (await world.log()).filter(({ code }) => code === 'RECORD_REFUSED');
    expect(refusals.map(({ record }) => record)).toEqual(bad.map((index) => `relation:${20_000 + index}`));
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });
});

describe('[D10] a batch of which a part is stored', () => {
  const WRITE = { side: 'outsmart', method: 'POST', path: '/relations' } as const;
  it.each([
    ['first-half', 'stored'],
    ['last-half', 'stored'],
    ['none', 'stored'],
    ['all', 7],
    ['first-half', 'error'],
  ] as const)('%s, with the count %s: all are there in the end', async (store, answer) => {
    const world = await importWorld({ relations: 0, cap: 1000 });
    for (let index = 0; index < 200; index += 1) addDebtor(world, String(20_000 + index));
    world.simulator.faults.add({ ...WRITE, fault: { kind: 'batch', store, answer } });
    const from = world.simulator.requests.length;

    await world.sync();
    await wakeUntilDone(world);

    expect(outSmartList(world, 'relations').size).toBe(200);
    expect(await countsOf(world, 'relations')).toMatchObject({ read: 200, setAside: 0, failed: false });
    expect(world.simulator.audit()).toMatchObject(CLEAN);
    const posts = world.simulator.requests
      .slice(from)
      .filter(({ method, path }) => method === 'POST' && path.includes('/relations'));
    // What is missing is sent singly (reliability §3.3).
    expect(posts.length).toBeLessThanOrEqual(store === 'none' ? 201 : 101);
  });
});

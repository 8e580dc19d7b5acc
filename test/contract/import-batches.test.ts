import { describe, expect, it } from 'vitest';
import { wake } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';
import {
  addDebtor,
  CLEAN,
  countsOf,
  importWorld,
  imported,
  linkOf,
  outSmartList,
} from '../support/import-world';

const POISON = 'Wordt geweigerd';
const REFUSED = { code: 1301, messages: ['Required field missing: name'], response: null };

type Records = Record<string, unknown>[];
type Post = (records: Records) => Promise<Response>;

/** Stands in for OutSmart's answer to a batch of relations; `perform` lets it store some of them. */
function onBatch(world: EngineWorld, answer: (records: Records, perform: Post) => Promise<Response>): void {
  world.hooks.around = async (send, request) => {
    if (request.method !== 'POST' || !request.url.includes('/relations/')) return await send();
    const records = JSON.parse(await request.clone().text()) as Records;
    const { url, headers, method } = request;
    return await answer(records, (some) =>
      world.simulator.handle('outsmart', new Request(url, { method, headers, body: JSON.stringify(some) })),
    );
  };
}

async function poisonedWorld(): Promise<EngineWorld> {
  const world = await importWorld({ relations: 199 });
  addDebtor(world, '10100A', { ACCT_NAME: POISON, MAIL_BUS: 'geen e-mail', VAT_NR: '???' });
  return world;
}

describe('[D9] [D5] a batch of 200 with one record that OutSmart refuses', () => {
  it.each([
    ['stores nothing of a refused batch', (): Records => []],
    ['stores the others of a refused batch', (records: Records) => records.filter(isGood)],
  ])('is split until it stands alone when OutSmart %s', async (_, kept) => {
    const world = await poisonedWorld();
    let calls = 0;
    onBatch(world, async (records, perform) => {
      calls += 1;
      if (records.every(isGood)) return await perform(records);
      const some = kept(records);
      if (some.length > 0) await perform(some);
      return Response.json(REFUSED);
    });

    const run = await world.sync();

    expect(run.state).toBe('done');
    expect(outSmartList(world, 'relations').size).toBe(199);
    expect(await countsOf(world, 'relations')).toMatchObject({ read: 200, written: 199, setAside: 1 });
    // One for the whole, and two for each halving of 200 down to one.
    expect(calls).toBeLessThanOrEqual(17);
    const rows = (await world.log()).filter(({ code }) => code === 'RECORD_REFUSED');
    expect(rows).toMatchObject([
      { level: 'warning', record: 'relation:10100A', recordName: POISON, original: REFUSED.messages[0] },
    ]);
    expect((await linkOf(world, 'relations', '10100A'))?.aside).toMatchObject({ code: 'RECORD_REFUSED' });
  });

  it('is not taken apart when the call as a whole is refused', async () => {
    const world = await importWorld({ relations: 60 });
    let calls = 0;
    onBatch(world, async () => {
      calls += 1;
      return Response.json({ code: 1001, messages: ['Endpoint not found'], response: null });
    });

    await world.sync();

    expect(calls).toBe(1);
    expect(await countsOf(world, 'relations')).toMatchObject({ failed: true });
    expect(await countsOf(world, 'materials')).toMatchObject({ failed: false });
  });
});

const isGood = ({ name }: Record<string, unknown>): boolean => name !== POISON;
const counted = (count: number): Response => Response.json({ code: 200, messages: [], response: count });

describe('[D10] a count that is not what was sent', () => {
  it('makes OutSmart’s list be read, and nothing be sent again that is there', async () => {
    const world = await importWorld({ relations: 40 });
    let calls = 0;
    onBatch(world, async (records, perform) => {
      calls += 1;
      await perform(records);
      return counted(records.length * 2);
    });

    const run = await world.sync();

    expect(run.state).toBe('done');
    expect(calls).toBe(1);
    expect(await countsOf(world, 'relations')).toMatchObject({ written: 40, setAside: 0 });
    expect(outSmartList(world, 'relations').size).toBe(40);
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });

  it('makes the record that is missing be sent once more, alone', async () => {
    const world = await importWorld({ relations: 40 });
    const sizes: number[] = [];
    onBatch(world, async (records, perform) => {
      sizes.push(records.length);
      if (records.length === 1) return await perform(records);
      await perform(records.slice(0, -1));
      return counted(records.length - 1);
    });

    await world.sync();

    expect(sizes).toEqual([40, 1]);
    expect(outSmartList(world, 'relations').size).toBe(40);
    expect(await countsOf(world, 'relations')).toMatchObject({ written: 40, setAside: 0 });
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });

  it('sets a record aside that is still not there, and leaves the others alone in the next run', async () => {
    const world = await poisonedWorld();
    let calls = 0;
    onBatch(world, async (records, perform) => {
      calls += 1;
      const good = records.filter(isGood);
      if (good.length > 0) await perform(good);
      return counted(good.length);
    });

    await world.sync();
    const state = imported(world);

    expect(outSmartList(world, 'relations').size).toBe(199);
    expect(await countsOf(world, 'relations')).toMatchObject({ written: 199, setAside: 1 });
    expect((await world.log()).filter(({ code }) => code === 'RECORD_REFUSED')).toMatchObject([
      { record: 'relation:10100A' },
    ]);
    expect(calls).toBe(2);
    await wake(world, 17 * 60_000);
    expect(calls).toBe(2);
    expect(imported(world)).toEqual(state);
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });
});

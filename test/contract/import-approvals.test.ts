import { describe, expect, it } from 'vitest';
import type { Category } from '../../lib/domain/category';
import type { Profile } from '../simulator/types';
import { approvalOf, decide, sayYes, yesToNew } from '../support/approvals';
import { importing } from '../support/builders';
import type { EngineWorld } from '../support/engine-world';
import {
  addDebtor,
  ask,
  CLEAN,
  company,
  companyRow,
  countsOf,
  imported,
  importWorld,
  outSmartList,
  writesSince,
} from '../support/import-world';

const PROFILES: readonly Profile[] = ['default', 'strict', 'odd'];
const DAY = 24 * 3_600_000;
const RELATIONS = { settings: { imports: importing('relations') } };

const codes = async (world: EngineWorld, category: Category): Promise<string[]> =>
  (await world.log()).filter((row) => row.category === category).map(({ code }) => code);

describe.each(PROFILES)('the first run of a category, in profile %s', (profile) => {
  it('writes nothing of it and asks, while the others go on', async () => {
    const world = await importWorld({ profile, relations: 45, cap: 20 });
    await decide(world, 'relations');
    const expected = await importWorld({ profile, relations: 45, cap: 20 });
    await expected.sync();

    const before = imported(world)['relations'];
    const there = outSmartList(world, 'relations').size;

    const run = await world.sync();

    expect(run.state).toBe('done');
    expect(imported(world)['relations']).toBe(before);
    expect(imported(world)['materials']).toBe(imported(expected)['materials']);
    expect(await approvalOf(world, 'relations')).toMatchObject({
      state: 'asked',
      reason: 'first',
      counts: { new: 45 - there, setAside: 0 },
    });
    expect(await codes(world, 'relations')).toEqual(['IMPORT_WAITS']);
    expect((await companyRow(world)).imports.relations).toBeUndefined();
    // It asks once: until there is an answer it is left out of every run.
    await world.sync();
    expect(await codes(world, 'relations')).toEqual(['IMPORT_WAITS']);

    await sayYes(world, 'relations');

    expect(imported(world)).toEqual(imported(expected));
    expect(await approvalOf(world, 'relations')).toBeUndefined();
    expect(await countsOf(world, 'relations')).toMatchObject({ written: 45, imported: true });
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });
});

describe('a category that was told no', () => {
  it('is left out until it is asked for by name, and then asks again with what it finds', async () => {
    const world = await importWorld({ relations: 30, ...RELATIONS });
    await decide(world, 'relations');
    const there = outSmartList(world, 'relations').size;
    await world.sync();
    const asked = await approvalOf(world, 'relations');
    if (asked === undefined) throw new Error('nothing was asked');
    await decide(world, 'relations', { ...asked, state: 'no' });
    addDebtor(world, '20001');
    const from = world.simulator.requests.length;

    await ask(world, { everything: true });
    expect(world.simulator.requests.length).toBe(from);
    await ask(world, { category: 'relations' });

    expect(await approvalOf(world, 'relations')).toMatchObject({
      state: 'asked',
      counts: { new: 31 - there },
    });
    expect(writesSince(world, from)).toEqual([]);
  });
});

describe('an answer to nothing', () => {
  it('is not asked for: what would write nothing is imported by itself', async () => {
    const world = await importWorld({ relations: 12, ...RELATIONS });
    await world.sync();
    const { imports: _, ...row } = await companyRow(world);
    await world.store.write(['companies'], (tx) => tx.objectStore('companies').put({ ...row, imports: {} }));

    await world.sync();
    expect(await approvalOf(world, 'relations')).toMatchObject({ state: 'yes', counts: { unchanged: 12 } });
    await world.sync();

    expect((await companyRow(world)).imports.relations).toMatchObject({ imported: true, unchanged: 12 });
    expect(await codes(world, 'relations')).not.toContain('IMPORT_WAITS');
  });
});

describe('a yes that its category has outgrown', () => {
  it('stops the writing before the page that is too much, and asks again', async () => {
    const world = await importWorld({ relations: 100, cap: 20 });
    await decide(world, 'relations', yesToNew(40));

    const run = await world.sync();

    expect(run.state).toBe('done');
    expect(outSmartList(world, 'relations').size).toBe(60);
    expect(await approvalOf(world, 'relations')).toMatchObject({
      state: 'asked',
      reason: 'first',
      counts: { new: 40, unchanged: 60 },
    });
    expect((await companyRow(world)).imports.materials).toMatchObject({ imported: true });
    await sayYes(world, 'relations');
    expect(outSmartList(world, 'relations').size).toBe(100);
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });

  it.each([
    [85, 100],
    [25, 45],
  ])('is not outgrown by a few: %i said, %i there', async (approved, there) => {
    const world = await importWorld({ relations: there, cap: 20, ...RELATIONS });
    await decide(world, 'relations', yesToNew(approved));

    await world.sync();

    expect(outSmartList(world, 'relations').size).toBe(there);
    expect(await approvalOf(world, 'relations')).toBeUndefined();
  });
});

describe('a mass change', () => {
  /** Imported, then so many of its relations change. */
  async function changed(relations: number, changes: number): Promise<EngineWorld> {
    const world = await importWorld({ relations, cap: 20, ...RELATIONS });
    await world.sync();
    world.clock.advance(3 * DAY);
    for (let index = 1; index <= changes; index += 1)
      company(world).change('CONTACT', String(10_000 + index), { CITY: 'Sappemeer' });
    addDebtor(world, '20001');
    return world;
  }
  const moved = (world: EngineWorld): number =>
    outSmartList(world, 'relations').rows.filter(({ city }) => city === 'Sappemeer').length;

  it('asks before a single known record is written; new ones are', async () => {
    const world = await changed(60, 21);

    const run = await world.sync();

    expect(run.state).toBe('done');
    expect(moved(world)).toBe(0);
    expect(outSmartList(world, 'relations').get('20001')).toBeDefined();
    expect(await approvalOf(world, 'relations')).toMatchObject({
      state: 'asked',
      reason: 'mass-change',
      counts: { new: 0, changed: 21, unchanged: 40 },
    });
    expect(await world.store.read(['staged'], (tx) => tx.objectStore('staged').count())).toBe(0);

    await sayYes(world, 'relations');

    expect(moved(world)).toBe(21);
    expect(await approvalOf(world, 'relations')).toBeUndefined();
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });

  it.each([
    ['not more than twenty', 60, 20],
    ['not more than a fifth', 150, 25],
  ])('is none when it is %s', async (_, relations, changes) => {
    const world = await changed(relations, changes);

    await world.sync();

    expect(moved(world)).toBe(changes);
    expect(await approvalOf(world, 'relations')).toBeUndefined();
    expect(await countsOf(world, 'relations')).toMatchObject({ written: changes + 1 });
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });

  it('counts what OutSmart’s users changed, when everything is compared', async () => {
    const world = await importWorld({ relations: 60, cap: 20, ...RELATIONS });
    await world.sync();
    for (const row of outSmartList(world, 'relations').rows.slice(0, 30)) row['name'] = 'Hernoemd';

    await ask(world, { everything: true });

    expect(await approvalOf(world, 'relations')).toMatchObject({
      reason: 'mass-change',
      counts: { changed: 30 },
    });
    const renamed = outSmartList(world, 'relations').rows.filter(({ name }) => name === 'Hernoemd');
    expect(renamed).toHaveLength(30);
  });
});

import { describe, expect, it } from 'vitest';
import type { Approval } from '../../lib/domain/approval';
import { importing } from '../support/builders';
import { approvalOf, decide, sayYes } from '../support/approvals';
import type { EngineWorld } from '../support/engine-world';
import { ask, company, countsOf, dieAndResume, importWorld, outSmartList } from '../support/import-world';

const DAY = 24 * 3_600_000;

/** Keys that rows of a list refer to, and that the other list does not have. */
function dangling(
  world: EngineWorld,
  [list, field]: [string, string],
  [other, key]: [string, string],
): string[] {
  const there = new Set(outSmartList(world, other).rows.map((row) => row[key]));
  return outSmartList(world, list).rows.flatMap((row) => (there.has(row[field]) ? [] : [row[field] ?? '']));
}

const strayLinks = (world: EngineWorld): string[] =>
  dangling(world, ['material_categories', 'mct_cat_code'], ['categories', 'cat_code']);
const strayContacts = (world: EngineWorld): string[] =>
  dangling(world, ['contactpersons', 'cpn_debtor_nr'], ['relations', 'debtor_number']);

/** Forty debtors with a main contact. */
async function withContacts(): Promise<EngineWorld> {
  const imports = importing('relations', 'contacts');
  const world = await importWorld({ relations: 40, cap: 20, settings: { imports } });
  for (const { SUB_NR } of company(world).table('CONTACT').rows)
    company(world).change('CONTACT', String(SUB_NR), { MAIN_CONT: 'J. Jansen' });
  return world;
}

describe('links of materials', () => {
  it('go out with their categories, not before', async () => {
    const imports = importing('categories', 'materials');
    const world = await importWorld({ articles: 60, settings: { imports } });
    await decide(world, 'categories');

    await world.sync();

    expect(await countsOf(world, 'materials')).toMatchObject({ imported: true });
    expect(outSmartList(world, 'material_categories').size).toBe(0);

    await sayYes(world, 'categories');
    world.clock.advance(DAY);
    await ask(world, { trigger: 'schedule' });

    expect(outSmartList(world, 'material_categories').size).toBeGreaterThan(0);
    expect(strayLinks(world)).toEqual([]);
  });
});

describe('contact persons', () => {
  it('wait for their relations, and go out once those are there', async () => {
    const world = await withContacts();
    await decide(world, 'relations');

    await world.sync();

    expect(outSmartList(world, 'contactpersons').size).toBe(0);
    expect(await countsOf(world, 'contacts')).toBeUndefined();
    expect(await approvalOf(world, 'contacts')).toMatchObject({ state: 'yes' });

    await sayYes(world, 'relations');
    world.clock.advance(DAY);
    await ask(world, { trigger: 'schedule' });

    expect(outSmartList(world, 'contactpersons').size).toBeGreaterThanOrEqual(40);
    expect(strayContacts(world)).toEqual([]);
    expect(await countsOf(world, 'contacts')).toMatchObject({ imported: true, failed: false });
  });

  it('stop where the relations stop', async () => {
    const world = await withContacts();
    const counts = { new: 1, changed: 0, unchanged: 0, setAside: 0 };
    const few: Approval = { state: 'yes', reason: 'first', counts, at: 0 };
    await decide(world, 'relations', few);

    await world.sync();

    expect(await approvalOf(world, 'relations')).toMatchObject({ state: 'asked' });
    expect(strayContacts(world)).toEqual([]);
    expect(await countsOf(world, 'contacts')).toBeUndefined();
    expect(await approvalOf(world, 'contacts')).toMatchObject({ state: 'yes' });
  });

  it('do not make their pass begin again where the relations stopped and the worker died', async () => {
    const world = await withContacts();
    const counts = { new: 1, changed: 0, unchanged: 0, setAside: 0 };
    await decide(world, 'relations', { state: 'yes', reason: 'first', counts, at: 0 });
    const isList = ({ url, method }: Request): boolean => method === 'GET' && /outsmart.*relations/.test(url);

    // The second list is that of the counting.
    const [, after = []] = await dieAndResume(world, [{ n: 2, performed: false }], isList);

    const pages = after.filter((url) => url.includes('BusinessObject=AR1'));
    expect(pages.filter((url) => !/LastKey/i.test(url))).toHaveLength(1);
    expect(await approvalOf(world, 'relations')).toMatchObject({ state: 'asked' });
    expect(outSmartList(world, 'relations').size).toBe(20);
    expect(strayContacts(world)).toEqual([]);
  });

  it('go out without relations where those are switched off', async () => {
    const imports = importing('contacts');
    const world = await importWorld({ relations: 40, settings: { imports } });

    await world.sync();

    expect(outSmartList(world, 'contactpersons').size).toBeGreaterThan(0);
  });
});

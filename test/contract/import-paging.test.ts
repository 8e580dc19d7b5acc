import { describe, expect, it } from 'vitest';
import type { Profile } from '../simulator/types';
import {
  ask,
  CLEAN,
  company,
  countsOf,
  importWorld,
  imported,
  listsRead,
  outSmartList,
  pagesRead,
  writesSince,
} from '../support/import-world';

const PROFILES: readonly Profile[] = ['default', 'strict', 'odd'];
const isSearch = (query: Record<string, string>): boolean =>
  Object.keys(query).some((name) => /^filter/i.test(name));

describe('[P1] a service that caps its pages below what was asked', () => {
  it.each([
    [50, 'exclusive'],
    [50, 'inclusive'],
    [11, 'inclusive'],
    [11, 'exclusive'],
  ] as const)('of %i rows, %s, still gives a complete import', async (cap, lastKey) => {
    const world = await importWorld({ relations: 117, cap, behaviour: { lastKey } });

    const run = await world.sync();

    const source = company(world).table('CONTACT').rows.length;
    expect(run).toMatchObject({ state: 'done' });
    expect(source).toBeGreaterThan(110);
    expect(outSmartList(world, 'relations').size).toBe(source);
    expect(await countsOf(world, 'relations')).toMatchObject({ read: source, failed: false });
    expect(outSmartList(world, 'material_categories').size).toBe(company(world).table('ARTICLE').rows.length);
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });
});

describe('[P2] a table whose rows', () => {
  it.each([
    [0, 1],
    [1, 2],
    [19, 2],
    [20, 2],
    [21, 4],
    [40, 4],
    [60, 5],
  ])('are %i and come by twenty is read in %i calls', async (relations, calls) => {
    const world = await importWorld({ relations, cap: 20 });

    const run = await world.sync();

    expect(run.state).toBe('done');
    expect(outSmartList(world, 'relations').size).toBe(relations);
    // Pages, one that proves the end, and where several pages were read one over what changed meanwhile.
    expect(pagesRead(world)).toHaveLength(calls);
  });
});

describe('[P4] a service that ignores LastKey', () => {
  it.each([
    ['several pages', 60],
    ['a single page', 12],
  ])('is a named problem after two equal pages, never a complete import: %s', async (_, relations) => {
    const world = await importWorld({ relations, cap: 20, behaviour: { lastKey: 'ignored' } });

    const run = await world.sync();

    expect(run).toMatchObject({ state: 'failed', code: 'API_CHANGED' });
    expect(pagesRead(world)).toHaveLength(2);
    expect(await countsOf(world, 'relations')).toMatchObject({ failed: true });
    const rows = (await world.log()).filter(({ category }) => category === 'relations');
    expect(rows).toMatchObject([
      {
        level: 'error',
        code: 'IMPORT_FAILED',
        params: { cause: 'API_CHANGED', what: 'LastKey', businessObject: 'AR1' },
      },
    ]);
  });
});

describe('a cursor row', () => {
  it.each(['exclusive', 'inclusive'] as const)(
    'that is deleted before the next page is read does not break the chain (%s)',
    async (lastKey) => {
      const world = await importWorld({ relations: 50, cap: 20, behaviour: { lastKey } });
      let deleted = '';
      world.hooks.around = async (send, request) => {
        const cursor = new URL(request.url).searchParams.get('LastKey');
        if (request.url.includes('=AR1') && cursor !== null && deleted === '') {
          deleted = cursor;
          company(world).remove('CONTACT', cursor);
        }
        return await send();
      };

      const run = await world.sync();

      expect(deleted).not.toBe('');
      expect(run.state).toBe('done');
      // All fifty: the deleted one had been read, and nothing is ever removed.
      expect(outSmartList(world, 'relations').size).toBe(50);
      expect(world.simulator.audit()).toMatchObject(CLEAN);
    },
  );
});

describe.each(PROFILES)('a run in which nothing changed, in profile %s', (profile) => {
  it.each([
    ['since the last one', {}, 0],
    ['when everything is compared again', { everything: true }, 5],
  ])('%s writes nothing and says nothing twice', async (_, request, lists) => {
    const world = await importWorld({ profile, relations: 45, difficult: true, cap: 20 });
    await world.sync();
    const state = imported(world);
    const from = world.simulator.requests.length;
    const logged = (await world.log()).length;

    await ask(world, request);

    expect(writesSince(world, from)).toEqual([]);
    expect(listsRead(world, from)).toHaveLength(lists);
    // A summary per category and the end of the run.
    const codes = (await world.log()).slice(logged).map(({ code }) => code);
    expect(codes).toEqual([...Array.from({ length: 4 }, () => 'IMPORT_DONE'), 'RUN_DONE']);
    expect(imported(world)).toEqual(state);
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });
});

describe('what a pass asks for', () => {
  it('is every page once, and once what changed since the day before it began', async () => {
    const world = await importWorld({ relations: 50, cap: 20 });

    await world.sync();

    const pages = pagesRead(world).map(({ query }) => query);
    expect(pages.filter((query) => !isSearch(query))).toHaveLength(4);
    expect(pages.filter(isSearch)).toMatchObject([
      {
        FilterControlSource1: 'CNG_DATE',
        FilterOperator1: 'DateOnOrAfterDate',
        FilterValueType1: 'T',
        FilterValue1: '{^2026-11-19 00:00:00}',
      },
    ]);
    expect(pagesRead(world, 'AG1')).toHaveLength(2);
  });
});

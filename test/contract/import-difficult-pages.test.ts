import { describe, expect, it } from 'vitest';
import { CATEGORIES, type Category } from '../../lib/domain/category';
import type { Row } from '../simulator/accountview/table';
import { addInvoice, openItem } from '../simulator/data/payments';
import type { Profile } from '../simulator/types';
import { type CategoryWorld, categoryWorld, expectConverged, objectOf } from '../support/category-world';
import { ask, company, countsOf, debtor, pagesRead, writesSince } from '../support/import-world';
import { addOrder } from '../support/once-world';

const PROFILES: readonly Profile[] = ['default', 'strict', 'odd'];
const CAP = 10;
/** A page shorter than asked for does not say that it is the last; one page more does. */
const SIZES = [0, 1, CAP - 1, CAP, CAP + 1, 2 * CAP, 2 * CAP + 1];
const UPSERTED = CATEGORIES.filter((one) => one !== 'sales-orders' && one !== 'payments');

const number = (n: number): string => String(n).padStart(3, '0');

const ROWS: Readonly<Record<Category, { table: string; row: (n: number) => Row }>> = {
  categories: { table: 'ART_GRP', row: (n) => ({ AG_CODE: number(n), AG_DESC: `Groep ${n}` }) },
  relations: { table: 'CONTACT', row: (n) => debtor(number(n)) },
  contacts: { table: 'CONTACT', row: (n) => debtor(number(n), { MAIN_CONT: `Jan ${n}` }) },
  addresses: {
    table: 'DEL_ADDR',
    row: (n) => ({ ...debtor('10001'), DEL_NAME: `Werk ${n}`, CNT_CODE: 'NL' }),
  },
  materials: { table: 'ARTICLE', row: (n) => article(n, 'st') },
  'hour-types': { table: 'ARTICLE', row: (n) => article(n, 'uur') },
  projects: {
    table: 'PROJECTS',
    row: (n) => ({
      PROJ_CODE: number(n),
      PROJ_DESC: `Project ${n}`,
      SUB_NR: '10001',
      BEG_DATE: '2026-11-01T00:00:00',
      END_DATE: '',
    }),
  },
  employees: {
    table: 'employees',
    row: (n) => ({ EMP_NR: number(n), EMP_NAME: `Bo ${n}`, FIRST_NAME: 'Bo', LAST_NAME: `Vis ${n}` }),
  },
  'sales-orders': { table: 'SO_HDR', row: () => ({}) },
  payments: { table: 'OPENITEM', row: (n) => openItem('10001', `3${number(n)}`, 121, 21) },
};

function article(n: number, unit: string): Row {
  return { ART_CODE: number(n), ART_DESC1: `Artikel ${n}`, AG_CODE: 'SAN', ART_UNIT: unit, PX_SELL: n };
}

/** A world in which the table has exactly so many rows. */
async function worldOf(category: Category, count: number, profile: Profile): Promise<CategoryWorld> {
  const world = await categoryWorld(category, { profile, behaviour: { maxPageSize: CAP } });
  const { behaviour, outsmart } = world.simulator.world;
  const { table, row } = ROWS[category];
  const name = table === 'employees' ? (behaviour.employees?.table ?? '') : table;
  const { rows, definition } = company(world).table(name);
  for (const key of rows.map((one) => one[definition.key] ?? '')) company(world).remove(name, key);
  if (category === 'payments')
    for (const one of outsmart.entity('invoices').rows) outsmart.entity('invoices').remove(one);
  for (let n = 1; n <= count; n += 1) {
    if (category === 'sales-orders') addOrder(world, { remark: `Order ${n}` });
    else {
      const added = company(world).add(name, row(n));
      if (category === 'payments') addInvoice(outsmart, added, n);
    }
  }
  world.theirs = { ...world.theirs, invoices: structuredClone(outsmart.entity('invoices').rows) };
  return world;
}

describe.each(PROFILES)('[P1] [P2] pages of ten, in profile %s', (profile) => {
  const categories = CATEGORIES.filter((one) => one !== 'employees' || profile !== 'strict');

  it.each(categories.flatMap((category) => SIZES.map((size) => [category, size] as const)))(
    '%s: a table of %i rows is read to its end',
    async (category, size) => {
      const world = await worldOf(category, size, profile);

      const run = await world.sync();

      expect(run.state).toBe('done');
      expect(await countsOf(world, category)).toMatchObject({ read: size, failed: false });
      await expectConverged(world);
      const pages = pagesRead(world, objectOf(category, profile));
      // The rows are of today: those of a long chain are read once more as changed meanwhile.
      expect(pages.length).toBeLessThanOrEqual(2 * (Math.ceil(size / (CAP - 1)) + 1));
      const from = world.simulator.requests.length;
      await ask(world, { everything: true });
      expect(writesSince(world, from)).toEqual([]);
    },
  );
});

describe.each(['exclusive', 'inclusive'] as const)(
  '[P2] a table of one row as an object, LastKey %s',
  (lastKey) => {
    it.each(CATEGORIES)('%s', async (category) => {
      const world = await worldOf(category, 1, 'default');
      Object.assign(world.simulator.world.behaviour, { singleRowAsObject: true, lastKey });

      await world.sync();

      expect(await countsOf(world, category)).toMatchObject({ read: 1, written: 1 });
      await expectConverged(world);
    });
  },
);

describe('[P4] a service that gives the first page for ever', () => {
  it.each(UPSERTED)('%s: ends with a failure that says so', async (category) => {
    const world = await worldOf(category, 25, 'default');
    Object.assign(world.simulator.world.behaviour, { lastKey: 'ignored' });
    const from = world.simulator.requests.length;

    await world.sync();

    expect(pagesRead(world, objectOf(category, 'default'), from).length).toBeLessThanOrEqual(4);
    expect(await countsOf(world, category)).toMatchObject({ failed: true });
    const failures = (await world.log()).filter(({ code }) => code === 'IMPORT_FAILED');
    expect(failures.find((row) => row.category === category)?.params).toMatchObject({ cause: 'API_CHANGED' });
  });
});

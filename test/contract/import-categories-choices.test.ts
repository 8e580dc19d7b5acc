import { describe, expect, it } from 'vitest';
import type { Category } from '../../lib/domain/category';
import { FIELD_GROUPS } from '../../lib/settings/field-groups';
import type { Settings } from '../../lib/settings/schema';
import type { Profile } from '../simulator/types';
import { changeAfterwards, changeWhileReading } from '../support/category-edits';
import { MISHAPS } from '../support/category-faults';
import { categoryWorld, expectConverged } from '../support/category-world';
import { importing } from '../support/builders';
import { ask, writesSince } from '../support/import-world';

const PROFILES: readonly Profile[] = ['default', 'strict', 'odd'];
const leads = (on: boolean): Settings['leads'] =>
  Object.fromEntries(FIELD_GROUPS.map((group) => [group, on])) as Settings['leads'];

type Choice = readonly [Category, string, Partial<Settings>];
const UPSERTED: readonly Category[] = [
  'categories',
  'relations',
  'contacts',
  'addresses',
  'materials',
  'hour-types',
  'projects',
  'employees',
];
const LEADS = UPSERTED.flatMap((category): Choice[] => [
  [category, 'AccountView leads everywhere', { leads: leads(true) }],
  [category, 'AccountView leads nowhere', { leads: leads(false) }],
]);
const OTHERS: readonly Choice[] = [
  ['relations', 'blocked debtors are left out', { blockedDebtors: 'skip' }],
  ['relations', 'blocked debtors are imported as others', { blockedDebtors: 'import' }],
  ['relations', 'two relation groups are imported', { relationGroups: ['ZAKELIJK', 'Vast Klant'] }],
  ['relations', 'work orders go to the main contact', { workorderEmail: 'main-contact' }],
  ['contacts', 'relations are imported too', { imports: importing('contacts', 'relations') }],
  ['contacts', 'two relation groups are imported', { relationGroups: ['ZAKELIJK', 'INTERN'] }],
  ['materials', 'two article groups are imported', { articleGroups: ['SAN', 'leid', 'ELEK'] }],
  ['materials', 'blocked articles are left out', { blockedArticles: 'skip', defaultUnit: 'stuk' }],
  ['materials', 'categories are off', { imports: importing('materials') }],
  ['hour-types', 'hours go by group', { hoursBy: 'group', hourGroups: ['ARBD', 'elek'] }],
  ['hour-types', 'hours have another unit', { hourUnit: 'km' }],
  ['projects', 'all projects are imported', { projects: 'all', defaultProjectStatus: 'Open' }],
  ['projects', 'two statuses are imported', { projectStatuses: ['Lopend', 'wacht op klant'] }],
  [
    'sales-orders',
    'orders of last week are imported',
    { ordersFrom: '2026-11-01', orderTypeOfWork: 'Levering' },
  ],
  ['sales-orders', 'blocked debtors are imported as others', { blockedDebtors: 'import' }],
];

describe.each(PROFILES)('what OutSmart holds when people choose, in profile %s', (profile) => {
  const choices = [...OTHERS, ...LEADS].filter(([one]) => one !== 'employees' || profile !== 'strict');

  it.each(choices)('[P3] %s: %s', async (category, _, settings) => {
    const world = await categoryWorld(category, { profile, settings });
    changeWhileReading(world, profile);

    await MISHAPS['a write that fails with a 500']?.(world, profile);
    await MISHAPS['a page that has to wait']?.(world, profile);
    await expectConverged(world);
    if (category !== 'sales-orders') changeAfterwards(world);
    await ask(world, { everything: true });

    await expectConverged(world);
    const from = world.simulator.requests.length;
    await ask(world);
    await ask(world, { everything: true });
    expect(writesSince(world, from)).toEqual([]);
    expect(world.simulator.audit().details).toEqual([]);
  });
});

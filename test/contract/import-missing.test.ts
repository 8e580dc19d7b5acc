import { describe, expect, it } from 'vitest';
import type { LogRow } from '../../lib/domain/log-row';
import type { Profile } from '../simulator/types';
import { importing } from '../support/builders';
import { changeSettings } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';
import {
  addDebtor,
  ask,
  company,
  companyRow,
  debtor,
  importWorld,
  linkOf,
  outSmartList,
} from '../support/import-world';

const PROFILES: readonly Profile[] = ['default', 'strict', 'odd'];
const DAY = 24 * 3_600_000;
const RELATIONS = { settings: { imports: importing('relations') } };

const rowsOf = async (world: EngineWorld, code: LogRow['code']): Promise<LogRow[]> =>
  (await world.log()).filter((row) => row.code === code);

describe.each(PROFILES)('a record that is no longer in AccountView, in profile %s', (profile) => {
  it('is reported once, by a pass over everything, and stays at OutSmart', async () => {
    const world = await importWorld({ profile, relations: 45, cap: 20, ...RELATIONS });
    await world.sync();
    company(world).remove('CONTACT', '10007');
    company(world).remove('CONTACT', '10031');

    await world.sync();
    expect(await rowsOf(world, 'RECORD_DISAPPEARED')).toEqual([]);
    world.clock.advance(8 * DAY);
    await world.sync();
    await ask(world, { everything: true });

    expect(await rowsOf(world, 'RECORD_DISAPPEARED')).toMatchObject([
      { level: 'warning', record: 'relation:10007' },
      { level: 'warning', record: 'relation:10031' },
    ]);
    expect((await rowsOf(world, 'IMPORT_DONE')).map(({ params }) => params['missing'])).toEqual([
      undefined,
      undefined,
      2,
      2,
    ]);
    expect((await companyRow(world)).imports.relations).toMatchObject({ missing: 2 });
    expect(outSmartList(world, 'relations').get('10007')).toBeDefined();
  });

  it('is no longer missing when it is there again', async () => {
    const world = await importWorld({ profile, relations: 45, cap: 20, ...RELATIONS });
    await world.sync();
    company(world).remove('CONTACT', '10007');
    await ask(world, { everything: true });
    expect((await linkOf(world, 'relations', '10007'))?.missingSince).toBe(world.clock.now());

    addDebtor(world, '10007');
    await world.sync();
    await ask(world, { everything: true });

    expect((await linkOf(world, 'relations', '10007'))?.missingSince).toBeUndefined();
    expect((await companyRow(world)).imports.relations).toMatchObject({ missing: 0 });
    expect(await rowsOf(world, 'RECORD_DISAPPEARED')).toHaveLength(1);
  });
});

describe('nothing is missing', () => {
  it('that a run over the changes does not show', async () => {
    const world = await importWorld({ relations: 12, ...RELATIONS });
    await world.sync();
    world.clock.advance(3 * DAY);

    await world.sync();

    expect(await rowsOf(world, 'RECORD_DISAPPEARED')).toEqual([]);
    expect((await companyRow(world)).imports.relations).toMatchObject({ read: 0, imported: true });
  });

  it('that a setting leaves out', async () => {
    const world = await importWorld({ relations: 12, ...RELATIONS });
    addDebtor(world, '20001', { REC_BLK: true });
    addDebtor(world, '20002', { RPL_GRP: 'X' });
    await world.sync();

    await changeSettings(world, { blockedDebtors: 'skip', relationGroups: ['A'] });
    await world.sync();

    expect(await rowsOf(world, 'RECORD_DISAPPEARED')).toEqual([]);
    expect(await rowsOf(world, 'MASS_DISAPPEARED')).toEqual([]);
  });

  it('that was set aside and never was at OutSmart', async () => {
    const world = await importWorld({ relations: 12, ...RELATIONS });
    addDebtor(world, '20001', { CITY: '' });
    await world.sync();
    company(world).remove('CONTACT', '20001');

    await ask(world, { everything: true });

    expect(await rowsOf(world, 'RECORD_DISAPPEARED')).toEqual([]);
  });

  it('that comes and goes before the cursor while the pages are read', async () => {
    const world = await importWorld({ relations: 60, cap: 20, ...RELATIONS });
    await world.sync();
    let pages = 0;
    world.hooks.around = async (send, request) => {
      const answer = await send();
      if (request.url.includes('=AR1')) pages += 1;
      if (pages === 2) company(world).change('CONTACT', '10003', { CITY: 'Sappemeer' });
      if (pages === 3) company(world).table('CONTACT').insert(debtor('00001'));
      return answer;
    };

    await ask(world, { everything: true });

    expect(await rowsOf(world, 'RECORD_DISAPPEARED')).toEqual([]);
  });
});

describe('many records that vanish at once', () => {
  it('are said in one row, and none of them is taken for gone', async () => {
    const world = await importWorld({ relations: 60, cap: 20, ...RELATIONS });
    await world.sync();
    for (let number = 10_011; number <= 10_035; number += 1) company(world).remove('CONTACT', String(number));

    await ask(world, { everything: true });

    expect(await rowsOf(world, 'RECORD_DISAPPEARED')).toEqual([]);
    expect(await rowsOf(world, 'MASS_DISAPPEARED')).toMatchObject([
      { category: 'relations', params: { missing: 25, known: 60 } },
    ]);
    expect((await linkOf(world, 'relations', '10011'))?.missingSince).toBeUndefined();
  });
});

describe('a pass that failed', () => {
  it('takes nothing for gone', async () => {
    const world = await importWorld({ relations: 60, cap: 20, ...RELATIONS });
    await world.sync();
    company(world).remove('CONTACT', '10007');
    let pages = 0;
    world.hooks.around = async (send, request) => {
      if (!request.url.includes('=AR1')) return await send();
      pages += 1;
      return pages === 2 ? Response.json({ Error: 'x' }, { status: 404 }) : await send();
    };

    await ask(world, { everything: true });

    expect(pages).toBe(2);
    expect(await rowsOf(world, 'RECORD_DISAPPEARED')).toEqual([]);
  });
});

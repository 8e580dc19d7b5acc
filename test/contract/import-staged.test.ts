import { describe, expect, it } from 'vitest';
import type { Profile } from '../simulator/types';
import { importing } from '../support/builders';
import { changeSettings } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';
import {
  addDebtor,
  ask,
  CLEAN,
  company,
  companyRow,
  countsOf,
  type Death,
  dieAndResume,
  imported,
  importWorld,
  outSmartList,
  writesSince,
} from '../support/import-world';

const PROFILES: readonly Profile[] = ['default', 'strict', 'odd'];
const DAY = 24 * 3_600_000;
const RELATIONS = { settings: { imports: importing('relations') } };

const isPage = ({ url, method }: Request): boolean => method === 'GET' && /accountviewdata/i.test(url);
const isWrite = ({ url, method }: Request): boolean => method === 'POST' && url.includes('outsmart');

/** Eighteen known relations on every page have changed, and a few are new. */
async function changed(profile: Profile): Promise<EngineWorld> {
  const world = await importWorld({ profile, relations: 110, cap: 20, ...RELATIONS });
  await world.sync();
  world.clock.advance(8 * DAY);
  for (let number = 10_003; number <= 10_110; number += 6)
    company(world).change('CONTACT', String(number), { CITY: 'Sappemeer' });
  for (const number of ['00001', '10050A', '20001']) addDebtor(world, number);
  return world;
}

const staged = ({ store }: EngineWorld): Promise<number> =>
  store.read(['staged'], (tx) => tx.objectStore('staged').count());

describe.each(PROFILES)('changes that are kept back, in profile %s', (profile) => {
  it.each([
    ['page', isPage, [1, 3, 5, 7, 8]],
    ['write', isWrite, [1, 2, 3, 4]],
  ] as const)('are written once, at whichever %s the worker dies', async (_, matches, all) => {
    const expected = await changed(profile);
    await expected.sync();
    for (const [index, n] of all.entries()) {
      const world = await changed(profile);
      const deaths: Death[] = [{ n, performed: index % 2 === 0 }];

      await dieAndResume(world, deaths, matches);

      expect(imported(world)).toEqual(imported(expected));
      expect(world.simulator.audit()).toMatchObject(CLEAN);
      expect(await staged(world)).toBe(0);
      expect(await countsOf(world, 'relations')).toMatchObject({ failed: false, imported: true });
      const from = world.simulator.requests.length;
      await ask(world, { everything: true }, world.reborn());
      expect(writesSince(world, from)).toEqual([]);
    }
  });
});

describe('a change that is kept back', () => {
  it('is forgotten when its record goes back to what it was before the pass is over', async () => {
    const world = await importWorld({ relations: 60, cap: 20, ...RELATIONS });
    await world.sync();
    world.clock.advance(3 * DAY);
    const row = company(world).table('CONTACT').find('10003');
    const city = row?.['CITY'] ?? '';
    for (let number = 10_001; number <= 10_060; number += 4)
      company(world).change('CONTACT', String(number), { TEL_BUS: '030-7654321' });
    company(world).change('CONTACT', '10003', { CITY: 'Sappemeer' });
    let pages = 0;
    world.hooks.after = (request) => {
      if (!isPage(request)) return;
      pages += 1;
      if (pages === 2) company(world).change('CONTACT', '10003', { CITY: city });
    };
    const from = world.simulator.requests.length;

    await ask(world, { everything: true });

    const bodies = writesSince(world, from).map(({ body }) => body);
    expect(bodies.join('')).not.toContain('Sappemeer');
    expect(outSmartList(world, 'relations').get('10003')).toMatchObject({ city });
    expect(await staged(world)).toBe(0);
  });

  it('is not written by a later pass with other settings as it was', async () => {
    const world = await changed('default');
    let isAway = true;
    world.hooks.around = async (send, request) =>
      isAway && isWrite(request) && (await request.clone().text()).includes('Sappemeer')
        ? new Response('', { status: 503 })
        : await send();
    await world.sync();
    expect(await staged(world)).toBe(18);
    isAway = false;
    const from = world.simulator.requests.length;
    company(world).change('CONTACT', '10003', { CITY: 'Zwolle' });
    company(world).change('CONTACT', '10009', {
      CITY: outSmartList(world, 'relations').get('10009')?.['city'] ?? '',
    });
    await changeSettings(world, { blockedDebtors: 'import' });
    // What went back lies too far behind to be read again at the end of the next pass.
    world.clock.advance(3 * DAY);

    await ask(world);

    expect(await staged(world)).toBe(0);
    const written = writesSince(world, from).flatMap(
      ({ body }) => JSON.parse(body) as Record<string, string>[],
    );
    expect(written.find((record) => record['debtor_number'] === '10003')).toMatchObject({ city: 'Zwolle' });
    expect(written.find((record) => record['debtor_number'] === '10009')?.['city']).not.toBe('Sappemeer');
    const then = world.simulator.requests.length;
    await ask(world, { everything: true });
    expect(writesSince(world, then)).toEqual([]);
  });
});

describe('what the rows show', () => {
  it('is offered as filters: relation groups, article groups with their names', async () => {
    const world = await importWorld({ relations: 5 });
    addDebtor(world, '20001', { RPL_GRP: 'INST' });
    addDebtor(world, '20002', { RPL_GRP: 'BOUW' });

    await world.sync();

    const { found } = await companyRow(world);
    expect(found?.['relation-groups']?.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['BOUW', 'INST']),
    );
    const groups = company(world).table('ART_GRP').rows;
    expect(found?.['article-groups']).toHaveLength(groups.length);
    expect(found?.['article-groups']?.every(({ name }) => name !== '')).toBe(true);
  });
});

describe('log rows about single records', () => {
  it('end at five hundred a run; the rest is counted', async () => {
    const world = await importWorld({
      relations: 20,
      settings: { imports: importing('relations', 'contacts') },
    });
    for (let index = 0; index < 640; index += 1) addDebtor(world, String(30_000 + index), { CITY: '' });

    await world.sync();

    const rows = await world.log();
    expect(rows.filter(({ code }) => code === 'ADDRESS_INCOMPLETE')).toHaveLength(500);
    expect(rows.find(({ code }) => code === 'IMPORT_DONE')?.params).toMatchObject({
      setAside: 640,
      unlogged: 140,
    });
    expect(await countsOf(world, 'relations')).toMatchObject({ setAside: 640 });
  });
});

import { describe, expect, it } from 'vitest';
import type { Profile } from '../simulator/types';
import { wake } from '../support/engine-steps';
import { START } from '../support/engine-parts';
import type { EngineWorld } from '../support/engine-world';
import {
  addDebtor,
  CLEAN,
  company,
  countsOf,
  importWorld,
  imported,
  outSmartList,
  pagesRead,
  writesSince,
} from '../support/import-world';

const PROFILES: readonly Profile[] = ['default', 'strict', 'odd'];
const HOUR_MS = 3_600_000;

/** Something happens at AccountView right after a page of relations was given; `nth` counts from 1. */
function afterPage(world: EngineWorld, nth: number, happen: () => void): void {
  let count = 0;
  world.hooks.after = ({ url, method }) => {
    if (method !== 'GET' || !url.includes('BusinessObject=AR1')) return;
    count += 1;
    if (count === nth) happen();
  };
}

describe.each(PROFILES)('[P3] rows that move while they are read, in profile %s', (profile) => {
  it('inserted or changed before the cursor are there at the end of the same pass', async () => {
    const world = await importWorld({ profile, relations: 90, cap: 20 });
    afterPage(world, 3, () => {
      world.clock.advance(5000);
      addDebtor(world, '00005', { ACCT_NAME: 'Vooraan gekomen' });
      company(world).change('CONTACT', '10003', { CITY: 'Ommen' });
    });

    const run = await world.sync();

    expect(run.state).toBe('done');
    expect(outSmartList(world, 'relations').get('00005')).toMatchObject({ name: 'Vooraan gekomen' });
    expect(outSmartList(world, 'relations').get('10003')).toMatchObject({ city: 'Ommen' });
    expect(outSmartList(world, 'relations').size).toBe(company(world).table('CONTACT').rows.length);
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });

  it('deleted ones are neither removed nor reported, and nothing is missed', async () => {
    const world = await importWorld({ profile, relations: 90, cap: 20 });
    afterPage(world, 2, () => {
      for (const number of ['10001', '10040', '10041']) company(world).remove('CONTACT', number);
    });

    const run = await world.sync();

    expect(run.state).toBe('done');
    for (const { SUB_NR } of company(world).table('CONTACT').rows)
      expect(outSmartList(world, 'relations').get(String(SUB_NR))).toBeDefined();
    expect(outSmartList(world, 'relations').get('10001')).toBeDefined();
    expect((await world.log()).filter(({ code }) => code === 'RECORD_DISAPPEARED')).toEqual([]);
    expect(world.simulator.requests.filter(({ path }) => path.includes('DeleteEntity'))).toEqual([]);
  });

  it('leave nothing to write for the next run', async () => {
    const world = await importWorld({ profile, relations: 90, cap: 20 });
    afterPage(world, 3, () => company(world).change('CONTACT', '10003', { CITY: 'Ommen' }));
    await world.sync();
    const state = imported(world);
    const from = world.simulator.requests.length;

    await world.sync();

    expect(writesSince(world, from)).toEqual([]);
    expect(imported(world)).toEqual(state);
  });
});

describe('[P3] what changed meanwhile', () => {
  it('is read again until nothing new comes, and not for ever', async () => {
    const world = await importWorld({ relations: 90, cap: 20 });
    for (const { SUB_NR } of company(world).table('CONTACT').rows)
      company(world).change('CONTACT', SUB_NR ?? '', { CITY: 'Zwolle' });
    // Another one changes after every page: what changed fills more than one page each time.
    let turn = 0;
    world.hooks.after = ({ url }) => {
      turn += 1;
      if (url.includes('BusinessObject=AR1'))
        company(world).change('CONTACT', '10001', { CITY: `Plaats ${turn}` });
    };

    const run = await world.sync();

    expect(run.state).toBe('done');
    const chains = pagesRead(world).filter(({ query }) => query['LastKey'] === undefined);
    // The whole table, and at most five times what changed.
    expect(chains).toHaveLength(6);
    expect(await countsOf(world, 'relations')).toMatchObject({ failed: false });
  });

  it('ends when a second look at several pages brings nothing new', async () => {
    const world = await importWorld({ relations: 90, cap: 20 });
    for (const { SUB_NR } of company(world).table('CONTACT').rows)
      company(world).change('CONTACT', SUB_NR ?? '', { CITY: 'Zwolle' });

    await world.sync();

    const chains = pagesRead(world).filter(({ query }) => query['LastKey'] === undefined);
    expect(chains).toHaveLength(2);
    // Each record is counted once, though it was read twice.
    expect(await countsOf(world, 'relations')).toMatchObject({ read: 90, written: 90, unchanged: 0 });
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });

  it.each([
    ['an hour slow', -HOUR_MS],
    ['twenty hours slow', -20 * HOUR_MS],
    ['a quarter of an hour fast', HOUR_MS / 4],
  ])('[T2] is found when the clock of AccountView is %s', async (_, offMs) => {
    let engineTime = (): number => START;
    const world = await importWorld({
      relations: 90,
      cap: 20,
      now: () => new Date(engineTime() + offMs),
    });
    engineTime = () => world.clock.now();
    afterPage(world, 3, () => company(world).change('CONTACT', '10003', { CITY: 'Ommen' }));

    await world.sync();

    expect(outSmartList(world, 'relations').get('10003')).toMatchObject({ city: 'Ommen' });
  });

  it.each([
    ['goes forward', '2026-03-29T00:30:00Z'],
    ['goes back', '2026-10-25T00:30:00Z'],
  ])('is found in the night in which the clock %s', async (_, night) => {
    const world = await importWorld({ relations: 90, cap: 20 });
    world.clock.advance(Date.parse(night) - world.clock.now());
    afterPage(world, 3, () => {
      world.clock.advance(HOUR_MS);
      company(world).change('CONTACT', '10003', { CITY: 'Ommen' });
    });

    await world.sync();
    // A turn of an hour is over: the next wake-up goes on.
    await wake(world, 61_000);

    expect(outSmartList(world, 'relations').get('10003')).toMatchObject({ city: 'Ommen' });
  });

  it('waits for the next run where the table has no date of change', async () => {
    const world = await importWorld({
      relations: 90,
      cap: 20,
      behaviour: { missingFields: ['CONTACT.CNG_DATE'] },
    });
    afterPage(world, 3, () => company(world).change('CONTACT', '10003', { CITY: 'Ommen' }));

    await world.sync();
    expect(outSmartList(world, 'relations').get('10003')?.['city']).not.toBe('Ommen');
    expect(pagesRead(world)).toHaveLength(6);
    world.hooks.after = () => {};
    await world.sync();

    expect(outSmartList(world, 'relations').get('10003')).toMatchObject({ city: 'Ommen' });
  });
});

import { describe, expect, it } from 'vitest';
import type { Profile } from '../simulator/types';
import { importing } from '../support/builders';
import { AWAY, changeSettings, wake, WRITE_RELATIONS } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';
import {
  addDebtor,
  ask,
  CLEAN,
  company,
  companyRow,
  countsOf,
  importWorld,
  linkOf,
  listsRead,
  outSmartList,
  pagesRead,
  writesSince,
} from '../support/import-world';

const PROFILES: readonly Profile[] = ['default', 'strict', 'odd'];
const DAY = 24 * 3_600_000;
const ONLY_RELATIONS = { settings: { imports: importing('relations') } };

/** Days from which on each page read shows changes; null: the whole table. */
function sinceOf(world: EngineWorld, from: number): (string | null)[] {
  return pagesRead(world, 'AR1', from).map(({ query }) => query['FilterValue1'] ?? null);
}

/** Numbers of the relations that were sent. */
function sent(world: EngineWorld, from: number): string[] {
  const bodies = writesSince(world, from).map(({ body }) => JSON.parse(body) as { debtor_number: string }[]);
  return bodies.flat().map(({ debtor_number }) => debtor_number);
}

describe.each(PROFILES)('a run over what changed, in profile %s', (profile) => {
  it('reads the changes since the day before the last one, and writes those alone', async () => {
    const world = await importWorld({ profile, relations: 45, cap: 20, ...ONLY_RELATIONS });
    await world.sync();
    world.clock.advance(3 * DAY);
    company(world).change('CONTACT', '10007', { CITY: 'Ommen' });
    addDebtor(world, '20001');
    const from = world.simulator.requests.length;

    await world.sync();

    expect(new Set(sinceOf(world, from))).toEqual(new Set(['{^2026-11-19 00:00:00}']));
    expect(sent(world, from).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['10007', '20001']);
    expect(outSmartList(world, 'relations').get('10007')).toMatchObject({ city: 'Ommen' });
    expect(await countsOf(world, 'relations')).toMatchObject({ read: 2, written: 2, failed: false });
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });

  it('leaves alone what somebody changed at OutSmart, until the pass over everything of the week', async () => {
    const world = await importWorld({ profile, relations: 45, cap: 20, ...ONLY_RELATIONS });
    await world.sync();
    const relation = outSmartList(world, 'relations').get('10007');
    if (relation === undefined) throw new Error('not imported');
    Object.assign(relation, { name: 'Andere naam', phone_number: '06-12345678' });

    world.clock.advance(6 * DAY);
    await world.sync();
    expect(relation['name']).toBe('Andere naam');
    world.clock.advance(1.5 * DAY);
    const from = world.simulator.requests.length;
    await world.sync();

    expect(sinceOf(world, from)[0]).toBeNull();
    // AccountView leads in names, not in phone numbers.
    expect(outSmartList(world, 'relations').get('10007')).toMatchObject({
      name: expect.not.stringContaining('Andere') as string,
      phone_number: '06-12345678',
    });
    expect(sent(world, from)).toEqual(['10007']);
    world.clock.advance(DAY);
    const then = world.simulator.requests.length;
    await world.sync();
    expect(sinceOf(world, then)[0]).not.toBeNull();
    expect(sent(world, then)).toEqual([]);
  });
});

describe('a pass over everything', () => {
  async function imported(): Promise<EngineWorld> {
    const world = await importWorld({ relations: 12, ...ONLY_RELATIONS });
    await world.sync();
    world.clock.advance(3 * DAY);
    return world;
  }

  it.each([
    ['is asked for', (world: EngineWorld) => ask(world, { everything: true })],
    [
      'other settings decide what is sent',
      async (world: EngineWorld) => {
        await changeSettings(world, { workorderEmail: 'main-contact' });
        await world.sync();
      },
    ],
    [
      'the clock was ahead when the last one was made',
      async (world: EngineWorld) => {
        world.clock.advance(-30 * DAY);
        await world.sync();
      },
    ],
  ])('is made when %s', async (_, run) => {
    const world = await imported();
    const from = world.simulator.requests.length;

    await run(world);

    expect(sinceOf(world, from)[0]).toBeNull();
    expect(listsRead(world, from)).toEqual(['relations']);
  });

  it('is not made again for settings that touch other categories', async () => {
    const world = await imported();
    await changeSettings(world, { hourUnit: 'UUR', projects: 'all' });
    const from = world.simulator.requests.length;

    await world.sync();

    expect(sinceOf(world, from)[0]).not.toBeNull();
  });

  it('is made of the changes again when the last one failed', async () => {
    const world = await imported();
    const before = (await companyRow(world)).imports.relations;
    company(world).change('CONTACT', '10007', { CITY: 'Ommen' });
    world.hooks.around = async (send, { method }) =>
      method === 'POST' ? Response.json(NOT_FOUND) : await send();
    await world.sync();
    delete world.hooks.around;
    const failed = (await companyRow(world)).imports.relations;
    world.clock.advance(3 * DAY);

    await world.sync();

    expect(failed).toMatchObject({
      failed: true,
      since: before?.since,
      fullAt: before?.fullAt,
      imported: true,
    });
    expect(outSmartList(world, 'relations').get('10007')).toMatchObject({ city: 'Ommen' });
  });
});

const NOT_FOUND = { code: 1001, messages: ['Endpoint not found'], response: null };

describe('a table without the moment of the last change', () => {
  it('is read whole every time, and compared with what was sent', async () => {
    const world = await importWorld({ relations: 30, cap: 10, ...ONLY_RELATIONS });
    await world.sync();
    await withoutColumn(world);
    await ask(world, { everything: true });
    company(world).change('CONTACT', '10007', { CITY: 'Ommen' });
    const from = world.simulator.requests.length;

    await world.sync();

    expect(new Set(sinceOf(world, from))).toEqual(new Set([null]));
    expect(sent(world, from)).toEqual(['10007']);
    expect(await countsOf(world, 'relations')).toMatchObject({ read: 30, written: 1, unchanged: 29 });
  });
});

async function withoutColumn(world: EngineWorld): Promise<void> {
  const row = await companyRow(world);
  const columns = row.dictionary['CONTACT'] ?? [];
  const dictionary = { ...row.dictionary, CONTACT: columns.filter(({ name }) => name !== 'CNG_DATE') };
  await world.store.write(['companies'], (tx) => tx.objectStore('companies').put({ ...row, dictionary }));
}

describe('a record that OutSmart refused', () => {
  it('is offered again when a person asks, although it did not change', async () => {
    const world = await importWorld({ relations: 12, ...ONLY_RELATIONS });
    addDebtor(world, '20001', { ACCT_NAME: 'Geweigerd' });
    let isMended = false;
    world.hooks.around = async (send, request) => {
      const body = request.method === 'POST' ? await request.clone().text() : '';
      const isRefused = body.includes('Geweigerd') && !isMended;
      return isRefused ? Response.json({ code: 1301, messages: ['name'], response: null }) : await send();
    };
    await world.sync();
    expect((await linkOf(world, 'relations', '20001'))?.aside?.code).toBe('RECORD_REFUSED');
    isMended = true;
    await wake(world, 3 * DAY);
    expect(outSmartList(world, 'relations').get('20001')).toBeUndefined();

    await ask(world, { category: 'relations' });

    expect(outSmartList(world, 'relations').get('20001')).toBeDefined();
    expect((await linkOf(world, 'relations', '20001'))?.aside).toBeNull();
  });
});

describe('[D3] two numbers that differ in case, of which one changed', () => {
  it('stay what the first of them was', async () => {
    const world = await importWorld({ relations: 3, ...ONLY_RELATIONS });
    addDebtor(world, 'KLANT-A', { ACCT_NAME: 'De eerste' });
    await world.sync();
    world.clock.advance(3 * DAY);
    // From here on the first one is no longer among the changes.
    await world.sync();
    world.clock.advance(DAY);
    addDebtor(world, 'klant-a', { ACCT_NAME: 'De tweede' });
    await world.sync();
    world.clock.advance(3 * DAY);
    company(world).change('CONTACT', 'KLANT-A', { CITY: 'Ommen' });
    await world.sync();

    expect(outSmartList(world, 'relations').get('KLANT-A')).toMatchObject({
      name: 'De eerste',
      city: 'Ommen',
    });
    expect(outSmartList(world, 'relations').get('klant-a')).toBeUndefined();
    const rows = (await world.log()).filter(({ code }) => code === 'DUPLICATE_KEY');
    expect(rows).toMatchObject([{ record: 'relation:KLANT-A' }]);
  });
});

describe('a service that is away in the middle of the changes', () => {
  it('costs nothing of them', async () => {
    const world = await importWorld({ relations: 45, cap: 20, ...ONLY_RELATIONS });
    await world.sync();
    world.clock.advance(3 * DAY);
    for (const number of ['10003', '10025', '10044'])
      company(world).change('CONTACT', number, { CITY: 'Ommen' });
    world.simulator.faults.add({ ...WRITE_RELATIONS, times: 9, fault: AWAY });
    await world.sync();
    world.simulator.faults.clear();

    await wake(world, 10 * 60_000);

    for (const number of ['10003', '10025', '10044'])
      expect(outSmartList(world, 'relations').get(number)).toMatchObject({ city: 'Ommen' });
  });
});

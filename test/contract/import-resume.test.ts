import { importing } from '../support/builders';
import { describe, expect, it, vi } from 'vitest';
import type { Profile } from '../simulator/types';
import { AWAY, changeSettings, resume, wake, WRITE_RELATIONS } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';
import {
  addDebtor,
  CLEAN,
  company,
  companyRow,
  countsOf,
  type Death,
  dieAndResume,
  importJobs,
  imported,
  importWorld,
  outSmartList,
  pagesRead,
  writesSince,
} from '../support/import-world';

const PROFILES: readonly Profile[] = ['default', 'strict', 'odd'];
const LONG = process.env['LONG'] === '1';

const isPage = ({ url, method }: Request): boolean => method === 'GET' && /accountviewdata/i.test(url);
const isWrite = ({ url, method }: Request): boolean => method === 'POST' && url.includes('outsmart');
const isEither = (request: Request): boolean => isPage(request) || isWrite(request);

/** What one instance asked for twice, and how many pages were asked for again by another. */
function repeats(reads: readonly string[][]): { within: number; again: number[] } {
  const within = reads.reduce((sum, life) => sum + life.length - new Set(life).size, 0);
  const again = reads.slice(1).map((life, index) => {
    const before = new Set(reads.slice(0, index + 1).flat());
    return life.filter((url) => before.has(url)).length;
  });
  return { within, again };
}

async function undisturbed(options: Parameters<typeof importWorld>[0]): Promise<EngineWorld> {
  const world = await importWorld(options);
  await world.sync();
  return world;
}

describe.each(PROFILES)('[P5] an import that is killed, in profile %s', (profile) => {
  it.each([
    ['at a page', isPage, [3, 5, 4, 6, 3]],
    ['at a write', isWrite, [2, 3, 4, 5, 4]],
    ['anywhere', isEither, [5, 7, 9, 8, 6]],
  ] as const)('five times %s ends as one that is not, and repeats no page twice', async (_, matches, at) => {
    const options = { profile, relations: 150, articles: 120, difficult: true, cap: 20 };
    const expected = await undisturbed(options);
    const world = await importWorld(options);
    const deaths: Death[] = at.map((n, index) => ({ n, performed: index % 2 === 0 }));

    const reads = await dieAndResume(world, deaths, matches);

    expect(reads).toHaveLength(6);
    const { within, again } = repeats(reads);
    expect(within).toBe(0);
    // The page in hand and the one that was asked for ahead of it.
    for (const count of again) expect(count).toBeLessThanOrEqual(2);
    expect(imported(world)).toEqual(imported(expected));
    expect(world.simulator.audit()).toMatchObject(CLEAN);
    expect((await importJobs(world)).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    const from = world.simulator.requests.length;
    world.clock.advance(17 * 60_000);
    await resume(world);
    expect(pagesRead(world, 'AR1', from).length).toBeGreaterThan(0);
    expect(writesSince(world, from)).toEqual([]);
  });
});

/** `spread`: how many requests each of the five lives lasts. */
async function expectSameBackfill(
  options: { relations: number; articles: number },
  spread: readonly number[],
): Promise<void> {
  const expected = await undisturbed(options);
  const world = await importWorld(options);
  const deaths = spread.map((n, index) => ({ n, performed: index % 2 === 1 }));

  const reads = await dieAndResume(world, deaths, isEither);

  const { within, again } = repeats(reads);
  expect(within).toBe(0);
  for (const count of again) expect(count).toBeLessThanOrEqual(2);
  expect(imported(world)).toEqual(imported(expected));
  expect(await countsOf(world, 'materials')).toMatchObject({ read: options.articles });
  expect(world.simulator.audit()).toMatchObject(CLEAN);
}

describe('a backfill with five kills', () => {
  it('of 4,000 rows ends as one without, and repeats no page twice', async () => {
    await expectSameBackfill({ relations: 2_500, articles: 1_500 }, [5, 4, 6, 8, 5]);
  });

  it.runIf(LONG)(
    '[P5] of 100,000 rows ends as one without, and repeats no page twice',
    { timeout: 900_000 },
    async () => {
      await expectSameBackfill({ relations: 40_000, articles: 60_000 }, [12, 60, 75, 90, 80]);
    },
  );
});

/** An import whose second page of relations is stored and whose third was asked for in vain. */
async function brokenOff(): Promise<EngineWorld> {
  const world = await importWorld({ relations: 90, cap: 20, settings: { imports: ONLY_RELATIONS } });
  world.simulator.faults.add({ ...PAGE, nth: 3, times: 3, fault: AWAY });
  await world.sync();
  const [job] = await importJobs(world);
  expect(job).toMatchObject({ state: 'open', cursor: { lastKey: '10040', pageNumber: 2 } });
  world.simulator.faults.clear();
  return world;
}

const ONLY_RELATIONS = importing('relations');
const PAGE = { side: 'accountview', path: 'accountviewdata', businessObject: 'AR1' } as const;

async function changeCursor(world: EngineWorld, change: (pass: Record<string, unknown>) => unknown) {
  await world.store.write(['jobs'], async (tx) => {
    for (const job of await tx.objectStore('jobs').getAll()) {
      if (job.kind !== 'import') continue;
      const cursor = { ...job.cursor };
      change(cursor as unknown as Record<string, unknown>);
      await tx.objectStore('jobs').put({ ...job, cursor });
    }
  });
}

/** `LastKey` of each page that is read after now. */
async function goOn(world: EngineWorld): Promise<(string | undefined)[]> {
  const from = world.simulator.requests.length;
  await wake(world, 10 * 60_000);
  const whole = pagesRead(world, 'AR1', from).filter(({ query }) => query['FilterValue1'] === undefined);
  return whole.map(({ query }) => query['LastKey']);
}

describe('a pass that broke off', () => {
  it('goes on after the last page that was stored', async () => {
    const world = await brokenOff();

    expect(await goOn(world)).toEqual(['10040', '10060', '10080', '10090']);
    expect(outSmartList(world, 'relations').size).toBe(90);
    expect(await countsOf(world, 'relations')).toMatchObject({ read: 90, written: 90 });
  });

  it('catches at its end what changed in the part it had read before it broke off', async () => {
    const world = await brokenOff();
    world.clock.advance(3 * 24 * 3_600_000);
    company(world).change('CONTACT', '10003', { CITY: 'Ommen' });
    addDebtor(world, '00005');

    expect((await goOn(world))[0]).toBe('10040');

    expect(outSmartList(world, 'relations').get('10003')).toMatchObject({ city: 'Ommen' });
    expect(outSmartList(world, 'relations').get('00005')).toBeDefined();
  });

  it.each([
    [
      'was stored by an earlier version',
      (world: EngineWorld) => changeCursor(world, (cursor) => delete cursor['pass']),
    ],
    ['maps with other settings', (world: EngineWorld) => changeSettings(world, { blockedDebtors: 'skip' })],
    [
      'reads other columns',
      (world: EngineWorld) =>
        world.store.write(['companies'], async (tx) => {
          const state = await tx.objectStore('companies').get(world.companyId);
          const columns = state?.dictionary['CONTACT'] ?? [];
          if (state === undefined || columns.length === 0) throw new Error('no dictionary of CONTACT');
          const dictionary = { CONTACT: columns.filter(({ name }) => name !== 'COC_CODE') };
          await tx.objectStore('companies').put({ ...state, dictionary });
        }),
    ],
  ])('begins again when it %s', async (_, change) => {
    const world = await brokenOff();
    const writes = world.simulator.requests.length;
    await change(world);

    expect(await goOn(world)).toEqual([undefined, '10020', '10040', '10060', '10080', '10090']);

    expect(outSmartList(world, 'relations').size).toBe(90);
    expect(await countsOf(world, 'relations')).toMatchObject({ read: 90 });
    expect(writesSince(world, writes).map(({ body }) => (JSON.parse(body) as unknown[]).length)).toEqual(
      expect.arrayContaining([20, 20, 10]),
    );
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });

  it.each([
    ['begins again when an update brought another mapping', 99, null],
    ['goes on when nothing of that changed', undefined, '10040'],
  ])('%s', async (_, version, lastKey) => {
    const world = await brokenOff();
    vi.resetModules();
    if (version !== undefined)
      vi.doMock('../../lib/sync/rules/rule', async (original) => ({
        ...(await original<object>()),
        MAPPING_VERSION: version,
      }));
    const { beginPass } = await import('../../lib/sync/import/cursor');
    const { openSource } = await import('../../lib/sync/import/sources');
    const { surveyContext } = await import('../../lib/sync/import/survey');
    const settings = await world.store.meta('settings');
    if (settings === undefined) throw new Error('no settings');
    const { store, clock, companyId } = world;
    const ports = { store, clock, newId: () => 'new-pass' } as never;
    const options = { companyId, settings, epoch: 9, signal: new AbortController().signal };
    const context = surveyContext(ports, options);
    const opened = await openSource(context, 'AR1');
    const [job] = await importJobs(world);
    if (opened === undefined || job === undefined) throw new Error('no source or no job');

    const begun = beginPass(context, job, {
      ...opened,
      company: await companyRow(world),
      retriesRefused: false,
    });

    expect(begun.cursor.lastKey).toBe(lastKey);
    expect(begun.cursor.passId === 'new-pass').toBe(version !== undefined);
    vi.doUnmock('../../lib/sync/rules/rule');
  });

  it('keeps what changed between two tries at the same page', async () => {
    const world = await importWorld({ relations: 30, cap: 20, settings: { imports: ONLY_RELATIONS } });
    world.simulator.faults.add({ ...WRITE_RELATIONS, nth: 2, times: 9, fault: AWAY });
    await world.sync();
    world.simulator.faults.clear();
    company(world).change('CONTACT', '10025', { CITY: 'Ommen' });

    await wake(world, 10 * 60_000);

    expect(outSmartList(world, 'relations').get('10025')).toMatchObject({ city: 'Ommen' });
    expect((await world.log()).filter(({ code }) => code === 'DUPLICATE_KEY')).toEqual([]);
  });
});

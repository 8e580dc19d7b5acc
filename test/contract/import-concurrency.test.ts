import { describe, expect, it } from 'vitest';
import { appWorld } from '../support/app-world';
import { importing } from '../support/builders';
import { createEngineWorld, type EngineWorld } from '../support/engine-world';
import { PROFILES, wakeUntilDone } from '../support/once-world';
import type { Category } from '../../lib/domain/category';

const MOST_READS = 2;
const MOST_WRITES = 1;
const ALL: readonly Category[] = [
  'relations',
  'contacts',
  'addresses',
  'categories',
  'materials',
  'hour-types',
  'projects',
  'employees',
  'sales-orders',
  'payments',
];
const DATA = { relations: 45, articles: 60, workOrders: 4, difficult: true, importCases: true };

interface Counts {
  /** Most requests of the kind that were on their way at one moment. */
  reads: number;
  writes: number;
}

/** Counts what is on its way to each service, and leaves every request there for a while. */
function countInFlight(
  world: EngineWorld,
  onRequest = (_count: number): void => {},
): Record<'accountview' | 'outsmart', Counts> {
  let count = 0;
  const most = { accountview: { reads: 0, writes: 0 }, outsmart: { reads: 0, writes: 0 } };
  const now = structuredClone(most);
  world.hooks.around = async (send, request) => {
    const side = request.url.includes('outsmart') ? 'outsmart' : 'accountview';
    const kind = request.method === 'GET' ? 'reads' : 'writes';
    now[side][kind] += 1;
    onRequest((count += 1));
    most[side][kind] = Math.max(most[side][kind], now[side][kind]);
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    try {
      return await send();
    } finally {
      now[side][kind] -= 1;
    }
  };
  return most;
}

async function worldOf(profile: (typeof PROFILES)[number]): Promise<EngineWorld> {
  return await createEngineWorld({
    simulator: { profile, behaviour: { maxPageSize: 10 }, data: DATA },
    settings: { imports: importing(...ALL) },
  });
}

function expectFew(most: ReturnType<typeof countInFlight>): void {
  for (const [side, { reads, writes }] of Object.entries(most)) {
    expect(reads, `reads from ${side}`).toBeLessThanOrEqual(MOST_READS);
    expect(writes, `writes to ${side}`).toBeLessThanOrEqual(MOST_WRITES);
  }
  // What counts nothing would find nothing.
  expect(most.accountview.reads + most.outsmart.writes).toBeGreaterThan(1);
}

describe.each(PROFILES)('requests of a company on their way at one moment (profile %s)', (profile) => {
  it('are two reads and one write at most, in a run over everything', async () => {
    const world = await worldOf(profile);
    const most = countInFlight(world);

    await world.sync();
    await world.sync();

    expectFew(most);
  });

  it('and so they are when a preview and the lists of the stepper are asked for during a run', async () => {
    const world = await worldOf(profile);
    const app = await appWorld(world);
    const settings = await world.store.meta('settings');
    if (settings === undefined) throw new Error('no settings');
    let reach = (): void => {};
    const isUnderWay = new Promise<void>((resolve) => (reach = resolve));
    const most = countInFlight(world, (count) => (count === 30 ? reach() : undefined));

    await app.engine.startRun({ trigger: 'manual', category: null, exportOnly: false });
    await isUnderWay;
    const { companyId } = settings;
    // By two pages of the extension.
    const found = Promise.all([app.handlers.discover({ companyId }), app.handlers.discover({ companyId })]);
    await app.handlers.preview({ settings, category: null });
    expect(await found).toMatchObject([{ ok: true }, { ok: true }]);
    const { run } = await app.snapshot();
    expect(run.finishedAt, 'the run is still open').toBe(null);
    await app.previews.idle();
    await wakeUntilDone(world, app.engine);

    expect(await app.shown()).toMatchObject({ state: 'ready' });
    expectFew(most);
  });
});

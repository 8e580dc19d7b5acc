import { describe, expect, it } from 'vitest';
import type { Approval } from '../../lib/domain/approval';
import { approvalOf, decide, yesToNew } from '../support/approvals';
import { importing } from '../support/builders';
import { changeSettings } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';
import { ask, companyRow, importWorld, outSmartList } from '../support/import-world';
import { addOrder, madeOrders, onceWorld } from '../support/once-world';

/** Answers of a person that come at an awkward moment, or are used under other circumstances. */

const DAY = 24 * 3_600_000;
const RELATIONS = { settings: { imports: importing('relations') } };
const isPage = ({ url, method }: Request): boolean => method === 'GET' && /accountviewdata/i.test(url);
const isWrite = ({ url, method }: Request): boolean => method === 'POST' && url.includes('outsmart');

/** Calls `act` when the n-th request that matches has been performed. */
function atThe(
  world: EngineWorld,
  n: number,
  matches: (request: Request) => boolean,
  act: () => unknown,
): void {
  let met = 0;
  world.hooks.around = async (send, request) => {
    const response = await send();
    if (matches(request) && (met += 1) === n) await act();
    return response;
  };
}

/** A manual run that is stopped after so many writes, again and again. */
async function stopOften(world: EngineWorld, times: number, writes: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    atThe(world, writes, isWrite, () => void world.engine.requestStop());
    await ask(world);
    world.clock.advance(60_000);
  }
}

describe('a yes that is used up in several runs', () => {
  it('is outgrown by what all of them wrote', async () => {
    const world = await importWorld({ relations: 100, cap: 20, ...RELATIONS });
    await decide(world, 'relations', yesToNew(20));

    await stopOften(world, 6, 1);

    expect(outSmartList(world, 'relations').size).toBe(40);
    expect(await approvalOf(world, 'relations')).toMatchObject({ state: 'asked', counts: { new: 60 } });
  });

  it('is outgrown by orders as well', async () => {
    const world = await onceWorld('sales-orders');
    for (let index = 0; index < 90; index += 1) addOrder(world);
    await decide(world, 'sales-orders', yesToNew(5));

    await stopOften(world, 5, 20);

    expect(madeOrders(world)).toHaveLength(25);
    expect(await approvalOf(world, 'sales-orders')).toMatchObject({ state: 'asked', counts: { new: 65 } });
  });

  it('is not outgrown by stops alone', async () => {
    const world = await importWorld({ relations: 100, cap: 20, ...RELATIONS });
    await decide(world, 'relations', yesToNew(100));

    await stopOften(world, 3, 1);
    world.hooks.around = async (send) => await send();
    await ask(world);

    expect(outSmartList(world, 'relations').size).toBe(100);
    expect(await approvalOf(world, 'relations')).toBeUndefined();
  });
});

describe('a yes to new records', () => {
  it('is none to overwriting as many', async () => {
    const world = await importWorld({ relations: 60, cap: 20, ...RELATIONS });
    await world.sync();
    for (const row of outSmartList(world, 'relations').rows) row['name'] = 'Hernoemd';
    // The extension is new here: nothing is known of what OutSmart has.
    const { imports: _, ...row } = await companyRow(world);
    await world.store.write(['links', 'companies'], async (tx) => {
      await tx.objectStore('links').clear();
      await tx.objectStore('companies').put({ ...row, imports: {} });
    });
    await decide(world, 'relations', yesToNew(60));

    await world.sync();

    const renamed = outSmartList(world, 'relations').rows.filter(({ name }) => name === 'Hernoemd');
    expect(renamed.length).toBeGreaterThanOrEqual(40);
    expect(await approvalOf(world, 'relations')).toMatchObject({
      state: 'asked',
      counts: { new: 0, changed: renamed.length },
    });
  });
});

describe('a yes that is given while a run is on', () => {
  it('is for the next run, not used up by this one', async () => {
    const world = await importWorld({ relations: 60, cap: 20, ...RELATIONS });
    await world.sync();
    world.clock.advance(8 * DAY);
    const counts = { new: 0, changed: 60, unchanged: 0, setAside: 0 };
    atThe(world, 2, isPage, async () => {
      world.clock.advance(1000);
      const yes: Approval = { state: 'yes', reason: 'mass-change', counts, at: world.clock.now() };
      await decide(world, 'relations', yes);
    });

    await ask(world, { trigger: 'schedule' });
    expect(await approvalOf(world, 'relations')).toMatchObject({ state: 'yes' });
    await ask(world, { trigger: 'schedule' });

    expect(await approvalOf(world, 'relations')).toBeUndefined();
  });
});

describe('categories that were told no', () => {
  const no: Approval = { ...yesToNew(1), state: 'no' };

  it('all ask again when they are named one after the other while a run is on', async () => {
    const world = await importWorld({ settings: { imports: importing('relations', 'categories') } });
    await decide(world, 'relations', no);
    await decide(world, 'categories', no);
    atThe(world, 1, isPage, async () => {
      for (const category of ['categories', 'relations'] as const)
        await world.engine.startRun({ trigger: 'manual', category, exportOnly: false });
    });

    await ask(world, { category: 'relations' });

    const states = ['relations', 'categories'] as const;
    expect(
      (await Promise.all(states.map((name) => approvalOf(world, name)))).map((one) => one?.state),
    ).toEqual(['asked', 'asked']);
  });
});

describe('a category that was switched off since it asked', () => {
  it('is not written, not even when it is named', async () => {
    const world = await importWorld({ relations: 40, settings: { imports: importing('relations') } });
    await decide(world, 'relations', yesToNew(40));
    await changeSettings(world, { imports: importing('categories') });
    const { size } = outSmartList(world, 'relations');

    await ask(world, { category: 'relations' });

    expect(outSmartList(world, 'relations').size).toBe(size);
  });
});

describe('OutSmart’s own lists', () => {
  it('are not kept when a run is stopped', async () => {
    const world = await importWorld({ relations: 60, cap: 20, ...RELATIONS });
    await world.sync();
    let kept = 0;
    const count = () => world.store.read(['targets'], (tx) => tx.objectStore('targets').count());
    atThe(world, 3, isPage, async () => {
      kept = await count();
      void world.engine.requestStop();
    });

    await ask(world, { everything: true });

    expect([kept > 0, await count()]).toEqual([true, 0]);
  });
});

import { describe, expect, it } from 'vitest';
import { importing } from '../support/builders';
import { approvalOf } from '../support/approvals';
import type { EngineWorld } from '../support/engine-world';
import { addDebtor, ask, company, dieAndResume, importWorld, outSmartList } from '../support/import-world';

const DAY = 24 * 3_600_000;
const HOUR = 3_600_000;
const RELATIONS = { settings: { imports: importing('relations') } };

function move(world: EngineWorld, count: number): void {
  world.clock.advance(3 * DAY);
  for (let index = 1; index <= count; index += 1)
    company(world).change('CONTACT', String(10_000 + index), { CITY: 'Sappemeer' });
}

const moved = (world: EngineWorld): number =>
  outSmartList(world, 'relations').rows.filter(({ city }) => city === 'Sappemeer').length;

const isList = ({ url, method }: Request): boolean => method === 'GET' && /outsmart.*relations/.test(url);

/** It asks about the changes, now and after the next ordinary run, and writes none of them. */
async function expectAsked(world: EngineWorld): Promise<void> {
  const asked = { state: 'asked', reason: 'mass-change', counts: { changed: 40 } };
  expect(await approvalOf(world, 'relations')).toMatchObject(asked);
  world.clock.advance(2 * DAY);
  await ask(world, { trigger: 'schedule' }, world.reborn());
  expect(await approvalOf(world, 'relations')).toMatchObject(asked);
  expect(moved(world)).toBe(0);
}

describe('a mass change that could not be counted at once', () => {
  it('asks all the same when the worker dies while it is counted', async () => {
    const world = await importWorld({ relations: 60, cap: 20, ...RELATIONS });
    await world.sync();
    move(world, 40);

    // The first list is the pass's own, the second the counting's.
    await dieAndResume(world, [{ n: 2, performed: false }], isList);

    await expectAsked(world);
  });

  it('asks all the same when OutSmart is away meanwhile', async () => {
    const world = await importWorld({ relations: 60, cap: 20, ...RELATIONS });
    await world.sync();
    move(world, 40);
    let lists = 0;
    let isAway = true;
    world.hooks.around = async (send, request) => {
      if (isList(request)) lists += 1;
      return isAway && lists >= 2 ? new Response('', { status: 503 }) : await send();
    };
    await ask(world, { trigger: 'schedule' });
    expect(await approvalOf(world, 'relations')).toBeUndefined();

    isAway = false;
    world.clock.advance(HOUR);
    await world.engine.tick('alarm');
    await world.engine.idle();

    await expectAsked(world);
  });
});

describe('the share of records that change', () => {
  it('is not made smaller by records that never reached OutSmart', async () => {
    const world = await importWorld({ relations: 60, cap: 200, ...RELATIONS });
    for (let index = 0; index < 260; index += 1)
      addDebtor(world, String(50_000 + index), { ADDRESS1: '', POST_CODE: '', CITY: '' });
    await world.sync();
    move(world, 40);

    await world.sync();

    await expectAsked(world);
  });

  it('is not made smaller by those that are new in the same run', async () => {
    const world = await importWorld({ relations: 60, cap: 200, ...RELATIONS });
    await world.sync();
    move(world, 40);
    for (let index = 0; index < 260; index += 1) addDebtor(world, String(50_000 + index));

    await world.sync();

    await expectAsked(world);
    expect(outSmartList(world, 'relations').size).toBe(320);
  });
});

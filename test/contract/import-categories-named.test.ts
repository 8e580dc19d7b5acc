import { expect, it } from 'vitest';
import type { Approval } from '../../lib/domain/approval';
import type { EngineWorld } from '../support/engine-world';
import { companyRow, importWorld } from '../support/import-world';
import { importing } from '../support/builders';

const NO: Approval = {
  state: 'no',
  reason: 'first',
  counts: { new: 1, changed: 0, unchanged: 0, setAside: 0 },
  at: 0,
};

/** Categories whose records were told no. */
async function toldNo(...categories: readonly ('relations' | 'materials')[]): Promise<EngineWorld> {
  const world = await importWorld({
    relations: 30,
    settings: { imports: importing('relations', 'materials') },
  });
  const row = await companyRow(world);
  const approvals = { ...row.approvals, ...Object.fromEntries(categories.map((one) => [one, NO])) };
  await world.store.write(['companies'], (tx) => tx.objectStore('companies').put({ ...row, approvals }));
  return world;
}

const stateOf = async (world: EngineWorld, category: 'relations' | 'materials') =>
  (await companyRow(world)).approvals?.[category]?.state;

it('a category asked for by name asks again, also when the request is merged with others', async () => {
  const world = await toldNo('relations', 'materials');
  const request = { trigger: 'manual', exportOnly: false } as const;

  // The first takes the engine; the others become one following run.
  void world.engine.startRun({ ...request, category: null });
  await world.engine.startRun({ ...request, category: 'relations' });
  await world.engine.startRun({ ...request, category: null });
  await world.engine.startRun({ ...request, category: null, everything: true });
  for (let turns = 0; turns < 3; turns += 1) {
    await world.engine.tick('test');
    await world.engine.idle();
  }

  expect(await stateOf(world, 'relations')).toBe('asked');
  expect(await stateOf(world, 'materials')).toBe('no');
});

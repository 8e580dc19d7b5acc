import { describe, expect, it } from 'vitest';
import { CATEGORIES, type Category } from '../../lib/domain/category';
import type { Profile } from '../simulator/types';
import { isOnce, MISHAPS, refuse, syncWhole } from '../support/category-faults';
import { changeAfterwards, changeWhileReading, newKeys } from '../support/category-edits';
import { type CategoryWorld, categoryWorld, expectConverged } from '../support/category-world';
import { ask, writesSince } from '../support/import-world';
import { expectCleanAudit } from '../support/world-audit';

const PROFILES: readonly Profile[] = ['default', 'strict', 'odd'];
/** The profiles without employees show that there is nothing to import. */
const WITH_ROWS = (category: Category, profile: Profile): boolean =>
  category !== 'employees' || profile !== 'strict';

/**
 * Nobody knows of a price finer than a cent whether it arrived: the list that tells shows cents. Where the answer
 * died with the worker it is sent once more.
 */
const MADE_AGAIN: Readonly<Record<string, readonly string[]>> = {
  'hour-types after a worker that dies after a write': ['UUR-FIJN'],
};

/** OutSmart holds what it must, and neither a further run nor one over everything writes anything. */
async function expectSettled(world: CategoryWorld, madeAgain: readonly string[] = []): Promise<void> {
  await expectConverged(world);
  const from = world.simulator.requests.length;
  await ask(world);
  await ask(world, { everything: true });
  expect(writesSince(world, from)).toEqual([]);
  await expectConverged(world);
  expect(world.simulator.audit().details.map(({ key }) => key)).toEqual(madeAgain);
}

describe.each(PROFILES)('what OutSmart holds after an import, in profile %s', (profile) => {
  const categories = CATEGORIES.filter((category) => WITH_ROWS(category, profile));

  describe.each(categories)('%s', (category) => {
    it.each(Object.entries(MISHAPS))(
      'is what AccountView and the settings say after %s',
      async (name, mishap) => {
        const world = await categoryWorld(category, { profile });

        await mishap(world, profile);

        await expectSettled(world, MADE_AGAIN[`${category} after ${name}`]);
      },
    );

    it('[D9] is that of all other records when one is refused', async () => {
      const world = await categoryWorld(category, { profile });
      const keys = await newKeys(world);
      world.refused.push(keys[Math.floor(keys.length / 2)] ?? '');
      refuse(world, profile);

      await syncWhole(world);

      expect(world.refused).not.toEqual(['']);
      await expectConverged(world);
      const from = world.simulator.requests.length;
      await syncWhole(world);
      expect(writesSince(world, from)).toEqual([]);
      expectCleanAudit(world);
    });

    it('[P3] is that of the rows that are added and changed while it is read, and after', async () => {
      const world = await categoryWorld(category, { profile });
      changeWhileReading(world, profile);

      await syncWhole(world);
      // Orders and open items are read whole every time: the next run sees what is new.
      if (isOnce(category)) await syncWhole(world);
      await expectConverged(world);
      changeAfterwards(world);
      await ask(world, { everything: true });

      await expectSettled(world);
    });
  });
});

describe('employees in an administration that has none', () => {
  it('are not there to import: nothing is written, and that is said', async () => {
    const world = await categoryWorld('employees', { profile: 'strict' });
    const from = world.simulator.requests.length;

    await world.sync();

    expect(writesSince(world, from)).toEqual([]);
    expect((await world.log()).map(({ code }) => code)).toContain('IMPORT_UNAVAILABLE');
    await expectConverged(world);
  });
});

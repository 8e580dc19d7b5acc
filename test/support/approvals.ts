import type { Approval } from '../../lib/domain/approval';
import type { Category } from '../../lib/domain/category';
import type { EngineWorld } from './engine-world';
import { ask, companyRow } from './import-world';

/** What a person decided, or was never asked. */
export async function decide(world: EngineWorld, category: Category, approval?: Approval): Promise<void> {
  const { approvals, ...row } = await companyRow(world);
  const { [category]: _, ...others } = approvals ?? {};
  const changed = { ...others, ...(approval === undefined ? {} : { [category]: approval }) };
  await world.store.write(['companies'], (tx) =>
    tx.objectStore('companies').put({ ...row, approvals: changed }),
  );
}

export async function approvalOf(world: EngineWorld, category: Category): Promise<Approval | undefined> {
  return (await companyRow(world)).approvals?.[category];
}

/** *Uitvoeren*, and the run it asks for. */
export async function sayYes(world: EngineWorld, category: Category): Promise<void> {
  const approval = await approvalOf(world, category);
  if (approval === undefined) throw new Error('nothing was asked');
  await decide(world, category, { ...approval, state: 'yes' });
  await ask(world, { category });
}

/** Given long ago to this many records that OutSmart did not have. */
export function yesToNew(count: number): Approval {
  return {
    state: 'yes',
    reason: 'first',
    counts: { new: count, changed: 0, unchanged: 0, setAside: 0 },
    at: 0,
  };
}

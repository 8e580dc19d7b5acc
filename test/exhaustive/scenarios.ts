import { type Scenario, SmallWorld } from './small-world';

const UNPROVEN = { referenceProven: false, closeProven: false, ledgerReady: false };

/** What the first export of a connection learns about its company, taken from a run without faults. */
async function proven(): Promise<Scenario['company']> {
  const world = await SmallWorld.create({ name: '', workOrders: 1, company: UNPROVEN }, []);
  await world.wake();
  const { company } = await world.stored();
  if (company?.closeProven !== true) throw new Error('the run without faults proved nothing');
  // Its rows belong to work orders that this world does not have any more.
  return { ...company, ledgerRows: 0 };
}

/**
 * `first-N`: the very first export of a connection, with N work orders: the ledger is built, the first document
 * and the first close go alone. `later-N`: any later one.
 */
export async function scenario(name: string): Promise<Scenario> {
  const match = /^(first|later)-([1-9])$/.exec(name);
  if (match === null) throw new Error(`no scenario: ${name}`);
  return { name, workOrders: Number(match[2]), company: match[1] === 'first' ? UNPROVEN : await proven() };
}

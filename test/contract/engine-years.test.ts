import { describe, expect, it } from 'vitest';
import type { Settings } from '../../lib/settings/schema';
import { documents, orders, smallWorld } from '../support/engine-steps';
import { createEngineWorld, type EngineWorld } from '../support/engine-world';

const OLD_DAY = '30-12-2025';
const NEW_DAY = '02-01-2026';
const LONG_AGO: Partial<Settings> = { exportFrom: '2025-01-01', holdDays: 3650 };

const lockCode = async (world: EngineWorld): Promise<string | undefined> =>
  (await world.store.meta('connection'))?.lock?.code;
const lookUps = (world: EngineWorld): number =>
  world.simulator.requests.filter(({ method, url }) => method === 'GET' && url.includes('BusinessObject=SO1'))
    .length;

function setDay(world: EngineWorld, day: string): void {
  for (const order of orders(world)) order.WorkDate = day;
}

/** Two browsers with a ledger each; the other one made documents dated in 2025; then all were reopened. */
async function twoBrowsers(workOrders: number): Promise<EngineWorld> {
  const one = await smallWorld({ workOrders, settings: LONG_AGO });
  const other = await createEngineWorld({ beside: one, settings: LONG_AGO });
  for (const order of orders(one)) order.status = 'Opgehaald';
  await one.sync(true);
  for (const order of orders(one)) order.status = 'Compleet';
  setDay(one, OLD_DAY);
  await other.sync(true);
  for (const order of orders(one)) order.status = 'Compleet';
  return one;
}

describe('a work order whose date moved to another year after another browser exported it', () => {
  it('[C2] gets no second document: the one in the other year is its document', async () => {
    const one = await twoBrowsers(1);
    expect(documents(one)).toBe(1);
    setDay(one, NEW_DAY);

    await one.sync(true);

    expect(documents(one)).toBe(1);
    const [made] = one.simulator.world.history.documents;
    expect(await one.ledger()).toMatchObject([
      { state: 'closed', posts: 0, documentNumber: made?.number, document: { bookDate: '2025-12-30' } },
    ]);
  });

  it('is left to a person when its amount is another one', async () => {
    const one = await twoBrowsers(1);
    setDay(one, NEW_DAY);
    const dear = { MaterialNr: '1', MaterialPrice: '999.00', MaterialTotalPrice: '999.00' };
    for (const { Materials } of orders(one)) for (const line of Materials) Object.assign(line, dear);

    await one.sync(true);

    expect(documents(one)).toBe(1);
    expect(await one.ledger()).toMatchObject([{ state: 'problem', code: 'TOTALS_DIFFER' }]);
  });

  it('is found among many as well, by one list of the other year', async () => {
    const one = await twoBrowsers(14);
    expect(documents(one)).toBe(14);
    setDay(one, NEW_DAY);
    const before = lookUps(one);

    await one.sync(true);

    expect(documents(one)).toBe(14);
    const perOrder = 2; // in its own year, and the count after it was adopted
    expect(lookUps(one) - before).toBeLessThanOrEqual(14 * perOrder + 10 + 2);
  });
});

describe('two documents for one work order in two years', () => {
  it('keep the export locked when the ledger is built anew', async () => {
    const one = await twoBrowsers(1);
    const company = one.simulator.world.accountView.company('KRAAN');
    const [made] = company.table('SO_HDR', 2025).rows.filter((row) => row['EXT_ID'] !== '');
    if (made === undefined) throw new Error('no document');
    company.table('SO_HDR', 2026).insert({ ...made, REC_ID: 'DUP', ORD_NR: '99999' });
    const third = await createEngineWorld({ beside: one, settings: LONG_AGO });

    await third.sync(true);
    await third.sync(true);

    expect(await lockCode(third)).toBe('DUPLICATE_ALARM');
    expect(await third.ledger()).toMatchObject([{ state: 'alarm' }]);
  });
});

import { describe, expect, it } from 'vitest';
import { dutchDay } from '../../lib/kernel/clock';
import { addSalesOrder } from '../simulator/data/sales-orders';
import type { Break, Protocol } from '../simulator/types';
import { lane } from '../support/lane';
import {
  chooseAdministration,
  chooseExport,
  chooseImports,
  connectOutSmart,
  reviewAndSave,
  runFinished,
  signIn,
  type Walk,
} from '../support/walk';
import { inWorld, SMALL_DATA, type World } from '../support/world';

const POST = { side: 'outsmart', method: 'POST', path: 'PostWorkorders' } as const;
const ORDERS = 8;
const BREAKS: Readonly<Record<Protocol, readonly Break[]>> = {
  http1: ['close', 'reset'],
  http2: ['close', 'reset', 'goaway', 'refused'],
};

/** Orders of today, and every second POST of a work order breaks after it was performed. */
function prepare({ simulator }: World, protocol: Protocol): void {
  const { accountView, random } = simulator.world;
  const company = accountView.company('KRAAN');
  const [debtor = {}] = company.table('CONTACT').rows;
  for (let index = 0; index < ORDERS; index += 1) {
    const by = BREAKS[protocol][index % BREAKS[protocol].length] ?? 'close';
    addSalesOrder(company, random, { debtor, date: dutchDay(Date.now()), remark: `Order ${index}` });
    simulator.faults.add({ ...POST, nth: 2 * (index + 1), fault: { kind: 'drop', when: 'after', by } });
  }
}

async function importOrders(walk: Walk): Promise<void> {
  await signIn(walk);
  await connectOutSmart(walk);
  await chooseAdministration(walk);
  await chooseImports(walk, { 'sales-orders': true });
  await chooseExport(walk, { target: 'none' });
  await reviewAndSave(walk);
}

describe('the POST of a work order whose connection breaks after it was performed', () => {
  it.each(['http1', 'http2'] as const)('makes one work order over %s', async (protocol) => {
    const extensionPath = protocol === 'http2' ? lane().overTlsPath : lane().extensionPath;
    await inWorld({ protocol, extensionPath, data: { ...SMALL_DATA, workOrders: 0 } }, async (world) => {
      prepare(world, protocol);

      await importOrders(world.walk);
      await runFinished(world.walk.settings);

      const { outsmart } = world.simulator.world;
      const posts = world.simulator.requests.filter(({ path }) => path.includes('PostWorkorders'));
      expect(world.simulator.audit().duplicateWorkOrders).toBe(0);
      expect(outsmart.workOrders.size).toBe(ORDERS);
      expect(posts).toHaveLength(ORDERS);
      expect(posts.filter(({ outcome }) => outcome === 'dropped')).toHaveLength(ORDERS / 2);
    });
  });
});

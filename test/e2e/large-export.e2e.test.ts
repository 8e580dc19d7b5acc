import { describe, expect, it } from 'vitest';
import type { LedgerRow } from '../../lib/domain/ledger';
import type { Simulator } from '../simulator/index';
import { documentsOf } from '../simulator/reference';
import { readRows } from '../support/page-data';
import { watchProgress } from '../support/progress';
import { waitUntil } from '../support/wait';
import { runBy, runFinished, setUpExport } from '../support/walk';
import { daysAgo, expectCleanAudit, inWorld, SMALL_DATA } from '../support/world';

const WORK_ORDERS = process.env['LONG'] === '1' ? 500 : 120;
const LATENCY_MS = 5;
/** Nothing is measured by it. */
const PATIENCE_MS = 150_000;
/** So many different values are a bar that moves. */
const SEVERAL = 10;

/** Work orders that have a document, one entry for each document. */
function documented({ world }: Simulator): string[] {
  const { accountView, expectations } = world;
  return documentsOf(accountView.companies, expectations.prefix).map(({ workOrderId }) => workOrderId);
}

function handled({ world }: Simulator): string[] {
  return [...world.outsmart.workOrders]
    .filter(([, { status }]) => status === 'Afgehandeld')
    .map(([id]) => id);
}

/** It moves, and never back. */
function expectSteady(values: readonly number[]): void {
  expect(values).toEqual(values.toSorted((a, b) => a - b));
  expect(new Set(values).size).toBeGreaterThan(SEVERAL);
}

describe(`${WORK_ORDERS} work orders that were held`, () => {
  it('are exported with a progress that goes forward, stop in the middle and go on, each to one document', async () => {
    const data = { ...SMALL_DATA, workOrders: WORK_ORDERS };
    await inWorld({ data }, async ({ simulator, walk }) => {
      const { settings } = walk;
      await setUpExport(walk, { target: 'sales-order', from: daysAgo(90) });
      await settings.waitFor('count-held', { 'data-value': String(WORK_ORDERS) });
      expect(documented(simulator)).toEqual([]);
      simulator.world.latencyMs = LATENCY_MS;
      const progress = await watchProgress(settings.page);

      const { finished } = await runFinished(settings);
      await settings.click('release-held-all');
      const isFar = async (): Promise<boolean> => ((await progress.values()).at(-1) ?? 0) > WORK_ORDERS / 3;
      await waitUntil('a third', isFar, PATIENCE_MS);
      await settings.click('sync-stop');
      const first = await runFinished(settings, finished);

      expect(first.state).toBe('stopped');
      expectSteady(await progress.values());
      expectCleanAudit(simulator);
      const before = documented(simulator);
      expect(before.length).toBeLessThan(WORK_ORDERS);
      // A stop takes effect between two steps: whatever has a document and is not handled is known to have it.
      const ledger = await readRows<LedgerRow>(settings.page, 'ledger');
      const known = ledger.filter(({ documentNumber }) => documentNumber !== null);
      expect(known.map(({ workOrderId }) => workOrderId).toSorted()).toEqual(before.toSorted());
      expect(before.length - handled(simulator).length).toBeLessThanOrEqual(1);
      await progress.restart();

      const second = await runBy(walk, 'sync-now', PATIENCE_MS);

      expect(second.state).toBe('done');
      expectSteady(await progress.values());
      const all = [...simulator.world.outsmart.workOrders.keys()].toSorted();
      expect(documented(simulator).toSorted()).toEqual(all);
      expect(handled(simulator).toSorted()).toEqual(all);
      await settings.waitFor('count-exported', { 'data-value': String(WORK_ORDERS) });
      expect(await settings.read('count-waiting', 'data-value')).toBe('0');
    });
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { startSimulator, type Simulator } from '../simulator/index';
import type { FaultRule } from '../simulator/types';
import { launchExtension } from '../support/browser';
import { startPlainBrowser } from '../support/plain-browser';
import { waitUntil } from '../support/wait';
import { beforeSave, openSettings, setUpConnection } from '../support/walk';
import { daysAgo, expectCleanAudit, servicesOf, SMALL_DATA } from '../support/world';

const SLOW_LIST_MS = 35_000;
const SLOW_PAGE_MS = 15_000;
const FOUR_MINUTES = 240_000;

const FIRST_PAGE_HELD: FaultRule = {
  side: 'accountview',
  path: 'accountviewdata',
  businessObject: 'AG1',
  times: 2,
  fault: { kind: 'hold' },
};

/** Sets up, and closes the browser while the first run reads its first page. */
async function startRunAndClose(simulator: Simulator, userDataDir: string): Promise<void> {
  const chrome = await launchExtension({ extensionPath: inject('extensionPath'), userDataDir });
  try {
    const walk = beforeSave(
      await openSettings(chrome, servicesOf(simulator)),
      () => void simulator.faults.add(FIRST_PAGE_HELD),
    );
    await setUpConnection(walk, { target: 'sales-order', from: daysAgo(90) });
    await waitUntil(
      'the run to read',
      () => simulator.requests.some((request) => request.outcome === 'held'),
      30_000,
    );
  } finally {
    await chrome.close();
  }
  simulator.faults.clear();
}

describe.runIf(process.env['LONG'] === '1')('a run of more than a minute', () => {
  it(
    'completes without a debugger when one list takes 35 seconds and pages take 15',
    async () => {
      const ports = inject('ports');
      const userDataDir = mkdtempSync(join(tmpdir(), 'accountview-outsmart-slow-'));
      const simulator = await startSimulator({
        seed: 7,
        accountViewPort: ports.accountView,
        outsmartPort: ports.outsmart,
        data: SMALL_DATA,
      });
      try {
        await startRunAndClose(simulator, userDataDir);
        for (const businessObject of ['AG1', 'AR1', 'AK1']) {
          simulator.faults.add({
            side: 'accountview',
            path: 'accountviewdata',
            businessObject,
            fault: { kind: 'delay', ms: SLOW_PAGE_MS },
          });
        }
        simulator.faults.add({
          side: 'outsmart',
          path: 'GetWorkorders',
          fault: { kind: 'delay', ms: SLOW_LIST_MS },
        });

        const startedAt = Date.now();
        const browser = startPlainBrowser(inject('extensionPath'), userDataDir);
        try {
          await waitUntil(
            'the work order to be handled',
            () =>
              [...simulator.world.outsmart.workOrders.values()].every(
                (order) => order.status === 'Afgehandeld',
              ),
            FOUR_MINUTES,
          );
        } finally {
          await browser.stop();
        }

        expect(Date.now() - startedAt).toBeGreaterThan(60_000);
        const slow = simulator.requests.filter(
          (request) => request.fault === 'delay' && request.path.includes('GetWorkorders'),
        );
        expect(slow.map((request) => request.outcome)).toEqual(['answered']);
        expect(simulator.world.history.documents).toHaveLength(1);
        expectCleanAudit(simulator);
      } finally {
        await simulator.close();
        rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
      }
    },
    FOUR_MINUTES + 60_000,
  );
});

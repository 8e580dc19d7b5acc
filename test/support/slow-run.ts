import { setTimeout as sleep } from 'node:timers/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogRow } from '../../lib/domain/log-row';
import { startSimulator, type Simulator } from '../simulator/index';
import type { FaultRule } from '../simulator/types';
import { launchExtension } from './browser';
import { lane } from './lane';
import { readRows } from './page-data';
import { startPlainBrowser } from './plain-browser';
import { waitUntil } from './wait';
import { beforeSave, openSettings, setUpConnection } from './walk';
import { daysAgo, servicesOf, SMALL_DATA } from './world';

export interface SlowRun {
  simulator: Simulator;
  /** From the start of the browser to the last work order handled, ms. */
  durationMs: number;
  /** Workers that took part in it. */
  workers: number;
}

const PATIENCE_MS = 360_000;
const LAST_ROWS_MS = 5_000;

const FIRST_PAGE_HELD: FaultRule = {
  side: 'accountview',
  path: 'accountviewdata',
  businessObject: 'AG1',
  times: 2,
  fault: { kind: 'hold' },
};

/**
 * A run in a browser as users have it, with no debugger attached, while the services answer as `slow` says. The
 * set-up is made in a browser with one, which is closed while the run reads its first page.
 */
export async function runSlowly(
  extensionPath: string,
  slow: readonly FaultRule[],
  judge: (run: SlowRun) => void,
): Promise<void> {
  const { ports } = lane();
  const userDataDir = mkdtempSync(join(tmpdir(), 'accountview-outsmart-slow-'));
  const simulator = await startSimulator({
    seed: 7,
    accountViewPort: ports.accountView,
    outsmartPort: ports.outsmart,
    data: SMALL_DATA,
  });
  try {
    const before = await startRunAndClose(simulator, extensionPath, userDataDir);
    for (const rule of slow) simulator.faults.add(rule);
    const durationMs = await runWithoutDebugger(simulator, extensionPath, userDataDir);
    const after = await readResumes(extensionPath, userDataDir);
    judge({ simulator, durationMs, workers: after - before });
  } finally {
    await simulator.close();
    rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Sets up, and closes the browser while the first run reads its first page; resolves as `readResumes`. */
async function startRunAndClose(
  simulator: Simulator,
  extensionPath: string,
  userDataDir: string,
): Promise<number> {
  const chrome = await launchExtension({ extensionPath, userDataDir });
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
    return countResumes(await readRows<LogRow>(walk.settings.page, 'log'));
  } finally {
    await chrome.close();
    simulator.faults.clear();
  }
}

async function runWithoutDebugger(
  simulator: Simulator,
  extensionPath: string,
  userDataDir: string,
): Promise<number> {
  const startedAt = performance.now();
  const browser = startPlainBrowser(extensionPath, userDataDir);
  try {
    await waitUntil('the run to end', () => isThrough(simulator), PATIENCE_MS);
    const durationMs = Math.round(performance.now() - startedAt);
    // Nobody can be asked whether the run's last rows are stored: cut off before that, it would be resumed once more.
    await sleep(LAST_ROWS_MS);
    return durationMs;
  } finally {
    await browser.stop();
  }
}

/** All work orders are handled, and a last list has proven it: nothing more is asked in this run. */
function isThrough({ requests, world }: Simulator): boolean {
  const orders = [...world.outsmart.workOrders.values()];
  const last = requests.at(-1);
  return (
    orders.every(({ status }) => status === 'Afgehandeld') &&
    last?.outcome === 'answered' &&
    last.path.includes('/GetWorkorders/')
  );
}

/** How often a run was found without its worker so far: each time another one took it over. */
async function readResumes(extensionPath: string, userDataDir: string): Promise<number> {
  const chrome = await launchExtension({ extensionPath, userDataDir });
  try {
    return countResumes(await readRows<LogRow>(await chrome.openPage('popup.html?tab'), 'log'));
  } finally {
    await chrome.close();
  }
}

function countResumes(log: readonly LogRow[]): number {
  return log.filter(({ code }) => code === 'RUN_RESUMED').length;
}

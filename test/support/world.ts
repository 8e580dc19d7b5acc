import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { LogRow } from '../../lib/domain/log-row';
import { startSimulator, type Simulator } from '../simulator/index';
import type { SimulatorOptions } from '../simulator/types';
import { type ExtensionBrowser, launchExtension } from './browser';
import { lane } from './lane';
import { readRows } from './page-data';
import { ROOT } from './root';
import { openSettings, type Services, type Walk } from './walk';

/** Generous: a busy machine may be three times slower. */
const BODY_MS = 220_000;
const EVIDENCE_MS = 10_000;

export interface World {
  simulator: Simulator;
  chrome: ExtensionBrowser;
  walk: Walk;
}

export interface WorldOptions extends SimulatorOptions {
  /** Another build than the usual one. */
  extensionPath?: string;
  userDataDir?: string;
  language?: string;
  /** Layout of the settings page; in a tab by default. */
  path?: 'popup.html';
}

/** Few and clean records: for tests that are about something else than the data. */
export const SMALL_DATA = {
  relations: 6,
  articles: 10,
  workOrders: 1,
  workOrderDaysAgo: [0],
  difficult: false,
  otherStates: false,
  projects: 0,
  salesOrders: 0,
} as const;

/** A day that all seeded work orders are younger than. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * A simulator, a Chromium with the extension and its settings in a tab. After the body nothing may have been
 * complained about on any console, and the audit must be clean.
 */
export async function inWorld(options: WorldOptions, body: (world: World) => Promise<void>): Promise<void> {
  const { extensionPath = lane().extensionPath, userDataDir, language, path, ...simulatorOptions } = options;
  const { ports } = lane();
  const simulator = await startSimulator({
    seed: 7,
    accountViewPort: ports.accountView,
    outsmartPort: ports.outsmart,
    ...simulatorOptions,
  });
  let chrome: ExtensionBrowser | undefined;
  try {
    chrome = await launchExtension({
      extensionPath,
      ignoreCertificates: simulatorOptions.protocol === 'http2',
      ...(userDataDir === undefined ? {} : { userDataDir }),
      ...(language === undefined ? {} : { language }),
    });
    const walk = await openSettings(chrome, servicesOf(simulator), undefined, path);
    await before(BODY_MS, 'the test', body({ simulator, chrome, walk }));
    expect(chrome.problems).toEqual([]);
    expectCleanAudit(simulator);
  } catch (error) {
    if (chrome !== undefined)
      await before(EVIDENCE_MS, 'the evidence', keepEvidence(chrome, simulator)).catch(() => {});
    throw error;
  } finally {
    await chrome?.close();
    await simulator.close();
  }
}

/** The runner's own time limit does not stop a test: its ports would still be taken when the next one starts. */
async function before<T>(limitMs: number, what: string, work: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = sleep(limitMs, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`${what} took longer than ${limitMs} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
}

/** What a person who sets up the connection knows; the administratie is the one whose books the audit judges. */
export function servicesOf(simulator: Simulator): Services {
  const { accountViewUrl, credentials, world } = simulator;
  return { accountViewUrl, credentials, companyId: world.accountView.company(world.expectations.company).id };
}

/** All counts are zero; a finding is shown with its words. */
export function expectCleanAudit(simulator: Simulator): void {
  const { details, ...counts } = simulator.audit();
  expect(details).toEqual([]);
  expect(Object.values(counts).every((count) => count === 0)).toBe(true);
}

/** Pictures of all pages and the log, so that a failed run can be understood afterwards. */
async function keepEvidence(chrome: ExtensionBrowser, simulator: Simulator): Promise<void> {
  const name = (expect.getState().currentTestName ?? 'test').replace(/[^\w]+/g, '-').slice(0, 80);
  const folder = join(ROOT, '.output', 'failures', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'problems.json'), JSON.stringify(chrome.problems, null, 2));
  writeFileSync(join(folder, 'requests.json'), JSON.stringify(simulator.requests, null, 2));
  writeFileSync(join(folder, 'audit.json'), JSON.stringify(simulator.audit(), null, 2));
  const pages = (await chrome.browser.pages()).filter((page) => page.url().startsWith('chrome-extension://'));
  for (const [index, page] of pages.entries()) {
    await page.screenshot({ path: join(folder, `page-${index}.png`) as `${string}.png`, fullPage: true });
    writeFileSync(join(folder, `page-${index}.html`), await page.content());
  }
  const [first] = pages;
  if (first === undefined) return;
  writeFileSync(join(folder, 'log.json'), JSON.stringify(await readRows<LogRow>(first, 'log'), null, 2));
  writeFileSync(join(folder, 'ledger.json'), JSON.stringify(await readRows(first, 'ledger'), null, 2));
  writeFileSync(join(folder, 'jobs.json'), JSON.stringify(await readRows(first, 'jobs'), null, 2));
}

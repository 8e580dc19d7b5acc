import { setTimeout as sleep } from 'node:timers/promises';
import type { WebWorker } from 'puppeteer';
import type { Category } from '../../lib/domain/category';
import type { Run } from '../../lib/domain/run';
import { type Simulator, startSimulator } from '../simulator/index';
import { type ExtensionBrowser, launchExtension } from '../support/browser';
import { extensionPage } from '../support/extension-page';
import type { Ports } from '../support/ports';
import {
  chooseAdministration,
  chooseExport,
  connectOutSmart,
  openSettings,
  reviewAndSave,
  runFinished,
  signIn,
  type Walk,
} from '../support/walk';
import { newestRun, seedImports } from './worker-database';

/** What every measurement is given. */
export interface Parts {
  ports: Ports;
  extensionPath: string;
  seed: number;
  say: (text: string) => void;
}

export interface Sizes {
  relations: number;
  articles: number;
  projects: number;
}

/** A connection that has been set up and has imported nothing yet. */
export interface Fixture {
  simulator: Simulator;
  chrome: ExtensionBrowser;
  worker: WebWorker;
  close(): Promise<void>;
}

/** The categories that R1's records are of; contacts and addresses would be records of their own. */
const IMPORTS: readonly Category[] = ['categories', 'relations', 'materials', 'hour-types', 'projects'];
/** The most rows that AccountView gives a page, so that both sides of a ratio read the same ones. */
export const PAGE_SIZE = 200;
const POLL_MS = 250;
/** Nothing is measured by it. */
const LONGEST_RUN_MS = 15 * 60_000;

/**
 * Starts both services and a Chromium of its own, walks through the stepper with every import off, and then
 * switches them on in the database, with a yes for each: what follows is an import and nothing else.
 */
export async function openFixture(
  { ports, extensionPath, seed }: Parts,
  sizes: Sizes,
  maxPageSize: number = PAGE_SIZE,
): Promise<Fixture> {
  const data = { ...sizes, workOrders: 0, salesOrders: 0, difficult: false, otherStates: false };
  const simulator = await startSimulator({
    seed,
    accountViewPort: ports.accountView,
    outsmartPort: ports.outsmart,
    behaviour: { maxPageSize },
    data: { ...data, otherCompanies: false },
  });
  const chrome = await launchExtension({ extensionPath });
  const close = async (): Promise<void> => {
    await chrome.close();
    await simulator.close();
  };
  try {
    await setUp(simulator, chrome);
    return { simulator, chrome, worker: await chrome.worker(), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function setUp(simulator: Simulator, chrome: ExtensionBrowser): Promise<void> {
  const { accountViewUrl, credentials, world } = simulator;
  const companyId = world.accountView.company(world.expectations.company).id;
  const walk = await openSettings(chrome, { accountViewUrl, credentials, companyId });
  await signIn(walk);
  await connectOutSmart(walk);
  await chooseAdministration(walk);
  await chooseNothing(walk);
  await chooseExport(walk, { target: 'none' });
  await reviewAndSave(walk);
  await runFinished(walk.settings);
  await walk.settings.page.close();
  await seedImports(await chrome.worker(), companyId, IMPORTS);
  simulator.requests.length = 0;
}

/** Step 4 with every switch off. */
async function chooseNothing({ settings }: Walk): Promise<void> {
  const on = 'input[type="checkbox"][data-testid^="import-"]:checked';
  await settings.waitFor('import-relations');
  for (let box = await settings.page.$(on); box !== null; box = await settings.page.$(on)) await box.click();
  await settings.waitForEnabled('step-next');
  await settings.click('step-next');
  await settings.waitFor('step-export', { 'aria-current': 'step' });
}

/** AccountView takes this long for every answer; OutSmart answers at once. */
export function setLatency({ simulator }: Fixture, milliseconds: number): void {
  if (milliseconds === 0) return;
  const times = Number.MAX_SAFE_INTEGER;
  simulator.faults.add({ side: 'accountview', times, fault: { kind: 'delay', ms: milliseconds } });
}

/** A run that has ended well. */
export type EndedRun = Run & { finishedAt: number };

/** *Nu synchroniseren*, with no page open while the run is on; `meanwhile` is called now and then until it ends. */
export async function runOnce(
  { chrome, worker }: Fixture,
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<EndedRun> {
  const before = await newestRun(worker);
  const page = extensionPage(await chrome.openPage('popup.html?tab'));
  await page.waitForEnabled('sync-now');
  await page.click('sync-now');
  let run = await newestRun(worker);
  while (run === undefined || run.runId === before?.runId) run = await newestRun(worker);
  await page.page.close();
  const giveUpAt = performance.now() + LONGEST_RUN_MS;
  while (run?.finishedAt === null || run?.finishedAt === undefined) {
    if (performance.now() > giveUpAt) throw new Error(`the run is still ${run?.state ?? 'unknown'}`);
    await sleep(POLL_MS);
    await meanwhile();
    run = await newestRun(worker);
  }
  if (run.state !== 'done') throw new Error(`the run ended as ${run.state} with ${run.code ?? 'no code'}`);
  return { ...run, finishedAt: run.finishedAt };
}

export function durationOf(run: EndedRun): number {
  return run.finishedAt - run.startedAt;
}

/** Everything that was to be imported is there: a run that left half of it out would be fast. */
export function assertImported({ simulator }: Fixture, sizes: Sizes): void {
  const { outsmart, accountView, expectations } = simulator.world;
  const { relations, articles, projects } = sizes;
  const company = accountView.company(expectations.company);
  const has = (endpoint: string, key: string): boolean => outsmart.entity(endpoint).get(key) !== undefined;
  const keys = (table: string, column: string): string[] =>
    company.table(table).rows.map((row) => String(row[column] ?? ''));
  const ended = company.table('PROJECTS').rows.filter((row) => row['END_DATE'] !== '').length;
  const found = [
    keys('CONTACT', 'SUB_NR').filter((key) => has('relations', key)).length,
    keys('ARTICLE', 'ART_CODE').filter((key) => has('materials', key) || has('hourtypes', key)).length,
    keys('PROJECTS', 'PROJ_CODE').filter((key) => has('projects', key)).length,
  ];
  const expected = [relations, articles, projects - ended];
  if (found.join() !== expected.join())
    throw new Error(`imported ${found.join(', ')} instead of ${expected.join(', ')}`);
}

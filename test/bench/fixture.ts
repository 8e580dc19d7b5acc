import { setTimeout as sleep } from 'node:timers/promises';
import type { WebWorker } from 'puppeteer';
import type { Category } from '../../lib/domain/category';
import type { Run } from '../../lib/domain/run';
import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator/index';
import { type ExtensionBrowser, launchExtension } from '../support/browser';
import { extensionPage, type ExtensionPage } from '../support/extension-page';
import type { Ports } from '../support/ports';
import { type ExportChoices, openSettings, runFinished, setUpExport, type Walk } from '../support/walk';
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
  parts: Parts,
  sizes: Sizes,
  maxPageSize: number = PAGE_SIZE,
): Promise<Fixture> {
  const data = { ...sizes, workOrders: 0, salesOrders: 0 };
  return await startFixture(parts, { behaviour: { maxPageSize }, data }, async (simulator, chrome) => {
    const walk = await connect(simulator, chrome, { target: 'none' });
    await walk.settings.page.close();
    await seedImports(await chrome.worker(), companyOf(simulator), IMPORTS);
  });
}

/** Both services with clean records and a Chromium of its own; what `setUp` asks for is not in the request log. */
export async function startFixture(
  { ports, extensionPath, seed }: Parts,
  { data, ...options }: SimulatorOptions,
  setUp: (simulator: Simulator, chrome: ExtensionBrowser) => Promise<void>,
): Promise<Fixture> {
  const simulator = await startSimulator({
    ...options,
    seed,
    accountViewPort: ports.accountView,
    outsmartPort: ports.outsmart,
    data: { ...data, difficult: false, otherStates: false, otherCompanies: false },
  });
  const chrome = await launchExtension({ extensionPath });
  const close = async (): Promise<void> => {
    await chrome.close();
    await simulator.close();
  };
  try {
    await setUp(simulator, chrome);
    simulator.requests.length = 0;
    return { simulator, chrome, worker: await chrome.worker(), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Through the whole stepper with every import off, until the run that follows has ended. */
export async function connect(
  simulator: Simulator,
  chrome: ExtensionBrowser,
  choices: ExportChoices,
): Promise<Walk> {
  const { accountViewUrl, credentials } = simulator;
  const walk = await openSettings(chrome, {
    accountViewUrl,
    credentials,
    companyId: companyOf(simulator),
  });
  await setUpExport(walk, choices);
  await runFinished(walk.settings);
  return walk;
}

function companyOf({ world }: Simulator): string {
  return world.accountView.company(world.expectations.company).id;
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
export async function runOnce(fixture: Fixture, meanwhile?: () => Promise<void>): Promise<EndedRun> {
  return await runByButton(
    fixture,
    async (page) => {
      await page.waitForEnabled('sync-now');
      await page.click('sync-now');
    },
    meanwhile,
  );
}

/** The run that `press` asks for, in a page that is closed as soon as the run is there. */
export async function runByButton(
  { chrome, worker }: Fixture,
  press: (page: ExtensionPage) => Promise<void>,
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<EndedRun> {
  const before = await newestRun(worker);
  const page = extensionPage(await chrome.openPage('popup.html?tab'));
  await press(page);
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

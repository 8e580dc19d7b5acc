import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { CATEGORIES } from '../../lib/domain/category';
import type { Simulator } from '../simulator/index';
import { launchExtension } from '../support/browser';
import { extensionPage, type ExtensionPage } from '../support/extension-page';
import { createPictures, PANEL_VIEW, type Pictures, POPUP_VIEW, TAB_VIEW } from '../support/pictures';
import { ROOT } from '../support/root';
import {
  chooseAdministration,
  chooseExport,
  chooseImports,
  connectOutSmart,
  disconnect,
  openLogPanel,
  openSettings,
  reconnect,
  reviewAndSave,
  runFinished,
  signIn,
  syncNow,
  type Walk,
} from '../support/walk';

export interface DemoParts {
  simulator: Simulator;
  extensionPath: string;
  say: (text: string) => void;
}

interface ImportCounts {
  read: number;
  written: number;
  unchanged: number;
  setAside: number;
}

export interface DemoReport {
  signedIn: boolean;
  administration: string;
  /** The first run, by category. */
  imported: Record<string, ImportCounts>;
  exported: { workOrders: number; documents: number; held: number; failed: number };
  logRows: number;
  audit: Record<string, number>;
  screenshots: readonly string[];
}

/** Pictures that the README shows, under the names it uses. */
const FOR_THE_README: Readonly<Record<string, string>> = {
  '3-administratie': 'stepper',
  'status-nl-light': 'status',
  'panel-nl-light': 'panel',
};

/** The whole main path through the interface, as a person would go it, with pictures on the way. */
export async function walkItself({
  simulator,
  extensionPath,
  say,
  images,
}: DemoParts & { images: boolean }): Promise<DemoReport> {
  const pictures = createPictures('.output/demo');
  const chrome = await launchExtension({ extensionPath });
  try {
    const { accountViewUrl, credentials, world } = simulator;
    const company = world.accountView.company(world.expectations.company);
    const services = { accountViewUrl, credentials, companyId: company.id };
    const look: Walk['look'] = (name, page) => pictures.take(page, name);
    const walk = await openSettings(chrome, services, look, 'popup.html');
    await walk.settings.page.setViewport(POPUP_VIEW);

    const administration = await setUp(walk, say);
    const first = await runFinished(walk.settings);
    const imported = await importCounts(walk.settings);
    say(`first run: ${first.state}; ${describe(imported)}`);

    const second = await syncNow(walk);
    say(`second run: ${second.state}; nothing that did not change is written again`);
    await inBothLanguages(walk.settings, pictures, 'status');

    const panel = await openLogPanel(walk);
    const logRows = await lookAtPanel(walk, panel, pictures);
    await lookAtOutSmart(simulator, await chrome.browser.newPage(), pictures);
    say(`log panel: ${logRows} rows`);

    await disconnect(panel);
    await pictures.take(walk.settings.page, 'disconnected');
    await reconnect({ ...walk, look: () => Promise.resolve() });
    await runFinished(walk.settings, second.finished);
    await pictures.take(walk.settings.page, 'reconnected');
    say('disconnected with the power button of the panel and connected again');

    const exported = await exportCounts(walk.settings, simulator);
    const { details, ...audit } = simulator.audit();
    say(
      `export: ${exported.workOrders} work orders handled, ${exported.documents} documents, ${exported.held} held, ${exported.failed} failed`,
    );
    say(
      details.length === 0
        ? 'audit: clean'
        : `audit: ${details.map((finding) => `${finding.kind}: ${finding.message}`).join('\n       ')}`,
    );
    for (const problem of chrome.problems) say(`console: ${problem}`);
    if (images) copyImages();
    say(`pictures: ${pictures.taken.length} in .output/demo`);
    return {
      signedIn: true,
      administration,
      imported,
      exported,
      logRows,
      audit,
      screenshots: pictures.taken,
    };
  } finally {
    await chrome.close();
  }
}

/** The six steps; resolves with the name of the administratie. */
async function setUp(walk: Walk, say: (text: string) => void): Promise<string> {
  await signIn(walk);
  say('signed in at AccountView');
  await connectOutSmart(walk);
  say('OutSmart tokens tested');
  const administration = await chooseAdministration(walk);
  await chooseImports(walk);
  await chooseExport(walk, { target: 'sales-order', from: ninetyDaysAgo() });
  await reviewAndSave(walk);
  say('settings checked and saved');
  return administration.name;
}

function ninetyDaysAgo(): string {
  return new Date(Date.now() - 90 * 86_400_000).toISOString().slice(0, 10);
}

async function numberOf(page: ExtensionPage, testId: string, attribute: string): Promise<number> {
  return Number((await page.read(testId, attribute)) ?? 0);
}

async function importCounts(page: ExtensionPage): Promise<Record<string, ImportCounts>> {
  const counts: Record<string, ImportCounts> = {};
  for (const category of CATEGORIES) {
    const read = async (name: string): Promise<number> =>
      await numberOf(page, `import-state-${category}`, `data-${name}`);
    counts[category] = {
      read: await read('read'),
      written: await read('written'),
      unchanged: await read('unchanged'),
      setAside: await read('set-aside'),
    };
  }
  return counts;
}

function describe(imported: Readonly<Record<string, ImportCounts>>): string {
  return Object.entries(imported)
    .map(
      ([category, { read, written, setAside }]) =>
        `${category} ${written} of ${read} written, ${setAside} set aside`,
    )
    .join('; ');
}

async function exportCounts(page: ExtensionPage, { world }: Simulator): Promise<DemoReport['exported']> {
  return {
    workOrders: await numberOf(page, 'count-exported', 'data-value'),
    documents: world.history.documents.filter((document) => document.workOrderId !== null).length,
    held: await numberOf(page, 'count-held', 'data-value'),
    failed: await numberOf(page, 'count-failed', 'data-value'),
  };
}

async function inBothLanguages(page: ExtensionPage, pictures: Pictures, name: string): Promise<void> {
  for (const language of ['en', 'nl']) {
    await page.set('language', language);
    await page.page.waitForSelector(`html[lang="${language}"]`);
    for (const scheme of ['dark', 'light'] as const)
      await pictures.take(page.page, `${name}-${language}-${scheme}`, scheme);
  }
}

/** The native panel, and the same page at a panel's usual size; resolves with the number of log rows. */
async function lookAtPanel(walk: Walk, panel: ExtensionPage, pictures: Pictures): Promise<number> {
  await panel.waitFor('log-row');
  await pictures.take(panel.page, 'panel-native');
  const page = extensionPage(await walk.chrome.openPage('sidepanel.html'));
  await page.page.setViewport(PANEL_VIEW);
  await page.waitFor('log-row');
  for (const scheme of ['dark', 'light'] as const)
    await pictures.take(page.page, `panel-nl-${scheme}`, scheme);
  const rows = await numberOf(page, 'log', 'data-total');
  await page.page.close();
  return rows;
}

async function lookAtOutSmart(
  { outsmartOrigin, world }: Simulator,
  page: Page,
  pictures: Pictures,
): Promise<void> {
  const [id] = world.outsmart.workOrders.keys();
  await page.setViewport(TAB_VIEW);
  await page.goto(`${outsmartOrigin}/next/crm/work-orders/${id ?? ''}/`);
  await pictures.take(page, 'outsmart-work-order');
  await page.close();
}

function copyImages(): void {
  const folder = join(ROOT, 'docs', 'images');
  mkdirSync(folder, { recursive: true });
  for (const [from, to] of Object.entries(FOR_THE_README))
    copyFileSync(join(ROOT, '.output', 'demo', `${from}.png`), join(folder, `${to}.png`));
}

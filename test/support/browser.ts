import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page, type Target, type WebWorker } from 'puppeteer';
import { findBrowser, INSTALL_HINT } from '../tools/find-browser.mjs';
import { collectProblems, watchWorker } from './console-watch';
import { waitUntil } from './wait';

/** From the manifest's `key`; the redirect URI depends on it. */
export const EXTENSION_ID = 'jdfkpdikiimficjblgecpfbmkobnehpf';
const ORIGIN = `chrome-extension://${EXTENSION_ID}/`;

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

export interface LaunchOptions {
  extensionPath: string;
  /** Kept after `close`, for a test that starts the browser again; without it a folder of its own that is removed. */
  userDataDir?: string;
  headless?: boolean;
  /** Language of the browser, e.g. `nl`. */
  language?: string;
}

/** A Chromium with the extension loaded. */
export interface ExtensionBrowser {
  browser: Browser;
  version: string;
  /** Uncaught errors, console errors and CSP violations of pages and workers, in order. */
  problems: string[];
  /** Everything that was written to any console, for scans. */
  consoleText: string[];
  /** The worker once it runs and has its APIs; wakes it with a page when it does not. */
  worker(): Promise<WebWorker>;
  /** Ends the worker in the middle of whatever it does. */
  killWorker(): Promise<void>;
  /** Opens a page of the extension in a tab of its own. */
  openPage(path: string, prepare?: (page: Page) => Promise<void>): Promise<Page>;
  close(): Promise<void>;
}

export async function launchExtension(options: LaunchOptions): Promise<ExtensionBrowser> {
  const userDataDir = options.userDataDir ?? mkdtempSync(join(tmpdir(), 'accountview-outsmart-'));
  const browser = await launch(options, userDataDir);
  const { problems, consoleText, watchPage } = collectProblems(browser);
  const worker = async (): Promise<WebWorker> => {
    const ready = await workerReady(browser);
    await watchWorker(ready, { problems, consoleText });
    return ready;
  };
  await worker();
  return {
    browser,
    version: await browser.version(),
    problems,
    consoleText,
    worker,
    killWorker: () => killWorker(browser),
    openPage: async (path, prepare) => {
      const page = await browser.newPage();
      await watchPage(page);
      await prepare?.(page);
      await page.goto(`${ORIGIN}${path}`);
      return page;
    },
    close: async () => {
      await browser.close();
      if (options.userDataDir === undefined)
        rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function launch(
  { extensionPath, headless = true, language = 'nl' }: LaunchOptions,
  userDataDir: string,
): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(`no Chromium found. Please run:\n  ${INSTALL_HINT}`);
  return await puppeteer.launch({
    executablePath,
    headless,
    // Only over a pipe: with a web socket the extension is refused and the browser process is left behind.
    pipe: true,
    enableExtensions: [extensionPath],
    userDataDir,
    args: [...FLAGS, `--lang=${language}`, `--accept-lang=${language}`],
    env: { ...process.env, LANGUAGE: language },
    defaultViewport: headless ? { width: 900, height: 900 } : null,
  });
}

function isWorker(target: Target): boolean {
  return target.type() === 'service_worker' && target.url().startsWith(ORIGIN);
}

/** The target exists before its APIs do. */
async function workerReady(browser: Browser): Promise<WebWorker> {
  return await waitUntil('the worker to be active', async () => {
    const worker = await browser.targets().find(isWorker)?.worker();
    const active = await worker?.evaluate(isActive).catch(() => false);
    return active === true && worker ? worker : undefined;
  });
}

function isActive(): boolean {
  const scope = globalThis as unknown as {
    chrome?: { runtime?: { id?: string } };
    serviceWorker?: { state: string };
  };
  return scope.chrome?.runtime?.id !== undefined && scope.serviceWorker?.state === 'activated';
}

/** `worker.close()` is the only way that does not leave puppeteer waiting for a target that never goes. */
async function killWorker(browser: Browser): Promise<void> {
  const target = browser.targets().find(isWorker);
  const worker = await target?.worker();
  if (!target || !worker) return;
  await worker.close();
  await waitUntil('the worker to be gone', () => !browser.targets().includes(target) || undefined);
}

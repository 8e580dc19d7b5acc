import { once } from 'node:events';
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
  /** Takes the simulator's own certificate; every other one too. */
  ignoreCertificates?: boolean;
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
  /** Ends the worker in the middle of whatever it does; the moment (ms since 1970), undefined when none was running. */
  killWorker(): Promise<number | undefined>;
  /** Takes the debugger off the worker: the browser cannot end one that is being watched. */
  letGo(): Promise<void>;
  /** Ends the browser's process in the middle of whatever it does; its profile is left as it lies. */
  crash(): Promise<number>;
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
    letGo: async () => await (await runningWorker(browser))?.client.detach(),
    crash: () => crash(browser),
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
  { extensionPath, headless = true, language = 'nl', ignoreCertificates = false }: LaunchOptions,
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
    args: [
      ...FLAGS,
      ...(ignoreCertificates ? ['--ignore-certificate-errors'] : []),
      `--lang=${language}`,
      `--accept-lang=${language}`,
    ],
    env: { ...process.env, LANGUAGE: language },
    defaultViewport: headless ? { width: 900, height: 900 } : null,
  });
}

async function runningWorker(browser: Browser): Promise<WebWorker | undefined> {
  return (await browser.targets().find(isWorker)?.worker()) ?? undefined;
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

/**
 * Detached first: a worker that dies while the debugger is attached and is started again at once comes back under
 * the same target, so that its death cannot be seen and puppeteer holds on to a session that is over.
 */
async function killWorker(browser: Browser): Promise<number | undefined> {
  const worker = await runningWorker(browser);
  if (worker === undefined) return undefined;
  const { targetId } = (await worker.client.send('Target.getTargetInfo')).targetInfo;
  const session = await browser.target().createCDPSession();
  await worker.client.detach();
  const killedAt = Date.now();
  await session.send('Target.closeTarget', { targetId });
  await waitUntil('the worker to be gone', async () => {
    const { targetInfos } = await session.send('Target.getTargets');
    return targetInfos.every((info) => info.targetId !== targetId);
  });
  await session.detach();
  return killedAt;
}

async function crash(browser: Browser): Promise<number> {
  const child = browser.process();
  if (child === null || child.exitCode !== null) throw new Error('the browser does not run');
  const gone = once(child, 'exit');
  const killedAt = Date.now();
  child.kill('SIGKILL');
  await gone;
  return killedAt;
}

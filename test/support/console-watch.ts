import type { Browser, CDPSession, ConsoleMessage, Page, Protocol, WebWorker } from 'puppeteer';

export interface Collected {
  problems: string[];
  consoleText: string[];
}

/** What Chromium itself writes about a request that failed: a test of faults makes these on purpose. */
const OF_THE_NETWORK = /^(Failed to load resource|net::ERR_)/;

/** Collects what pages and workers complain about. A page of ours is watched from before it loads. */
export function collectProblems(browser: Browser): Collected & { watchPage: (page: Page) => Promise<void> } {
  const problems: string[] = [];
  const consoleText: string[] = [];
  const seen = new WeakSet<Page>();
  const watchPage = (page: Page): Promise<void> => {
    if (seen.has(page)) return Promise.resolve();
    seen.add(page);
    page.on('console', (message) => note(message, page.url(), { problems, consoleText }));
    page.on('pageerror', (error) => problems.push(`${page.url()}: ${String(error)}`));
    return Promise.resolve();
  };
  browser.on('targetcreated', (target) => {
    if (!target.url().startsWith('chrome-extension://') || target.type() !== 'page') return;
    // A target may be gone before its page is there; nothing to watch then.
    target.page().then(
      (page) => page && watchPage(page),
      () => {},
    );
  });
  return { problems, consoleText, watchPage };
}

function note(message: ConsoleMessage, where: string, { problems, consoleText }: Collected): void {
  consoleText.push(message.text());
  if (message.type() === 'error' && !OF_THE_NETWORK.test(message.text()))
    problems.push(`${where}: ${message.text()}`);
}

const watched = new WeakSet<CDPSession>();

/** Uncaught errors and console output of a worker; each instance is watched once. */
export async function watchWorker(worker: WebWorker, { problems, consoleText }: Collected): Promise<void> {
  const session = worker.client;
  if (watched.has(session)) return;
  watched.add(session);
  session.on('Runtime.exceptionThrown', ({ exceptionDetails }: Protocol.Runtime.ExceptionThrownEvent) => {
    problems.push(`worker: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
  });
  session.on('Runtime.consoleAPICalled', ({ type, args }: Protocol.Runtime.ConsoleAPICalledEvent) => {
    const text = args.map((arg) => String(arg.value ?? arg.description ?? '')).join(' ');
    consoleText.push(text);
    if (type === 'error' || type === 'assert') problems.push(`worker: ${text}`);
  });
  session.on('Log.entryAdded', ({ entry }: Protocol.Log.EntryAddedEvent) => {
    consoleText.push(entry.text);
    if (entry.level === 'error' && entry.source !== 'network') problems.push(`worker: ${entry.text}`);
  });
  await Promise.all([session.send('Runtime.enable'), session.send('Log.enable')]);
}

import type { WebWorker } from 'puppeteer';
import { startSimulator, type Simulator } from '../simulator/index';
import type { RequestRecord } from '../simulator/types';
import { launchExtension } from '../support/browser';
import { readRows } from '../support/page-data';
import type { Ports } from '../support/ports';
import { openSettings, runFinished, setUpConnection } from '../support/walk';
import type { Figures } from './main';

interface Parts {
  ports: Ports;
  extensionPath: string;
  seed: number;
  say: (text: string) => void;
}

/** Smaller than the 20,000 relations and 30,000 articles of the definition, and said so in the output. */
const DATA = {
  relations: 2_000,
  articles: 3_000,
  workOrders: 0,
  projects: 0,
  salesOrders: 0,
  difficult: false,
  otherStates: false,
};
const LATENCY_MS = 120;
const ROUNDS = 3;

/** R1: a first import ÷ `fetch` and `json()` of the same pages in the same worker with the same concurrency. */
export async function measureImport(parts: Parts): Promise<Figures> {
  const rounds: { importMs: number; rawMs: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await importOnce(parts, round === 0));
  const ratios = rounds.map(({ importMs, rawMs }) => importMs / rawMs);
  for (const { importMs, rawMs } of rounds)
    parts.say(`R1: import ${Math.round(importMs)} ms, raw ${Math.round(rawMs)} ms`);
  return { R1: { value: Math.round(median(ratios) * 1000) / 1000, bar: 1.1 } };
}

async function importOnce(
  { ports, extensionPath, seed, say }: Parts,
  first: boolean,
): Promise<{ importMs: number; rawMs: number }> {
  const simulator = await startSimulator({
    seed,
    accountViewPort: ports.accountView,
    outsmartPort: ports.outsmart,
    data: DATA,
  });
  const chrome = await launchExtension({ extensionPath });
  try {
    const { accountViewUrl, credentials, world } = simulator;
    const companyId = world.accountView.company(world.expectations.company).id;
    const walk = await openSettings(chrome, { accountViewUrl, credentials, companyId });
    // AccountView takes its time, OutSmart answers at once, as the definition says.
    simulator.faults.add({
      side: 'accountview',
      times: Number.MAX_SAFE_INTEGER,
      fault: { kind: 'delay', ms: LATENCY_MS },
    });
    await setUpConnection(walk, { target: 'none' });
    await runFinished(walk.settings);
    const [run] = await readRows<{ runId: string; startedAt: number; finishedAt: number | null }>(
      walk.settings.page,
      'runs',
    );
    if (run?.finishedAt === undefined || run.finishedAt === null) throw new Error('the run has no end');
    const pages = pagesOf(simulator, run.startedAt);
    const { concurrency, chains } = chainsOf(pages);
    if (first) {
      const size = new URL(pages[0]?.url ?? 'http://none').searchParams.get('PageSize') ?? 'unknown';
      say(`R1: Chromium ${chrome.version}, ${LATENCY_MS} ms at AccountView, pages of ${size} on both sides`);
      say(
        `R1: ${DATA.relations} relations and ${DATA.articles} articles, no projects: smaller than the definition's data`,
      );
      say(`R1: ${pages.length} pages, ${concurrency} at a time`);
    }
    const rawMs = await fetchRaw(await chrome.worker(), chains, concurrency);
    return { importMs: run.finishedAt - run.startedAt, rawMs };
  } finally {
    await chrome.close();
    await simulator.close();
  }
}

function pagesOf(simulator: Simulator, since: number): RequestRecord[] {
  return simulator.requests.filter(
    (request) =>
      request.side === 'accountview' &&
      request.method === 'GET' &&
      /accountviewdata/i.test(request.path) &&
      request.startedAt >= since,
  );
}

interface Page {
  url: string;
  company: string;
}

/** Pages of one business object follow each other; different ones ran side by side as far as they overlapped. */
function chainsOf(pages: readonly RequestRecord[]): { concurrency: number; chains: Page[][] } {
  const chains = new Map<string, Page[]>();
  for (const page of pages) {
    const name = page.businessObject ?? '';
    chains.set(name, [...(chains.get(name) ?? []), { url: page.url, company: page.company ?? '' }]);
  }
  const overlaps = pages.map(
    ({ startedAt }) =>
      pages.filter((other) => other.startedAt <= startedAt && (other.finishedAt ?? 0) > startedAt).length,
  );
  return { concurrency: Math.max(1, ...overlaps), chains: [...chains.values()] };
}

async function fetchRaw(
  worker: WebWorker,
  chains: readonly (readonly Page[])[],
  concurrency: number,
): Promise<number> {
  const token = await worker.evaluate(findAccessToken);
  return await worker.evaluate(fetchChains, chains, concurrency, token);
}

/** Runs in the worker. The token that the extension itself keeps for this browser session. */
async function findAccessToken(): Promise<string> {
  const scope = globalThis as unknown as SessionScope;
  const stored = (await scope.chrome.storage.session.get('access-token'))['access-token'];
  if (stored === undefined) throw new Error('no access token in this session');
  return stored.token;
}

interface SessionScope {
  chrome: {
    storage: { session: { get: (key: string) => Promise<Record<string, { token: string } | undefined>> } };
  };
}

/** Runs in the worker: `concurrency` chains side by side, each page after the one before it. Resolves with milliseconds. */
async function fetchChains(
  chains: readonly (readonly Page[])[],
  concurrency: number,
  token: string,
): Promise<number> {
  const waiting = [...chains];
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let chain = waiting.shift(); chain !== undefined; chain = waiting.shift()) {
        for (const page of chain) {
          const response = await fetch(page.url, {
            headers: {
              Authorization: `Bearer ${token}`,
              'x-company': page.company,
              Accept: 'application/json',
            },
          });
          if (!response.ok) throw new Error(`the raw loop was answered ${response.status}`);
          await response.json();
        }
      }
    }),
  );
  return performance.now() - startedAt;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

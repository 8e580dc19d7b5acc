import type { WebWorker } from 'puppeteer';
import type { RequestRecord } from '../simulator/types';

/** Pages of one business object, each after the one before it. */
export type Chain = readonly Page[];

interface Page {
  url: string;
  company: string;
}

/** The pages an import has read, as chains, and how many of them it had on the way at once. */
export interface Pages {
  chains: readonly Chain[];
  concurrency: number;
  count: number;
}

export function pagesOf(requests: readonly RequestRecord[]): Pages {
  const pages = requests.filter(
    ({ side, method, path }) => side === 'accountview' && method === 'GET' && /accountviewdata/i.test(path),
  );
  const chains = new Map<string, Page[]>();
  for (const { businessObject = '', url, company = '' } of pages)
    chains.set(businessObject, [...(chains.get(businessObject) ?? []), { url, company }]);
  const overlaps = pages.map(
    ({ startedAt }) =>
      pages.filter((other) => other.startedAt <= startedAt && (other.finishedAt ?? 0) > startedAt).length,
  );
  return { chains: [...chains.values()], concurrency: Math.max(1, ...overlaps), count: pages.length };
}

/** `fetch` and `json()` of these pages in this worker with this concurrency; resolves with milliseconds. */
export async function fetchRaw(worker: WebWorker, { chains, concurrency }: Pages): Promise<number> {
  return await worker.evaluate(fetchChains, chains, concurrency, await accessTokenOf(worker));
}

/** The token that the extension itself keeps for this browser session. */
export async function accessTokenOf(worker: WebWorker): Promise<string> {
  return await worker.evaluate(findAccessToken);
}

/** Runs in the worker. */
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
async function fetchChains(chains: readonly Chain[], concurrency: number, token: string): Promise<number> {
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

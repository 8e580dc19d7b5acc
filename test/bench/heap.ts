import type { WebWorker } from 'puppeteer';
import {
  assertImported,
  type Fixture,
  openFixture,
  type Parts,
  runOnce,
  setLatency,
  type Sizes,
} from './fixture';
import { type Figures, rounded } from './figures';

const SMALL: Sizes = { relations: 400, articles: 600, projects: 1 };
const LARGE: Sizes = { relations: 40_000, articles: 60_000, projects: 1 };
/** Whatever the product asks for: here a larger page is the harder case. */
const ANY_PAGE = 1000;
/** Long enough that a small import is met on the way. */
const LATENCY_MS = 200;
const BYTES_PER_MB = 2 ** 20;

/** R7: what the worker holds during an import of 100,000 rows − of 1,000, each at its largest, after a collection. */
export async function measureHeap(parts: Parts): Promise<Figures> {
  const small = await largestHeap(parts, SMALL);
  const large = await largestHeap(parts, LARGE);
  parts.say(
    `R7: ${mb(small.peak)} MB at 1,000 rows (${small.samples} samples), ${mb(large.peak)} MB at 100,000 (${large.samples} samples)`,
  );
  return { R7: { value: rounded((large.peak - small.peak) / BYTES_PER_MB), bar: 20 } };
}

async function largestHeap(parts: Parts, sizes: Sizes): Promise<{ peak: number; samples: number }> {
  const fixture = await openFixture(parts, sizes, ANY_PAGE);
  try {
    setLatency(fixture, LATENCY_MS);
    return await sampleRun(fixture, sizes);
  } finally {
    await fixture.close();
  }
}

async function sampleRun(fixture: Fixture, sizes: Sizes): Promise<{ peak: number; samples: number }> {
  const { worker } = fixture;
  await worker.client.send('HeapProfiler.enable');
  const seen: number[] = [];
  const sample = async (): Promise<void> => {
    seen.push(await heapOf(worker));
  };
  await runOnce(fixture, sample);
  await sample();
  assertImported(fixture, sizes);
  return { peak: Math.max(...seen), samples: seen.length };
}

/** Bytes that are still reachable: objects, DOM-side objects and buffers. */
async function heapOf({ client }: WebWorker): Promise<number> {
  await client.send('HeapProfiler.collectGarbage');
  const usage = (await client.send('Runtime.getHeapUsage')) as HeapUsage;
  return usage.usedSize + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0);
}

/** Chromium says more than the protocol's own types know. */
interface HeapUsage {
  usedSize: number;
  embedderHeapUsedSize?: number;
  backingStorageSize?: number;
}

function mb(bytes: number): string {
  return (bytes / BYTES_PER_MB).toFixed(1);
}

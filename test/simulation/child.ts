import type { Violation } from './checker';
import { runSeed } from './run-seed';

// A process of the pool (pool.ts): runs the seeds of each chunk it is sent.

export interface Finding {
  seed: number;
  violations: readonly Violation[];
}

/** A chunk is done; how many of its seeds were played. */
export interface Done {
  played: number;
}

/** What it is sent: the first seed, and the one after the last. */
export type Chunk = readonly [number, number];

// Every aborted budget makes an error, and nobody reads where.
Error.stackTraceLimit = 0;

async function work([first, end]: Chunk): Promise<void> {
  let played = 0;
  for (let seed = first; seed < end; seed += 1) {
    const { violations, requests } = await runSeed(seed);
    if (requests > 0) played += 1;
    if (violations.length > 0) send({ seed, violations });
  }
  send({ played });
}

function send(message: Finding | Done): void {
  process.send?.(message);
}

process.on('message', (chunk: Chunk) => void work(chunk));

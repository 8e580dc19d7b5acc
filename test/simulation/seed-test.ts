import { expect, it } from 'vitest';
import { runSeed } from './run-seed';

/** Few enough that a broken promise is found while it is still known which change broke it. */
const SEEDS_PER_TEST = 50;

/** The fixed seeds of every test run, in tests of fifty. */
export function holdSeeds(from: number, count: number): void {
  // Every aborted budget makes an error, and nobody reads where.
  Error.stackTraceLimit = 0;
  for (let first = from; first < from + count; first += SEEDS_PER_TEST)
    it(`holds every promise in seeds ${first} to ${first + SEEDS_PER_TEST - 1}`, async () => {
      for (let seed = first; seed < first + SEEDS_PER_TEST; seed += 1) await expectHeld(seed);
    });
}

/** A seed that breaks is run once more for its history. */
export async function expectHeld(seed: number): Promise<void> {
  const { violations } = await runSeed(seed);
  if (violations.length === 0) return;
  const { history } = await runSeed(seed, true);
  const text = [...history.slice(-80), `npm run simulate -- --seed ${seed} --trace`].join('\n');
  expect.fail(
    `seed ${seed}: ${violations.map(({ rule, message }) => `${rule} (${message})`).join('; ')}\n${text}`,
  );
}

import { stdout } from 'node:process';
import { describe, expect, it } from 'vitest';
import corpus from './corpus.json' with { type: 'json' };
import { playSeeds } from './pool';
import { runSeed } from './run-seed';

/** The fixed seeds of every test run. */
const SEEDS = 1000;
/** Lines of a broken seed's history that are shown. */
const LAST = 80;

/** A seed that breaks is run once more for its history. */
async function expectHeld(seed: number): Promise<void> {
  const { violations } = await runSeed(seed);
  if (violations.length === 0) return;
  const { history } = await runSeed(seed, true);
  const text = [...history.slice(-LAST), `npm run simulate -- --seed ${seed} --trace`].join('\n');
  expect.fail(
    `seed ${seed}: ${violations.map(({ rule, message }) => `${rule} (${message})`).join('; ')}\n${text}`,
  );
}

describe('[K11] the engine in a world of faults, power loss among them', () => {
  it(`holds every promise in ${SEEDS} seeds`, async () => {
    const { played, broken, seconds } = await playSeeds({ from: 1, count: SEEDS });
    stdout.write(`${SEEDS} seeds: ${seconds.toFixed(1)} s, ${(SEEDS / seconds).toFixed(1)} a second\n`);

    for (const { seed } of broken) await expectHeld(seed);
    expect(broken).toEqual([]);
    expect(played).toBe(SEEDS);
  });
});

describe('seeds that failed once', () => {
  it('hold now', async () => {
    for (const { seed } of corpus) await expectHeld(seed);
    expect(corpus.length).toBeGreaterThan(0);
  });
});

describe('a seed', () => {
  it('is one run: its history is the same to the letter when it is run again', async () => {
    for (const seed of [11, 12, 13]) {
      const first = await runSeed(seed, true);
      const second = await runSeed(seed, true);
      expect(second.history).toEqual(first.history);
      expect(first.requests).toBeGreaterThan(0);
    }
  });

  it('differs from the next one', async () => {
    const [one, other] = [await runSeed(11, true), await runSeed(12, true)];
    expect(other.history).not.toEqual(one.history);
  });
});

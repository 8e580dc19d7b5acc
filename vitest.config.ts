import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { WORLD_PLAYER_OPTIONS } from './test/support/world-player.ts';

const ONE_MINUTE = 60_000;
/** As many as there are cores on the smallest machine: nothing in these tests depends on how long something takes. */
const WORKERS = 2;
/** A browser with its services keeps two cores busy: a second one at the same time would only make both slower there. */
const BROWSER_WORKERS = Math.max(1, Math.floor(availableParallelism() / 2));

/** One project per kind of test; `test/tools/run-tests.mjs` runs them with one command. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['test/support/fresh-databases.ts'],
          testTimeout: 20_000,
          // Rules without state of their own: to load them anew for each file took two thirds of the time.
          isolate: false,
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          name: 'contract',
          include: ['contract', 'simulator', 'models'].map((area) => `test/${area}/**/*.test.ts`),
          setupFiles: ['test/support/fresh-databases.ts'],
          testTimeout: ONE_MINUTE,
          // Each test has a simulator and a database of its own: to load everything anew for each file took half the time.
          isolate: false,
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          name: 'exhaustive',
          include: ['test/exhaustive/**/*.test.ts'],
          testTimeout: ONE_MINUTE,
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          name: 'simulation',
          include: ['test/simulation/**/*.test.ts'],
          testTimeout: 3 * ONE_MINUTE,
          // One file at a time: the seeds have a process per core of their own.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          execArgv: [...WORLD_PLAYER_OPTIONS],
        },
      },
      {
        test: {
          name: 'meta',
          include: ['test/meta/**/*.test.ts'],
          maxWorkers: WORKERS,
          testTimeout: ONE_MINUTE,
          hookTimeout: ONE_MINUTE,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.test.ts'],
          globalSetup: ['test/support/e2e-setup.ts'],
          testTimeout: 4 * ONE_MINUTE,
          hookTimeout: ONE_MINUTE,
          // A build has its addresses baked in: each process has its own, with a simulator there (test/support/lane.ts).
          maxWorkers: BROWSER_WORKERS,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

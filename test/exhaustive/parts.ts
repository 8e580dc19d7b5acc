import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { execPath } from 'node:process';
import { promisify } from 'node:util';
import { bundle } from '../support/bundle';
import { WORLD_PLAYER_OPTIONS } from '../support/world-player';
import { addTallies, emptyTally, type Tally } from './enumerate';

const run = promisify(execFile);

/** Plays all runs with two faults, a part in a process of its own per processor. */
export async function playDoublesInProcesses(scenarioName: string): Promise<Tally> {
  const parts = availableParallelism();
  const script = await bundle('test/exhaustive/main.ts');
  const tallies = await Promise.all(
    Array.from({ length: parts }, async (_, index) => {
      const part = [scenarioName, '--doubles', `${index + 1}/${parts}`];
      const { stdout } = await run(execPath, [...WORLD_PLAYER_OPTIONS, script, ...part], {
        maxBuffer: 2 ** 26,
      });
      return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Tally;
    }),
  );
  return tallies.reduce(addTallies, emptyTally());
}

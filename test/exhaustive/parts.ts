import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { execPath } from 'node:process';
import { promisify } from 'node:util';
import { ROOT } from '../support/root';
import { addTallies, emptyTally, type Tally } from './enumerate';

const run = promisify(execFile);
/** Worlds are short-lived: a large young generation saves a tenth of the time. */
const NODE = ['--max-semi-space-size=64', '--import', 'tsx', 'test/exhaustive/main.ts'];

/** Plays all runs with two faults, a part in a process of its own per processor. */
export async function playDoublesInProcesses(scenarioName: string): Promise<Tally> {
  const parts = availableParallelism();
  const tallies = await Promise.all(
    Array.from({ length: parts }, async (_, index) => {
      const part = [scenarioName, '--doubles', `${index + 1}/${parts}`];
      const { stdout } = await run(execPath, [...NODE, ...part], { cwd: ROOT, maxBuffer: 2 ** 26 });
      return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Tally;
    }),
  );
  return tallies.reduce(addTallies, emptyTally());
}

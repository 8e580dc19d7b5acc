import { argv, stdout } from 'node:process';
import { playFast } from './database';
import { doublePlans, everyNth, playAll, playSingles } from './enumerate';
import { parsePlan } from './plan';
import { play } from './play';
import { scenario } from './scenarios';

const USAGE = `usage: tsx test/exhaustive/main.ts <scenario> <plan>           plays one run, e.g. later-1 "n4:dropped-after n9:killed-before"
       tsx test/exhaustive/main.ts <scenario> --doubles 1/2   plays a part of all runs with two faults; the last line is its tally
       scenarios: first-N (the first export of a connection), later-N; N work orders
`;

async function main([name, what, part]: readonly string[]): Promise<void> {
  if (name === undefined || what === undefined) {
    stdout.write(USAGE);
    return;
  }
  await playFast();
  const chosen = await scenario(name);
  if (what !== '--doubles') {
    const { points, ...played } = await play(chosen, parsePlan(what));
    stdout.write(points.map(({ label }, index) => `n${index + 1} ${label}\n`).join(''));
    stdout.write(`${JSON.stringify(played, null, 2)}\n`);
    return;
  }
  const [index = 1, parts = 1] = (part ?? '1/1').split('/').map(Number);
  // Half of what an error costs, and nobody reads where those of so many runs came from.
  Error.stackTraceLimit = 0;
  const plans = doublePlans(await playSingles(chosen));
  stdout.write(`${JSON.stringify(await playAll(chosen, everyNth(plans, parts, index - 1)))}\n`);
}

await main(argv.slice(2));

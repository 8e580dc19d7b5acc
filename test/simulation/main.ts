import { parseArgs } from 'node:util';
import { describeFinding, playSeeds } from './pool';
import { runSeed } from './run-seed';

// `npm run simulate -- --seeds 20000 [--from N] [--jobs 2]`, or one seed: `--seed S [--trace]`.

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    jobs: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
});

if (values.seed !== undefined) process.exitCode = await showOne(Number(values.seed), values.trace);
else process.exitCode = await runMany(Number(values.from), Number(values.seeds), values.jobs);

async function showOne(seed: number, isTraced: boolean): Promise<number> {
  const result = await runSeed(seed, true);
  const isBroken = result.violations.length > 0;
  if (isTraced || isBroken) for (const line of result.history) print(line);
  for (const violation of result.violations) print(describeFinding({ seed, violations: [violation] }));
  print(`seed ${seed}: ${isBroken ? 'broken' : 'held'}`);
  return isBroken ? 1 : 0;
}

async function runMany(from: number, count: number, jobs: string | undefined): Promise<number> {
  const { played, broken, seconds } = await playSeeds({
    from,
    count,
    ...(jobs === undefined ? {} : { jobs: Number(jobs) }),
    onBroken: (finding) => print(describeFinding(finding)),
  });
  print(`${seconds.toFixed(0)} s, ${(count / seconds).toFixed(1)} seeds a second`);
  if (broken.length > 0) print(`to see one: npm run simulate -- --seed ${broken[0]?.seed ?? ''} --trace`);
  print(`${played} seeds: ${played - broken.length} held, ${broken.length} broken`);
  return broken.length === 0 && played === count ? 0 : 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

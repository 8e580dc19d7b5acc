import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { bundle } from '../support/bundle';
import { WORLD_PLAYER_OPTIONS } from '../support/world-player';
import type { Chunk, Finding } from './child';
import { runSeed } from './run-seed';

// `npm run simulate -- --seeds 20000 [--from N] [--jobs 2]`, or one seed: `--seed S [--trace]`.

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    jobs: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    trace: { type: 'boolean', default: false },
  },
});

/** Seeds given to a process at a time. */
const CHUNK = 100;

if (values.seed !== undefined) process.exitCode = await showOne(Number(values.seed), values.trace);
else process.exitCode = await runMany(Number(values.from), Number(values.seeds), Number(values.jobs));

async function showOne(seed: number, isTraced: boolean): Promise<number> {
  const result = await runSeed(seed, true);
  const isBroken = result.violations.length > 0;
  if (isTraced || isBroken) for (const line of result.history) print(line);
  for (const violation of result.violations) print(describe({ seed, violations: [violation] }));
  print(`seed ${seed}: ${isBroken ? 'broken' : 'held'}`);
  return isBroken ? 1 : 0;
}

async function runMany(from: number, count: number, jobs: number): Promise<number> {
  const startedAt = performance.now();
  const child = await bundle('test/simulation/child.ts');
  const broken: Finding[] = [];
  let next = from;
  const take = (): Chunk | undefined => {
    if (next >= from + count) return undefined;
    const first = next;
    next = Math.min(from + count, first + CHUNK);
    return [first, next];
  };
  await Promise.all(
    Array.from({ length: jobs }, () => workOff(child, take, (finding) => broken.push(finding))),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  print(`${seconds.toFixed(0)} s, ${(count / seconds).toFixed(1)} seeds a second`);
  if (broken.length > 0) print(`to see one: npm run simulate -- --seed ${broken[0]?.seed ?? ''} --trace`);
  print(`${count} seeds: ${count - broken.length} held, ${broken.length} broken`);
  return broken.length === 0 ? 0 : 1;
}

/** One process that is given chunks of seeds until there are none. */
function workOff(
  script: string,
  take: () => Chunk | undefined,
  onBroken: (finding: Finding) => void,
): Promise<void> {
  const child = fork(script, [], { execArgv: [...WORLD_PLAYER_OPTIONS] });
  return new Promise((resolve, reject) => {
    let ended = false;
    const give = (): void => {
      const chunk = take();
      ended = chunk === undefined;
      if (chunk === undefined) child.disconnect();
      else child.send(chunk);
    };
    child.on('message', (message: Finding | 'done') => {
      if (message === 'done') return give();
      print(describe(message));
      onBroken(message);
    });
    child.once('exit', (code) => (ended ? resolve() : reject(new Error(`a process ended with ${code}`))));
    give();
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function describe({ seed, violations }: Finding): string {
  return violations.map(({ rule, message }) => `seed ${seed}  ${rule}  (${message})`).join('\n');
}

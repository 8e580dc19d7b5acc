import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { bundle } from '../support/bundle';
import { WORLD_PLAYER_OPTIONS } from '../support/world-player';
import type { Chunk, Done, Finding } from './child';

/** Seeds given to a process at a time: few enough that all processes end at nearly the same moment. */
const CHUNK = 20;

export interface Seeds {
  from: number;
  count: number;
  /** Processes side by side; as many as there are processors, but no more than two, when it is not given. */
  jobs?: number;
  onBroken?: (finding: Finding) => void;
}

export interface Played {
  /** Seeds in whose world at least one request was made. */
  played: number;
  broken: Finding[];
  seconds: number;
}

/** Plays seeds in processes of their own, which run one bundle; those found broken are in order. */
export async function playSeeds({ from, count, jobs = bestJobs(), onBroken }: Seeds): Promise<Played> {
  const startedAt = performance.now();
  const child = await bundle('test/simulation/child.ts');
  const broken: Finding[] = [];
  let next = from;
  let played = 0;
  const take = (): Chunk | undefined => {
    if (next >= from + count) return undefined;
    const first = next;
    next = Math.min(from + count, first + CHUNK);
    return [first, next];
  };
  const record = (message: Finding | Done): void => {
    if ('played' in message) {
      played += message.played;
      return;
    }
    broken.push(message);
    onBroken?.(message);
  };
  await Promise.all(Array.from({ length: jobs }, () => workOff(child, take, record)));
  broken.sort((a, b) => a.seed - b.seed);
  return { played, broken, seconds: (performance.now() - startedAt) / 1000 };
}

function bestJobs(): number {
  return Math.min(2, availableParallelism());
}

/** One process that is given chunks of seeds until there are none. */
function workOff(
  script: string,
  take: () => Chunk | undefined,
  record: (message: Finding | Done) => void,
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
    child.on('message', (message: Finding | Done) => {
      record(message);
      if ('played' in message) give();
    });
    child.once('exit', (code) => (ended ? resolve() : reject(new Error(`a process ended with ${code}`))));
    give();
  });
}

export function describeFinding({ seed, violations }: Finding): string {
  return violations.map(({ rule, message }) => `seed ${seed}  ${rule}  (${message})`).join('\n');
}

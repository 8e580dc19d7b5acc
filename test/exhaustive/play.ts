import { judge, type Verdict } from './judge';
import type { Point } from './nemesis';
import type { Plan } from './plan';
import { type Scenario, SmallWorld, type StoredState } from './small-world';

/** Wake-ups after which everything must be at rest: some of its own for each fault. */
function mostWakes(plan: Plan): number {
  return 16 + 4 * plan.length;
}
/** So many wake-ups without a fault that change nothing prove that what is left waits for a person. */
const CALM_WAKES = 2;

export interface Played extends Verdict {
  /** All points of the run, from n1. */
  points: readonly Point[];
  struck: number;
  deaths: number;
  wakes: number;
}

/** One run in a world of its own under a fault plan, until everything rests; then the verdict. */
export async function play(scenario: Scenario, plan: Plan): Promise<Played> {
  const world = await SmallWorld.create(scenario, plan);
  let state = await world.stored();
  let calm = 0;
  let wakes = 0;
  let slept = world.clock.now();
  while (wakes < mostWakes(plan) && !(isDone(world, state, plan) || calm >= CALM_WAKES)) {
    const before = state;
    const isFaultless = world.nemesis.struck === plan.length;
    await world.wake();
    wakes += 1;
    state = await world.stored();
    slept = state.runs.at(-1)?.finishedAt ?? slept;
    await world.signInWhereNeeded();
    calm = isFaultless && isSame(before, state) ? calm + 1 : 0;
  }
  const { ends, faults } = judge(world, await world.stored(), slept);
  const { points, struck } = world.nemesis;
  world.store.close();
  return {
    ends,
    points,
    struck,
    deaths: world.deaths,
    wakes,
    faults: [
      ...faults,
      ...world.nemesis.wrongCloses,
      ...(wakes < mostWakes(plan) ? [] : [`not at rest after ${wakes} wake-ups`]),
    ],
  };
}

/** Every fault has struck, every work order is closed and no run is open. */
function isDone({ nemesis }: SmallWorld, { ledger, runs }: StoredState, plan: Plan): boolean {
  const isClosed = ledger.length > 0 && ledger.every(({ state }) => state === 'closed');
  return isClosed && nemesis.struck === plan.length && runs.every(({ finishedAt }) => finishedAt !== null);
}

function isSame(a: StoredState, b: StoredState): boolean {
  return summary(a) === summary(b);
}

function summary({ ledger, runs, connection }: StoredState): string {
  const open = runs.filter(({ finishedAt }) => finishedAt === null).map(({ runId }) => runId);
  const rows = ledger.map(({ workOrderId, state, code, looks, posts }) => [
    workOrderId,
    state,
    code,
    looks,
    posts,
  ]);
  return JSON.stringify([rows, open, connection?.lock ?? null, connection?.signinNeeded ?? null]);
}

import type { End } from './judge';
import type { Point } from './nemesis';
import { CLASSES, type Plan, planId } from './plan';
import { play, type Played } from './play';
import type { Scenario } from './small-world';

/** What a set of runs came to. */
export interface Tally {
  runs: number;
  /** Work orders by how they ended. */
  ends: Record<End, number>;
  deaths: number;
  /** Runs that broke a promise: the line that plays them again, and what was wrong. */
  broken: { plan: string; faults: readonly string[] }[];
}

export function emptyTally(): Tally {
  return { runs: 0, ends: { closed: 0, parked: 0, locked: 0 }, deaths: 0, broken: [] };
}

export function addTallies(a: Tally, b: Tally): Tally {
  const sum = (end: End): number => a.ends[end] + b.ends[end];
  return {
    runs: a.runs + b.runs,
    ends: { closed: sum('closed'), parked: sum('parked'), locked: sum('locked') },
    deaths: a.deaths + b.deaths,
    broken: [...a.broken, ...b.broken],
  };
}

function count(tally: Tally, plan: Plan, played: Played): void {
  tally.runs += 1;
  tally.deaths += played.deaths;
  for (const end of played.ends) tally.ends[end] += 1;
  // A plan that does not strike as planned would prove nothing.
  const missed = played.struck === plan.length ? [] : [`${played.struck} of ${plan.length} faults struck`];
  const faults = [...played.faults, ...missed];
  if (faults.length > 0) tally.broken.push({ plan: planId(plan), faults });
}

/** A plan with one fault more, at every later point of its run and of every class. */
function extensions(plan: Plan, points: readonly Point[]): Plan[] {
  const last = plan.at(-1)?.point ?? 0;
  return points
    .slice(last)
    .flatMap(({ kind }, index) =>
      CLASSES[kind].map((fault) => [...plan, { point: last + 1 + index, fault }]),
    );
}

export interface Singles {
  /** The run without faults. */
  clean: Played;
  tally: Tally;
  /** Every plan with one fault, and the points of its run. */
  plans: { plan: Plan; points: readonly Point[] }[];
}

/** Every fault at every point. */
export async function playSingles(scenario: Scenario): Promise<Singles> {
  const clean = await play(scenario, []);
  const tally = emptyTally();
  count(tally, [], clean);
  const plans: Singles['plans'] = [];
  for (const plan of extensions([], clean.points)) {
    const played = await play(scenario, plan);
    count(tally, plan, played);
    plans.push({ plan, points: played.points });
  }
  return { clean, tally, plans };
}

/** All plans with two faults: the second one at every point of what follows the first. */
export function doublePlans({ plans }: Singles): Plan[] {
  return plans.flatMap(({ plan, points }) => extensions(plan, points));
}

export async function playAll(scenario: Scenario, plans: Iterable<Plan>): Promise<Tally> {
  const tally = emptyTally();
  for (const plan of plans) count(tally, plan, await play(scenario, plan));
  return tally;
}

/** Every `step`-th plan from `first` on. */
export function everyNth(plans: readonly Plan[], step: number, first = 0): Plan[] {
  return plans.filter((_, index) => index % step === first % step);
}

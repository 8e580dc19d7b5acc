import type { Connection } from '../../lib/domain/connection';
import { CATEGORIES } from '../../lib/domain/category';
import type { CompanyState } from '../../lib/store/schema';
import type { LedgerRow } from '../../lib/domain/ledger';
import type { Job, Run } from '../../lib/domain/run';
import { createRandom } from '../simulator/random';
import type { RequestRecord, SimulatorHandlers } from '../simulator/index';
import { Actions } from './actions';
import type { Browser } from './browser';
import * as check from './checker';
import { installCrypto } from './crypto';
import { installIndexedDb } from './database/indexed-db';
import { importGaps } from './imports';
import { planOf } from './plan';
import { Simulation } from './simulation';
import { HOME, companyId, settingsOf } from './world';

export interface SeedResult {
  seed: number;
  violations: readonly check.Violation[];
  /** What happened, when it was asked for. */
  history: readonly string[];
  requests: number;
  documents: number;
}

/** More calls than this within a minute are a storm: several whole runs fit in it. */
const CALLS_PER_MINUTE = 400;
/** Rounds of an hour in which everything must have come to rest. */
const ROUNDS = 8;
const ROUND_MS = 3_600_000;

let seedCrypto: ((seed: number) => void) | undefined;

/** One seed is one run: the same seed gives the same history, to the letter. `doctor` tampers with the services. */
export async function runSeed(
  seed: number,
  isTraced = false,
  doctor: (simulator: SimulatorHandlers) => void = () => {},
): Promise<SeedResult> {
  installIndexedDb();
  seedCrypto ??= await installCrypto();
  seedCrypto(seed);
  const simulation = new Simulation(planOf(seed), isTraced);
  doctor(simulation.simulator);
  simulation.trace(() => JSON.stringify(describe(simulation)));
  const onRejection = (error: unknown): void => simulation.reportBug(`nobody caught: ${String(error)}`);
  process.on('unhandledRejection', onRejection);
  try {
    await simulation.start();
    const actions = new Actions(simulation, createRandom(seed ^ 0xac7));
    await beUnsafe(simulation, actions);
    if (simulation.violations.length === 0) await beCalm(simulation, actions);
  } finally {
    process.off('unhandledRejection', onRejection);
  }
  const { requests, world } = simulation.simulator;
  const documents = world.history.documents.length;
  for (const browser of simulation.browsers) simulation.killAll(browser, 'at the end');
  return {
    seed,
    violations: simulation.violations,
    history: simulation.history,
    requests: requests.length,
    documents,
  };
}

function describe({ plan }: Simulation): object {
  const { requestFaults, commitFaults, actions, ...rest } = plan;
  return {
    ...rest,
    requestFaults: Object.fromEntries(requestFaults),
    commitFaults: Object.fromEntries(commitFaults),
    actions: Object.fromEntries(actions),
  };
}

/** Safety: faults strike all the time, and nothing that must never happen happens. */
async function beUnsafe(simulation: Simulation, actions: Actions): Promise<void> {
  const { plan, time, simulator } = simulation;
  actions.begin();
  await simulation.run(time.now() + plan.safetyMs, () => simulator.requests.length >= plan.safetyRequests);
  simulation.report(check.storm(simulator.requests, CALLS_PER_MINUTE * plan.browsers));
}

/** Liveness: faults have stopped and users do what they are asked; within a bounded time all is settled. */
async function beCalm(simulation: Simulation, actions: Actions): Promise<void> {
  simulation.trace(() => '== faults stop');
  simulation.nemesis.still();
  for (const zombie of simulation.zombies()) simulation.killWorker(zombie, 'as a zombie at last');
  // What dead workers sent is on its way still.
  await simulation.run(simulation.time.now() + ROUND_MS, () => simulation.network.underWay === 0);
  // What was typed over is put right by the pass over everything of the week, else somebody asks for one.
  if (simulation.office.hasTyped && simulation.passWeek() && !simulation.plan.actions.has('clock-jump'))
    simulation.office.hasTyped = false;
  simulation.calmSince = simulation.time.now();
  for (let round = 0; round < ROUNDS && simulation.violations.length === 0; round += 1) {
    await workForAnHour(simulation, actions);
    if (simulation.browsers.every((browser) => isResting(simulation, browser))) break;
  }
  for (const browser of simulation.browsers) judge(simulation, actions, browser);
  for (const browser of simulation.browsers) await simulation.checkCounts(browser);
  if (simulation.violations.length === 0) await repeatWithoutChange(simulation, actions);
}

async function workForAnHour(simulation: Simulation, actions: Actions): Promise<void> {
  const until = simulation.time.now() + ROUND_MS;
  // A clock that is off by days asks for the wrong changes; the weekly pass mends that, or somebody who asks for all.
  const asksForAll = simulation.office.hasTyped || simulation.plan.actions.has('clock-jump');
  for (const user of actions.users) {
    await simulation.complete(user.putRight());
    await simulation.complete(user.sync(asksForAll));
  }
  await simulation.run(until, () => simulation.browsers.every((browser) => isResting(simulation, browser)));
}

/** The last run did all it could, and no work order waits for a moment to come. */
function isResting(simulation: Simulation, browser: Browser): boolean {
  if (browser.locks.isHeld('run') || hasRequest(browser)) return false;
  if (hasUndecided(simulation, browser)) return false;
  const last = simulation.newestRun(browser);
  if (
    last === undefined ||
    last.finishedAt === null ||
    last.companyId !== companyId(simulation.simulator, HOME)
  )
    return false;
  // A run that only looks up, exports or imports one category says nothing about the others, nor one that began before
  // the last change.
  const isPart = last.trigger === 'resume' || last.trigger === 'release';
  const isWhole = !isPart && importsEverything(simulation, browser, last);
  const isFresh = last.startedAt >= Math.round(simulation.calmSince + browser.skewMs);
  const isDone = (last.state === 'done' && isWhole && isFresh) || isStopped(browser);
  return isDone && check.unfinished(simulation.ledger(browser), isStopped(browser)).length === 0;
}

function importsEverything({ plan }: Simulation, browser: Browser, { runId }: Run): boolean {
  const jobs = browser.disk.rows<Job>('jobs').filter((job) => job.runId === runId);
  const imported = new Set(jobs.flatMap((job) => (job.kind === 'import' ? job.categories : [])));
  return CATEGORIES.every((category) => !plan.imports[category] || imported.has(category));
}

/** Every category that is switched on was imported, and none waits for a person. */
function hasUndecided({ simulator, plan }: Simulation, browser: Browser): boolean {
  const home = companyId(simulator, HOME);
  const company = browser.disk.rows<CompanyState>('companies').find((row) => row.companyId === home);
  return CATEGORIES.filter((category) => plan.imports[category]).some((category) => {
    const memory = company?.imports[category];
    const isDone = memory?.imported === true || memory?.unavailable === true;
    return !isDone || company?.approvals?.[category] !== undefined;
  });
}

function hasRequest(browser: Browser): boolean {
  return Boolean(browser.disk.row('meta', '"pending'));
}

/** More than one document was found, so that exporting waits for a person: only ever with two browsers. */
function isStopped(browser: Browser): boolean {
  return browser.disk.row<Connection>('meta', '"connection')?.lock?.code === 'DUPLICATE_ALARM';
}

function judge(simulation: Simulation, actions: Actions, browser: Browser): void {
  const { simulator, plan } = simulation;
  const { world } = simulator;
  const rows = simulation.ledger(browser);
  simulation.report(check.unfinished(rows, isStopped(browser)));
  const complete = [...world.outsmart.workOrders.values()].filter(({ status }) => status === 'Compleet');
  // While exporting is stopped nothing new is taken in.
  if (!isStopped(browser))
    simulation.report(
      check.missing(
        complete.map(({ id }) => id),
        rows,
      ),
    );
  simulation.report(check.falseClosings(world, rows, plan.browsers === 1));
  simulation.report(check.closedInVain(world, rows, simulation.office.moved));
  if (plan.browsers === 1) simulation.report(check.duplicates(world));
  else
    simulation.report(
      check.unnoticed(
        world,
        simulation.browsers.map(({ disk }) => disk.rows<LedgerRow>('ledger')),
      ),
    );
  // Two administrations that feed one OutSmart leave each other's values there: the one chosen last does not know it.
  if (actions.users.some(({ hasSwitched }) => hasSwitched)) return;
  const settings = settingsOf(plan, simulator, simulation.time.now());
  simulation.report(importGaps(world, companyId(simulator, HOME), settings));
}

/** A second run with nothing changed writes nothing. */
async function repeatWithoutChange(simulation: Simulation, actions: Actions): Promise<void> {
  const { requests } = simulation.simulator;
  const before = requests.length;
  await workForAnHour(simulation, actions);
  const writes = requests.slice(before).filter(isWrite);
  if (writes.length === 0) return;
  const list = writes.map(({ id, method, path }) => `${id} ${method} ${path}`).join(', ');
  simulation.report([{ rule: 'g: an import converges', message: `a run without a change wrote: ${list}` }]);
}

function isWrite({ method, path, query }: RequestRecord): boolean {
  if (path.endsWith('/token')) return false;
  return method !== 'GET' || query['update_status'] === 'true';
}

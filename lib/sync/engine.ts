import type { Run } from '../domain/run';
import type { Settings } from '../settings/schema';
import { putMeta } from '../store/store';
import type { RunContext } from './context';
import { continueRun, nextRun, type Runner } from './next-run';
import type { Engine, EnginePorts } from './port';
import { type RunOutcome, workOnRun } from './run-jobs';
import { isOpen, newestRun, storePending, takeEpoch, updateRun } from './run-store';
import { nextWake, planSchedule, readiness } from './schedule';

/** A shorter wait is slept through under the heartbeat; a longer one is left to an alarm. */
const MAX_SLEEP_MS = 20_000;
/** Pause after a run that broke off. */
const BROKEN_OFF_MS = 60_000;

/**
 * The engine: a single runner per browser profile that works on stored rows.
 *
 *   wake ─► lock free? ─► open run, else a pending request, else the schedule is due, else an unknown outcome is due
 *                │               └─► its jobs in order ─► done / failed / waiting ─► again until nothing is due
 *                └ no: the runner that has it sees the request when it ends
 */
export function createEngine(ports: EnginePorts): Engine {
  const runner = createRunner(ports);
  return {
    tick: runner.tick,
    startRun: async (request) => {
      const busy = isBusy(await newestRun(ports));
      await storePending(ports, request);
      void runner.tick().catch(() => {});
      return { started: !busy };
    },
    requestStop: async () => {
      // In this order a run that is being begun right now is stopped as well.
      await dropPending(ports);
      const run = await newestRun(ports);
      if (isOpen(run)) await updateRun(ports, run.runId, { stopRequested: true });
      runner.stop();
    },
    idle: runner.idle,
  };
}

interface RunnerHandle {
  tick: () => Promise<void>;
  stop: () => void;
  idle: () => Promise<void>;
}

/** The part that holds state in memory: the stop signal and what this instance is working on. */
function createRunner(ports: EnginePorts): RunnerHandle {
  let stop = new AbortController();
  let active: Promise<unknown> = Promise.resolve();
  const mine = new Set<string>();

  const work = async (): Promise<true> => {
    const epoch = await takeEpoch(ports);
    for (;;) {
      stop = new AbortController();
      const worked = await workOnNext(ports, { epoch, signal: stop.signal, mine });
      await ports.refreshSnapshot();
      if (!worked && !(await sleepUntilDue(ports, stop.signal))) break;
    }
    await ports.wakeAt(await nextWake(ports));
    return true;
  };

  /** What nobody handled (a database that fails): as after a death, tried again soon and not for ever. */
  const breakOff = async (error: unknown): Promise<never> => {
    mine.clear();
    await ports.wakeAt(ports.clock.now() + BROKEN_OFF_MS);
    throw error;
  };

  const tick = async (): Promise<void> => {
    // After the lock is free again, look once more: a request may have come while it was held.
    while (await hasWork(ports)) {
      const ran = ports.locks.ifAvailable('run', () => {
        const working = ports.keepAlive(work).catch(breakOff);
        active = working.catch(() => {});
        return working;
      });
      if ((await ran) === undefined || !(await hasRequest(ports))) return;
    }
    await ports.wakeAt(await nextWake(ports));
  };

  const idle = async (): Promise<void> => {
    await active;
  };
  return { tick, stop: () => stop.abort(), idle };
}

function isBusy(run: Run | undefined): boolean {
  return isOpen(run) && run.state === 'running';
}

async function hasRequest(ports: EnginePorts): Promise<boolean> {
  return Boolean(await ports.store.meta('pending')) && (await readiness(ports)) !== undefined;
}

/** A cheap look before the lock is taken: most wake-ups find nothing to do. */
async function hasWork(ports: EnginePorts): Promise<boolean> {
  const run = await newestRun(ports);
  if (isOpen(run) && run.stopRequested) return true;
  if ((await readiness(ports)) === undefined) return false;
  if (isOpen(run) && run.state === 'running') return true;
  if (await ports.store.meta('pending')) return true;
  const due = await nextWake(ports);
  return due !== null && due <= ports.clock.now() + MAX_SLEEP_MS;
}

/** Works on the next run there is; false when nothing is due now. */
async function workOnNext(ports: EnginePorts, runner: Runner): Promise<boolean> {
  const open = await newestRun(ports);
  if (isOpen(open) && open.stopRequested) {
    await workOn(ports, runner, open, (await ports.store.meta('settings')) ?? null);
    return true;
  }
  const ready = await readiness(ports);
  if (ready === undefined) return false;
  const run = isOpen(open)
    ? await continueRun(ports, runner, open, ready.settings)
    : await nextRun(ports, runner, ready);
  if (run === undefined) return false;
  return (await workOn(ports, runner, run, ready.settings)) === 'finished';
}

async function workOn(
  ports: EnginePorts,
  runner: Runner,
  run: Run,
  settings: Settings | null,
): Promise<RunOutcome> {
  // Nothing crosses administrations: a run of another company ends here.
  if (settings === null || run.stopRequested || settings.companyId !== run.companyId) {
    const log = [
      { level: 'info', direction: 'connection', code: 'RUN_STOPPED', params: {}, runId: run.runId } as const,
    ];
    await updateRun(ports, run.runId, { state: 'stopped', finishedAt: ports.clock.now() }, runner.epoch, log);
    return 'finished';
  }
  runner.mine.add(run.runId);
  const context: RunContext = { ports, run, settings, epoch: runner.epoch, signal: runner.signal };
  await ports.refreshSnapshot();
  const outcome = await workOnRun(context);
  if (!(await keepsSchedule(ports, run, outcome))) await planSchedule(ports, settings, runner.epoch);
  return outcome;
}

/** Only a run that did everything puts the next one off. */
async function keepsSchedule(ports: EnginePorts, run: Run, outcome: RunOutcome): Promise<boolean> {
  const next = (await ports.store.meta('nextRunAt')) ?? null;
  if (next === null || next <= ports.clock.now()) return false;
  return outcome === 'waiting' || run.trigger === 'resume' || run.trigger === 'release';
}

/** Sleeps when the next thing is due within seconds; false: leave it to an alarm. */
async function sleepUntilDue(ports: EnginePorts, signal: AbortSignal): Promise<boolean> {
  const due = await nextWake(ports);
  if (due === null || due - ports.clock.now() > MAX_SLEEP_MS) return false;
  await ports.clock.sleep(Math.max(0, due - ports.clock.now()), signal).catch(() => {});
  return true;
}

async function dropPending(ports: EnginePorts): Promise<void> {
  await ports.store.write([], (tx) => putMeta(tx, 'pending', null));
}

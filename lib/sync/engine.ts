import { connectionRow } from '../domain/log-row';
import type { Run } from '../domain/run';
import type { Settings } from '../settings/schema';
import type { AppError } from '../kernel/app-error';
import { addLog, getMeta, isStorageError, putMeta } from '../store/store';
import { type RunContext, TURN_OVER } from './context';
import { continueRun, nextRun, type Runner } from './next-run';
import type { Engine, EnginePorts } from './port';
import { type RunOutcome, workOnRun } from './run-jobs';
import { isOpen, newestRun, storePending, takeEpoch, updateRun } from './run-store';
import { nextWake, planSchedule, readiness, scheduledAt } from './schedule';

/** A shorter wait is slept through under the heartbeat; a longer one is left to an alarm. */
const MAX_SLEEP_MS = 20_000;
/** Pause after a run that broke off, and between two turns: long enough for an idle worker to end. */
const PAUSE_MS = 60_000;

/**
 * The engine: a single runner per browser profile that works on stored rows.
 *
 *   wake ─► lock free? ─► open run, else a pending request, else the schedule is due, else an unknown outcome is due
 *                │               └─► its jobs in order ─► done / failed / waiting ─► again until nothing is due
 *                └ no: the runner that has it sees the request when it ends
 */
export function createEngine(ports: EnginePorts): Engine {
  const state: RunnerState = {
    stop: new AbortController(),
    active: Promise.resolve(),
    isDrained: false,
    isWanted: true,
    epoch: 0,
    mine: new Set(),
  };
  const wake = (): Promise<void> => {
    state.isWanted = true;
    return tick(ports, state);
  };
  const rest = (): void => {
    state.isWanted = false;
    state.stop.abort(TURN_OVER);
  };
  const idle = async (): Promise<void> => void (await state.active);
  return {
    tick: wake,
    startRun: async (request) => {
      const busy = isBusy(await newestRun(ports));
      await storePending(ports, request);
      void wake().catch(() => {});
      return { started: !busy };
    },
    requestStop: async () => {
      await noteStop(ports);
      state.stop.abort();
      // A run that waits has no runner that would see it.
      void wake().catch(() => {});
    },
    rest,
    drain: async () => {
      state.isDrained = true;
      rest();
      await idle();
    },
    idle,
  };
}

/** What this instance holds in memory: the stop signal and what it is working on. */
interface RunnerState {
  stop: AbortController;
  active: Promise<unknown>;
  /** An update waits: no further turn is begun. */
  isDrained: boolean;
  /** Woken since it was told to rest: a pause that ended while a call was on its way ends no turn. */
  isWanted: boolean;
  epoch: number;
  mine: Set<string>;
}

async function tick(ports: EnginePorts, state: RunnerState): Promise<void> {
  // After the lock is free again, look once more: a request may have come while it was held.
  while (!state.isDrained && (await hasWork(ports))) {
    let isTaken = true;
    const ran = ports.locks.ifAvailable('run', () => {
      isTaken = false;
      const working = ports
        .keepAlive(() => takeTurn(ports, state))
        .catch((error: unknown) => breakOff(ports, state, error));
      state.active = working.catch(() => {});
      return working;
    });
    const hasRun = await ran;
    // Whoever has the lock may end without a word, and the alarm that woke this is used up.
    if (isTaken) await ports.wakeAt(ports.clock.now() + PAUSE_MS);
    if (hasRun === undefined || !(await hasRequest(ports))) return;
  }
  await ports.wakeAt(await nextWake(ports));
}

async function takeTurn(ports: EnginePorts, state: RunnerState): Promise<true> {
  state.epoch = await takeEpoch(ports);
  let isLong = false;
  const end = (): void => {
    isLong = true;
    state.stop.abort(TURN_OVER);
  };
  const turn = { startedAt: ports.clock.now(), end };
  const isOver = (): boolean =>
    state.isDrained || (state.stop.signal.reason === TURN_OVER && (isLong || !state.isWanted));
  while (!state.isDrained) {
    state.stop = new AbortController();
    const { signal } = state.stop;
    const worked = await workOnNext(ports, { epoch: state.epoch, mine: state.mine, signal, turn });
    await ports.refreshSnapshot();
    if (isOver() || (!worked && !(await sleepUntilDue(ports, signal)))) break;
  }
  await planWake(ports, isOver());
  return true;
}

/** What nobody handled, as after a death: tried again soon and not for ever. */
async function breakOff(ports: EnginePorts, state: RunnerState, error: unknown): Promise<undefined> {
  await ports.wakeAt(ports.clock.now() + PAUSE_MS);
  if (isStorageError(error)) return await waitForStorage(ports, state.epoch, error);
  state.mine.clear();
  throw error;
}

/** After a turn that ended early nothing is due before the worker had time to end. */
async function planWake(ports: EnginePorts, isEarly: boolean): Promise<void> {
  const next = await nextWake(ports);
  const earliest = isEarly ? ports.clock.now() + PAUSE_MS : 0;
  await ports.wakeAt(next === null ? null : Math.max(next, earliest));
}

/** The run waits for room, or for a database that works; said once. What was stored stays as it is. */
async function waitForStorage(ports: EnginePorts, epoch: number, error: AppError): Promise<undefined> {
  const code = error.code;
  const run = await newestRun(ports);
  if (!isOpen(run)) return;
  const row = connectionRow(code, { level: 'error', runId: run.runId });
  await ports.store.write(
    ['runs', 'log'],
    async (tx) => {
      await tx.objectStore('runs').put({ ...run, state: 'waiting', code });
      if (run.code !== code) await addLog(tx, ports.clock, [row]);
    },
    { strict: true, epoch },
  );
  ports.announce('log');
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
  if (isBusy(run) || (await ports.store.meta('pending'))) return true;
  const due = await nextWake(ports);
  return due !== null && due <= ports.clock.now() + MAX_SLEEP_MS;
}

/** Works on the next run there is; false when nothing is due now. */
async function workOnNext(ports: EnginePorts, runner: Runner): Promise<boolean> {
  const open = await newestRun(ports);
  const ready = await readiness(ports);
  // One of another company takes nothing up any more: what is asked for is not asked of it.
  const isOver =
    isOpen(open) && (open.stopRequested || (ready && ready.settings.companyId !== open.companyId));
  if (isOver) {
    await workOn(ports, runner, open, (await ports.store.meta('settings')) ?? null);
    return true;
  }
  if (ready === undefined) return false;
  const run = isOpen(open)
    ? await continueRun(ports, runner, open, ready)
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
    const log = [connectionRow('RUN_STOPPED', { runId: run.runId })];
    await updateRun(ports, run.runId, { state: 'stopped', finishedAt: ports.clock.now() }, runner.epoch, log);
    return 'finished';
  }
  runner.mine.add(run.runId);
  const { epoch, signal, turn } = runner;
  const context: RunContext = { ports, run, settings, epoch, signal, turn };
  await ports.refreshSnapshot();
  const outcome = await workOnRun(context);
  if (!(await keepsSchedule(ports, run, { outcome, settings })))
    await planSchedule(ports, settings, runner.epoch);
  return outcome;
}

/** Only a run that did everything puts the next one off. */
async function keepsSchedule(
  ports: EnginePorts,
  run: Run,
  { outcome, settings }: { outcome: RunOutcome; settings: Settings },
): Promise<boolean> {
  const now = ports.clock.now();
  const next = scheduledAt(await ports.store.meta('nextRunAt'), settings, now);
  if (next === null || next <= now) return false;
  return outcome === 'waiting' || run.trigger === 'resume' || run.trigger === 'release';
}

/** Sleeps when the next thing is due within seconds; false: leave it to an alarm. */
async function sleepUntilDue(ports: EnginePorts, signal: AbortSignal): Promise<boolean> {
  const due = await nextWake(ports);
  if (due === null || due - ports.clock.now() > MAX_SLEEP_MS) return false;
  await ports.clock.sleep(Math.max(0, due - ports.clock.now()), signal).catch(() => {});
  return true;
}

/** In this order a run that is being begun right now is stopped as well. */
async function noteStop(ports: EnginePorts): Promise<void> {
  await dropPending(ports);
  const run = await newestRun(ports);
  if (isOpen(run)) await updateRun(ports, run.runId, { stopRequested: true });
}

/** A release stays: it is a decision of its own, about work orders that were named. */
async function dropPending(ports: EnginePorts): Promise<void> {
  await ports.store.write([], async (tx) => {
    if ((await getMeta(tx, 'pending'))?.trigger !== 'release') await putMeta(tx, 'pending', null);
  });
}

import type { Connection } from '../domain/connection';
import type { LedgerRow } from '../domain/ledger';
import type { Job, Run } from '../domain/run';
import { dueAt } from '../kernel/clock';
import type { Settings } from '../settings/schema';
import { getMeta, putMeta } from '../store/store';
import type { EnginePorts } from './port';
import { isOpen, newestRun, openJobsOf } from './run-store';

const JITTER = 0.1;
/** Pause before a look-up that follows a run which failed or was stopped … */
const CALM_MS = 60_000;
/** … and one that follows a look-up which failed itself. */
const LONG_CALM_MS = 15 * 60_000;

export interface Ready {
  connection: Connection;
  settings: Settings;
}

/** Connection and settings of one moment, when work may be done at all. */
export async function readiness(ports: EnginePorts): Promise<Ready | undefined> {
  const [connection, settings] = await ports.store.read(
    ['meta'],
    async (tx) => await Promise.all([getMeta(tx, 'connection'), getMeta(tx, 'settings')]),
  );
  if (connection === undefined || settings === undefined) return undefined;
  const blocked =
    !connection.connected ||
    connection.disconnecting ||
    !connection.saved ||
    connection.signinNeeded !== null ||
    connection.paused;
  return blocked ? undefined : { connection, settings };
}

/** When the schedule's next run is due, ms since the epoch; null: by hand. */
export function scheduledAt(
  planned: number | null | undefined,
  { schedule }: Settings,
  now: number,
): number | null {
  return planned === null || planned === undefined
    ? null
    : dueAt(planned, now, Number(schedule) * 60_000 * (1 + JITTER));
}

/** The schedule is data: the next due time with ±10 % jitter, so that missed runs collapse into one. */
export async function planSchedule(ports: EnginePorts, settings: Settings, epoch: number): Promise<void> {
  const minutes = settings.schedule === 'manual' ? null : Number(settings.schedule);
  const spread = 1 - JITTER + 2 * JITTER * ports.random();
  const nextRunAt = minutes === null ? null : Math.round(ports.clock.now() + minutes * 60_000 * spread);
  await ports.store.write([], (tx) => putMeta(tx, 'nextRunAt', nextRunAt), { epoch });
}

/**
 * The earliest look-up of an unknown outcome, ms since the epoch. After a run that did not end well it waits: a
 * look-up that cannot succeed must not turn into a storm of runs.
 */
export async function nextLook(ports: EnginePorts, { connection, settings }: Ready): Promise<number | null> {
  if (connection.lock || settings.exportTarget === 'none' || !settings.thisBrowserExports) return null;
  const { unknown, uncertain } = await readOpenQuestions(ports, settings.companyId);
  if (unknown.length + uncertain.length === 0) return null;
  const now = ports.clock.now();
  const last = await newestRun(ports);
  const due = Math.min(
    ...unknown.map((row) => dueAt(row.notBefore, now)),
    // One that a run could not take further has to wait for another reason as well.
    ...uncertain.map((row) =>
      Math.max(dueAt(row.notBefore, now), dueAt((last?.finishedAt ?? 0) + CALM_MS, now)),
    ),
  );
  return Math.max(due, dueAt(calmUntil(last), now));
}

/** Work orders about which something is to be looked up: their document, or what it waits for. */
async function readOpenQuestions(
  { store }: EnginePorts,
  companyId: string,
): Promise<{ unknown: LedgerRow[]; uncertain: LedgerRow[] }> {
  return await store.read(['ledger'], async (tx) => {
    const states = tx.objectStore('ledger').index('state');
    const [unknown, waiting, prepared] = await Promise.all(
      (['unknown', 'waiting', 'prepared'] as const).map((state) => states.getAll([companyId, state])),
    );
    // A debtor that may have been made, a claim that may be another browser's.
    const uncertain = [...(waiting ?? []), ...(prepared ?? [])].filter(
      ({ notBefore, byHand, releasedAt }) => notBefore > 0 && (byHand !== true || releasedAt !== null),
    );
    return { unknown: unknown ?? [], uncertain };
  });
}

/** The same while a run is open whose other work waits; its own export, when it has one, looks by itself. */
export async function nextLookBeside(
  ports: EnginePorts,
  ready: Ready,
  open: readonly Job[],
): Promise<number> {
  if (open.some(({ kind }) => kind === 'export')) return Infinity;
  return (await nextLook(ports, ready)) ?? Infinity;
}

function calmUntil(last: Run | undefined): number {
  if (last === undefined || last.finishedAt === null || last.state === 'done') return 0;
  const failedLook = last.state === 'failed' && last.trigger === 'resume';
  return last.finishedAt + (failedLook ? LONG_CALM_MS : CALM_MS);
}

/** When the engine wants to be woken next; null: only by hand. */
export async function nextWake(ports: EnginePorts): Promise<number | null> {
  const ready = await readiness(ports);
  if (ready === undefined) return null;
  const now = ports.clock.now();
  const scheduled = scheduledAt(await ports.store.meta('nextRunAt'), ready.settings, now);
  const run = await newestRun(ports);
  if (isOpen(run)) {
    const open = await openJobsOf(ports, run.runId);
    if (open.length === 0) return now;
    const look = await nextLookBeside(ports, ready, open);
    return Math.min(scheduled ?? Infinity, look, ...open.map((job) => dueAt(job.notBefore, now)));
  }
  const times = [scheduled, await nextLook(ports, ready)].filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}

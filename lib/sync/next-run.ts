import { connectionRow } from '../domain/log-row';
import type { Job, Run } from '../domain/run';
import type { Settings } from '../settings/schema';
import { dueAt } from '../kernel/clock';
import { readCompany } from '../store/company';
import { addLog, getMeta, putMeta } from '../store/store';
import { planJobs } from './jobs';
import type { Turn } from './context';
import type { EnginePorts, RunRequest } from './port';
import { beginRun, openJobsOf, updateRun } from './run-store';
import { nextLook, nextLookBeside, type Ready, scheduledAt } from './schedule';

/** One holder of the lock. */
export interface Runner {
  /** Its writes are refused once a newer runner has taken over. */
  epoch: number;
  /** Aborted by a stop request. */
  signal: AbortSignal;
  /** Runs this instance has worked on: another one that is `running` lost its worker. */
  mine: Set<string>;
  turn: Turn;
}

/** An open run: resumed after a death, its waiting jobs have come due, or more is asked for meanwhile. */
export async function continueRun(
  ports: EnginePorts,
  runner: Runner,
  run: Run,
  ready: Ready,
): Promise<Run | undefined> {
  const jobs = await openJobsOf(ports, run.runId);
  const isOrphan = run.state === 'running' && !runner.mine.has(run.runId);
  if (isOrphan) await noteResume(ports, runner, run, jobs);
  else {
    const isLookDue = (await nextLookBeside(ports, ready, jobs)) <= ports.clock.now();
    const isAsked = await takeUp(ports, runner, run, ready.settings, isLookDue);
    if (!isAsked && isAllLater(jobs, ports.clock.now())) return undefined;
  }
  await updateRun(ports, run.runId, { state: 'running' }, runner.epoch);
  return { ...run, state: 'running' };
}

/** The worker died in this run: said once, and counted against the job that was under way. */
async function noteResume(ports: EnginePorts, runner: Runner, run: Run, open: readonly Job[]): Promise<void> {
  const job = open.find(({ jobId }) => jobId === run.jobId) ?? open[0];
  await ports.store.write(
    ['jobs', 'log'],
    async (tx) => {
      if (job !== undefined)
        await tx.objectStore('jobs').put({ ...job, crashes: job.crashes + 1, epoch: runner.epoch });
      await addLog(tx, ports.clock, [connectionRow('RUN_RESUMED', { runId: run.runId })]);
    },
    { epoch: runner.epoch },
  );
  ports.announce('log');
}

function isAllLater(jobs: readonly Job[], now: number): boolean {
  return jobs.length > 0 && jobs.every((job) => dueAt(job.notBefore, now) > now);
}

/**
 * A waiting run takes up what is asked for: what it still has to do of it becomes due at once, what it has done
 * already or never had to do is added. So one source that is away keeps neither a release nor the schedule from
 * being served. A scheduled run cuts no wait short.
 */
async function takeUp(
  ports: EnginePorts,
  runner: Runner,
  run: Run,
  settings: Settings,
  isLookDue: boolean,
): Promise<boolean> {
  const { companyId, runId } = run;
  const now = ports.clock.now();
  const seed = { runId, companyId, epoch: runner.epoch, now, newId: ports.newId };
  return await ports.store.write(
    ['jobs', 'companies'],
    async (tx) => {
      const pending = await getMeta(tx, 'pending');
      const request =
        pending ??
        scheduledRequest(await getMeta(tx, 'nextRunAt'), settings, now) ??
        (isLookDue ? LOOK : undefined);
      if (request === undefined) return false;
      const store = tx.objectStore('jobs');
      const known = await store.index('runId').getAll(runId);
      const last = Math.max(-1, ...known.map(({ order }) => order));
      for (const wanted of planJobs(request, settings, await readCompany(tx, companyId), seed)) {
        const open = known.find((job) => job.state === 'open' && isSameWork(job, wanted));
        if (open === undefined) await store.put({ ...wanted, order: last + 1 + wanted.order });
        else if (pending) await store.put({ ...widened(open, wanted), notBefore: 0 });
      }
      await putMeta(tx, 'pending', null);
      return true;
    },
    { epoch: runner.epoch, strict: true },
  );
}

/** What is asked for by name, or as a whole, stays so when the piece of work was waiting already. */
function widened(open: Job, wanted: Job): Job {
  if (open.kind !== 'import' || wanted.kind !== 'import') return open;
  const everything = open.everything === true || wanted.everything === true;
  return { ...open, everything, named: open.named === true || wanted.named === true };
}

function isSameWork(job: Job, wanted: Job): boolean {
  if (job.kind === 'export' || wanted.kind === 'export') return job.kind === wanted.kind;
  const { categories } = job;
  return job.source === wanted.source && wanted.categories.every((category) => categories.includes(category));
}

/** For an unknown outcome whose look-up is due. */
const LOOK: RunRequest = { trigger: 'resume', category: null, exportOnly: true };
const SCHEDULED: RunRequest = { trigger: 'schedule', category: null, exportOnly: false };

function scheduledRequest(
  planned: number | null | undefined,
  settings: Settings,
  now: number,
): RunRequest | undefined {
  const due = scheduledAt(planned, settings, now);
  return due !== null && due <= now ? SCHEDULED : undefined;
}

/** A new run for what was asked, for the schedule, or for an unknown outcome whose look-up is due. */
export async function nextRun(ports: EnginePorts, runner: Runner, ready: Ready): Promise<Run | undefined> {
  const pending = await ports.store.meta('pending');
  const now = ports.clock.now();
  const planned = await ports.store.meta('nextRunAt');
  const request: RunRequest | undefined =
    pending ??
    scheduledRequest(planned, ready.settings, now) ??
    (((await nextLook(ports, ready)) ?? Infinity) <= now ? LOOK : undefined);
  return request === undefined ? undefined : await beginRun(ports, request, ready.settings, runner.epoch);
}

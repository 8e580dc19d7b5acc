import { readCompany } from '../store/company';
import { lastRun } from '../store/rows';
import type { Job, Run } from '../domain/run';
import type { NewLogRow } from '../domain/log-row';
import type { Settings } from '../settings/schema';
import { addLog, getMeta, putMeta } from '../store/store';
import { requestRun } from '../store/pending';
import type { WriteTx } from '../store/schema';
import { canonicalJson } from '../kernel/hash';
import { planJobs } from './jobs';
import type { EnginePorts, RunRequest } from './port';

/** Finished runs that are kept for the interface. */
const KEPT_RUNS = 50;

export async function newestRun(ports: EnginePorts): Promise<Run | undefined> {
  return await ports.store.read(['runs'], lastRun);
}

export function isOpen(run: Run | undefined): run is Run {
  return run !== undefined && run.finishedAt === null;
}

export async function jobsOf(ports: EnginePorts, runId: string): Promise<Job[]> {
  const jobs = await ports.store.read(['jobs'], (tx) => tx.objectStore('jobs').index('runId').getAll(runId));
  return jobs.sort((a, b) => a.order - b.order);
}

export async function openJobsOf(ports: EnginePorts, runId: string): Promise<Job[]> {
  return (await jobsOf(ports, runId)).filter(({ state }) => state === 'open');
}

/** Changes the stored run, so that a stop asked for meanwhile is never overwritten. */
export async function updateRun(
  ports: EnginePorts,
  runId: string,
  change: Partial<Run>,
  epoch?: number,
  log: readonly NewLogRow[] = [],
): Promise<void> {
  const { state = 'running' } = change;
  await ports.store.write(
    ['runs', 'log', 'targets'],
    async (tx) => {
      const run = await tx.objectStore('runs').get(runId);
      if (run !== undefined) await tx.objectStore('runs').put({ ...run, ...change });
      // OutSmart's own lists are read again when they are needed; nothing of them outlives the work.
      if (state !== 'running') await tx.objectStore('targets').clear();
      await addLog(tx, ports.clock, log);
    },
    epoch === undefined ? {} : { epoch },
  );
  if (log.length > 0) ports.announce('log');
}

/** Stores a run with its jobs in one transaction, and forgets the runs beyond the last fifty. */
export async function beginRun(
  ports: EnginePorts,
  request: RunRequest,
  settings: Settings,
  epoch: number,
): Promise<Run> {
  const now = ports.clock.now();
  const { companyId } = settings;
  const runId = ports.newId();
  const run: Run = {
    runId,
    companyId,
    trigger: request.trigger,
    state: 'running',
    startedAt: now,
    finishedAt: null,
    stopRequested: false,
    code: null,
  };
  const seed = { runId, companyId, epoch, now, newId: ports.newId };
  await ports.store.write(
    ['runs', 'jobs', 'companies'],
    async (tx) => {
      await makeNewest(tx, run);
      for (const job of planJobs(request, settings, await readCompany(tx, companyId), seed))
        await tx.objectStore('jobs').put(job);
      // One that was widened in the meantime stays for the following run.
      const waiting = await getMeta(tx, 'pending');
      if (canonicalJson(waiting) === canonicalJson(request)) await putMeta(tx, 'pending', null);
      await forgetOldRuns(tx);
    },
    { epoch, strict: true },
  );
  return run;
}

/** Whatever the clock says, a run that begins is newer than those before it: the newest one alone can be open. */
async function makeNewest(tx: WriteTx, run: Run): Promise<void> {
  const runs = tx.objectStore('runs');
  for (const other of await runs.index('startedAt').getAll(IDBKeyRange.lowerBound(run.startedAt)))
    await runs.put({ ...other, startedAt: run.startedAt - 1 });
  await runs.put(run);
}

async function forgetOldRuns(tx: WriteTx): Promise<void> {
  const runIds = await tx.objectStore('runs').index('startedAt').getAllKeys();
  for (const runId of runIds.slice(0, -KEPT_RUNS)) {
    await tx.objectStore('runs').delete(runId);
    for (const jobId of await tx.objectStore('jobs').index('runId').getAllKeys(runId))
      await tx.objectStore('jobs').delete(jobId);
  }
}

/** Stores a request on its own, on disk before it resolves. */
export async function storePending(ports: EnginePorts, request: RunRequest): Promise<void> {
  await ports.store.write([], (tx) => requestRun(tx, request), { strict: true });
}

/** Raises the epoch: from here on writes of an older runner are refused. */
export async function takeEpoch(ports: EnginePorts): Promise<number> {
  return await ports.store.write(
    [],
    async (tx) => {
      const epoch = ((await getMeta(tx, 'epoch')) ?? 0) + 1;
      await putMeta(tx, 'epoch', epoch);
      return epoch;
    },
    { strict: true },
  );
}

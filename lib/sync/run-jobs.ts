import { connectionRow, type NewLogRow } from '../domain/log-row';
import type { ExportJob, Job, Run } from '../domain/run';
import { AppError, reasonOf, toAppError } from '../kernel/app-error';
import { BACK_OFF_MINUTES, dueAt } from '../kernel/clock';
import type { Side } from '../domain/connection';
import { FencedError, isStorageError } from '../store/store';
import { changeCompany } from '../store/company';
import { changeConnection } from '../store/connection';
import type { WriteTx } from '../store/schema';
import { companyState, endLongTurn, type RunContext, save, StopRequested, TURN_OVER } from './context';
import { runExportJob } from './export/run-export';
import { remember, summaryRows } from './import/outcome';
import { runImportJob } from './import/run-import';
import { exportsHere, stillWanted } from './jobs';
import { jobsOf, openJobsOf, updateRun } from './run-store';

/** Deaths at one job without progress before it is given up. */
const MAX_CRASHES = 3;

export type RunOutcome = 'finished' | 'waiting';

/** Works on a run's open jobs in order until they are done, failed or have to wait. */
export async function workOnRun(context: RunContext): Promise<RunOutcome> {
  for (const job of await jobsOf(context.ports, context.run.runId)) {
    const now = context.ports.clock.now();
    if (job.state !== 'open' || dueAt(job.notBefore, now) > now) continue;
    await updateRun(context.ports, job.runId, { jobId: job.jobId }, context.epoch);
    try {
      await finishJob(context, await runJob(context, job));
    } catch (error) {
      const goOn = await handleFailure(context, job, error);
      if (!goOn) break;
    }
    await context.ports.refreshSnapshot();
    endLongTurn(context, context.turn.startedAt);
  }
  return await closeRun(context);
}

async function runJob(context: RunContext, job: Job): Promise<Job> {
  if (job.crashes >= MAX_CRASHES) throw new AppError('STEP_KEEPS_FAILING', { kind: 'permanent' });
  // Settings may have been saved since the run was planned.
  const { settings } = context;
  if (job.kind === 'import') return await runImportJob(context, stillWanted(job, settings));
  return exportsHere(settings) ? await runExportJob(context, job) : job;
}

/** Whether the run may go on with its next job. */
async function handleFailure(context: RunContext, job: Job, thrown: unknown): Promise<boolean> {
  if (thrown instanceof FencedError || isStorageError(thrown)) throw thrown;
  if (thrown instanceof StopRequested || context.signal.aborted) {
    if (context.signal.reason !== TURN_OVER)
      await updateRun(context.ports, context.run.runId, { stopRequested: true }, context.epoch);
    return false;
  }
  const error = toAppError(thrown);
  const stored = (await jobsOf(context.ports, job.runId)).find(({ jobId }) => jobId === job.jobId) ?? job;
  if (error.kind === 'auth') return await needSignIn(context, stored, error);
  const isPatient = error.code === 'HOST_WITHHELD' || stored.attempt < BACK_OFF_MINUTES.length;
  if (error.kind === 'transient' && isPatient) return await retryLater(context, stored, error);
  const cause = await explain(context, error);
  if (cause.code === 'ADMINISTRATION_GONE') return await failAll(context, stored, cause);
  await failJob(context, stored, cause, [failedRow(stored, cause)]);
  return true;
}

/** No refusal says that the company is gone (accountview-api §7.2); the list of companies does. */
async function explain(context: RunContext, error: AppError): Promise<AppError> {
  const refused = error.kind === 'permanent' || error.kind === 'rights';
  if (error.side !== 'accountview' || !refused) return error;
  try {
    const companies = await context.ports.accountView.companies(context.signal);
    if (companies.some(({ id }) => id === context.run.companyId)) return error;
  } catch {
    return error;
  }
  const { original } = error;
  return new AppError('ADMINISTRATION_GONE', { kind: 'permanent', side: 'accountview', original });
}

/** Nothing of the run can succeed: said once, not once per piece of work. */
async function failAll(context: RunContext, job: Job, error: AppError): Promise<false> {
  await failJob(context, job, error, [failureRow(job, error)]);
  for (const other of await openJobsOf(context.ports, job.runId)) await failJob(context, other, error, []);
  return false;
}

/** Signing in is up to a person: progress is kept, nothing more is tried. */
async function needSignIn(context: RunContext, job: Job, error: AppError): Promise<false> {
  const side: Side = error.side ?? 'accountview';
  const known = (await context.ports.store.meta('connection'))?.signinNeeded === side;
  await save(
    context,
    ['jobs'],
    async (tx) => {
      await changeConnection(tx, () => ({ signinNeeded: side }));
      await tx.objectStore('jobs').put({ ...job, error: reasonOf(error) });
    },
    // Said once: the token source may have said it already.
    { strict: true, log: known ? [] : [failureRow(job, error, 'SIGNIN_NEEDED')] },
  );
  return false;
}

async function retryLater(context: RunContext, job: Job, error: AppError): Promise<true> {
  const { clock } = context.ports;
  // Its service is left alone for a while: nothing was tried, so no try counts and nothing new is to be said.
  const isPaused = error.params['reason'] === 'paused';
  const minutes = BACK_OFF_MINUTES[job.attempt] ?? 60;
  const own = isPaused ? 0 : clock.now() + minutes * 60_000;
  const next = {
    ...job,
    attempt: job.attempt + (isPaused ? 0 : 1),
    notBefore: Math.max(error.notBefore ?? 0, own),
    error: reasonOf(error),
  };
  await save(
    context,
    ['jobs'],
    async (tx) => {
      await tx.objectStore('jobs').put(next);
      await noteUnreachable(tx, error, { since: clock.now(), retryAt: next.notBefore });
    },
    { log: isPaused ? [] : [failureRow(next, error)] },
  );
  return true;
}

async function noteReached(tx: WriteTx, isReached: (side: Side) => boolean): Promise<void> {
  await changeConnection(tx, ({ unreachable }) =>
    unreachable && isReached(unreachable.side) ? { unreachable: null } : undefined,
  );
}

async function noteUnreachable(
  tx: WriteTx,
  { side, code }: AppError,
  { since, retryAt }: { since: number; retryAt: number },
): Promise<void> {
  if (side === undefined) return;
  const withheld = code === 'HOST_WITHHELD' ? { withheld: true as const } : {};
  await changeConnection(tx, ({ unreachable: known }) => ({
    unreachable: { side, since: known?.side === side ? known.since : since, retryAt, ...withheld },
  }));
}

async function failJob(
  context: RunContext,
  job: Job,
  error: AppError,
  log: readonly NewLogRow[],
): Promise<void> {
  const failed = { ...job, state: 'failed', error: reasonOf(error) } as const;
  await save(
    context,
    ['jobs', 'companies'],
    async (tx) => {
      await tx.objectStore('jobs').put(failed);
      if (failed.kind === 'import')
        await changeCompany(tx, failed.companyId, (company) =>
          remember(company, failed, context.ports.clock.now(), true),
        );
    },
    { log },
  );
}

function failedRow(job: Job, error: AppError): NewLogRow {
  return failureRow(job, error, job.kind === 'import' ? 'IMPORT_FAILED' : 'EXPORT_FAILED');
}

/** One row that names the cause; a failed job carries the cause's code as a parameter. */
function failureRow(job: Job, error: AppError, code: NewLogRow['code'] = error.code): NewLogRow {
  const params = {
    ...error.params,
    cause: error.code,
    ...(error.side === undefined ? {} : { side: error.side }),
  };
  return {
    level: 'error',
    direction: job.kind,
    code,
    params,
    attempt: job.attempt,
    category: job.kind === 'import' ? job.categories[0] : undefined,
    original: error.original,
  };
}

/** A finished job with its summary rows; what was unreachable has answered. */
async function finishJob(context: RunContext, job: Job): Promise<void> {
  const failedCategories = job.kind === 'import' ? Object.keys(job.failed).length : 0;
  const done: Job = { ...job, state: failedCategories > 0 ? 'failed' : 'done', error: null };
  const durationMs = durationOf(context);
  await save(
    context,
    ['jobs', 'companies'],
    async (tx) => {
      await tx.objectStore('jobs').put(done);
      // An import that had nothing to write has not asked OutSmart.
      await noteReached(tx, (side) => side === 'accountview' || done.kind === 'export');
      if (done.kind === 'import')
        await changeCompany(tx, done.companyId, (company) =>
          remember(company, done, context.ports.clock.now()),
        );
    },
    {
      log:
        done.kind === 'import'
          ? summaryRows(await companyState(context), done, durationMs)
          : exportRows(done, durationMs),
    },
  );
}

function durationOf({ ports, run }: RunContext): number {
  return ports.clock.now() - run.startedAt;
}

function exportRows(job: ExportJob, durationMs: number): NewLogRow[] {
  if (job.counts.workOrders === 0) return [];
  return [{ level: 'info', direction: 'export', code: 'EXPORT_DONE', params: { ...job.counts }, durationMs }];
}

/** Ends the run when nothing of it is open any more; otherwise it waits. */
async function closeRun(context: RunContext): Promise<RunOutcome> {
  const { ports, run, epoch } = context;
  const jobs = await jobsOf(ports, run.runId);
  const stored = await ports.store.read(['runs'], (tx) => tx.objectStore('runs').get(run.runId));
  const stopped = stored?.stopRequested === true;
  if (!stopped && jobs.some((job) => job.state === 'open')) {
    await updateRun(ports, run.runId, { state: 'waiting' }, epoch);
    return 'waiting';
  }
  const failed = jobs.find((job) => job.state === 'failed');
  const state: Run['state'] = stopped ? 'stopped' : failed === undefined ? 'done' : 'failed';
  const code = state === 'failed' ? (failed?.error?.code ?? 'IMPORT_FAILED') : null;
  if (state === 'done') await ports.store.write([], (tx) => noteReached(tx, () => true), { epoch });
  await updateRun(ports, run.runId, { state, finishedAt: ports.clock.now(), code }, epoch, [
    runRow(context, state),
  ]);
  return 'finished';
}

function runRow(context: RunContext, state: Run['state']): NewLogRow {
  const code = state === 'done' ? 'RUN_DONE' : state === 'stopped' ? 'RUN_STOPPED' : 'RUN_FAILED';
  const level = state === 'failed' ? 'error' : 'info';
  return connectionRow(code, { level, runId: context.run.runId, durationMs: durationOf(context) });
}

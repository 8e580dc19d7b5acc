import type { Category } from '../domain/category';
import type { ExportJob, ImportJob, Job } from '../domain/run';
import { type Settings, switchedOn } from '../settings/schema';
import type { CompanyState } from '../store/schema';
import type { RunRequest } from './port';
import { modeOf } from './import/approval';
import { surveyJobs } from './import/survey';

interface JobSeed {
  runId: string;
  companyId: string;
  epoch: number;
  now: number;
  newId: () => string;
}

/** Which categories a run works on: those asked for, else all that wait for nobody; never one that is switched off. */
function wantedCategories(
  request: RunRequest,
  settings: Settings,
  company: CompanyState,
): readonly Category[] {
  if (request.exportOnly) return [];
  const names = namesOf(request);
  const isAsked = (category: Category): boolean =>
    names.includes(category) || (request.category === null && modeOf(company, category, false) !== 'leave');
  return switchedOn(settings).filter(isAsked);
}

/** Whether this browser makes documents. */
export function exportsHere({ exportTarget, thisBrowserExports }: Settings): boolean {
  return exportTarget !== 'none' && thisBrowserExports;
}

/** Categories that were asked for by name. */
function namesOf({ category, named = [] }: RunRequest): readonly Category[] {
  return category === null ? named : [category, ...named];
}

/** The piece of work without the categories that have been switched off since it was planned. */
export function stillWanted(job: ImportJob, { imports }: Settings): ImportJob {
  const { cursor } = job;
  const isOn = (category: Category): boolean => imports[category];
  const pass = cursor.pass && { ...cursor.pass, writes: cursor.pass.writes.filter(isOn) };
  const categories = job.categories.filter(isOn);
  return { ...job, categories, cursor: pass === undefined ? cursor : { ...cursor, pass } };
}

/** The pieces of work of a run, in order: one per AccountView source, then the export. */
export function planJobs(
  request: RunRequest,
  settings: Settings,
  company: CompanyState,
  seed: JobSeed,
): Job[] {
  const wanted = wantedCategories(request, settings, company);
  const jobs: Job[] = surveyJobs(wanted).map((work) => importJob(seed, request, work));
  const all = request.category === null && exportsHere(settings) ? [...jobs, exportJob(seed)] : jobs;
  return all.map((job, order) => ({ ...job, order }));
}

function base(
  seed: JobSeed,
): Omit<ImportJob, 'kind' | 'source' | 'categories' | 'cursor' | 'counts' | 'failed'> {
  return {
    jobId: seed.newId(),
    runId: seed.runId,
    companyId: seed.companyId,
    order: 0,
    state: 'open',
    attempt: 0,
    crashes: 0,
    notBefore: 0,
    epoch: seed.epoch,
    updatedAt: seed.now,
    error: null,
    progress: { done: 0, expected: null },
  };
}

function importJob(
  seed: JobSeed,
  request: RunRequest,
  work: Pick<ImportJob, 'source' | 'categories'>,
): ImportJob {
  const cursor = { lastKey: null, pageNumber: 0, passId: seed.newId(), logged: 0, finished: false };
  return {
    ...base(seed),
    ...work,
    kind: 'import',
    cursor,
    counts: {},
    failed: {},
    everything: request.everything === true,
    named: work.categories.some((category) => namesOf(request).includes(category)),
  };
}

function exportJob(seed: JobSeed): ExportJob {
  return { ...base(seed), kind: 'export', counts: { workOrders: 0, documents: 0, held: 0, failed: 0 } };
}

import { IMPORTABLE, type ImportableCategory } from '../domain/category';
import type { ExportJob, ImportJob, Job } from '../domain/run';
import type { Settings } from '../settings/schema';
import type { RunRequest } from './port';
import { type Source, SOURCES } from './import/sources';

interface JobSeed {
  runId: string;
  companyId: string;
  epoch: number;
  now: number;
  newId: () => string;
}

/** Which categories a run works on: the one asked for, else all that are switched on. */
function wantedCategories(request: RunRequest, settings: Settings): readonly ImportableCategory[] {
  if (request.exportOnly) return [];
  if (request.category !== null) return [request.category];
  return IMPORTABLE.filter((category) => settings.imports[category]);
}

/** The pieces of work of a run, in order: one per AccountView source, then the export. */
export function planJobs(request: RunRequest, settings: Settings, seed: JobSeed): Job[] {
  const wanted = wantedCategories(request, settings);
  const jobs: Job[] = SOURCES.flatMap((source) => {
    const categories = categoriesOf(source).filter((category) => wanted.includes(category));
    return categories.length === 0 ? [] : [importJob(seed, source, categories)];
  });
  const exports =
    request.category === null && settings.exportTarget !== 'none' && settings.thisBrowserExports;
  const all = exports ? [...jobs, exportJob(seed)] : jobs;
  return all.map((job, order) => ({ ...job, order }));
}

function categoriesOf(source: Source): ImportableCategory[] {
  return [...new Set(source.feeds.map((feed) => feed.category))];
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

function importJob(seed: JobSeed, source: Source, categories: readonly ImportableCategory[]): ImportJob {
  const cursor = { lastKey: null, pageNumber: 0, passId: seed.newId(), logged: 0, finished: false };
  return {
    ...base(seed),
    kind: 'import',
    source: source.businessObject,
    categories,
    cursor,
    counts: {},
    failed: {},
  };
}

function exportJob(seed: JobSeed): ExportJob {
  return { ...base(seed), kind: 'export', counts: { workOrders: 0, documents: 0, held: 0, failed: 0 } };
}

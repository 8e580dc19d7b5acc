import { type AppError, reasonOf, toAppError } from '../kernel/app-error';
import type { Settings } from '../settings/schema';
import { FencedError, isStorageError } from '../store/store';
import { discoverCompany } from './discover-company';
import { type Survey, survey, surveyContext, surveyJobs } from './import/survey';
import { surveyExport } from './export/survey';
import type { Engine, EnginePorts, ExportWatcher, Surveyor, SurveyWatcher } from './port';
import { takeEpoch } from './run-store';

/** What a category is that this company does not have. */
const UNAVAILABLE = { code: 'IMPORT_UNAVAILABLE', params: {} } as const;

/** Reads and compares what imports would do, in turns with the runs: both hold the same lock. */
export function createSurveyor(ports: EnginePorts, engine: Pick<Engine, 'rest'>): Surveyor {
  let current = new AbortController();
  /** Surveys for the preflight, which no preview takes the place of. */
  const beside = new Set<AbortController>();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
    ports.keepAlive(async () => {
      const over = ports.locks.exclusive('run', work);
      // A run that is on goes on afterwards: somebody waits for this.
      engine.rest();
      return await over;
    });
  return {
    survey: (settings, categories, watcher) => {
      current.abort();
      current = new AbortController();
      const { signal } = current;
      const work = { settings, jobs: surveyJobs(categories), watcher, signal };
      return inTurn(async () => {
        try {
          return await surveyAll(ports, work);
        } finally {
          // One that is ended early leaves OutSmart's lists behind.
          await ports.store.write(['targets'], (tx) => tx.objectStore('targets').clear());
        }
      });
    },
    surveyExport: (settings, watcher, purpose) => {
      const control = purpose === 'preview' ? current : new AbortController();
      if (purpose === 'preflight') beside.add(control);
      const work = { settings, watcher, signal: control.signal };
      return inTurn(() => surveyDocuments(ports, work)).finally(() => beside.delete(control));
    },
    discover: (companyId) => inTurn(() => discoverCompany(ports, companyId)),
    stop: () => {
      current.abort();
      for (const control of beside) control.abort();
    },
  };
}

interface DocumentWork {
  settings: Settings;
  watcher: ExportWatcher;
  signal: AbortSignal;
}

async function surveyDocuments(
  ports: EnginePorts,
  { settings, watcher, signal }: DocumentWork,
): Promise<'finished' | 'stopped'> {
  if (signal.aborted) return 'stopped';
  const { companyId } = settings;
  const epoch = await takeEpoch(ports);
  const context = surveyContext(ports, { companyId, settings, epoch, signal });
  try {
    await surveyExport(context, { document: watcher.onDocument, progress: watcher.onExportProgress });
    return 'finished';
  } catch (error) {
    if (signal.aborted) return 'stopped';
    throw error;
  }
}

interface Work {
  settings: Settings;
  jobs: ReturnType<typeof surveyJobs>;
  watcher: SurveyWatcher;
  signal: AbortSignal;
}

async function surveyAll(
  ports: EnginePorts,
  { settings, jobs, watcher, signal }: Work,
): Promise<'finished' | 'stopped'> {
  if (signal.aborted) return 'stopped';
  const { companyId } = settings;
  const epoch = await takeEpoch(ports);
  const context = surveyContext(ports, { companyId, settings, epoch, signal });
  let isCounted = jobs.length === 0;
  let obstacle: AppError | undefined;
  for (const { source, categories } of jobs) {
    let results: Survey = {};
    try {
      results = await survey(context, source, categories, listenerOf(watcher));
      isCounted = true;
    } catch (thrown) {
      if (signal.aborted) return 'stopped';
      if (thrown instanceof FencedError || isStorageError(thrown)) throw thrown;
      const error = toAppError(thrown);
      if (error.kind === 'permanent') isCounted = true;
      else obstacle ??= error;
      results = Object.fromEntries(
        categories.map((category) => [category, { counts: null, error: reasonOf(error) }]),
      );
    }
    for (const category of categories) {
      const { counts, error } = results[category] ?? { counts: null, error: null };
      await watcher.onCategory(category, counts, counts === null ? (error ?? UNAVAILABLE) : null);
    }
  }
  // One category that fails stands in nobody's way; when not one could be looked at, that passes or can be mended.
  if (!isCounted && obstacle !== undefined) throw obstacle;
  return signal.aborted ? 'stopped' : 'finished';
}

function listenerOf({ onRecord, onProgress }: SurveyWatcher) {
  return { record: onRecord, page: onProgress };
}

import type { PreviewCounts } from '../../domain/preview';
import type { ImportJob, ImportSource } from '../../domain/run';
import type { RunContext } from '../context';
import { runPayments, runSalesOrders, surveyOrders, surveyPayments } from '../once';
import type { SurveyListener } from './survey';

/** What makes each record once, instead of writing it whenever it has changed. */
export interface OnceRunner {
  run(context: RunContext, job: ImportJob): Promise<ImportJob>;
  /** Null: the company has no such table. */
  survey(context: RunContext, listener?: SurveyListener): Promise<PreviewCounts | null>;
}

const RUNNERS: Partial<Record<ImportSource, OnceRunner>> = {
  SO1: { run: runSalesOrders, survey: surveyOrders },
  OPEN: { run: runPayments, survey: surveyPayments },
};

export function onceRunner(source: ImportSource): OnceRunner | undefined {
  return RUNNERS[source];
}

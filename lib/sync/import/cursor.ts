import type { Filter } from '../../accountview/port';
import type { ImportCursor, ImportJob } from '../../domain/run';
import { dutchDay } from '../../kernel/clock';
import { canonicalJson, fastHash } from '../../kernel/hash';
import type { RunContext } from '../context';
import { MAPPING_VERSION } from '../rules/rule';

/** Moment of the last change of a row, in the server's local time (accountview-api §4.3). */
export const CHANGED_AT = 'CNG_DATE';
/** Nobody keeps changing a table for this many passes over the changes; the next run begins again anyway. */
const MAX_CATCH_UPS = 5;
const DAY_MS = 86_400_000;
/** A chain that took longer was interrupted after its only page. */
const MOMENT_MS = 60_000;

/** A job whose pass has begun. */
export type BegunJob = ImportJob & { cursor: Required<ImportCursor> };

/**
 * The job with its pass: as it stands when it reads the same table with the same columns and settings through the
 * same mapping, else from the first row again (reliability §3.5). Starting over costs reads only: what is sent
 * is compared with what was sent.
 */
export function beginPass(context: RunContext, job: ImportJob, fields: readonly string[]): BegunJob {
  const { settings, run, ports } = context;
  const { blockedDebtors, workorderEmail, hourUnit, imports } = settings;
  const mapped = { blockedDebtors, workorderEmail, hourUnit, imports };
  const basis = fastHash(canonicalJson([job.source, run.companyId, fields, mapped, MAPPING_VERSION]));
  if (isBegun(job) && job.cursor.pass.basis === basis) return job;
  const startedAt = ports.clock.now();
  const pass = { basis, startedAt, since: null, fullPage: 0, catchUps: 0, isNews: false };
  const cursor = {
    ...job.cursor,
    lastKey: null,
    pageNumber: 0,
    passId: ports.newId(),
    finished: false,
    pass,
  };
  return { ...job, cursor, counts: {}, failed: {}, progress: { ...job.progress, done: 0 } };
}

function isBegun(job: ImportJob): job is BegunJob {
  return job.cursor.pass !== undefined;
}

/**
 * The next chain of a pass, once its chain is read to the end; `undefined` when the pass is complete.
 *
 * One page is what the table was at one moment. Between two pages rows can be inserted or changed before the
 * cursor: a chain of several is followed by one over the changes since it began, until nothing new comes. The
 * overlap of a day and what is left of the day before covers an unknown time zone, the change of the clocks and a
 * server clock that is off (accountview-api §4.3). A table without that column waits for the next pass.
 */
export function nextChain(
  { ports }: RunContext,
  job: BegunJob,
  fields: readonly string[],
): BegunJob | undefined {
  const { cursor } = job;
  const { since, isNews, catchUps, startedAt } = cursor.pass;
  const isMoment = cursor.pageNumber <= 1 && ports.clock.now() - startedAt <= MOMENT_MS;
  const mayHaveDrifted = !isMoment && (since === null || isNews);
  if (!mayHaveDrifted || catchUps >= MAX_CATCH_UPS || !fields.includes(CHANGED_AT)) return undefined;
  const pass = {
    ...cursor.pass,
    since: dutchDay(startedAt - DAY_MS),
    startedAt: ports.clock.now(),
    catchUps: catchUps + 1,
    isNews: false,
  };
  return { ...job, cursor: { ...cursor, lastKey: null, pageNumber: 0, pass } };
}

/** FoxPro's strict literal: the day and what comes after it (accountview-api §4.2). */
export function changedSince(since: string | null): Filter[] {
  if (since === null) return [];
  return [{ field: CHANGED_AT, operator: 'DateOnOrAfterDate', type: 'T', value: `{^${since} 00:00:00}` }];
}

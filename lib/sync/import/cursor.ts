import type { Filter } from '../../accountview/port';
import type { Category } from '../../domain/category';
import type { ImportCursor, ImportJob, ImportPass } from '../../domain/run';
import { dutchDay } from '../../kernel/clock';
import { canonicalJson, fastHash } from '../../kernel/hash';
import type { CompanyState } from '../../store/schema';
import type { RunContext } from '../context';
import { MAPPING_VERSION } from '../rules/rule';
import { isSince, modeOf } from './approval';
import { isImported, type Source } from './sources';

/** Moment of the last change of a row, in the server's local time (accountview-api §4.3). */
export const CHANGED_AT = 'CNG_DATE';
/** Nobody keeps changing a table for this many passes over the changes; the next run begins again anyway. */
const MAX_CATCH_UPS = 5;
const DAY_MS = 86_400_000;
/** A pass over everything is made this often by itself (product §3). */
const FULL_EVERY_MS = 7 * DAY_MS;
/** A chain that took longer was interrupted after its only page. */
const MOMENT_MS = 60_000;

/** A job whose pass has begun. */
export type BegunJob = ImportJob & { cursor: Required<ImportCursor> };

/** What decides how a pass is made. */
export interface PassInput {
  company: CompanyState;
  source: Source;
  /** Columns that are read. */
  fields: readonly string[];
  /** A person asked, and there is something to try again that OutSmart refused: the changes do not show it. */
  retriesRefused: boolean;
}

/**
 * The job with its pass: as it stands when it reads the same table with the same columns and settings through the
 * same mapping, else from the first row again (reliability §3.5). Starting over costs reads only: what is sent
 * is compared with what was sent.
 */
export function beginPass(context: RunContext, job: ImportJob, input: PassInput): BegunJob {
  const basis = basisOf(context, input);
  const writes = writesOf(context, job, input);
  const now = context.ports.clock.now();
  if (isBegun(job) && goesOn(job, input.company, { basis, writes, now })) return job;
  const kind = kindOf(job, writes, input, { now, basis });
  const isFiltered = kind === 'changes' && !input.retriesRefused && input.fields.includes(CHANGED_AT);
  const since = isFiltered ? dayBefore(Math.min(now, ...writes.map((name) => sinceOf(input, name)))) : null;
  const pass: ImportPass = {
    basis,
    kind,
    writes,
    since,
    begunAt: now,
    startedAt: now,
    fullPage: 0,
    catchUps: 0,
    isNews: false,
  };
  const cursor = { ...job.cursor, lastKey: null, pageNumber: 0, finished: false, pass };
  return {
    ...withWaits(job, input.company),
    counts: {},
    failed: {},
    progress: { ...job.progress, done: 0 },
    cursor: { ...cursor, passId: context.ports.newId() },
  };
}

/** Categories that may be written, and of which what they refer to is at OutSmart or goes out with them. */
function writesOf(
  { settings }: RunContext,
  { categories, named = false, waits, failed }: ImportJob,
  { company, source }: PassInput,
): Category[] {
  const open = categories.filter((category) => modeOf(company, category, named) === 'write');
  return open.filter((category) => {
    const { after } = source.feeds.find((feed) => feed.category === category) ?? {};
    if (after === undefined || !settings.imports[after]) return true;
    const goesOut = open.includes(after) && waits?.[after] === undefined && failed[after] === undefined;
    return goesOut || isImported(settings, company, after);
  });
}

/** Hash of what decides which rows are read and what becomes of them. */
function basisOf({ settings, run }: RunContext, { company, source, fields }: PassInput): string {
  const { table, options, feeds, switches = [] } = source;
  const chosen = [...options, 'leads' as const].map((name) => settings[name]);
  const on = switches.map((category) => settings.imports[category]);
  for (const { alsoNeeds } of feeds)
    if (alsoNeeds !== undefined) on.push(isImported(settings, company, alsoNeeds));
  return fastHash(canonicalJson([table, run.companyId, fields, chosen, on, MAPPING_VERSION]));
}

/** The job with the categories that have to ask before anything of them is written. */
export function withWaits(job: ImportJob, company: CompanyState): ImportJob {
  const { categories, named = false } = job;
  const asks = categories.filter((category) => modeOf(company, category, named) === 'ask');
  const waits = asks.map((category) => [category, company.approvals?.[category]?.reason ?? 'first'] as const);
  return { ...job, waits: Object.fromEntries(waits) };
}

function isBegun(job: ImportJob): job is BegunJob {
  return job.cursor.pass !== undefined;
}

/** Whether a pass that broke off still is what has to be done: a yes or a wish for everything may have come since. */
function goesOn(
  job: BegunJob,
  { approvals }: CompanyState,
  { basis, writes, now }: { basis: string; writes: readonly Category[]; now: number },
): boolean {
  const { pass } = job.cursor;
  if (pass.basis !== basis || (job.everything === true && pass.kind !== 'full')) return false;
  // A newer yes was given to what is in force now. One that outgrew its yes goes on waiting until there is one.
  return writes.every(
    (category) => pass.writes?.includes(category) && !isSince(approvals?.[category], pass.begunAt, now),
  );
}

function kindOf(
  job: ImportJob,
  writes: readonly Category[],
  { company: { imports, approvals } }: PassInput,
  { now, basis }: { now: number; basis: string },
): ImportPass['kind'] {
  const isKnown = writes.every((category) => {
    const memory = imports[category];
    const { since = Infinity, fullAt = -Infinity } = memory ?? {};
    // A mark in the future was set by a clock that was off: what it covers is not known.
    const isFresh = since <= now && now - fullAt < FULL_EVERY_MS && fullAt <= now;
    return isFresh && memory?.basis === basis && approvals?.[category] === undefined;
  });
  return isKnown && job.everything !== true ? 'changes' : 'full';
}

function sinceOf({ company }: PassInput, category: Category): number {
  return company.imports[category]?.since ?? 0;
}

/**
 * The next chain of a pass, once its chain is read to the end; `undefined` when the pass is complete.
 *
 * One page is what the table was at one moment. Between two pages rows can be inserted or changed before the
 * cursor: a chain of several is followed by one over the changes since it began, until nothing new comes. A table
 * without that column waits for the next pass.
 */
export function nextChain(
  { ports }: RunContext,
  job: BegunJob,
  fields: readonly string[],
): BegunJob | undefined {
  const { cursor } = job;
  const { isNews, catchUps, startedAt } = cursor.pass;
  const isMoment = cursor.pageNumber <= 1 && ports.clock.now() - startedAt <= MOMENT_MS;
  const mayHaveDrifted = !isMoment && (catchUps === 0 || isNews);
  if (!mayHaveDrifted || catchUps >= MAX_CATCH_UPS || !fields.includes(CHANGED_AT)) return undefined;
  const pass = {
    ...cursor.pass,
    since: dayBefore(startedAt),
    startedAt: ports.clock.now(),
    catchUps: catchUps + 1,
    isNews: false,
  };
  return { ...job, cursor: { ...cursor, lastKey: null, pageNumber: 0, pass } };
}

/**
 * The overlap of a day and what is left of the day before covers an unknown time zone, the change of the clocks and
 * a server clock that is off (accountview-api §4.3).
 */
function dayBefore(time: number): string {
  return dutchDay(time - DAY_MS);
}

/** FoxPro's strict literal: the day and what comes after it (accountview-api §4.2). */
export function changedSince(since: string | null): Filter[] {
  if (since === null) return [];
  return [{ field: CHANGED_AT, operator: 'DateOnOrAfterDate', type: 'T', value: `{^${since} 00:00:00}` }];
}

import type { NewLogRow } from '../../domain/log-row';
import { type ImportCounts, NO_COUNTS } from '../../domain/run';
import type { OutgoingRecord } from '../../outsmart/port';
import type { Settings } from '../../settings/schema';
import type { Link, Staged, Target } from '../../store/schema';
import type { AsideMapped, Mapped, RecordMapped } from '../rules/rule';
import type { Candidate } from './candidates';
import { asText, planWrite } from './merge';
import { isMainFeed, refOf, type SourceFeed } from './sources';

/** A record to be sent, and what is stored of it once OutSmart has it. */
export interface PlannedRecord {
  record: OutgoingRecord;
  link: Link;
  name: string;
  /** What was known of the record before; undefined when it is new. */
  before: Link | undefined;
}

/** What a page does to one feed: rows to send, rows to keep back, rows of the link table, log rows and numbers. */
export interface FeedPlan {
  writes: PlannedRecord[];
  /** How many of them OutSmart's list does not have. */
  created: number;
  /** Kept back until the mass brake has counted them. */
  staged: Staged[];
  /** Keys of what was kept back earlier in the pass and is no longer to be written. */
  unstaged: string[];
  links: Link[];
  log: NewLogRow[];
  counts: ImportCounts;
}

export interface PlanInput {
  feed: SourceFeed;
  companyId: string;
  passId: string;
  leads: Settings['leads'];
  /** Compared with OutSmart's own list, not only with what was sent last. */
  isFull: boolean;
  /** The chain shows only rows that changed, so of two rows under one key perhaps one. */
  isPartial: boolean;
  /** Known records with other values wait for the mass brake. */
  brakes: boolean;
  /** Whether what OutSmart refused is sent again unchanged (reliability §3.3: when a person asks). */
  retriesRefused: boolean;
  links: ReadonlyMap<string, Link>;
  targets: ReadonlyMap<string, Target['fields']>;
  /** What was kept back earlier in the pass. */
  staged: ReadonlyMap<string, Staged>;
}

/** Whether OutSmart's list has to be known: always in a full pass, else when there is something to send. */
export function needsTargets(
  candidates: readonly Candidate[],
  { isFull, links, retriesRefused }: Pick<PlanInput, 'isFull' | 'links' | 'retriesRefused'>,
): boolean {
  if (isFull) return true;
  return candidates.some((candidate) => {
    const known = links.get(candidate.key);
    const isKnown = known !== undefined && [known.hash, known.twin].includes(candidate.hash);
    const isSettled = isKnown || (!retriesRefused && wasRefused(candidate.hash, known));
    return candidate.mapped.kind === 'record' && !isSettled;
  });
}

/** OutSmart refused exactly this before. */
export function wasRefused(hash: string, known: Link | undefined): boolean {
  return known?.aside?.code === 'RECORD_REFUSED' && known.aside.hash === hash;
}

/** Decides for each candidate: unchanged, to be written, kept back, or set aside. Pure. */
export function planPage(input: PlanInput, candidates: readonly Candidate[]): FeedPlan {
  const plan: FeedPlan = {
    writes: [],
    created: 0,
    staged: [],
    unstaged: [],
    links: [],
    log: [],
    counts: { ...NO_COUNTS },
  };
  for (const candidate of candidates) planCandidate(plan, input, candidate);
  return plan;
}

function planCandidate(plan: FeedPlan, input: PlanInput, candidate: Candidate): void {
  const { key, hash, mapped } = candidate;
  const known = input.links.get(key);
  if (isSeen(input, candidate, known)) return;
  const spelling = otherSpelling(input, candidate, known);
  if (known !== undefined && spelling !== '') {
    plan.links.push({ ...known, twin: hash });
    if (known.twin !== hash) noteTwin(plan, input, { ...mapped, key: spelling }, 'DUPLICATE_KEY');
    return;
  }
  if (input.staged.has(key)) plan.unstaged.push(key);
  if (mapped.kind === 'skip') {
    // Left out by a setting is not gone: what is known of it counts as seen.
    if (known !== undefined) plan.links.push({ ...known, ...baseLink(input, candidate, known) });
    return;
  }
  plan.counts.read += 1;
  const { twin } = candidate;
  if (twin !== undefined && twin !== known?.twin)
    noteTwin(plan, input, mapped, twin === hash ? 'IMPORT_REPEATED_KEY' : 'DUPLICATE_KEY');
  if (mapped.kind === 'aside') setAside(plan, input, candidate, mapped, known);
  else planRecord(plan, input, candidate, mapped, known);
}

/** Seen in this pass as it is: another one under that key is a change, that of the row's twin is not. */
function isSeen({ passId, staged }: PlanInput, { key, hash }: Candidate, known: Link | undefined): boolean {
  if (hash === '' || known?.passId !== passId) return false;
  const kept = staged.get(key);
  if (kept !== undefined) return [kept.link.hash, known.twin].includes(hash);
  return [known.hash, known.aside?.hash, known.twin].includes(hash);
}

/**
 * Where only changes are read, a row under a known key in another spelling is the other one of two: the first is
 * among the rows that did not change. The spelling of the known one; '' when it is the same.
 */
function otherSpelling(
  { isPartial, feed }: PlanInput,
  { mapped }: Candidate,
  known: Link | undefined,
): string {
  const spelling = isPartial && known !== undefined ? feed.rule.targetKey(known.sent) : '';
  const isOther = spelling !== mapped.key && spelling.toUpperCase() === mapped.key.toUpperCase();
  return isOther ? spelling : '';
}

/** Says once that a key stands for more than one row. */
function noteTwin(
  { log }: FeedPlan,
  { feed }: PlanInput,
  mapped: Mapped,
  code: 'DUPLICATE_KEY' | 'IMPORT_REPEATED_KEY',
): void {
  const level = code === 'DUPLICATE_KEY' ? 'warning' : 'info';
  if (isMainFeed(feed)) log.push(recordRow(feed, mapped, level, code));
}

function planRecord(
  plan: FeedPlan,
  input: PlanInput,
  candidate: Candidate,
  { key, name, record }: RecordMapped,
  known: Link | undefined,
): void {
  const sent = known?.sent ?? {};
  const base = baseLink(input, candidate, known);
  const link: Link = { ...base, hash: candidate.hash, sent, aside: null };
  const isAsSent = known?.hash === candidate.hash;
  if (isAsSent && !input.isFull) return settle(plan, 'unchanged', link);
  if (known !== undefined && !input.retriesRefused && wasRefused(candidate.hash, known))
    return settle(plan, 'setAside', { ...known, ...base });
  const target = input.targets.get(key);
  const mapped = { record, link, name, before: known };
  const { changed, write } = planAgainst(mapped, target, input);
  if (!changed) return settle(plan, 'unchanged', write.link);
  const isKnown = target !== undefined || (known !== undefined && wasSent(known));
  if (input.brakes && isKnown) keepBack(plan, mapped);
  else {
    plan.writes.push(write);
    if (target === undefined) plan.created += 1;
  }
}

/** A mapped record beside OutSmart's copy of it: whether there is anything to write, and what. */
export function planAgainst(
  { record, link, name, before }: PlannedRecord,
  target: Target['fields'] | undefined,
  { feed, leads }: Pick<PlanInput, 'feed' | 'leads'>,
): { changed: boolean; write: PlannedRecord } {
  const planned = planWrite(feed.rule, record, { sent: before?.sent, target }, leads);
  const sent = { ...before?.sent, ...asText(planned.own) };
  return {
    changed: planned.changed,
    write: { record: planned.record, link: { ...link, sent }, name, before },
  };
}

/** Whether the record was written before, also where the last write's answer was lost. */
export function wasSent({ hash, sent }: Link): boolean {
  return hash !== '' || Object.keys(sent).length > 0;
}

function settle({ counts, links }: FeedPlan, outcome: 'unchanged' | 'setAside', link: Link): void {
  counts[outcome] += 1;
  links.push(link);
}

/** What is known of it stays as it is, but it has been seen in this pass. */
function keepBack({ staged, links }: FeedPlan, { link, before, record, name }: PlannedRecord): void {
  const { companyId, category, key, passId, twin } = link;
  staged.push({ companyId, category, key, record, link, name });
  const { hash, sent, aside } = before ?? { hash: '', sent: {}, aside: null };
  links.push({ companyId, category, key, passId, twin, hash, sent, aside });
}

function setAside(
  plan: FeedPlan,
  input: PlanInput,
  candidate: Candidate,
  { code, params, ...mapped }: AsideMapped,
  known: Link | undefined,
): void {
  const { key, name } = mapped;
  const aside = { code, params, hash: candidate.hash, key, name };
  const link = { hash: known?.hash ?? '', sent: known?.sent ?? {}, aside };
  settle(plan, 'setAside', { ...baseLink(input, candidate, known), ...link });
  if (known?.aside?.hash === candidate.hash) return;
  plan.log.push(recordRow(input.feed, mapped, 'warning', code, params));
}

/** A log row about one record, named by its key where it has one. */
export function recordRow(
  { category }: Pick<SourceFeed, 'category'>,
  { feed, key, name }: Pick<Mapped, 'feed' | 'key'> & { name?: string },
  level: NewLogRow['level'],
  code: NewLogRow['code'],
  params: NewLogRow['params'] = {},
): NewLogRow {
  return {
    level,
    direction: 'import',
    category,
    code,
    params,
    record: refOf(feed, key || '?'),
    // The log names companies and contacts, and nobody else (product §9).
    recordName: feed === 'employees' ? undefined : name || undefined,
  };
}

function baseLink(
  { companyId, feed, passId }: PlanInput,
  { key, twin }: Candidate,
  known: Link | undefined,
): Pick<Link, 'companyId' | 'category' | 'key' | 'passId' | 'twin' | 'missingSince'> {
  // What is seen is not missing.
  return {
    companyId,
    category: feed.rule.feed,
    key,
    passId,
    twin: twin ?? known?.twin,
    missingSince: undefined,
  };
}

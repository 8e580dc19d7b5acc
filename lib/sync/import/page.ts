import type { SourceRow } from '../../accountview/port';
import type { NewLogRow } from '../../domain/log-row';
import { type ImportCounts, NO_COUNTS } from '../../domain/run';
import { accountViewChanged } from '../../kernel/app-error';
import { canonicalJson, fastHash } from '../../kernel/hash';
import type { OutgoingRecord } from '../../outsmart/port';
import type { Settings } from '../../settings/schema';
import type { Link, Target } from '../../store/schema';
import { type Mapped, MAPPING_VERSION } from '../rules/rule';
import { asText, planWrite } from './merge';
import { refOf, type SourceFeed } from './sources';

type Usable = Extract<Mapped, { kind: 'record' | 'aside' }>;

/** One row of a page for one feed, with its hash. */
export interface Candidate {
  mapped: Usable;
  /** What the record is known by: its key as AccountView compares keys, without regard to case (§10, choice 12). */
  key: string;
  hash: string;
  /** Hash of another row of the page under the same key. */
  twin?: string;
}

export interface PlannedRecord {
  record: OutgoingRecord;
  link: Link;
  candidate: Candidate;
  /** What was known of the record before; undefined when it is new. */
  before: Link | undefined;
}

/** What a page does to one feed: rows to send, rows of the link table, log rows and numbers. */
export interface FeedPlan {
  writes: PlannedRecord[];
  links: Link[];
  log: NewLogRow[];
  counts: ImportCounts;
}

/** What does not occur in a table that is what it was: the service may have changed (reliability §4.1, D1). */
const MALFORMED: readonly string[] = ['RECORD_KEY_MISSING', 'FIELD_REQUIRED', 'NUMBER_AMBIGUOUS'];
/** One or two bad records are bad records, however small the page. */
const FEW = 2;

/**
 * Maps a page for one feed; of rows with the same key the first counts.
 * @throws AppError API_CHANGED when more than a fifth of the rows cannot be understood
 */
export function mapPage(feed: SourceFeed, rows: readonly SourceRow[], settings: Settings): Candidate[] {
  const candidates = new Map<string, Candidate>();
  let malformed = 0;
  for (const row of rows) {
    const mapped = feed.map(row, settings);
    if (mapped.kind === 'skip') continue;
    if (mapped.kind === 'aside' && MALFORMED.includes(mapped.code)) malformed += 1;
    const content =
      mapped.kind === 'record' ? mapped.record : { code: mapped.code, params: mapped.params, row };
    const hash = fastHash(`${MAPPING_VERSION}|${canonicalJson(content)}`);
    // A row without a key still has to be reported once: it is known by its content.
    const key = mapped.key === '' ? `?${hash}` : mapped.key.toUpperCase();
    const first = candidates.get(key);
    if (first === undefined) candidates.set(key, { mapped, key, hash });
    else if (mapped.key !== '') first.twin = hash;
  }
  if (malformed > FEW && malformed * 5 > rows.length)
    throw accountViewChanged({ malformed, rows: rows.length });
  return [...candidates.values()];
}

export interface PlanInput {
  feed: SourceFeed;
  companyId: string;
  passId: string;
  links: ReadonlyMap<string, Link>;
  /** Whether what OutSmart refused is sent again unchanged (reliability §3.3: when a person asks). */
  retriesRefused: boolean;
  /** Undefined while OutSmart's list is not staged: then nothing can be planned beyond "must look". */
  targets: ReadonlyMap<string, Target> | undefined;
}

/** Records whose hash is not the one stored: only these need OutSmart's list. */
export function needsTargets(
  candidates: readonly Candidate[],
  { links, retriesRefused }: Pick<PlanInput, 'links' | 'retriesRefused'>,
): boolean {
  return candidates.some((candidate) => {
    const known = links.get(candidate.key);
    const isKnown = known !== undefined && [known.hash, known.twin].includes(candidate.hash);
    const isSettled = isKnown || (!retriesRefused && wasRefused(candidate, known));
    return candidate.mapped.kind === 'record' && !isSettled;
  });
}

/** OutSmart refused exactly this before. */
export function wasRefused({ hash }: Candidate, known: Link | undefined): boolean {
  return known?.aside?.code === 'RECORD_REFUSED' && known.aside.hash === hash;
}

/** Decides for each candidate: unchanged, to be written, or set aside. Pure. */
export function planPage(input: PlanInput, candidates: readonly Candidate[]): FeedPlan {
  const plan: FeedPlan = {
    writes: [],
    links: [],
    log: [],
    counts: { ...NO_COUNTS },
  };
  for (const candidate of candidates) {
    const known = input.links.get(candidate.key);
    // Seen in this pass as it is: another one under that key is a change, that of the row's twin is not.
    const isSeen = [known?.hash, known?.aside?.hash, known?.twin].includes(candidate.hash);
    if (isSeen && known?.passId === input.passId) continue;
    plan.counts.read += 1;
    noteTwin(plan, input, candidate, known);
    if (candidate.mapped.kind === 'aside') setAside(plan, input, candidate, candidate.mapped, known);
    else planRecord(plan, input, candidate, candidate.mapped.record, known);
  }
  return plan;
}

/** Says once that a key stands for more than one row. */
function noteTwin(
  { log }: FeedPlan,
  { feed }: PlanInput,
  candidate: Candidate,
  known: Link | undefined,
): void {
  const { twin, hash } = candidate;
  if (twin === undefined || twin === known?.twin || !isMainFeed(feed)) return;
  log.push(
    twin === hash
      ? recordRow(feed, candidate, 'info', 'IMPORT_REPEATED_KEY')
      : recordRow(feed, candidate, 'warning', 'DUPLICATE_KEY'),
  );
}

/** A category's links are part of its work, not of its numbers. */
export function isMainFeed(feed: SourceFeed): boolean {
  return feed.rule.feed === feed.category;
}

function planRecord(
  plan: FeedPlan,
  input: PlanInput,
  candidate: Candidate,
  record: OutgoingRecord,
  known: Link | undefined,
): void {
  const sent = known?.sent ?? {};
  const link: Link = { ...baseLink(input, candidate, known), hash: candidate.hash, sent, aside: null };
  if (known?.hash === candidate.hash) {
    plan.counts.unchanged += 1;
    plan.links.push(link);
    return;
  }
  if (known !== undefined && !input.retriesRefused && wasRefused(candidate, known)) {
    plan.counts.setAside += 1;
    plan.links.push({ ...known, ...baseLink(input, candidate, known) });
    return;
  }
  const target = input.targets?.get(candidate.mapped.key)?.fields;
  const planned = planWrite(input.feed.rule, record, { sent: known?.sent, target });
  const written: Link = { ...link, sent: { ...sent, ...asText(planned.record) } };
  if (!planned.changed) {
    plan.counts.unchanged += 1;
    plan.links.push(written);
    return;
  }
  plan.counts.written += 1;
  plan.writes.push({
    record: planned.record,
    link: written,
    candidate,
    before: known,
  });
}

function setAside(
  plan: FeedPlan,
  input: PlanInput,
  candidate: Candidate,
  mapped: Extract<Usable, { kind: 'aside' }>,
  known: Link | undefined,
): void {
  plan.counts.setAside += 1;
  const aside = { code: mapped.code, params: mapped.params, hash: candidate.hash };
  plan.links.push({
    ...baseLink(input, candidate, known),
    hash: known?.hash ?? '',
    sent: known?.sent ?? {},
    aside,
  });
  if (known?.aside?.hash === candidate.hash) return;
  plan.log.push(recordRow(input.feed, candidate, 'warning', mapped.code, mapped.params));
}

/** A log row about one record, named by its key where it has one. */
export function recordRow(
  { category }: SourceFeed,
  { mapped: { feed, key, name } }: Candidate,
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
    recordName: name || undefined,
  };
}

function baseLink(
  { companyId, feed, passId }: PlanInput,
  { key, twin }: Candidate,
  known: Link | undefined,
): Pick<Link, 'companyId' | 'category' | 'key' | 'passId' | 'twin'> {
  return { companyId, category: feed.rule.feed, key, passId, twin: twin ?? known?.twin };
}

import type { SourceRow } from '../../accountview/port';
import type { NewLogRow } from '../../domain/log-row';
import type { ImportCounts } from '../../domain/run';
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
  key: string;
  hash: string;
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

/** Maps a page for one feed; a repeated key counts once, keys being compared exactly. */
export function mapPage(feed: SourceFeed, rows: readonly SourceRow[], settings: Settings): Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const row of rows) {
    const mapped = feed.map(row, settings);
    if (mapped.kind === 'skip') continue;
    const content =
      mapped.kind === 'record' ? mapped.record : { code: mapped.code, params: mapped.params, row };
    const hash = fastHash(`${MAPPING_VERSION}|${canonicalJson(content)}`);
    // A row without a key still has to be reported once: it is known by its content.
    const key = mapped.key === '' ? `?${hash}` : mapped.key;
    if (!candidates.has(key)) candidates.set(key, { mapped, key, hash });
  }
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
    const isSettled = known?.hash === candidate.hash || (!retriesRefused && wasRefused(candidate, known));
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
    counts: { read: 0, written: 0, unchanged: 0, setAside: 0 },
  };
  for (const candidate of candidates) {
    const known = input.links.get(candidate.key);
    // Seen earlier in this pass: an inclusive LastKey or a row that moved between pages.
    if (known?.passId === input.passId) continue;
    plan.counts.read += 1;
    if (candidate.mapped.kind === 'aside') setAside(plan, input, candidate, candidate.mapped, known);
    else planRecord(plan, input, candidate, candidate.mapped.record, known);
  }
  return plan;
}

function planRecord(
  plan: FeedPlan,
  input: PlanInput,
  candidate: Candidate,
  record: OutgoingRecord,
  known: Link | undefined,
): void {
  const sent = known?.sent ?? {};
  const link: Link = { ...baseLink(input, candidate.key), hash: candidate.hash, sent, aside: null };
  if (known?.hash === candidate.hash) {
    plan.counts.unchanged += 1;
    plan.links.push(link);
    return;
  }
  if (known !== undefined && !input.retriesRefused && wasRefused(candidate, known)) {
    plan.counts.setAside += 1;
    plan.links.push({ ...known, passId: input.passId });
    return;
  }
  const target = input.targets?.get(candidate.key)?.fields;
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
    ...baseLink(input, candidate.key),
    hash: known?.hash ?? '',
    sent: known?.sent ?? {},
    aside,
  });
  if (known?.aside?.hash === candidate.hash) return;
  plan.log.push(asideRow(input.feed, candidate, mapped.code, mapped.params));
}

/** The log row of a record that was set aside, naming the record by its key where it has one. */
export function asideRow(
  feed: SourceFeed,
  candidate: Candidate,
  code: NewLogRow['code'],
  params: NewLogRow['params'],
): NewLogRow {
  const { mapped, key } = candidate;
  return {
    level: 'warning',
    direction: 'import',
    category: feed.category,
    code,
    params,
    record: refOf(mapped.feed, mapped.key === '' ? '?' : key),
    ...(mapped.name === '' ? {} : { recordName: mapped.name }),
  };
}

/** The log row of a record that changed after it was first imported. */
export function changedRow(feed: SourceFeed, { mapped, key }: Candidate): NewLogRow {
  const named = mapped.name === '' ? {} : { recordName: mapped.name };
  return {
    level: 'info',
    direction: 'import',
    category: feed.category,
    code: 'RECORD_CHANGED',
    params: {},
    record: refOf(mapped.feed, key),
    ...named,
  };
}

function baseLink(input: PlanInput, key: string): Pick<Link, 'companyId' | 'category' | 'key' | 'passId'> {
  return { companyId: input.companyId, category: input.feed.rule.feed, key, passId: input.passId };
}

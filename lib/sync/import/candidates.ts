import type { SourceRow } from '../../accountview/port';
import { accountViewChanged } from '../../kernel/app-error';
import { canonicalJson, fastHash } from '../../kernel/hash';
import { type AsideMapped, isMalformed, type MapContext, type Mapped, MAPPING_VERSION } from '../rules/rule';
import type { SourceFeed } from './sources';

/** What one row of a page is for one feed. */
export interface Candidate {
  mapped: Mapped;
  /** What the record is known by: its key as AccountView compares keys, without regard to case (§10, choice 12). */
  key: string;
  /** Of what would be sent; '' of what is left out by a setting. */
  hash: string;
  /** Hash of another row of the page under the same key. */
  twin?: string;
}

/** One or two bad records are bad records, however small the page. */
const FEW = 2;
/** A field that is empty says something about the service only where it is so on a page of this size. */
const MANY = 50;

/**
 * Maps a page for one feed; of rows with the same key the first counts.
 * `isWhole`: the page is of the whole table, not of what somebody changed in it.
 * @throws AppError API_CHANGED when more than a fifth of the rows cannot be understood (reliability §4.1, D1)
 */
export function mapPage(
  feed: SourceFeed,
  rows: readonly SourceRow[],
  mapping: MapContext,
  isWhole = true,
): Candidate[] {
  const candidates = new Map<string, Candidate>();
  const mayBeEmpty = !isWhole || rows.length < MANY;
  let malformed = 0;
  for (const row of rows) {
    const all = feed.map(row, mapping);
    if (all.some((mapped) => mapped.kind === 'aside' && isMalformed(mapped, mayBeEmpty))) malformed += 1;
    for (const mapped of all) addCandidate(candidates, mapped, row);
  }
  if (malformed > FEW && malformed * 5 > rows.length)
    throw accountViewChanged({ malformed, rows: rows.length });
  return [...candidates.values()];
}

function addCandidate(candidates: Map<string, Candidate>, mapped: Mapped, row: SourceRow): void {
  const hash = hashOf(mapped, row);
  // A row without a key still has to be reported once: it is known by its content.
  const key = mapped.key === '' ? `?${hash}` : mapped.key.toUpperCase();
  const first = candidates.get(key);
  if (first === undefined) candidates.set(key, { mapped, key, hash });
  else if (mapped.key !== '' && first.hash !== '' && hash !== '') first.twin = hash;
}

function hashOf(mapped: Mapped, row: SourceRow): string {
  if (mapped.kind === 'skip') return '';
  const content = mapped.kind === 'record' ? mapped.record : asideContent(mapped, row);
  return fastHash(`${MAPPING_VERSION}|${canonicalJson(content)}`);
}

/** Why a record is set aside: said again only when that changes. One without a key is known by its row. */
function asideContent({ code, params, key, name }: AsideMapped, row: SourceRow): unknown {
  return [code, params, key === '' ? Object.entries(row).filter(([column]) => !PASSING.test(column)) : name];
}

/** Columns that say something about the answer or the last change: a row's place in its page (accountview-api §5). */
const PASSING = /_Id$|^CNG_/;

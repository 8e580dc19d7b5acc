import type { SourceRow } from '../../accountview/port';
import type { ProblemCode } from '../../kernel/codes';
import type { LogParams } from '../../domain/log-row';
import type { Link } from '../../store/schema';
import type { MasterEndpoint, OutgoingRecord } from '../../outsmart/port';
import type { FieldGroup } from '../../settings/field-groups';
import type { Settings } from '../../settings/schema';

export type Feed = Link['category'];

/** Raised when a mapping changes, so that every stored hash is made again. */
export const MAPPING_VERSION = 2;

interface Keyed {
  feed: Feed;
  /** Natural key at OutSmart; '' when the row has none. */
  key: string;
}

/** What a record is known by in log and preview. */
export interface Named extends Keyed {
  name: string;
}

export interface RecordMapped extends Named {
  kind: 'record';
  record: OutgoingRecord;
}

/** Cannot be imported as it is, and why. */
export interface AsideMapped extends Named {
  kind: 'aside';
  code: ProblemCode;
  params: LogParams;
}

/** Deliberately left out because of a setting: it is there, but not imported. */
export interface SkipMapped extends Keyed {
  kind: 'skip';
}

/** What one source row becomes for one category. */
export type Mapped = RecordMapped | AsideMapped | SkipMapped;

export function setAside({ feed, key, name }: Named, code: ProblemCode, params: LogParams): AsideMapped {
  return { kind: 'aside', feed, key, name, code, params };
}

/** What a mapping knows beside the row. */
export interface MapContext {
  settings: Settings;
  /** Dutch calendar day, `YYYY-MM-DD`. */
  today: string;
}

/** The records that one row stands for: none, one, or several with a key each. Pure. */
export type MapRow = (row: SourceRow, context: MapContext) => readonly Mapped[];

/**
 * How a field of an existing record is treated (product §3, *What is compared*):
 * - `key`: belongs to the record's identity, always sent;
 * - `new`: sent for a new record only; of an existing one OutSmart's value is sent back where it is demanded;
 * - a group: where AccountView leads its value wins, else OutSmart's filled value stays once it is no longer
 *   what we sent last.
 */
export type FieldPolicy = 'key' | 'new' | FieldGroup;

/** One OutSmart list that is fed. */
export interface FeedRule {
  feed: Feed;
  endpoint: MasterEndpoint;
  /** Key of a record as OutSmart lists it. */
  targetKey: (fields: Readonly<Record<string, string>>) => string;
  policies: Readonly<Record<string, FieldPolicy>>;
  /** Fields compared as numbers. */
  numeric: ReadonlySet<string>;
  /** Fields the API demands with every write. */
  required: ReadonlySet<string>;
  /** What a field holds where that is not the usual 255 characters. */
  lengths: Readonly<Record<string, number>>;
  /** Fields of this record that hold a stopgap rather than what AccountView knows: treated as `new`. */
  stopgaps?: (record: OutgoingRecord) => readonly string[];
}

/** A column that AccountView itself does not demand: empty is a fact about the record, not about the service. */
const MAY_BE_EMPTY: readonly unknown[] = ['BEG_DATE', 'SUB_NR'];

/** Whether a row cannot be what the service used to give: many of them mean that the service changed (§4.1, D1). */
export function isMalformed({ code, params }: AsideMapped, mayBeEmpty = false): boolean {
  if (code === 'FIELD_REQUIRED') return !mayBeEmpty && !MAY_BE_EMPTY.includes(params['field']);
  return code === 'RECORD_KEY_MISSING' || code === 'NUMBER_AMBIGUOUS' || code === 'DATE_INVALID';
}

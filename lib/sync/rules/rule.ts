import type { SourceRow } from '../../accountview/port';
import type { ProblemCode } from '../../kernel/codes';
import type { LogParams } from '../../domain/log-row';
import type { Link } from '../../store/schema';
import type { MasterEndpoint, OutgoingRecord } from '../../outsmart/port';
import type { Settings } from '../../settings/schema';

export type Feed = Link['category'];

/** Raised when a mapping changes, so that every stored hash is made again. */
export const MAPPING_VERSION = 1;

/** What one source row becomes for one category. */
export type Mapped =
  | { kind: 'record'; feed: Feed; key: string; name: string; record: OutgoingRecord }
  | { kind: 'aside'; feed: Feed; key: string; name: string; code: ProblemCode; params: LogParams }
  /** Deliberately not imported because of a setting. */
  | { kind: 'skip' };

export type MapRow = (row: SourceRow, settings: Settings) => Mapped;

/**
 * How a field of an existing record is treated (product §3, *What is compared*):
 * - `key`: identifies the record, always sent;
 * - `lead`: AccountView's value wins;
 * - `follow`: OutSmart's filled value stays when it is no longer what we sent last;
 * - `new`: sent for a new record only; of an existing one the stored value is sent back.
 */
export type FieldPolicy = 'key' | 'lead' | 'follow' | 'new';

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
}

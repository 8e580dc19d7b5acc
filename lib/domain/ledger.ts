import type { LogCode } from '../kernel/codes';
import type { Decimal } from '../kernel/decimal';
import type { LogParams } from './log-row';
import { type DocumentKind, type ExportDocument, kindOf, type StoredDocument } from './document';

/**
 * The states of one work order's export (reliability §3.2). Every arrow is one stored transaction; the ones
 * into `prepared`, `sending`, `acked` and `closing` are on disk before the step after them begins.
 *
 *   seen ─► waiting ─► prepared ─► sending ─► acked ─► closing ─► closed
 *     │      ▲ ▲ │        │ │        │          ▲
 *     │      │ │ └► problem◄┘ │       ▼          │
 *     │      │ └─ elsewhere ◄─┘   unknown ──────┤   looked up at the settle times
 *     ├► held┘ (release)             │           └► alarm (more than one document)
 *     └► skipped, ignored            └► prepared (one more POST), then problem
 *
 * `ignored` stands until the person takes it back: what was held is `waiting` then, what was a problem is one again.
 * `elsewhere`: another browser claimed it. A claim of our own is in the row before it is made.
 */
export const LEDGER_STATES = [
  'waiting',
  'elsewhere',
  'held',
  'skipped',
  'ignored',
  'problem',
  'prepared',
  'sending',
  'unknown',
  'acked',
  'closing',
  'closed',
  'alarm',
] as const;
export type LedgerState = (typeof LEDGER_STATES)[number];

/** The work order has its document. */
export const EXPORTED_STATES = ['acked', 'closing', 'closed'] as const satisfies readonly LedgerState[];

/**
 * The one code of a work order with a document that is no problem of its own: the lock asks for the look, and its button
 * takes the code away. Every other one stands until a person has acted. What passes by itself is no code of such a row: an
 * outcome that was unknown is known by then, and a service that is away ends the run.
 */
export const TOLD_BY_LOCK = 'FIRST_PAGE_LOOK' satisfies LogCode;

export interface LedgerRow {
  companyId: string;
  workOrderId: string;
  state: LedgerState;
  orderNr: string;
  /** ISO day, or '' when the work order has none. */
  workDate: string;
  customerName: string;
  reference: string;
  /** The reason for held, skipped, problem, alarm, or for an acked one that is not closed; null otherwise. */
  code: LogCode | null;
  params: LogParams;
  /** What the service itself said of the problem that `code` names. */
  original?: string;
  firstSeenAt: number;
  updatedAt: number;
  /** A work order released once is never held again. */
  releasedAt: number | null;
  /** Frozen document and its SHA-256, from `prepared` on; dropped 30 days after the close. */
  document: ExportDocument | null;
  payloadHash: string | null;
  /** SHA-256 of the work order's own content when it was frozen. */
  contentHash: string | null;
  /** Start of the last POST and how many POSTs were made, ms since the epoch. */
  sendStartedAt: number | null;
  posts: number;
  /** Index into the settle list of the next look-up, while unknown. */
  looks: number;
  /** Not looked at again before this moment. */
  notBefore: number;
  /** The document was read back: exactly one, its total compared. */
  checked: boolean;
  documentNumber: string | null;
  documentRecordId: string | null;
  closedAt: number | null;
  /** What AccountView gave as the document's total, when it was found and not made: in a rebuilt row, or after an alarm. */
  storedTotal?: Decimal;
  /** What carries the reference of an alarmed work order. */
  found?: readonly FoundDocument[];
  /** Taken in while the export was by hand only: goes nowhere before a person asks for it. */
  byHand?: true;
  /** Our claim on the work order; on disk before it is made. Absent: none. */
  claim?: Claim;
  /** When another browser's claim was first met, ms since the epoch. */
  elsewhereSince?: number;
  /** The work status we gave it last, after a success or a failure. */
  statusSet?: string;
  /** What a person has agreed to for this work order. */
  fixes?: LedgerFixes;
  /** A text that is too long and how it would be cut: kept here alone, since it may be personal. */
  proposal?: { field: string; text: string; shortened: string };
  /** It could not be read when it was first met, so nobody decided whether to hold it; the hold it had before, or ''. */
  unplaced?: string;
  /** Why a person let it be. */
  ignoredBecause?: string;
  /** When it was last compared with the work order after its close, ms since the epoch. */
  lookedAt?: number;
}

/** It was taken in for export by hand, and nobody has asked for it yet. */
export function waitsForHand({ state, byHand, releasedAt }: LedgerRow): boolean {
  return state === 'waiting' && byHand === true && releasedAt === null;
}

/** One of several documents with one reference. */
export interface FoundDocument extends Pick<StoredDocument, 'kind' | 'number' | 'bookDate' | 'total'> {
  recordId: string | null;
}

/** The row once it is settled which of them is the work order's: it is compared with that one alone. */
export function settledBy(row: LedgerRow, document: FoundDocument, target: DocumentKind): LedgerRow {
  const { found: _found, original: _about, ...rest } = row;
  const { kind, number, recordId, total } = document;
  // Of the other kind it would be compared with what it is not; our own was compared when it was read back.
  const ours = row.document === null ? target : kindOf(row.document);
  const isOwn = recordId !== null && recordId === row.documentRecordId;
  const isToCompare = kind === ours && !isOwn && total !== null;
  return {
    ...rest,
    state: 'acked',
    code: null,
    params: {},
    checked: true,
    documentNumber: number,
    documentRecordId: recordId,
    ...(isToCompare && { storedTotal: total }),
  };
}

/** Another browser's claim is left alone for so long before a person may take it over (product §4, *Claim*). */
export const TAKE_OVER_MS = 15 * 60_000;

/** A work status that keeps other browsers away (product §4, *Claim*). */
export interface Claim {
  /** ms since the epoch. */
  askedAt: number;
  /** `asked`: nothing has been answered yet; `ours`: the service said so; `taken`: a person took it over. */
  state: 'asked' | 'ours' | 'taken';
  /** The work status it is. */
  status: string;
  /** It may be another browser's after all: nothing is sent before that one would be done. */
  doubtful?: true;
}

export interface LedgerFixes {
  /** Texts that may be cut to what AccountView takes, by the hash of column and text. */
  shorten?: readonly string[];
  /** Another date for the document (ISO day), since the period of the work order's own is closed. */
  bookDate?: { date: string; insteadOf: string };
}

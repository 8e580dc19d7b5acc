import type { LogCode } from '../kernel/codes';
import type { LogParams } from './log-row';
import type { SalesOrderDocument } from './sales-order';

/**
 * The states of one work order's export (reliability §3.2). Every arrow is one stored transaction; the ones
 * into `prepared`, `sending`, `acked` and `closing` are on disk before the step after them begins.
 *
 *   seen ─► waiting ─► prepared ─► sending ─► acked ─► closing ─► closed
 *     │      ▲   │        │          │          ▲
 *     │      │   └► problem◄┘         ▼          │
 *     ├► held┘ (release)          unknown ──────┤   looked up at the settle times
 *     └► skipped, ignored            │           └► alarm (more than one document)
 *                                    └► prepared (one more POST), then problem
 */
export const LEDGER_STATES = [
  'waiting',
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
  firstSeenAt: number;
  updatedAt: number;
  /** A work order released once is never held again. */
  releasedAt: number | null;
  /** Frozen document and its SHA-256, from `prepared` on; dropped 30 days after the close. */
  document: SalesOrderDocument | null;
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
}

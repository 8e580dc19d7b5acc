import type { LogCode, ProblemCode } from '../../kernel/codes';
import type { LedgerRow } from '../../domain/ledger';
import type { LogParams } from '../../domain/log-row';

/** A named reason why no document can be made. */
export interface Problem {
  code: LogCode;
  params: LogParams;
  /** A text that is too long and how it would be cut, for a person to agree to; never part of a log row. */
  proposal?: LedgerRow['proposal'];
  /** The service's own words. */
  original?: string | undefined;
}
export type Built<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export function refuse(code: ProblemCode, params: LogParams = {}): { ok: false; problem: Problem } {
  return { ok: false, problem: { code, params } };
}

/** Nothing to invoice is no fault: the work order is skipped and closed by hand (product §4). */
export function isNothing({ code }: Problem): boolean {
  return code === 'NOTHING_TO_INVOICE';
}

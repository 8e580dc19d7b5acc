import type { LedgerRow } from '../../lib/domain/ledger';
import type { LogCode } from '../../lib/kernel/codes';

/** Work orders with the same problem. */
export interface ProblemGroup {
  code: LogCode;
  rows: readonly LedgerRow[];
}

/** What a person can do about a problem in one click. */
export type ProblemFix = 'shorten' | 'date' | 'export-settings';

/** Mended in the step *Export*: a mapping, a default, or how what is missing is created. */
const IN_SETTINGS: ReadonlySet<LogCode> = new Set([
  'HOURTYPE_UNMAPPED',
  'MATERIAL_NOT_FOUND',
  'RELATION_NOT_FOUND',
  'VAT_UNMAPPED',
  'REVENUE_UNMAPPED',
  'ACCOUNT_INVALID',
  'COST_CENTRE_MISSING',
  'NUMBERING_UNAVAILABLE',
]);

/** A document's date is what they are about. */
const ABOUT_DATE: ReadonlySet<LogCode> = new Set([
  'YEAR_MISSING',
  'ADMINISTRATION_ARCHIVED',
  'ADMINISTRATION_LOCKED',
  'REFUSED_BY_ACCOUNTVIEW',
]);

/** One group for each code; the rows come newest first, and so do the groups. */
export function groupProblems(rows: readonly LedgerRow[]): readonly ProblemGroup[] {
  const codes = [...new Set(rows.map(codeOf))];
  return codes.map((code) => ({ code, rows: rows.filter((row) => codeOf(row) === code) }));
}

function codeOf({ code }: LedgerRow): LogCode {
  return code ?? 'BUG';
}

/** Not exported yet: trying again, or letting it be, decides about its document. */
export function isOpen({ state }: LedgerRow): boolean {
  return state === 'problem';
}

/** The fix that is offered; null where a person has to act elsewhere. */
export function fixOf(row: LedgerRow): ProblemFix | null {
  const { code, proposal, fixes } = row;
  if (!isOpen(row) || code === null) return null;
  if (code === 'FIELD_TOO_LONG') return proposal === undefined ? null : 'shorten';
  // A date that was chosen before may have been the wrong one.
  if (code === 'PERIOD_CLOSED' || (fixes?.bookDate !== undefined && ABOUT_DATE.has(code))) return 'date';
  return IN_SETTINGS.has(code) ? 'export-settings' : null;
}

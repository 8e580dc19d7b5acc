/**
 * Every code that a log row, a problem or an error shown to a person can carry. Each has a headline and an
 * explanation in both catalogs (`lib/i18n`); a test proves it.
 */
export const PROBLEM_CODES = [
  // product §8
  'RELATION_NOT_FOUND',
  'MATERIAL_NOT_FOUND',
  'HOURTYPE_UNMAPPED',
  'SIGNIN_NEEDED',
  'RIGHTS_MISSING',
  'MODULE_MISSING',
  'ADMINISTRATION_ARCHIVED',
  'ADMINISTRATION_GONE',
  'ADMINISTRATION_CHANGED',
  'YEAR_MISSING',
  'DEBTOR_BLOCKED',
  'FIELD_TOO_LONG',
  'FIELD_REQUIRED',
  'ADDRESS_INCOMPLETE',
  'DUPLICATE_FOUND',
  'DUPLICATE_ALARM',
  'UNKNOWN_OUTCOME',
  'HELD_FLOOD',
  'HELD_OLD',
  'HELD_FROM_ORDER',
  'NOTHING_TO_INVOICE',
  'REFERENCE_NOT_STORED',
  'CHANGED_AFTER_EXPORT',
  'TOTALS_DIFFER',
  'RATE_LIMITED',
  'UNREACHABLE',
  'API_CHANGED',
  'STORAGE_FULL',
  'STORAGE_BROKEN',
  'LEDGER_MISSING',
  // a record of one of the services that cannot be understood
  'RECORD_KEY_MISSING',
  'NUMBER_AMBIGUOUS',
  'DATE_INVALID',
  'RECORD_INVALID',
  'DUPLICATE_KEY',
  // a service said no
  'REFUSED_BY_ACCOUNTVIEW',
  'REFUSED_BY_OUTSMART',
  'HOST_WITHHELD',
  'CLOSE_NOT_CONFIRMED',
  'WORK_ORDER_GONE',
  'RECORD_REFUSED',
  // sign-in (product §2 step 1)
  'SIGNIN_CANCELLED',
  'SIGNIN_REFUSED',
  'CLIENT_INVALID',
  'PKCE_REFUSED',
  'SIGNIN_PAGE_FAILED',
  'SIGNIN_BUSY',
  'SIGNIN_STATE',
  // OutSmart tokens
  'OUTSMART_TOKEN_MISSING',
  'OUTSMART_TOKEN_REFUSED',
  'OUTSMART_UNPAIRED',
  'NO_COMPANIES',
  'STEP_KEEPS_FAILING',
  'BUG',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What went as it should; information in the log. */
export const EVENT_CODES = [
  'SIGNED_IN',
  'SETTINGS_SAVED',
  'DISCONNECTED',
  'CONNECTED',
  'PAUSED',
  'RESUMED',
  'RUN_DONE',
  'RUN_STOPPED',
  'RUN_FAILED',
  'RUN_RESUMED',
  'IMPORT_DONE',
  'IMPORT_FAILED',
  'IMPORT_REPEATED_KEY',
  'RECORD_CHANGED',
  'RECORD_DISAPPEARED',
  'EXPORT_DONE',
  'EXPORT_FAILED',
  'DOCUMENT_CREATED',
  'DOCUMENT_ADOPTED',
  'WORK_ORDER_CLOSED',
  'WORK_ORDER_RELEASED',
  'WORK_ORDER_IGNORED',
  'SKIPPED_BEFORE_FROM',
  'SKIPPED_ARCHIVED',
  'OUTCOME_LOOKUP',
  'LEDGER_REBUILT',
  'RECOVERED',
] as const;
export type EventCode = (typeof EVENT_CODES)[number];

export type LogCode = ProblemCode | EventCode;

const known: ReadonlySet<string> = new Set([...PROBLEM_CODES, ...EVENT_CODES]);

/** An error's code when it is one of ours, else `BUG`: nothing unnamed reaches the log. */
export function toLogCode(code: string): LogCode {
  return known.has(code) ? (code as LogCode) : 'BUG';
}

import type { LogCode } from './codes';

/**
 * What a caller can do about an error:
 * - `transient`: the same call may succeed later (network, 5xx, 429);
 * - `permanent`: it will fail again until data or settings change;
 * - `auth`: a person has to sign in again or replace tokens;
 * - `rights`: the account lacks a right or a module;
 * - `bug`: we broke our own contract.
 */
export type ErrorKind = 'transient' | 'permanent' | 'auth' | 'rights' | 'bug';

/** Whether the server may have performed the call that failed (RFC 9110 §9.2.2). */
export type Applied = 'no' | 'unknown';

export type ErrorParams = Readonly<Record<string, string | number>>;

export interface AppErrorOptions {
  kind: ErrorKind;
  /** Which service the error came from, when one did. */
  side?: 'accountview' | 'outsmart';
  applied?: Applied;
  params?: ErrorParams | undefined;
  /** The service's own words, redacted and cut by the HTTP layer. */
  original?: string | undefined;
  /** Earliest useful moment of a next try, ms since the epoch (Retry-After). */
  notBefore?: number | undefined;
  cause?: unknown;
}

/** The one error class: a stable code that every page has words for, what can be done about it, and the values a sentence needs. */
export class AppError extends Error {
  readonly code: LogCode;
  readonly kind: ErrorKind;
  readonly side: 'accountview' | 'outsmart' | undefined;
  readonly applied: Applied;
  readonly params: ErrorParams;
  readonly original: string | undefined;
  readonly notBefore: number | undefined;

  constructor(code: LogCode, options: AppErrorOptions) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.kind = options.kind;
    this.side = options.side;
    this.applied = options.applied ?? 'no';
    this.params = options.params ?? {};
    this.original = options.original;
    this.notBefore = options.notBefore;
  }
}

/** AccountView's answer is not what its contract says; `params` name the part. */
export function accountViewChanged(params: ErrorParams): AppError {
  return new AppError('API_CHANGED', { kind: 'permanent', side: 'accountview', params });
}

/** What is kept and told of an error: code and values, never a sentence of a library. */
export function reasonOf({ code, params }: AppError): Pick<AppError, 'code' | 'params'> {
  return { code, params };
}

/** Anything thrown, as an AppError; what is not one already is a bug of ours. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const original = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new AppError('BUG', { kind: 'bug', original, cause: error });
}

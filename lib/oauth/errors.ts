import { AuthorizationResponseError, ResponseBodyError } from 'oauth4webapi';
import type { LogCode } from '../kernel/codes';
import { AppError, type ErrorKind, type ErrorParams } from '../kernel/app-error';

/** What an OAuth error word means for us; the words are those of RFC 6749 §4.1.2.1 and §5.2. */
function codeOf(error: string, pkceSent: boolean): LogCode | undefined {
  switch (error) {
    case 'access_denied':
      return 'SIGNIN_REFUSED';
    case 'invalid_client':
    case 'unauthorized_client':
      return 'CLIENT_INVALID';
    case 'invalid_request':
      return pkceSent ? 'PKCE_REFUSED' : undefined;
    case 'server_error':
    case 'temporarily_unavailable':
      return 'UNREACHABLE';
    default:
      return undefined;
  }
}

function signInError(code: LogCode, cause: unknown, word?: string): AppError {
  const kind: ErrorKind = code === 'UNREACHABLE' ? 'transient' : 'auth';
  const params = word === undefined ? undefined : { error: word };
  return new AppError(code, { kind, side: 'accountview', cause, params });
}

/** An error in the callback of the sign-in page. */
export function fromCallbackError(error: unknown, pkceSent: boolean): AppError {
  if (!(error instanceof AuthorizationResponseError)) return signInError('SIGNIN_PAGE_FAILED', error);
  return signInError(codeOf(error.error, pkceSent) ?? 'SIGNIN_PAGE_FAILED', error, errorWord(error.error));
}

/** An error of the exchange of a code. `invalid_grant` there is a code that is too old or was used before. */
export function fromExchangeError(error: unknown, pkceSent: boolean): AppError {
  if (error instanceof AppError) return error;
  if (!(error instanceof ResponseBodyError)) return signInError('SIGNIN_PAGE_FAILED', error);
  if (error.error === 'invalid_grant') return signInError('SIGNIN_STATE', error);
  return signInError(codeOf(error.error, pkceSent) ?? 'SIGNIN_PAGE_FAILED', error, errorWord(error.error));
}

/**
 * An error of a refresh. Only a plain refusal of the token or of the key ends the sign-in; whatever cannot be
 * understood may be a gateway in between and is tried again later.
 */
export function fromRefreshError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (!(error instanceof ResponseBodyError)) return misunderstood(error);
  if (error.error === 'invalid_grant') return signInError('SIGNIN_NEEDED', error);
  const code = codeOf(error.error, false);
  if (code === 'CLIENT_INVALID' || code === 'UNREACHABLE')
    return signInError(code, error, errorWord(error.error));
  return misunderstood(error, { error: errorWord(error.error) });
}

function misunderstood(cause: unknown, params?: ErrorParams): AppError {
  return new AppError('API_CHANGED', { kind: 'transient', side: 'accountview', cause, params });
}

/** The word as RFC 6749 allows it, so that nothing else can reach a screen or a log through it. */
function errorWord(word: string): string {
  return /^[\w.-]{1,60}$/.test(word) ? word : '?';
}

import { AppError, type AppErrorOptions, type ErrorParams } from '../kernel/app-error';
import type { LogCode } from '../kernel/codes';
import type { HttpRequest, HttpResponse } from './message';

type About = Pick<HttpRequest, 'side' | 'safe'>;

/**
 * A failure of one call. Unless said otherwise, a call that changes something may have been performed. The
 * cause is left out on purpose: messages of `fetch` quote addresses and header values, and ours are secret.
 */
export function callFailure(
  about: About,
  code: LogCode,
  options: Omit<AppErrorOptions, 'side' | 'cause'>,
): AppError {
  return new AppError(code, { applied: about.safe ? 'no' : 'unknown', ...options, side: about.side });
}

/** Why a service could not be reached; a stable word for the log, never text of the platform. */
export type UnreachableReason = 'network' | 'offline' | 'timeout' | 'status' | 'stopped' | 'paused';

export function unreachable(
  about: About,
  reason: UnreachableReason,
  params: ErrorParams = {},
  notBefore?: number,
): AppError {
  return callFailure(about, 'UNREACHABLE', { kind: 'transient', params: { reason, ...params }, notBefore });
}

/** The host permission is missing (product §9): tried again later, since a person can give it back any moment. */
export function hostWithheld(about: About, origin: string): AppError {
  return callFailure(about, 'HOST_WITHHELD', { kind: 'transient', params: { origin } });
}

/** 429, 408 and 5xx, the same for every service; `undefined` for any other status. */
export function availabilityFailure(response: HttpResponse, original?: string): AppError | undefined {
  const { status, notBefore } = response;
  const words = original === undefined ? excerptOf(response) : response.original(original);
  const details = { kind: 'transient', original: words || undefined, notBefore } as const;
  if (status === 429)
    return callFailure(response, 'RATE_LIMITED', { ...details, applied: 'no', params: { status } });
  if (status !== 408 && status < 500) return undefined;
  return callFailure(response, 'UNREACHABLE', { ...details, params: { reason: 'status', status } });
}

/**
 * An answer that is no JSON: a maintenance page, a cut body, nothing. Transient, since such answers come from
 * what stands in front of a service far more often than from a changed service.
 */
export function unreadable(response: HttpResponse): AppError {
  return callFailure(response, 'API_CHANGED', {
    kind: 'transient',
    params: { what: response.body.kind, status: response.status },
    original: excerptOf(response) || undefined,
  });
}

/** JSON that does not have the shape of the contract. `what` names the part that is wrong. */
export function misshapen(response: HttpResponse, what: string): AppError {
  return callFailure(response, 'API_CHANGED', {
    kind: 'permanent',
    params: { what, status: response.status },
  });
}

function excerptOf({ body }: HttpResponse): string {
  return 'excerpt' in body ? body.excerpt : '';
}

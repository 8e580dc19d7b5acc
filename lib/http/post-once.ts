import { AppError, toAppError } from '../kernel/app-error';
import { availabilityFailure, callFailure, unreachable, unreadable } from './failure';
import type { HttpRequest, HttpResponse } from './message';
import type { Sender } from './breaker';
import { type HttpPorts, obstacleTo } from './transfer';

/** Whether a POST that must not happen twice was performed (reliability §3.2). */
export type Outcome<T> =
  | { kind: 'applied'; value: T }
  | { kind: 'not-applied'; error: AppError }
  | { kind: 'unknown'; error: AppError };

export type PostRequest = Omit<HttpRequest, 'method' | 'credentials' | 'safe'> & { body: string };

/** How a service's answer to a POST is read; both are pure. */
export interface PostReading<T> {
  /** What was made, when the answer proves it. */
  value: (response: HttpResponse) => T | undefined;
  /** The error, when the answer names a refusal. */
  refusal: (response: HttpResponse) => AppError | undefined;
}

/** Statuses that are given instead of performing the call. */
const REFUSING: ReadonlySet<number> = new Set([401, 403, 404, 429]);

/**
 * The one way for a POST that must not happen twice: sent once, never repeated here, never throws.
 *
 *   answer                                         outcome
 *   not sent (withheld, offline, stopped, paused)  not-applied
 *   401, 403, 404, 429; a body naming a refusal    not-applied
 *   2xx with the key of what was made              applied
 *   everything else: lost connection, time-out,    unknown
 *   5xx, redirect, cut, empty, HTML, no key
 *
 * Whether we may send at all is asked *before*: a browser that is offline afterwards may have sent everything,
 * and `fetch` does not tell a refused connection from a reset one. Credentials are omitted so that these calls
 * do not share connections with reads: Chromium repeats a POST by itself on a connection that was used before.
 */
export async function postOnce<T>(
  ports: HttpPorts & { send: Sender },
  request: PostRequest,
  reading: PostReading<T>,
): Promise<Outcome<T>> {
  const call: HttpRequest = { ...request, method: 'POST', credentials: 'omit', safe: false };
  const obstacle = await obstacleBefore(ports, call);
  if (obstacle !== undefined) return { kind: 'not-applied', error: obstacle };
  try {
    return classify(await ports.send(call), reading);
  } catch (error) {
    if (error instanceof AppError && error.applied === 'no') return { kind: 'not-applied', error };
    const stopped = request.signal?.aborted === true && !(error instanceof AppError);
    return { kind: 'unknown', error: stopped ? unreachable(call, 'stopped') : toAppError(error) };
  }
}

async function obstacleBefore(
  ports: HttpPorts,
  { side, url, signal }: HttpRequest,
): Promise<AppError | undefined> {
  const unsent = { side, safe: true };
  const obstacle = await obstacleTo(ports, unsent, url);
  return obstacle ?? (signal?.aborted === true ? unreachable(unsent, 'stopped') : undefined);
}

function classify<T>(response: HttpResponse, { value, refusal }: PostReading<T>): Outcome<T> {
  const refused = refusal(response);
  const unavailable = availabilityFailure(response, refused?.original);
  if (REFUSING.has(response.status)) {
    return { kind: 'not-applied', error: unavailable ?? refused ?? statusRefusal(response) };
  }
  if (unavailable !== undefined) return { kind: 'unknown', error: unavailable };
  const made = response.ok ? value(response) : undefined;
  if (made !== undefined && refused === undefined) return { kind: 'applied', value: made };
  if (made === undefined && refused !== undefined) return { kind: 'not-applied', error: refused };
  return { kind: 'unknown', error: unreadable(response) };
}

function statusRefusal(response: HttpResponse): AppError {
  return callFailure(response, 'API_CHANGED', {
    kind: 'permanent',
    applied: 'no',
    params: { what: 'status', status: response.status },
  });
}

import { availabilityFailure, callFailure, misshapen, unreadable } from '../http/failure';
import type { HttpResponse } from '../http/message';
import type { ProblemCode } from '../kernel/codes';
import type { AppError } from '../kernel/app-error';
import { z } from '../zod';

const envelope = z.looseObject({
  code: z.union([z.int(), z.string().check(z.regex(/^\d{3,4}$/))]),
  messages: z.optional(z.unknown()),
  response: z.optional(z.unknown()),
});

/** Codes about the tokens (outsmart-openapi §5.1): a person has to replace one. */
const TOKEN_CODES: Readonly<Record<number, ProblemCode>> = {
  1002: 'OUTSMART_TOKEN_MISSING',
  1003: 'OUTSMART_TOKEN_MISSING',
  1004: 'OUTSMART_TOKEN_REFUSED',
  1005: 'OUTSMART_UNPAIRED',
};
const SERVER_ERROR = 1007;
const NOT_FOUND = 1500;
/** No endpoint, or an unknown one. */
const NO_ENDPOINT: ReadonlySet<number> = new Set([1000, 1001]);

/**
 * The payload of an answer. Every documented error has HTTP status 200, so the envelope's `code` decides
 * (outsmart-openapi §1.5, §5); an answer without one is no answer, and a status other than 2xx is never a success.
 * @throws AppError OUTSMART_TOKEN_MISSING, _REFUSED or OUTSMART_UNPAIRED (auth), UNREACHABLE or RATE_LIMITED
 *   (transient), WORK_ORDER_GONE or REFUSED_BY_OUTSMART (permanent, `code` in params), API_CHANGED
 */
export function processEnvelope(response: HttpResponse): unknown {
  const answer = response.body.kind === 'json' ? envelope.safeParse(response.body.value).data : undefined;
  const code = answer === undefined ? undefined : Number(answer.code);
  if (code !== undefined && code !== 200) throw codeFailure(response, code, toText(answer?.messages));
  const failure = statusFailure(response);
  if (failure !== undefined) throw failure;
  if (response.body.kind !== 'json') throw unreadable(response);
  if (answer === undefined) throw misshapen(response, 'code');
  return answer.response;
}

function codeFailure(response: HttpResponse, code: number, messages: string): AppError {
  const original = messages === '' ? undefined : response.original(messages);
  const params = { code };
  const tokenCode = TOKEN_CODES[code];
  if (tokenCode !== undefined)
    return callFailure(response, tokenCode, { kind: 'auth', applied: 'no', params, original });
  if (code === SERVER_ERROR) {
    return callFailure(response, 'UNREACHABLE', {
      kind: 'transient',
      params: { reason: 'status', code },
      original,
    });
  }
  const name =
    code === NOT_FOUND ? 'WORK_ORDER_GONE' : NO_ENDPOINT.has(code) ? 'API_CHANGED' : 'REFUSED_BY_OUTSMART';
  return callFailure(response, name, { kind: 'permanent', applied: 'no', params, original });
}

function statusFailure(response: HttpResponse): AppError | undefined {
  const { status, redirected, ok } = response;
  // Refused without an envelope, or sent to a sign-in page: the tokens are all there is to sign in with.
  if (status === 401 || status === 403 || redirected) {
    const applied = redirected && !response.safe ? 'unknown' : 'no';
    return callFailure(response, 'OUTSMART_TOKEN_REFUSED', { kind: 'auth', applied, params: { status } });
  }
  return availabilityFailure(response) ?? (ok ? undefined : notOk(response));
}

function notOk(response: HttpResponse): AppError {
  return response.body.kind === 'json' ? misshapen(response, 'status') : unreadable(response);
}

function toText(messages: unknown): string {
  const list: readonly unknown[] = Array.isArray(messages) ? messages : [messages];
  return list.filter((message) => typeof message === 'string').join(' · ');
}

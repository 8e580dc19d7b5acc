import type { Http } from '../http/http';
import type { HttpResponse } from '../http/message';
import type { Outcome, PostReading } from '../http/post-once';
import { AppError, toAppError } from '../kernel/app-error';

/** Where access tokens come from. */
export interface AccessTokens {
  /** @throws AppError SIGNIN_NEEDED (auth), or transient when it cannot be renewed right now */
  accessToken(): Promise<string>;
  /** After a 401 with `staleToken`: a newer one; one renewal however many ask. */
  refreshAfter401(staleToken: string): Promise<string>;
}

export interface Call {
  /** Below `/api/v3`, e.g. `/AccountViewData`. */
  path: string;
  params?: URLSearchParams;
  /** `x-company`; absent for the list of companies. */
  companyId?: string;
  signal?: AbortSignal | undefined;
}

/** Calls with a valid access token: a 401 gets exactly one renewal and one more try (reliability §2.5). */
export interface Session {
  read<T>(call: Call, process: (response: HttpResponse) => T): Promise<T>;
  /** Never rejects. A 401 says that nothing was performed, so it is tried once more as well. */
  postOnce<T>(call: Call & { body: string }, reading: PostReading<T>): Promise<Outcome<T>>;
}

export function createSession(baseUrl: string, http: Http, tokens: AccessTokens): Session {
  return {
    read: async (call, process) => {
      const token = await tokens.accessToken();
      const attempt = (valid: string) => http.retryRead(toRequest(baseUrl, call, valid), process);
      try {
        return await attempt(token);
      } catch (error) {
        if (!isSignInNeeded(error)) throw error;
        return await attempt(await tokens.refreshAfter401(token));
      }
    },
    postOnce: async (call, reading) => {
      try {
        const token = await tokens.accessToken();
        const attempt = (valid: string) =>
          http.postOnce({ ...toRequest(baseUrl, call, valid), body: call.body }, reading);
        const outcome = await attempt(token);
        if (outcome.kind !== 'not-applied' || !isSignInNeeded(outcome.error)) return outcome;
        return await attempt(await tokens.refreshAfter401(token));
      } catch (error) {
        // Only the tokens reject: before the first try, or after one that was refused.
        return { kind: 'not-applied', error: toAppError(error) };
      }
    },
  };
}

function isSignInNeeded(error: unknown): boolean {
  return error instanceof AppError && error.code === 'SIGNIN_NEEDED';
}

function toRequest(baseUrl: string, call: Call, token: string) {
  const query = call.params === undefined ? '' : `?${call.params.toString()}`;
  const isWrite = 'body' in call;
  return {
    side: 'accountview' as const,
    url: `${baseUrl}/api/v3${call.path}${query}`,
    headers: {
      Authorization: `Bearer ${token}`,
      Accept: 'application/json',
      ...(call.companyId === undefined ? {} : { 'x-company': call.companyId }),
      ...(isWrite ? { 'Content-Type': 'application/json; charset=UTF-8' } : {}),
    },
    signal: call.signal,
    secrets: [token],
  };
}

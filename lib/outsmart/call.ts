import type { Http } from '../http/http';
import type { HttpRequest, HttpResponse } from '../http/message';

/** The whole list comes in one answer, which takes minutes at some customers (outsmart-openapi §5.4). */
export const WORK_ORDERS_BUDGET_MS = 300_000;

export interface OutSmartOptions {
  /** Base of the OpenAPI without a slash at the end, e.g. `https://app.out-smart.com/openapi/8`. */
  baseUrl: string;
  http: Http;
  credentials: () => Promise<{ token: string; softwareToken: string }>;
}

/** Credentials are omitted by a POST that must not happen twice, and by nothing else (`lib/platform/single-shot`). */
export const CHANGE = { credentials: 'include', safe: false } as const;

export type Query = Readonly<Record<string, string>>;

export interface Read<T> {
  endpoint: string;
  query?: Query;
  budgetMs?: number;
  signal: AbortSignal | undefined;
  process: (response: HttpResponse) => T;
}

/** A GET that changes nothing: `update_status`, where it exists, is always sent as `false`. */
export async function readSafely<T>(options: OutSmartOptions, call: Read<T>): Promise<T> {
  const { budgetMs } = call;
  const request = {
    ...(await address(options, call.endpoint, call.query)),
    signal: call.signal,
    ...(budgetMs === undefined ? {} : { budgetMs }),
  };
  return await options.http.retryRead(request, call.process);
}

/** Both tokens travel in the query and nowhere else (outsmart-openapi §1.2). */
export async function address(
  options: OutSmartOptions,
  endpoint: string,
  query: Query = {},
): Promise<Pick<HttpRequest, 'side' | 'url' | 'headers' | 'secrets'>> {
  const { token, softwareToken } = await options.credentials();
  const params = new URLSearchParams({ token, software_token: softwareToken, ...query });
  return {
    side: 'outsmart',
    url: `${options.baseUrl}/${endpoint}/?${params.toString()}`,
    headers: { Accept: 'application/json' },
    secrets: [token, softwareToken],
  };
}

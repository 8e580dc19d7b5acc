/** One call to a service. Its address and headers hold secrets, so neither ever reaches an error. */
export interface HttpRequest {
  side: 'accountview' | 'outsmart';
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** `include` for reads, `omit` for single-shot POSTs: two pools of connections (reliability §0, fact 13). */
  credentials: 'include' | 'omit';
  /** True when the call changes nothing at the service; decides `applied` of a failure, and whether it may be repeated. */
  safe: boolean;
  /** From the start to the last byte; 25 s when not given. */
  budgetMs?: number;
  signal?: AbortSignal | undefined;
  /** Values to take out of anything that is kept of the answer. */
  secrets?: readonly string[];
}

/** What came as the body, before anybody asked what it means. */
export type Body =
  | { kind: 'json'; value: unknown }
  | { kind: 'empty' }
  | { kind: 'html'; excerpt: string }
  /** Not JSON: truncated, garbage, plain text. */
  | { kind: 'garbage'; excerpt: string };

/** A complete answer, whatever its status. */
export interface HttpResponse {
  side: HttpRequest['side'];
  safe: boolean;
  /** 0 for a redirect, which is never followed. */
  status: number;
  ok: boolean;
  redirected: boolean;
  body: Body;
  /** From a usable `Retry-After`, ms since the epoch. */
  notBefore: number | undefined;
  /** Text of the answer, fit to be kept as an error's `original`. */
  original: (text: string) => string;
}

const SHORTEST_MS = 1_000;
const LONGEST_MS = 3_600_000;
/** IMF-fixdate, the one form that is still sent (RFC 9110 §5.6.7). */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * When a service allows the next try, ms since the epoch by our clock; clamped to 1 s … 1 h from now. A date
 * is compared with the answer's own `Date`, since our clock may be wrong. `undefined` when the header is
 * absent, garbage, negative or in the past: then the caller's own back-off applies (reliability §3.4).
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined) return undefined;
  const delayMs = /^\d+$/.test(value) ? Number(value) * 1000 : delayUntil(value, headers.get('date'), now);
  if (delayMs === undefined || delayMs < 0) return undefined;
  return now + Math.min(Math.max(delayMs, SHORTEST_MS), LONGEST_MS);
}

function delayUntil(date: string, serverDate: string | null, now: number): number | undefined {
  const then = parseHttpDate(date);
  if (then === undefined) return undefined;
  return then - (parseHttpDate(serverDate ?? '') ?? now);
}

function parseHttpDate(text: string): number | undefined {
  const time = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

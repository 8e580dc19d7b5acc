import type { AppError } from '../kernel/app-error';
import { type Clock, systemClock } from '../kernel/clock';
import { redact } from '../log/redact';
import { readText, toBody, UnreadableBody } from './body';
import type { BreakerPorts } from './breaker';
import { type Budget, startBudget } from './budget';
import { callFailure, hostWithheld, unreachable } from './failure';
import type { HttpRequest, HttpResponse } from './message';
import { retryAfter } from './retry-after';

const DEFAULT_BUDGET_MS = 25_000;
const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

export interface HttpPorts extends BreakerPorts {
  fetch: typeof fetch;
  clock: Clock;
  /** Measures budgets. Real time when not given: what a request takes has nothing to do with the schedule's clock. */
  timer?: Pick<Clock, 'sleep'>;
  /** 0 ≤ x < 1. */
  random: () => number;
  /** Whether the browser lets us reach this origin (`permissions.contains`). */
  permitted: (origin: string) => Promise<boolean>;
  /** `navigator.onLine`: only `false` means anything. */
  online: () => boolean;
  /** Largest answer that is read; 64 MB when not given. */
  maxBytes?: number;
}

/**
 * Sends one request once and reads the whole answer. Rejects with an `AppError` (`UNREACHABLE`,
 * `HOST_WITHHELD`, `API_CHANGED` for an answer that cannot be read), or with the signal's reason when the
 * caller aborts. Any status is an answer; a redirect too, which is not followed, so that neither token nor
 * `x-company` travels to another address.
 */
export async function transfer(ports: HttpPorts, request: HttpRequest): Promise<HttpResponse> {
  request.signal?.throwIfAborted();
  const budget = startBudget(
    ports.timer ?? systemClock,
    request.budgetMs ?? DEFAULT_BUDGET_MS,
    request.signal,
  );
  try {
    return await exchange(ports, request, budget.signal);
  } catch (error) {
    throw await transferFailure(ports, request, budget, error);
  } finally {
    budget.end();
  }
}

async function exchange(ports: HttpPorts, request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
  // Detached: a browser's fetch refuses to be called as a method of another object.
  const { fetch: send } = ports;
  const { method, credentials } = request;
  const response = await send(request.url, {
    method,
    credentials,
    signal,
    headers: { ...request.headers },
    cache: 'no-store',
    // Unlike `error`, `manual` tells a redirect (to a sign-in page, say) from a lost connection; neither follows it.
    redirect: 'manual',
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  const redirected = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
  if (redirected) await response.body?.cancel();
  const original = (text: string): string => redact(text, request.secrets);
  const text = redirected ? '' : await readText(response, ports.maxBytes ?? DEFAULT_MAX_BYTES);
  return {
    side: request.side,
    safe: request.safe,
    status: redirected ? 0 : response.status,
    ok: response.ok,
    redirected,
    body: toBody(text, original),
    notBefore: retryAfter(response.headers, ports.clock.now()),
    original,
  };
}

/** What `fetch` reports is the same error for every cause, so the cause is asked of the ports. */
async function transferFailure(
  ports: HttpPorts,
  request: HttpRequest,
  budget: Budget,
  error: unknown,
): Promise<unknown> {
  if (request.signal?.aborted === true) return request.signal.reason;
  if (budget.spent()) {
    return unreachable(request, 'timeout', {
      seconds: Math.round((request.budgetMs ?? DEFAULT_BUDGET_MS) / 1000),
    });
  }
  if (error instanceof UnreadableBody) {
    const kind = error.what === 'size' ? 'permanent' : 'transient';
    return callFailure(request, 'API_CHANGED', { kind, params: { what: error.what } });
  }
  return (await obstacleTo(ports, request, request.url)) ?? unreachable(request, 'network');
}

/** Why no request to this address leaves the browser, as far as it says so. */
export async function obstacleTo(
  ports: HttpPorts,
  about: Pick<HttpRequest, 'side' | 'safe'>,
  url: string,
): Promise<AppError | undefined> {
  const { origin, hostname } = new URL(url);
  // A browser that cannot say is taken to permit: the request then speaks for itself.
  if (!(await ports.permitted(origin).catch(() => true))) return hostWithheld(about, origin);
  // Being offline says nothing about this computer itself.
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return ports.online() || isHere ? undefined : unreachable(about, 'offline');
}

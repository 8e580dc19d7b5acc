import { AppError } from '../kernel/app-error';
import { BACK_OFF_MINUTES, type Clock, dueAt } from '../kernel/clock';
import { unreachable } from './failure';
import type { HttpRequest, HttpResponse } from './message';

/** Failures in a row after which a service is left alone; longer each time the call that tries it out fails too. */
const FAILURES = 5;

/** Sends one request once. */
export type Sender = (request: HttpRequest) => Promise<HttpResponse>;

export interface Breaker {
  send: Sender;
  /** A person asks: the next call tries out what was left alone. */
  tryNow(): void;
}

/** Keeps until when each service has asked not to be called (ms since the epoch), beyond the life of a worker. */
export interface Waits {
  load(): Promise<Partial<Record<HttpRequest['side'], number>>>;
  save(side: HttpRequest['side'], until: number): Promise<void>;
}

export interface BreakerPorts {
  clock: Pick<Clock, 'now'>;
  /** In memory alone when not given. */
  waits?: Waits;
}

interface Circuit {
  failures: number;
  /** How often it opened since the service last answered. */
  opened: number;
  /** No call before this moment, ms since the epoch: it fails … */
  openUntil: number;
  /** … or it has asked for that (`Retry-After`). A person cuts short the first alone. */
  askedUntil: number;
  /** Ends with the one call that tries the service out. */
  trial: Promise<unknown> | undefined;
}

/**
 * One circuit breaker per service (reliability §3.4): after five failures in a row no call leaves for a while,
 * each is refused with `UNREACHABLE` (`reason: 'paused'`, `notBefore`). After it one call tries the service out,
 * never one that must not happen twice, and the others wait for what becomes of it. Any answer below 500 closes
 * the circuit, whatever it says. Kept in memory: a new worker starts with a closed one, its jobs have their own
 * `notBefore`. What a service has asked for with `Retry-After` is kept for that one too.
 */
export function withBreaker(send: Sender, ports: BreakerPorts): Breaker {
  const { clock, waits } = ports;
  const circuits = { accountview: closed(), outsmart: closed() };
  let loading: Promise<void> | undefined;
  const load = async (): Promise<void> => {
    const kept = await waits?.load().catch(() => undefined);
    for (const side of ['accountview', 'outsmart'] as const)
      circuits[side].askedUntil = Math.max(circuits[side].askedUntil, kept?.[side] ?? 0);
  };
  const guarded: Sender = async (request) => {
    await (loading ??= load());
    const circuit = circuits[request.side];
    while (circuit.trial !== undefined) await orAborted(circuit.trial, request.signal);
    const isTrial = circuit.failures >= FAILURES;
    const now = clock.now();
    const until = Math.max(dueAt(circuit.openUntil, now), dueAt(circuit.askedUntil, now));
    // Nothing was sent, so nothing can have been performed.
    if (until > now || (isTrial && isSingleShot(request)))
      throw unreachable({ ...request, safe: true }, 'paused', {}, until);
    const call = watch(circuit, ports, request.side, send(request));
    if (!isTrial) return await call;
    const end = (): void => {
      circuit.trial = undefined;
    };
    circuit.trial = call.then(end, end);
    return await call;
  };
  const tryNow = (): void => {
    // Who asked to be waited for still is.
    for (const circuit of Object.values(circuits)) circuit.openUntil = 0;
  };
  return { send: guarded, tryNow };
}

/** Ends as soon as the caller gives up, too; rejects with the signal's reason when it has before. */
async function orAborted(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  const aborted = new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
  signal?.throwIfAborted();
  await Promise.race([work, aborted]);
}

function closed(): Circuit {
  return { failures: 0, opened: 0, openUntil: 0, askedUntil: 0, trial: undefined };
}

function isSingleShot({ credentials }: HttpRequest): boolean {
  return credentials === 'omit';
}

async function watch(
  circuit: Circuit,
  { clock, waits }: BreakerPorts,
  side: HttpRequest['side'],
  call: Promise<HttpResponse>,
): Promise<HttpResponse> {
  try {
    const response = await call;
    const { status, notBefore } = response;
    if (status >= 500) fail(circuit, clock.now());
    else Object.assign(circuit, { failures: 0, opened: 0, openUntil: 0 });
    // Who is asked to wait waits with every call, not only with the one that was turned away.
    if ((status === 429 || status === 503) && notBefore !== undefined) {
      circuit.askedUntil = notBefore;
      await waits?.save(side, notBefore).catch(() => {});
    }
    return response;
  } catch (error) {
    // Offline, withheld or stopped by ourselves: that says nothing about the service.
    const reason = error instanceof AppError ? error.params['reason'] : undefined;
    if (reason === 'network' || reason === 'timeout') fail(circuit, clock.now());
    throw error;
  }
}

function fail(circuit: Circuit, now: number): void {
  circuit.failures += 1;
  // Calls that were on their way when it opened do not open it further.
  if (circuit.failures < FAILURES || circuit.openUntil > now) return;
  const minutes = BACK_OFF_MINUTES[circuit.opened] ?? 60;
  circuit.opened += 1;
  circuit.openUntil = now + minutes * 60_000;
}

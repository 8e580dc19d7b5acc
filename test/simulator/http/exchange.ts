import type { Hono } from 'hono';
import { performBatch } from '../outsmart/batch-fault';
import { businessObjectOf } from '../accountview/envelope';
import { errorBody } from '../accountview/refusal';
import type { Break, Fault, RequestRecord, Side } from '../types';
import type { World } from '../world';

/** What the routes of both sides get besides the request. */
export interface ExchangeEnv {
  Bindings: {
    world: World;
    record: RequestRecord;
    /** What is performed: the record's body, except where a fault takes part of it away. */
    body: string;
  };
}

/** What becomes of a request; the transport (sockets or in process) plays it out. */
export type Outcome =
  | { kind: 'response'; response: Response; wire: Wire }
  /** The connection breaks without an answer. */
  | { kind: 'dropped'; by: Break }
  /** No answer, ever. */
  | { kind: 'held' };

export type Wire = { kind: 'whole' } | { kind: 'truncated' } | { kind: 'drip'; bytesPerSecond: number };

export interface Connection {
  id: number;
  use: number;
  httpVersion: string;
}

const WHOLE: Wire = { kind: 'whole' };

/** One request from arrival to outcome: recorded, delayed, struck by a fault, performed. */
export async function exchange(
  world: World,
  side: Side,
  app: Hono<ExchangeEnv>,
  request: Request,
  connection?: Connection,
): Promise<Outcome> {
  const body = request.method === 'GET' || request.method === 'HEAD' ? '' : await request.text();
  const record = openRecord(world, side, request, body, connection);
  world.requests.push(record);
  const hit = world.faults.strike(record, bearerOf(request) !== undefined);
  if (hit !== undefined) Object.assign(record, { fault: hit.rule.fault.kind, faultRule: hit.id });
  if (world.latencyMs > 0) await world.sleep(world.latencyMs);
  const perform: Perform = async (performed = body) => {
    record.performed = true;
    return app.fetch(request, { world, record, body: performed });
  };
  const outcome =
    hit === undefined
      ? whole(await perform())
      : await suffer(world, hit.rule.fault, request, record, perform);
  return closeRecord(world, record, outcome);
}

function whole(response: Response): Outcome {
  return { kind: 'response', response, wire: WHOLE };
}

/** Acts on the request, or on another body. */
type Perform = (body?: string) => Promise<Response>;

async function suffer(
  world: World,
  fault: Fault,
  request: Request,
  record: RequestRecord,
  perform: Perform,
): Promise<Outcome> {
  switch (fault.kind) {
    case 'status':
    case 'html':
    case 'error-object':
    case 'empty':
      if (fault.performed === true) await perform();
      return whole(substitute(fault, record.side));
    case 'drop':
      if (fault.when === 'after') await perform();
      return { kind: 'dropped', by: fault.by ?? 'close' };
    case 'delay':
      return whole(await delayed(world, fault, perform));
    case 'truncate':
      return { kind: 'response', response: await perform(), wire: { kind: 'truncated' } };
    case 'drip':
      return {
        kind: 'response',
        response: await perform(),
        wire: { kind: 'drip', bytesPerSecond: fault.bytesPerSecond },
      };
    case 'expired-token':
      return whole(await withExpiredToken(world, request, record, perform));
    case 'revoked-refresh':
      world.accountView.tokens.revokeRefreshTokens();
      return whole(await perform());
    case 'hold':
      return { kind: 'held' };
    case 'batch':
      return whole(await performBatch(fault, record, perform));
    default:
      return fault satisfies never;
  }
}

async function delayed(
  world: World,
  { ms, when = 'before' }: { ms: number; when?: 'before' | 'after' },
  perform: Perform,
): Promise<Response> {
  if (when === 'before') await world.sleep(ms);
  const response = await perform();
  if (when === 'after') await world.sleep(ms);
  return response;
}

async function withExpiredToken(
  world: World,
  request: Request,
  record: RequestRecord,
  perform: Perform,
): Promise<Response> {
  if (record.side === 'outsmart')
    return Response.json({ code: 1004, messages: ['Token not authorized'], response: null });
  world.accountView.tokens.expire(bearerOf(request) ?? '');
  return perform();
}

type Substitute = Extract<Fault, { kind: 'status' | 'html' | 'error-object' | 'empty' }>;

function substitute(fault: Substitute, side: Side): Response {
  switch (fault.kind) {
    case 'status':
      // 204 and the like cannot have a body, not even an empty one.
      return new Response(fault.body ?? null, { status: fault.status, headers: fault.headers ?? {} });
    case 'html':
      return new Response(HTML_PAGE, {
        status: fault.status ?? 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
      });
    case 'error-object':
      return Response.json(errorObject(side, fault.message), { status: fault.status ?? 200 });
    case 'empty':
      return new Response('', {
        status: 200,
        headers: { 'content-type': 'application/json; charset=utf-8' },
      });
    default:
      return fault satisfies never;
  }
}

function errorObject(side: Side, message = 'Er is een fout opgetreden.'): unknown {
  return side === 'accountview' ? errorBody(message) : { code: 1007, messages: [message], response: null };
}

const HTML_PAGE =
  '<!DOCTYPE html><html lang="nl"><head><title>Storing</title></head><body><h1>Even niet bereikbaar</h1><p>Probeer het later opnieuw.</p></body></html>';

export function bearerOf(request: Request): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
}

function openRecord(
  world: World,
  side: Side,
  request: Request,
  body: string,
  connection?: Connection,
): RequestRecord {
  const url = new URL(request.url);
  const query = Object.fromEntries(url.searchParams);
  const businessObject = businessObjectIn(query) ?? businessObjectOf(body);
  const company = request.headers.get('x-company');
  const referer = request.headers.get('referer');
  return {
    id: world.requests.length + 1,
    side,
    method: request.method,
    url: request.url,
    path: url.pathname,
    query,
    body,
    ...(businessObject === undefined ? {} : { businessObject }),
    ...(company === null ? {} : { company }),
    ...(referer === null ? {} : { referer }),
    ...connectionOf(connection),
    performed: false,
    startedAt: world.now().getTime(),
    outcome: 'pending',
  };
}

function connectionOf(
  connection: Connection | undefined,
): Pick<RequestRecord, 'connection' | 'connectionUse' | 'httpVersion'> {
  if (connection === undefined) return {};
  const { id, use, httpVersion } = connection;
  return { connection: id, connectionUse: use, httpVersion };
}

function businessObjectIn(query: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(query)
    .find(([name]) => name.toLowerCase() === 'businessobject')?.[1]
    .toUpperCase();
}

function closeRecord(world: World, record: RequestRecord, outcome: Outcome): Outcome {
  record.finishedAt = world.now().getTime();
  if (outcome.kind !== 'response') {
    record.outcome = outcome.kind;
    return outcome;
  }
  record.outcome = 'answered';
  record.status = outcome.response.status;
  const location = outcome.response.headers.get('location');
  if (location !== null) record.redirected = location;
  return { ...outcome, response: dated(outcome.response, world.now()) };
}

/** The services' own clock shows in `Date`, whatever the machine's clock says. */
function dated(response: Response, now: Date): Response {
  response.headers.set('date', now.toUTCString());
  return response;
}

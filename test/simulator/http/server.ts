import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Hono } from 'hono';
import type { ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import type { Side } from '../types';
import type { World } from '../world';
import type { Certificate } from './certificate';
import { type Bindings, type Connections, createConnections } from './connections';
import { exchange, type ExchangeEnv, type Outcome } from './exchange';
import { dripped } from './in-process';

export interface RunningServer {
  port: number;
  close(): Promise<void>;
}

export interface ServerOptions {
  side: Side;
  app: Hono<ExchangeEnv>;
  port: number;
  /** With it HTTP/2 over TLS. */
  certificate?: Certificate | undefined;
  /** Answers control requests; undefined = not one of them. */
  control?: (request: Request) => Promise<Response> | undefined;
}

/** Longer than any client's pool keeps a connection: the service does not close first. */
const KEEP_ALIVE_MS = 120_000;

/** One origin on its own port. Faults of the wire are played on the connection; everything else is `exchange`. */
export async function startServer(world: World, options: ServerOptions): Promise<RunningServer> {
  const { side, app, port, control, certificate } = options;
  const connections = createConnections();
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    ...(certificate === undefined
      ? {}
      : { createServer: createSecureServer, serverOptions: { ...certificate, allowHTTP1: true } }),
    fetch: async (request, bindings) => {
      const answer = control?.(request);
      if (answer !== undefined) return answer;
      const outcome = await exchange(world, side, app, request, connections.use(bindings));
      return play(world, outcome, bindings, connections);
    },
  });
  server.on('connection', connections.opened);
  // A connection that breaks is an error of its session only to the one who waits for it.
  server.on('sessionError', () => {});
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = KEEP_ALIVE_MS;
  await listen(server, port);
  return { port: (server.address() as AddressInfo).port, close: () => close(server, connections) };
}

async function play(
  world: World,
  outcome: Outcome,
  bindings: Bindings,
  connections: Connections,
): Promise<Response> {
  const { outgoing } = bindings;
  if (outcome.kind === 'dropped') {
    connections.break(bindings, outcome.by);
    return RESPONSE_ALREADY_SENT;
  }
  if (outcome.kind === 'held') return untilClosed(outgoing);
  if (outcome.wire.kind === 'drip') return dripped(world, outcome.response, outcome.wire.bytesPerSecond);
  if (outcome.wire.kind === 'whole') return outcome.response;
  const bytes = Buffer.from(await outcome.response.arrayBuffer());
  const headers = { ...Object.fromEntries(outcome.response.headers), 'content-length': String(bytes.length) };
  const response = outgoing as ServerResponse;
  response.writeHead(outcome.response.status, headers);
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => connections.break(bindings, 'close'));
  return RESPONSE_ALREADY_SENT;
}

function untilClosed(outgoing: Bindings['outgoing']): Promise<Response> {
  return new Promise((resolve) => {
    outgoing.once('close', () => resolve(RESPONSE_ALREADY_SENT));
  });
}

/** Local only: the simulator has no certificate that counts and gives its secrets to anybody who asks. */
function listen(server: ServerType, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function close(server: ServerType, connections: Connections): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    connections.closeAll();
  });
}

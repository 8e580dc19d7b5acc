import { createAdaptorServer, type HttpBindings, type ServerType } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Hono } from 'hono';
import type { AddressInfo, Socket } from 'node:net';
import type { Side } from '../types';
import type { World } from '../world';
import { type Connection, exchange, type ExchangeEnv, type Outcome } from './exchange';
import { dripped } from './in-process';

export interface RunningServer {
  port: number;
  close(): Promise<void>;
}

export interface ServerOptions {
  side: Side;
  app: Hono<ExchangeEnv>;
  port: number;
  /** Answers control requests; undefined = not one of them. */
  control?: (request: Request) => Promise<Response> | undefined;
}

/** Longer than any client's pool keeps a connection: the service does not close first. */
const KEEP_ALIVE_MS = 120_000;

/** One origin on its own port. Faults of the wire are played on the socket; everything else is `exchange`. */
export async function startServer(
  world: World,
  { side, app, port, control }: ServerOptions,
): Promise<RunningServer> {
  const connections = connectionCounter();
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    fetch: async (request, env) => {
      const answer = control?.(request);
      if (answer !== undefined) return answer;
      const { incoming, outgoing } = env as HttpBindings;
      const outcome = await exchange(world, side, app, request, connections(incoming.socket));
      return play(world, outcome, { incoming, outgoing });
    },
  });
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = KEEP_ALIVE_MS;
  await listen(server, port);
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

/** Numbers connections, and the requests on each: a repeated POST must be told from a fresh one. */
function connectionCounter(): (socket: Socket) => Connection {
  const known = new WeakMap<Socket, Connection>();
  let last = 0;
  return (socket) => {
    const connection = known.get(socket) ?? { id: (last += 1), use: 0 };
    connection.use += 1;
    known.set(socket, connection);
    return { ...connection };
  };
}

async function play(world: World, outcome: Outcome, { incoming, outgoing }: HttpBindings): Promise<Response> {
  if (outcome.kind === 'dropped') {
    incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  if (outcome.kind === 'held') return untilClosed(incoming.socket);
  if (outcome.wire.kind === 'drip') return dripped(world, outcome.response, outcome.wire.bytesPerSecond);
  if (outcome.wire.kind === 'whole') return outcome.response;
  const bytes = Buffer.from(await outcome.response.arrayBuffer());
  const headers = { ...Object.fromEntries(outcome.response.headers), 'content-length': String(bytes.length) };
  outgoing.writeHead(outcome.response.status, headers);
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => incoming.socket.destroy());
  return RESPONSE_ALREADY_SENT;
}

function untilClosed(socket: Socket): Promise<Response> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve(RESPONSE_ALREADY_SENT));
  });
}

/** Local only: the simulator speaks plain HTTP and gives its secrets to anybody who asks. */
function listen(server: ServerType, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

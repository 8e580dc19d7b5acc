import type { HttpBindings, Http2Bindings } from '@hono/node-server';
import { constants } from 'node:http2';
import type { Socket } from 'node:net';
import type { Break } from '../types';
import type { Connection } from './exchange';

export type Bindings = HttpBindings | Http2Bindings;

export interface Connections {
  opened(socket: Socket): void;
  /** Counts a request on its connection: a repeated POST must be told from a fresh one. */
  use(bindings: Bindings): Connection;
  /** Ends the connection of a request without an answer to it. */
  break(bindings: Bindings, by: Break): void;
  closeAll(): void;
}

/** The connections of one server, numbered from 1. Over TLS the socket of a request is not the one of the wire. */
export function createConnections(): Connections {
  const byPort = new Map<number, Socket>();
  const known = new WeakMap<object, Connection>();
  let last = 0;
  const newConnection = ({ incoming }: Bindings): Connection => {
    last += 1;
    return { id: last, use: 0, httpVersion: incoming.httpVersion };
  };
  return {
    opened: (socket) => {
      const { remotePort } = socket;
      if (remotePort === undefined) return;
      byPort.set(remotePort, socket);
      socket.once('close', () => byPort.delete(remotePort));
    },
    use: (bindings) => {
      const key = sessionOf(bindings) ?? bindings.incoming.socket;
      const connection = known.get(key) ?? newConnection(bindings);
      connection.use += 1;
      known.set(key, connection);
      return { ...connection };
    },
    break: (bindings, by) => {
      const wire = byPort.get(bindings.incoming.socket.remotePort ?? 0);
      if (by === 'reset') wire?.resetAndDestroy();
      else if (sessionOf(bindings) === undefined) wire?.destroy();
      else breakSession(bindings as Http2Bindings, by);
    },
    closeAll: () => byPort.forEach((socket) => socket.destroy()),
  };
}

function sessionOf({ incoming }: Bindings): object | undefined {
  return 'stream' in incoming ? incoming.stream.session : undefined;
}

/** Says GOAWAY or RST_STREAM as a service would that did not process the request, whether it did or not. */
function breakSession({ incoming }: Http2Bindings, by: Exclude<Break, 'reset'>): void {
  const { stream } = incoming;
  if (by === 'refused') return stream.close(constants.NGHTTP2_REFUSED_STREAM);
  const { session } = stream;
  if (by === 'close') return session?.destroy();
  // A client's streams have odd numbers; Node takes 0 for "all up to now", so the first one cannot be left out.
  session?.goaway(constants.NGHTTP2_NO_ERROR, Math.max(0, (stream.id ?? 0) - 2));
  // The frame has to leave first.
  setImmediate(() => session?.destroy());
}

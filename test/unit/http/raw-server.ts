import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpRequest, HttpResponse } from '../../../lib/http/message';
import type { HttpPorts } from '../../../lib/http/transfer';
import { systemClock } from '../../../lib/kernel/clock';

export interface RawServer {
  url: string;
  /** Requests received, as `METHOD path`. */
  seen: string[];
  close(): Promise<void>;
}

/** A real server whose answers a test writes byte by byte. The handler gets the number of the request, from 1. */
export async function startRawServer(
  handler: (response: ServerResponse, nth: number, request: IncomingMessage) => void,
): Promise<RawServer> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      seen.push(`${request.method} ${request.url}`);
      handler(response, seen.length, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function httpPorts(change: Partial<HttpPorts> = {}): HttpPorts {
  return {
    fetch,
    clock: systemClock,
    random: () => 0,
    permitted: async () => true,
    online: () => true,
    ...change,
  };
}

export function aRead(url: string, change: Partial<HttpRequest> = {}): HttpRequest {
  return { side: 'accountview', method: 'GET', url, credentials: 'include', safe: true, ...change };
}

export function aResponse(change: Partial<HttpResponse> = {}): HttpResponse {
  const status = change.status ?? 200;
  return {
    side: 'accountview',
    safe: true,
    status,
    ok: status >= 200 && status < 300,
    redirected: false,
    body: { kind: 'empty' },
    notBefore: undefined,
    original: (text) => text,
    ...change,
  };
}

export function json(value: unknown, change: Partial<HttpResponse> = {}): HttpResponse {
  return aResponse({ body: { kind: 'json', value }, ...change });
}

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One answer of the server; `drop` closes the connection without one. */
export type Script = { status?: number; headers?: Record<string, string>; body?: unknown; drop?: true };

export interface SeenRequest {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  form: URLSearchParams;
}

export interface ScriptedServer {
  url: string;
  requests: SeenRequest[];
  /** Answers of the next requests, in order; the last one stays. */
  answers: Script[];
  close(): Promise<void>;
}

/** A real HTTP server that says what a test tells it to: for answers that no sane service gives. */
export async function startScriptedServer(...answers: Script[]): Promise<ScriptedServer> {
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      requests.push({
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        form: new URLSearchParams(body),
      });
      const script = (answers.length > 1 ? answers.shift() : answers[0]) ?? {};
      if (script.drop) return response.destroy();
      const text = typeof script.body === 'string' ? script.body : JSON.stringify(script.body ?? {});
      return response
        .writeHead(script.status ?? 200, { 'content-type': 'application/json', ...script.headers })
        .end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../../lib/http/http';
import type { HttpResponse } from '../../../lib/http/message';
import type { PostReading } from '../../../lib/http/post-once';
import type { HttpPorts } from '../../../lib/http/transfer';
import { AppError } from '../../../lib/kernel/app-error';
import { manualClock } from '../../support/manual-clock';
import { waitUntil } from '../../support/wait';
import { httpPorts, type RawServer, startRawServer } from './raw-server';

let server: RawServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

const REFUSED = new AppError('REFUSED_BY_ACCOUNTVIEW', { kind: 'permanent', original: 'Artikel onbekend' });

function memberOf(response: HttpResponse, name: string): unknown {
  const { body } = response;
  return body.kind === 'json' ? (body.value as Record<string, unknown>)[name] : undefined;
}

const reading: PostReading<string> = {
  value: (response) => {
    const number = memberOf(response, 'number');
    return typeof number === 'string' ? number : undefined;
  },
  refusal: (response) => (memberOf(response, 'error') === undefined ? undefined : REFUSED),
};

async function post(
  handler: (response: ServerResponse) => void,
  change: Partial<HttpPorts> = {},
  signal?: AbortSignal,
) {
  server = await startRawServer(handler);
  const http = createHttp(httpPorts(change));
  return await http.postOnce(
    { side: 'accountview', url: `${server.url}/orders`, body: '{}', signal },
    reading,
  );
}

describe('postOnce', () => {
  it.each([200, 201])('is applied when a %i names what was made', async (status) => {
    const outcome = await post((response) => response.writeHead(status).end('{"number":"2026001"}'));

    expect(outcome).toEqual({ kind: 'applied', value: '2026001' });
  });

  it.each([
    [401, ''],
    [403, '<html>Forbidden</html>'],
    [404, ''],
    [404, '{"number":"1"}'],
    [429, '{"error":"x"}'],
    [400, '{"error":"x"}'],
    [409, '{"error":"x"}'],
    [200, '{"error":"x"}'],
  ])('is not applied when the answer is %i %s', async (status, body) => {
    const outcome = await post((response) => response.writeHead(status).end(body));

    expect(outcome.kind).toBe('not-applied');
  });

  it('says when to come back when it is turned away', async () => {
    const clock = manualClock();

    const outcome = await post(
      (response) => response.writeHead(429, { 'retry-after': '9' }).end('{"error":"x"}'),
      { clock },
    );

    expect(outcome).toMatchObject({
      kind: 'not-applied',
      error: { code: 'RATE_LIMITED', notBefore: clock.now() + 9_000, applied: 'no' },
    });
  });

  it.each([
    ['500 with an error object', 500, '{"error":"x"}'],
    ['502 with a page', 502, '<html></html>'],
    ['503 with what was made', 503, '{"number":"1"}'],
    ['504 without a body', 504, ''],
    ['408', 408, ''],
    ['400 with a page', 400, '<html></html>'],
    ['200 with a page', 200, '<html></html>'],
    ['200 without a body', 200, ''],
    ['204', 204, ''],
    ['200 cut in half', 200, '{"number":"20'],
    ['200 that names nothing', 200, '{"orders":[]}'],
    ['200 that names both an order and an error', 200, '{"number":"1","error":"x"}'],
    ['a redirect', 302, ''],
  ])('is unknown when the answer is %s', async (_, status, body) => {
    const outcome = await post((response) =>
      response.writeHead(status, { location: '/elsewhere' }).end(body),
    );

    expect(outcome).toMatchObject({ kind: 'unknown', error: { applied: 'unknown' } });
    expect(server?.seen).toEqual(['POST /orders']);
  });

  it.each([
    ['before an answer', (response: ServerResponse) => response.destroy()],
    [
      'in the middle of an answer',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-length': '100' }).write('{"number":');
        setTimeout(() => response.destroy(), 20);
      },
    ],
  ])('is unknown and sent once when the connection is lost %s', async (_, handler) => {
    const outcome = await post(handler);

    expect(outcome).toMatchObject({ kind: 'unknown', error: { code: 'UNREACHABLE' } });
    expect(server?.seen).toHaveLength(1);
  });

  it('[N2] is unknown when the connection is lost and the browser is offline or withheld only afterwards', async () => {
    let permitted = true;
    const drop = (response: ServerResponse): void => {
      permitted = false;
      response.destroy();
    };

    const outcome = await post(drop, { permitted: async () => permitted, online: () => permitted });

    expect(outcome.kind).toBe('unknown');
  });

  it('is unknown when the budget is spent after it was sent', async () => {
    const clock = manualClock();
    const late = post(() => {}, { timer: clock });
    await waitUntil('the request', () => server?.seen.length === 1);
    clock.advance(25_000);
    await expect(late).resolves.toMatchObject({ kind: 'unknown', error: { params: { reason: 'timeout' } } });
  });

  it('is unknown when the caller stops after it was sent', async () => {
    const controller = new AbortController();
    const stopped = post(() => {}, {}, controller.signal);
    await waitUntil('the request', () => server?.seen.length === 1);
    controller.abort(new Error('stop'));
    await expect(stopped).resolves.toMatchObject({
      kind: 'unknown',
      error: { code: 'UNREACHABLE', params: { reason: 'stopped' } },
    });
  });

  it.each([
    ['the host is withheld', { permitted: async () => false }, 'HOST_WITHHELD'],
    ['the caller has stopped', {}, 'UNREACHABLE'],
  ])('sends nothing when %s', async (_, change, code) => {
    const signal = code === 'UNREACHABLE' ? AbortSignal.abort() : undefined;

    const outcome = await post((response) => response.end('{"number":"1"}'), change, signal);

    expect(outcome).toMatchObject({ kind: 'not-applied', error: { code, applied: 'no' } });
    expect(server?.seen).toEqual([]);
  });

  it('[N1] sends nothing to another computer when the browser is offline', async () => {
    let calls = 0;
    const spy = async (): Promise<Response> => {
      calls += 1;
      return new Response('{"number":"1"}');
    };
    const http = createHttp(httpPorts({ online: () => false, fetch: spy }));

    const outcome = await http.postOnce(
      { side: 'accountview', url: 'https://www.accountview.net/x', body: '{}' },
      reading,
    );

    expect(outcome).toMatchObject({ kind: 'not-applied', error: { params: { reason: 'offline' } } });
    expect(calls).toBe(0);
  });

  it('is unknown when the answer cannot be read because of a mistake of ours', async () => {
    const outcome = await post((response) => response.end('[]'), {});

    expect(outcome.kind).toBe('unknown');
    await server?.close();
    server = await startRawServer((response) => response.end('{}'));
    const broken: PostReading<string> = {
      value: () => {
        throw new TypeError('ours');
      },
      refusal: () => undefined,
    };
    const bug = await createHttp(httpPorts()).postOnce(
      { side: 'accountview', url: server.url, body: '{}' },
      broken,
    );
    expect(bug).toMatchObject({ kind: 'unknown', error: { code: 'BUG' } });
  });

  it('shares no connections with reads', async () => {
    const inits: RequestInit[] = [];
    const spy = async (_: unknown, init?: RequestInit): Promise<Response> => {
      inits.push(init ?? {});
      return new Response('{"number":"1"}');
    };
    const http = createHttp(httpPorts({ fetch: spy as typeof fetch }));

    await http.postOnce({ side: 'accountview', url: 'https://x.example/', body: '{}' }, reading);
    await http.retryRead({ side: 'accountview', url: 'https://x.example/' }, () => null);

    expect(inits.map(({ method, credentials }) => [method, credentials])).toEqual([
      ['POST', 'omit'],
      ['GET', 'include'],
    ]);
  });
});

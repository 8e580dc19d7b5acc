import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { transfer } from '../../../lib/http/transfer';
import { AppError } from '../../../lib/kernel/app-error';
import { manualClock } from '../../support/manual-clock';
import { waitUntil } from '../../support/wait';
import { aRead, httpPorts, type RawServer, startRawServer } from './raw-server';

let server: RawServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function serve(handler: (response: ServerResponse) => void): Promise<string> {
  server = await startRawServer(handler);
  return `${server.url}/data?token=GEHEIM`;
}

describe('transfer', () => {
  it('reads JSON behind a byte order mark', async () => {
    const url = await serve((response) => response.end('\uFEFF {"a":"é€😀"}'));

    const { body, status } = await transfer(httpPorts(), aRead(url));

    expect(status).toBe(200);
    expect(body).toEqual({ kind: 'json', value: { a: 'é€😀' } });
  });

  it('keeps characters whole when they are cut between two packets', async () => {
    const bytes = Buffer.from('["€"]');
    const url = await serve((response) => {
      response.write(bytes.subarray(0, 3));
      setTimeout(() => response.end(bytes.subarray(3)), 20);
    });

    expect((await transfer(httpPorts(), aRead(url))).body).toEqual({ kind: 'json', value: ['€'] });
  });

  it.each([
    ['nothing', '', 'empty'],
    ['blanks', ' \r\n', 'empty'],
    ['a page, whatever its content type says', '<html><body>Onderhoud</body></html>', 'html'],
    ['half an answer', '{"CONTACT":[{"SUB_NR":"10', 'garbage'],
    ['plain words', 'Service Unavailable', 'garbage'],
  ])('tells %s from an answer', async (_, text, kind) => {
    const url = await serve((response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(text),
    );

    expect((await transfer(httpPorts(), aRead(url))).body.kind).toBe(kind);
  });

  it('[N9] [A2] keeps no secret in the excerpt of a page', async () => {
    const url = await serve((response) =>
      response.end('<p>Geen toegang tot /data?token=GEHEIM voor GEHEIM en info@halm.example</p>'),
    );

    const { body } = await transfer(httpPorts(), aRead(url, { secrets: ['GEHEIM'] }));

    expect(body).toEqual({ kind: 'html', excerpt: '<p>Geen toegang tot /data?[…] voor […] en […]</p>' });
  });

  it.each([400, 401, 404, 500, 503])('gives status %i as an answer', async (status) => {
    const url = await serve((response) => response.writeHead(status).end('{"a":1}'));

    await expect(transfer(httpPorts(), aRead(url))).resolves.toMatchObject({
      status,
      ok: false,
      body: { kind: 'json' },
    });
  });

  it('[N12] does not follow a redirect', async () => {
    const url = await serve((response) => response.writeHead(302, { location: '/sign-in' }).end('<html>'));

    const response = await transfer(httpPorts(), aRead(url));

    expect(response).toMatchObject({ redirected: true, status: 0, ok: false });
    expect(server?.seen).toEqual(['GET /data?token=GEHEIM']);
  });

  it.each([
    ['before an answer', (response: ServerResponse) => response.destroy()],
    [
      'in the middle of a body',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-length': '1000' }).write('[1');
        setTimeout(() => response.destroy(), 20);
      },
    ],
    [
      'in the middle of a body of unknown length',
      (response: ServerResponse) => {
        response.write('[1');
        setTimeout(() => response.destroy(), 20);
      },
    ],
  ])('reports a connection lost %s as unreachable', async (_, handler) => {
    const url = await serve(handler);

    const error = await transfer(httpPorts(), aRead(url)).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({
      code: 'UNREACHABLE',
      kind: 'transient',
      applied: 'no',
      params: { reason: 'network' },
    });
    expect(error).toBeInstanceOf(AppError);
    expect(JSON.stringify([error, (error as AppError).message, (error as AppError).stack])).not.toContain(
      'GEHEIM',
    );
  });

  it('says that a call that changes something may have been performed', async () => {
    const url = await serve((response) => response.destroy());

    await expect(transfer(httpPorts(), aRead(url, { safe: false }))).rejects.toMatchObject({
      applied: 'unknown',
    });
  });

  it('reports a server that is not there as unreachable', async () => {
    const url = await serve(() => {});
    await server?.close();

    await expect(transfer(httpPorts(), aRead(url))).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });

  it.each([
    [
      'garbage that calls itself gzip',
      { 'content-encoding': 'gzip' },
      Buffer.from('no gzip at all'),
      'UNREACHABLE',
    ],
    ['text that is not UTF-8', {}, Buffer.from('{"name":"Caf\xe9"}', 'latin1'), 'API_CHANGED'],
  ])('refuses %s', async (_, headers, bytes, code) => {
    const url = await serve((response) => response.writeHead(200, headers).end(bytes));

    await expect(transfer(httpPorts(), aRead(url))).rejects.toMatchObject({ code });
  });

  it('[N11] stops reading beyond the largest answer', async () => {
    const sent = { bytes: 0 };
    const url = await serve((response) => {
      const pour = (): void => {
        while (sent.bytes < 50_000_000 && !response.destroyed) {
          sent.bytes += 100_000;
          if (!response.write('x'.repeat(100_000))) return void response.once('drain', pour);
        }
        response.end();
      };
      pour();
    });

    await expect(transfer(httpPorts({ maxBytes: 1_000_000 }), aRead(url))).rejects.toMatchObject({
      code: 'API_CHANGED',
      kind: 'permanent',
      params: { what: 'size' },
    });
    expect(sent.bytes).toBeLessThan(50_000_000);
  });

  it.each([
    ['headers', () => {}],
    ['the rest of the body', (response: ServerResponse) => void response.write('[')],
  ])('[N5] gives up at the end of its budget while waiting for %s', async (_, handler) => {
    const clock = manualClock();
    const url = await serve(handler);
    const outcome = transfer(httpPorts({ timer: clock }), aRead(url)).catch((error: unknown) => error);
    await waitUntil('the request', () => server?.seen.length === 1);

    clock.advance(24_999);
    await expect(
      Promise.race([outcome, new Promise((resolve) => setTimeout(resolve, 50, 'waiting'))]),
    ).resolves.toBe('waiting');
    clock.advance(1);

    await expect(outcome).resolves.toMatchObject({
      code: 'UNREACHABLE',
      params: { reason: 'timeout', seconds: 25 },
    });
  });

  it("rejects with the caller's reason when the caller aborts", async () => {
    const controller = new AbortController();
    const url = await serve(() => {});
    const outcome = transfer(httpPorts(), aRead(url, { signal: controller.signal })).catch(
      (error: unknown) => error,
    );
    await waitUntil('the request', () => server?.seen.length === 1);
    const reason = new Error('stop');

    controller.abort(reason);

    await expect(outcome).resolves.toBe(reason);
  });

  it('sends nothing when the caller has aborted before', async () => {
    const url = await serve((response) => response.end('[]'));
    const reason = new Error('stop');

    await expect(transfer(httpPorts(), aRead(url, { signal: AbortSignal.abort(reason) }))).rejects.toBe(
      reason,
    );
    expect(server?.seen).toEqual([]);
  });

  it('[N2] names a host that the browser withholds', async () => {
    const url = await serve((response) => response.destroy());
    const asked: string[] = [];
    const permitted = async (origin: string): Promise<boolean> => asked.push(origin) === 0;

    await expect(transfer(httpPorts({ permitted }), aRead(url))).rejects.toMatchObject({
      code: 'HOST_WITHHELD',
      kind: 'transient',
      params: { origin: server?.url },
    });
    expect(asked).toEqual([server?.url]);
  });

  it('[N1] names the browser being offline, but never for this computer itself', async () => {
    const offline = httpPorts({
      online: () => false,
      fetch: () => Promise.reject(new TypeError('Failed to fetch')),
    });

    await expect(transfer(offline, aRead('https://www.accountview.net/api/v3'))).rejects.toMatchObject({
      params: { reason: 'offline' },
    });
    await expect(transfer(offline, aRead('http://127.0.0.1:1/'))).rejects.toMatchObject({
      params: { reason: 'network' },
    });
  });

  it('reads Retry-After', async () => {
    const clock = manualClock();
    const url = await serve((response) => response.writeHead(429, { 'retry-after': '7' }).end());

    expect((await transfer(httpPorts({ clock }), aRead(url))).notBefore).toBe(clock.now() + 7_000);
  });

  it('asks for no cache, no redirects and exactly the credentials it was told', async () => {
    const inits: RequestInit[] = [];
    const spy = async (_: unknown, init?: RequestInit): Promise<Response> => {
      inits.push(init ?? {});
      return new Response('[]');
    };

    await transfer(
      httpPorts({ fetch: spy as typeof fetch }),
      aRead('https://x.example/', { credentials: 'omit' }),
    );

    expect(inits[0]).toMatchObject({
      cache: 'no-store',
      redirect: 'manual',
      credentials: 'omit',
      method: 'GET',
    });
  });
});

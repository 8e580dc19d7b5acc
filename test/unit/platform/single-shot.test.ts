import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createConnectionProtocols } from '../../../lib/platform/connection-protocol';
import { createServiceFetch } from '../../../lib/platform/service-fetch';

const AV = 'https://www.accountview.net';
const DATA = `${AV}/api/v3/AccountViewData`;
/** What Chromium keeps of a streamed body to send it again, and one more read. */
const KEPT_BYTES = 65_535 + 16_384;

interface Sent {
  body: 'text' | 'stream' | 'form' | 'none';
  text: string;
  duplex: unknown;
}

/** The browser's network: speaks one protocol, reads a streamed body only over HTTP/2, tells its protocol afterwards. */
function network(speaks: 'h2' | 'http/1.1', state: { dropped: boolean } = { dropped: false }) {
  const sent: Sent[] = [];
  const entries: { name: string; nextHopProtocol: string }[] = [];
  const send: typeof fetch = async (input, init) => {
    const { body } = init ?? {};
    const isStream = body instanceof ReadableStream;
    if (isStream && speaks === 'http/1.1') throw new TypeError('Failed to fetch');
    sent.push({
      body: kindOf(body),
      text: body === undefined ? '' : await new Response(body).text(),
      duplex: init === undefined ? undefined : Reflect.get(init, 'duplex'),
    });
    if (state.dropped) throw new TypeError('Failed to fetch');
    entries.push({ name: input instanceof Request ? input.url : input.toString(), nextHopProtocol: speaks });
    return new Response('{}');
  };
  const timings = {
    getEntriesByType: () => entries,
    clearResourceTimings: () => void entries.splice(0),
  };
  return { sent, entries, send, timings, state };
}

function kindOf(body: BodyInit | null | undefined): Sent['body'] {
  if (body === undefined || body === null) return 'none';
  if (body instanceof ReadableStream) return 'stream';
  return typeof body === 'string' ? 'text' : 'form';
}

type Network = ReturnType<typeof network>;

function fetchOver({
  send,
  timings,
}: Pick<Network, 'send'> & Partial<Pick<Network, 'timings'>>): typeof fetch {
  return createServiceFetch({
    fetch: send,
    accountViewOrigin: AV,
    singleShot: { ensure: () => Promise.resolve() },
    ...(timings === undefined ? {} : { timings }),
    onAccepted: () => {},
  });
}

const POST = { method: 'POST', body: '{"BookDate":"2026-11-22"}' };

describe('a POST of a document', () => {
  let h2: Network;
  beforeEach(() => {
    h2 = network('h2');
  });

  it('goes as a stream over HTTP/2, too long for the browser to keep, and is the same JSON', async () => {
    const serviceFetch = fetchOver(h2);
    await serviceFetch(`${AV}/api/v3/Companies`);
    await serviceFetch(DATA, POST);

    const post = h2.sent.at(-1);
    expect(post).toMatchObject({ body: 'stream', duplex: 'half' });
    expect(JSON.parse(post?.text ?? '')).toEqual(JSON.parse(POST.body));
    expect(new TextEncoder().encode(post?.text).length).toBeGreaterThan(KEPT_BYTES);
  });

  it('goes as it is over HTTP/1.1', async () => {
    const http1 = network('http/1.1');
    const serviceFetch = fetchOver(http1);
    await serviceFetch(`${AV}/api/v3/Companies`);
    await serviceFetch(DATA, POST);

    expect(http1.sent.at(-1)).toEqual({ body: 'text', text: POST.body, duplex: undefined });
  });

  it('goes as it is where bodies cannot be streamed', async () => {
    await fetchOver({ send: h2.send })(DATA, POST);

    expect(h2.sent.map(({ body }) => body)).toEqual(['text']);
  });

  it('goes as it is without TLS, where no browser speaks HTTP/2', () => {
    expect(createConnectionProtocols(h2.timings).of('http://127.0.0.1:18471')).toBe('http/1.1');
  });

  it('follows a service that changes its protocol', async () => {
    const serviceFetch = fetchOver(h2);
    await serviceFetch(`${AV}/api/v3/Companies`);
    h2.entries.push({ name: `${AV}/api/v3/Companies`, nextHopProtocol: 'http/1.1' });
    await serviceFetch(DATA, POST);

    expect(h2.sent.at(-1)?.body).toBe('text');
  });

  it('is not sent again after a stream that was read, also when nothing was known', async () => {
    h2.state.dropped = true;

    await expect(fetchOver(h2)(DATA, POST)).rejects.toThrow('Failed to fetch');
    expect(h2.sent).toHaveLength(1);
  });

  it('goes the other way when nothing was known and no byte was read', async () => {
    const http1 = network('http/1.1');

    await fetchOver(http1)(DATA, POST);

    expect(http1.sent).toEqual([{ body: 'text', text: POST.body, duplex: undefined }]);
  });

  it('is left unsent when HTTP/2 was known and the stream was refused: the next answer tells', async () => {
    const http1 = network('http/1.1');
    http1.entries.push({ name: DATA, nextHopProtocol: 'h2' });

    await expect(fetchOver(http1)(DATA, POST)).rejects.toThrow('Failed to fetch');
    expect(http1.sent).toEqual([]);
  });

  it('is not sent at all once its caller has stopped it', async () => {
    const http1 = network('http/1.1');

    await expect(fetchOver(http1)(DATA, { ...POST, signal: AbortSignal.abort() })).rejects.toThrow(
      'Failed to fetch',
    );
    expect(http1.sent).toEqual([]);
  });

  it('leaves a form as it is: it cannot be filled up', async () => {
    await fetchOver(h2)(`${AV}/api/v3/token`, { method: 'POST', body: new URLSearchParams({ a: 'b' }) });

    expect(h2.sent).toEqual([{ body: 'form', text: 'a=b', duplex: undefined }]);
  });
});

describe('the memory of protocols', () => {
  it('clears what it read, for both services, so that the list never fills up', async () => {
    const h2 = network('h2');
    const serviceFetch = fetchOver(h2);
    for (let index = 0; index < 300; index += 1) await serviceFetch('https://app.out-smart.com/x');

    expect(h2.entries).toHaveLength(1);
  });

  it('keeps what it knows when a request failed, and origins apart', () => {
    const entries = [
      { name: `${AV}/a`, nextHopProtocol: 'h2' },
      { name: `${AV}/b`, nextHopProtocol: '' },
      { name: 'https://app.out-smart.com/x', nextHopProtocol: 'http/1.1' },
    ];
    const clear = vi.fn<() => void>();
    const protocols = createConnectionProtocols({
      getEntriesByType: () => entries,
      clearResourceTimings: clear,
    });
    protocols.learn();

    expect(protocols.of(AV)).toBe('h2');
    expect(protocols.of('https://app.out-smart.com')).toBe('http/1.1');
    expect(protocols.of('https://example.org')).toBeUndefined();
    expect(clear).toHaveBeenCalledOnce();
  });
});

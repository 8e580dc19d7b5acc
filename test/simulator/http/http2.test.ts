import { type ClientHttp2Session, connect } from 'node:http2';
import { get } from 'node:https';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Fault, type Simulator, startSimulator } from '../index';
import { waitUntil } from '../../support/wait';

/** A path that asks for no token. */
const PATH = '/ams/authorize.aspx';

let simulator: Simulator;
let session: ClientHttp2Session;

beforeEach(async () => {
  simulator = await startSimulator({ protocol: 'http2', data: { difficult: false } });
  session = connect(simulator.accountViewUrl, { rejectUnauthorized: false });
  session.on('error', () => {});
});

afterEach(async () => {
  session.destroy();
  await simulator.close();
});

interface Answer {
  status: number | undefined;
  length: number;
  error: string | undefined;
}

/** One request; resolves when its stream is over, however it ended. */
async function call(body?: string): Promise<Answer> {
  const stream = session.request({ ':path': PATH, ':method': body === undefined ? 'GET' : 'POST' });
  const answer: Answer = { status: undefined, length: 0, error: undefined };
  stream.on('response', (headers) => (answer.status = headers[':status']));
  stream.on('data', (chunk: Buffer) => (answer.length += chunk.length));
  stream.on('error', (error: NodeJS.ErrnoException) => (answer.error = error.code));
  stream.end(body);
  if (!stream.closed) await new Promise((resolve) => stream.once('close', resolve));
  return answer;
}

/** A reset is an error of the session as well. */
function sessionClosed(): Promise<void> {
  return new Promise((resolve) => session.once('close', () => resolve()));
}

function addFault(fault: Fault): void {
  simulator.faults.add({ path: PATH, fault });
}

describe('the simulator over HTTP/2', () => {
  it('keeps connections, numbers them and says their protocol', async () => {
    await call();
    await call('a=b');

    expect(
      simulator.requests.map(({ connection, connectionUse, httpVersion, body }) => [
        connection,
        connectionUse,
        httpVersion,
        body,
      ]),
    ).toEqual([
      [1, 1, '2.0', ''],
      [1, 2, '2.0', 'a=b'],
    ]);
  });

  it('speaks HTTP/1.1 with who asks for it', async () => {
    const answered = new Promise<string>((resolve, reject) => {
      get(`${simulator.accountViewUrl}${PATH}`, { rejectUnauthorized: false }, (response) => {
        response.resume();
        resolve(response.httpVersion);
      }).once('error', reject);
    });

    expect(await answered).toBe('1.1');
    expect(simulator.requests.at(-1)?.httpVersion).toBe('1.1');
  });

  it.each(['close', 'reset', 'goaway'] as const)(
    'ends the session of a dropped request by %s',
    async (by) => {
      const farewells: number[] = [];
      session.on('goaway', (_code: number, lastStream: number) => farewells.push(lastStream));
      await call();
      const closed = sessionClosed();
      addFault({ kind: 'drop', when: 'after', by });

      const answer = await call('a=b');
      await closed;

      expect(answer.status).toBeUndefined();
      expect(simulator.requests.at(-1)).toMatchObject({ performed: true, outcome: 'dropped' });
      // "I processed the stream before it and no other", which is a lie.
      expect(farewells.includes(1)).toBe(by === 'goaway');
    },
  );

  it('refuses one stream after performing it, and keeps the session', async () => {
    addFault({ kind: 'drop', when: 'after', by: 'refused' });
    const refused = await call('a=b');
    const next = await call();

    expect(refused).toMatchObject({ status: undefined, error: 'ERR_HTTP2_STREAM_ERROR' });
    expect(next.status).toBeDefined();
    expect(simulator.requests.map(({ connectionUse }) => connectionUse)).toEqual([1, 2]);
  });

  it('does not perform what it drops before', async () => {
    addFault({ kind: 'drop', when: 'before' });
    await call('a=b');

    expect(simulator.requests.at(-1)).toMatchObject({ performed: false, outcome: 'dropped' });
  });

  it('cuts a body and ends the session', async () => {
    const whole = await call();
    const closed = sessionClosed();
    addFault({ kind: 'truncate' });
    const cut = await call();
    await closed;

    expect(whole.length).toBeGreaterThan(1);
    expect(cut.length).toBeLessThan(whole.length);
  });

  it('lets a body drip', async () => {
    const whole = await call();
    addFault({ kind: 'drip', bytesPerSecond: 1_000_000 });

    expect(await call()).toEqual(whole);
  });

  it('holds a request until its client leaves', async () => {
    addFault({ kind: 'hold' });
    const held = call();
    await waitUntil('the request is held', () => simulator.requests.at(-1)?.outcome === 'held');
    session.destroy();

    expect((await held).status).toBeUndefined();
  });
});

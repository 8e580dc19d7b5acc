import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { ALWAYS, POST_ORDER } from '../support/engine-steps';
import {
  connectionOf,
  documentsOf,
  expectAllClosed,
  expectGreen,
  type FaultWorld,
  jobsOf,
  logOf,
  startFaultWorld,
} from '../support/fault-world';
import { type RawServer, startRawServer } from '../unit/http/raw-server';
import type { Fault, FaultRule, RequestRecord } from '../simulator/index';

const LIST: Omit<FaultRule, 'fault'> = { side: 'outsmart', path: 'GetWorkorders' };

let world: FaultWorld;
let raw: RawServer | undefined;

afterEach(async () => {
  await world.close();
  await raw?.close();
  raw = undefined;
});

const isPost = ({ method, url }: Request): boolean => method === 'POST' && /accountviewdata/i.test(url);
const isList = ({ url }: Request): boolean => url.includes('GetWorkorders');
const codes = async (): Promise<string[]> => (await logOf(world)).map(({ code }) => code);
const seen = (part: RegExp): RequestRecord[] =>
  world.simulator.requests.filter(({ method, path }) => part.test(`${method} ${path}`));
const posts = (): RequestRecord[] => seen(/POST .*accountviewdata/i);

interface Bytes {
  matches: (request: Request) => boolean;
  answer: (response: ServerResponse) => void;
  /** The service acts on the request, and its answer is replaced. */
  performed?: boolean;
  times?: number;
}

/** Answers byte by byte, from a server of its own, over a socket. */
async function answerWith({ matches, answer, performed = false, times = 1 }: Bytes): Promise<void> {
  const server = await startRawServer(answer);
  raw = server;
  let struck = 0;
  world.net.route = async (send, request) => {
    if (!matches(request) || (struck += 1) > times) return await send();
    if (performed) await (await send()).arrayBuffer();
    const { method, redirect, signal } = request;
    return await fetch(server.url, { method, redirect, signal });
  };
}

/** What happens to a POST whose answer says nothing usable, whether it was performed or not. */
async function expectLookedUp(performed: boolean): Promise<void> {
  await world.sync(true);
  await world.goOn();
  const found = (await codes()).filter((code) => code === 'UNKNOWN_OUTCOME');
  expect(found).toHaveLength(1);
  expect(posts().filter((post) => post.performed)).toHaveLength(2);
  expect((await codes()).includes('DOCUMENT_ADOPTED')).toBe(performed);
  await expectAllClosed(world);
}

describe('[N8] JSON that is cut short in a 200', () => {
  const shortened = (response: ServerResponse): void => {
    // Fewer bytes are announced than the object has: what arrives is complete by its header and is no JSON.
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '24' });
    response.end('{"code":200,"messages":[');
  };
  const broken = (response: ServerResponse): void => {
    response.writeHead(200, { 'content-length': '1000' }).write('{"code":200,');
    setTimeout(() => response.destroy(), 20);
  };

  it.each([
    ['by its announced length', shortened],
    ['by the connection', broken],
  ])('%s makes a list be asked for again', async (_, answer) => {
    world = await startFaultWorld();
    await answerWith({ matches: isList, answer });

    await world.sync(true);

    expect(raw?.seen).toHaveLength(1);
    await expectAllClosed(world);
  });

  it.each([
    ['by its announced length', shortened],
    ['by the connection', broken],
  ])(
    '%s in three answers on end is an error that waits, and nothing is taken for an empty list',
    async (_, answer) => {
      world = await startFaultWorld();
      await answerWith({ matches: isList, answer, times: 3 });

      await world.sync(true);
      const [job] = await jobsOf(world);
      expect(job).toMatchObject({ state: 'open', attempt: 1 });
      expect(raw?.seen).toHaveLength(3);
      expect(documentsOf(world)).toBe(0);
      await world.goOn();

      await expectAllClosed(world);
    },
  );

  it.each([
    ['by its announced length', true, shortened],
    ['by its announced length', false, shortened],
    ['by the connection', true, broken],
  ])('%s leaves the outcome of a POST unknown (performed: %s)', async (_, performed, answer) => {
    world = await startFaultWorld();
    await answerWith({ matches: isPost, answer, performed });
    await expectLookedUp(performed);
  });
});

describe('[N9] a page instead of an answer', () => {
  it.each([200, 502, 503])('with status %i to a list is never taken for data', async (status) => {
    world = await startFaultWorld();
    world.simulator.faults.add({ ...LIST, times: 3, fault: { kind: 'html', status } });

    await world.sync(true);
    expect(await jobsOf(world)).toMatchObject([{ state: 'open', attempt: 1 }]);
    expect(documentsOf(world)).toBe(0);
    await world.goOn();

    await expectAllClosed(world);
  });

  it.each([
    [200, false],
    [200, true],
    [502, false],
    [502, true],
    [503, true],
  ])('with status %i to a document leaves its outcome unknown (performed: %s)', async (status, performed) => {
    world = await startFaultWorld();
    world.simulator.faults.add({ ...POST_ORDER, fault: { kind: 'html', status, performed } });
    await expectLookedUp(performed);
  });

  it('is quoted in the log without any secret that stands in it', async () => {
    world = await startFaultWorld({ simulator: { data: { workOrders: 1 } } });
    const { outsmartToken, outsmartSoftwareToken } = world.simulator.credentials;
    const [bearer = ''] = world.simulator.world.accountView.tokens.issued;
    const list = `<p>Storing bij ?token=${outsmartToken}&software_token=${outsmartSoftwareToken} ${outsmartToken}</p>`;
    world.simulator.faults.add({ ...LIST, times: 3, fault: { kind: 'status', status: 500, body: list } });
    const post = `<h1>Storing</h1>Authorization: Bearer ${bearer} van jan@halm.example`;
    world.simulator.faults.add({ ...POST_ORDER, fault: { kind: 'status', status: 500, body: post } });

    await world.sync(true);
    await world.goOn();

    const quotes = (await logOf(world)).flatMap(({ original }) => (original === undefined ? [] : [original]));
    expect(quotes.filter((quote) => quote.includes('Storing'))).toHaveLength(2);
    for (const secret of [outsmartToken, outsmartSoftwareToken, bearer, 'jan@halm.example'])
      expect(JSON.stringify(await logOf(world))).not.toContain(secret);
    await expectAllClosed(world);
  });
});

describe('[N10] nothing in the answer to a document', () => {
  it.each<[Fault, boolean]>([
    [{ kind: 'empty' }, false],
    [{ kind: 'empty', performed: true }, true],
    [{ kind: 'status', status: 204 }, false],
    [{ kind: 'status', status: 204, performed: true }, true],
  ])('%o leaves its outcome unknown', async (fault, performed) => {
    world = await startFaultWorld();
    world.simulator.faults.add({ ...POST_ORDER, fault });
    await expectLookedUp(performed);
  });
});

describe('[N11] a body that is odd', () => {
  const LATIN = Buffer.from('{"code":200,"response":[{"Name":"Caf\xe9"}]}', 'latin1');
  const garbage = (response: ServerResponse): void => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(Buffer.from('this is no gzip'));
  };
  const latin = (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(LATIN);
  };

  it.each([
    ['garbage that calls itself gzip', garbage, 'UNREACHABLE'],
    ['another character set', latin, 'API_CHANGED'],
  ])('%s is named, never read as an empty list, and asked for again later', async (_, answer, code) => {
    world = await startFaultWorld();
    await answerWith({ matches: isList, answer, times: 3 });

    await world.sync(true);
    expect(await codes()).toContain(code);
    expect(documentsOf(world)).toBe(0);
    await world.goOn();

    await expectAllClosed(world);
  });

  it('garbage in the answer to a document that was made is looked up', async () => {
    world = await startFaultWorld();
    await answerWith({ matches: isPost, answer: garbage, performed: true });
    await expectLookedUp(true);
  });

  it('with a byte order mark is read as it was meant', async () => {
    world = await startFaultWorld();
    world.net.route = async (send) => {
      const { status, headers, body } = await send();
      const text = await new Response(body).text();
      return new Response(text === '' ? null : `\uFEFF${text}`, { status, headers });
    };

    await world.sync();

    await expectAllClosed(world);
  });

  it.each([
    ['of 50 MB that is no JSON is read and refused', 50_000_000, 50_000_000, 'garbage'],
    ['without an end is cut off at 64 MB and refused', 400_000_000, 200_000_000, 'size'],
  ] as const)('%s, and the error says which', async (_, length, most, what) => {
    world = await startFaultWorld();
    const chunk = 'x'.repeat(1_000_000);
    let sent = 0;
    const pour = (response: ServerResponse): void => {
      while (sent < length && !response.destroyed) {
        sent += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', () => pour(response));
      }
      response.end();
    };
    await answerWith({
      matches: isList,
      answer: (response) => {
        sent = 0;
        pour(response);
      },
      times: 3,
    });

    await world.sync(true);

    const refusal = (await logOf(world)).find(({ level }) => level === 'error');
    expect(refusal?.params).toMatchObject({ cause: 'API_CHANGED', what });
    expect(sent).toBeLessThanOrEqual(most);
    expect(refusal?.original?.length ?? 0).toBeLessThanOrEqual(500);
    delete world.net.route;
    await world.sync(true);
    await expectAllClosed(world);
  });
});

describe('[N12] a redirect', () => {
  const away = (location: string, performed = false): Fault => ({
    kind: 'status',
    status: 302,
    headers: { location },
    performed,
  });

  it.each([
    ['accountview', { side: 'accountview', path: 'accountviewdata', method: 'GET' }],
    ['outsmart', LIST],
  ] as const)('of a read of %s is not followed and asks for a sign-in there', async (side, rule) => {
    world = await startFaultWorld();
    const elsewhere = await startRawServer((response) => response.end('{}'));
    raw = elsewhere;
    world.simulator.faults.add({ ...rule, times: ALWAYS, fault: away(`${elsewhere.url}/login`) });

    await world.sync(true);

    expect(elsewhere.seen).toEqual([]);
    expect((await connectionOf(world)).signinNeeded).toBe(side);
    expect(await codes()).toContain('SIGNIN_NEEDED');
    expect(documentsOf(world)).toBe(0);
    expectGreen(world);
  });

  it('of a document is not followed, and the document is looked up', async () => {
    world = await startFaultWorld();
    const elsewhere = await startRawServer((response) => response.end('{}'));
    raw = elsewhere;
    world.simulator.faults.add({ ...POST_ORDER, fault: away(`${elsewhere.url}/login`, true) });

    await expectLookedUp(true);

    expect(elsewhere.seen).toEqual([]);
  });
});

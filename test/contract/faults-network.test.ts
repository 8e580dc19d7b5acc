import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { connectionState } from '../../lib/domain/connection';
import { ALWAYS, CLOSE, POST_ORDER } from '../support/engine-steps';
import {
  connectionOf,
  documentsOf,
  expectAllClosed,
  expectGreen,
  type FaultWorld,
  type FaultWorldOptions,
  jobsOf,
  ledgerOf,
  logOf,
  startFaultWorld,
} from '../support/fault-world';
import { waitUntil } from '../support/wait';
import type { FaultRule, RequestRecord } from '../simulator/index';

const LIST: Omit<FaultRule, 'fault'> = { side: 'outsmart', path: 'GetWorkorders' };
const MINUTE = 60_000;

let world: FaultWorld;
const closers: (() => Promise<void>)[] = [];

async function start(options?: FaultWorldOptions): Promise<FaultWorld> {
  world = await startFaultWorld(options);
  return world;
}

afterEach(async () => {
  await world.close();
  for (const close of closers.splice(0)) await close();
});

const posts = (): RequestRecord[] =>
  world.simulator.requests.filter(({ method, path }) => method === 'POST' && /accountviewdata/i.test(path));
const isPost = ({ method, url }: Request): boolean => method === 'POST' && /accountviewdata/i.test(url);
const lists = (): RequestRecord[] =>
  world.simulator.requests.filter(({ path }) => path.includes('GetWorkorders'));
const codes = async (): Promise<string[]> => (await logOf(world)).map(({ code }) => code);

/** A listener that treats each connection as told; gives its port. */
async function listen(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  closers.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  );
  return port;
}

/** Nobody listens there: it belongs to no service, and is never given out to whoever asks for any port. */
const DEAD_ADDRESS = 'http://127.0.0.1:2/';

describe('[N1] a service that nobody answers for', () => {
  it('is called not reachable, is asked for ever more rarely, and is taken up again by itself', async () => {
    await start();
    world.net.route = (send, { url }) =>
      url.startsWith(world.simulator.accountViewUrl) ? fetch(DEAD_ADDRESS) : send();

    await world.sync(true);
    const waits: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const connection = await connectionOf(world);
      expect(connectionState(connection)).toEqual({ state: 'unreachable', side: 'accountview' });
      const [job] = await jobsOf(world);
      waits.push(Math.round(((job?.notBefore ?? 0) - world.clock.now()) / MINUTE));
      await world.goOn(1);
    }
    delete world.net.route;
    await world.goOn();

    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits[0]).toBeGreaterThanOrEqual(1);
    expect(waits[2]).toBeGreaterThanOrEqual(15);
    expect((await connectionOf(world)).unreachable).toBeNull();
    await expectAllClosed(world);
  });

  it('just as a document is sent costs look-ups and no document', async () => {
    await start();
    let refused = 0;
    world.net.route = async (send, request) =>
      isPost(request) && (refused += 1) === 1 ? await fetch(DEAD_ADDRESS) : await send();

    await world.sync(true);
    await world.goOn();

    expect(posts()).toHaveLength(2);
    await expectAllClosed(world);
  });
});

describe('[N2] a request that the browser fails without saying why', () => {
  it.each([
    ['a certificate that cannot be trusted', true, 'UNREACHABLE'],
    ['a host permission that was withdrawn', false, 'HOST_WITHHELD'],
  ] as const)('is told to be %s', async (_, permitted, code) => {
    await start();
    const port = await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    world.net.permitted = permitted;
    world.net.route = () => fetch(`https://127.0.0.1:${port}/`);

    await world.sync(true);

    expect((await logOf(world)).filter(({ level }) => level === 'error').map((row) => row.code)).toEqual([
      code,
    ]);
    expect(documentsOf(world)).toBe(0);
    world.net.permitted = true;
    delete world.net.route;
    await world.goOn();
    await expectAllClosed(world);
  });
});

describe('a connection that breaks', () => {
  it('[N3] while a document is being sent leaves the outcome unknown, and a look-up settles it', async () => {
    await start();
    const port = await listen((socket) => socket.once('data', () => socket.resetAndDestroy()));
    let broken = 0;
    world.net.route = async (send, request) => {
      if (!isPost(request) || (broken += 1) > 1) return await send();
      return await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: await request.text() });
    };

    await world.sync(true);
    await world.goOn();

    expect(await codes()).toContain('UNKNOWN_OUTCOME');
    await expectAllClosed(world);
  });

  it.each([
    ['before its first byte', { kind: 'drop', when: 'after' }],
    ['in its middle', { kind: 'truncate' }],
  ] as const)('[N4] after the document was made, %s, is found again and adopted', async (_, fault) => {
    await start();
    world.simulator.faults.add({ ...POST_ORDER, times: 2, fault });

    await world.sync(true);
    await world.goOn();

    expect((await codes()).filter((code) => code === 'DOCUMENT_ADOPTED')).toHaveLength(2);
    expect(posts()).toHaveLength(2);
    await expectAllClosed(world);
  });
});

describe('[N5] an answer that never comes', () => {
  /** Spends the budget each time a request is held. */
  async function runSpending(times: number, budgetMs: number): Promise<void> {
    const held = (): number => world.simulator.requests.filter(({ outcome }) => outcome === 'held').length;
    const run = world.sync(true);
    for (let time = 1; time <= times; time += 1) {
      await waitUntil(`held request ${time}`, () => held() === time);
      await world.wire.pass(budgetMs);
    }
    await run;
  }

  it('to a read ends with the budget of five minutes for the list, and is asked for again', async () => {
    await start();
    world.simulator.faults.add({ ...LIST, times: 2, fault: { kind: 'hold' } });

    await runSpending(2, 300_000);

    expect(world.wire.budgets).toContain(300_000);
    await expectAllClosed(world);
  });

  it('to a document ends with the budget of 25 s, and is looked up before it is sent once more', async () => {
    await start();
    world.simulator.faults.add({ ...POST_ORDER, fault: { kind: 'hold' } });

    await runSpending(1, 25_000);
    await world.goOn();

    const [first, second] = posts();
    const between = world.simulator.requests.filter(
      ({ id, url }) => id > (first?.id ?? 0) && id < (second?.id ?? 0) && url.includes('FilterValue1=OS-'),
    );
    expect(between.length).toBeGreaterThan(0);
    expect(await codes()).toContain('UNKNOWN_OUTCOME');
    await expectAllClosed(world);
  });
});

describe('[N6] a first byte that is late', () => {
  it.each([24, 45, 100])('by %i s is waited for where a list may take minutes', async (seconds) => {
    await start();
    world.simulator.faults.add({ ...LIST, fault: { kind: 'delay', ms: seconds * 1000 } });

    await world.sync(true);

    expect(lists().filter(({ fault }) => fault === 'delay')).toHaveLength(1);
    expect(await codes()).not.toContain('UNREACHABLE');
    await expectAllClosed(world);
  });

  it.each([
    [24, 'before', 'DOCUMENT_CREATED'],
    [45, 'before', 'UNKNOWN_OUTCOME'],
    [45, 'after', 'UNKNOWN_OUTCOME'],
    [100, 'before', 'UNKNOWN_OUTCOME'],
  ] as const)('by %i s %s the document is made leaves one document (%s)', async (seconds, when, code) => {
    await start({ simulator: { data: { workOrders: 1 } } });
    world.simulator.faults.add({ ...POST_ORDER, fault: { kind: 'delay', ms: seconds * 1000, when } });

    await world.sync(true);
    await world.goOn();

    expect(await codes()).toContain(code);
    expect(posts()).toHaveLength(1);
    await expectAllClosed(world);
  });

  it('and that the worker does not live to see leaves one document', async () => {
    await start();
    const death = new Promise<void>((resolve) => {
      world.net.route = async (send, request, instance) => {
        if (instance > 0 || !isPost(request)) return await send();
        await send();
        resolve();
        return await new Promise<never>(() => {});
      };
    });

    await world.engine.startRun({ trigger: 'manual', category: null, exportOnly: true });
    await death;
    const next = world.reborn();
    await next.tick('alarm');
    await next.idle();
    await world.goOn(20, next);

    await expectAllClosed(world);
  });
});

describe('[N7] an answer of one byte a second', () => {
  const fault = { kind: 'drip', bytesPerSecond: 1 } as const;

  it('to the list is ended by the budget for the whole answer, and asked for again', async () => {
    await start();
    world.simulator.faults.add({ ...LIST, fault });

    await world.sync(true);

    expect(lists().filter(({ fault: kind }) => kind === 'drip')).toHaveLength(1);
    expect(lists()[1]?.fault).toBeUndefined();
    await expectAllClosed(world);
  });

  it.each([
    ['a document', POST_ORDER],
    ['a close', CLOSE],
  ] as const)('to %s is ended by the budget too, and what was done is found again', async (_, rule) => {
    await start();
    world.simulator.faults.add({ ...rule, fault });

    await world.sync(true);
    await world.goOn();

    expect(posts()).toHaveLength(2);
    await expectAllClosed(world);
  });

  it('at every document parks nothing and makes none twice', async () => {
    await start();
    world.simulator.faults.add({ ...POST_ORDER, times: ALWAYS, fault });

    await world.sync(true);
    await world.goOn();

    expect((await ledgerOf(world)).map(({ posts: made }) => made)).toEqual([1, 1]);
    expectGreen(world);
    await expectAllClosed(world);
  });
});

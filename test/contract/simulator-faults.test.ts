import { Agent, get, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createSimulatorHandlers,
  type Fault,
  type FaultRule,
  type Simulator,
  startSimulator,
} from '../simulator';
import {
  type AccountViewCalls,
  accountViewCalls,
  askToken,
  outsmart,
  salesOrder,
  signIn,
} from '../simulator/test-client';
import { waitUntil } from '../support/wait';

let simulator: Simulator;
let calls: AccountViewCalls;

beforeEach(async () => {
  simulator = await startSimulator({ data: { difficult: false } });
  calls = await accountViewCalls(simulator);
});

afterEach(() => simulator.close());

function addFault(fault: Fault, rule: Omit<FaultRule, 'fault'> = {}): void {
  simulator.faults.add({ side: 'accountview', businessObject: 'SO1', ...rule, fault });
}

const orders = (): number => simulator.world.accountView.company('KRAAN').table('SO_HDR').rows.length;
const post = (): Promise<Response> => calls.write(salesOrder('OS-500101'));
const last = () => simulator.requests.at(-1);

/** Added orders, and what the log says about the last request. */
async function effectOf(
  fault: Fault,
): Promise<{ added: number; performed: boolean | undefined; response: Response | undefined }> {
  addFault(fault);
  const before = orders();
  const response = await post().catch(() => undefined);
  return { added: orders() - before, performed: last()?.performed, response };
}

describe('fault kinds', () => {
  it.each([false, true])('status, performed: %s', async (performed) => {
    const { added, response, ...log } = await effectOf({
      kind: 'status',
      status: 503,
      body: 'vol',
      headers: { 'retry-after': '7' },
      performed,
    });

    expect([response?.status, await response?.text(), response?.headers.get('retry-after')]).toEqual([
      503,
      'vol',
      '7',
    ]);
    expect([added, log.performed]).toEqual([performed ? 1 : 0, performed]);
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('drop %s performing', async (when, expected) => {
    const { added, response } = await effectOf({ kind: 'drop', when });

    expect([response, added, last()?.outcome]).toEqual([undefined, expected, 'dropped']);
  });

  it.each(['before', 'after'] as const)('delay %s performing', async (when) => {
    addFault({ kind: 'delay', ms: 120, when });
    const waits: number[] = [];
    let goOn = (): void => {};
    simulator.world.sleep = async (ms) => {
      waits.push(ms);
      await new Promise<void>((resolve) => (goOn = resolve));
    };
    const before = orders();
    const answer = post();
    await waitUntil('the delay', () => waits.length > 0);
    const early = orders() - before;
    goOn();

    const response = await answer;

    expect(response.status).toBe(200);
    expect(waits).toEqual([120]);
    expect([early, orders() - before]).toEqual([when === 'after' ? 1 : 0, 1]);
  });

  it('truncate: performed, half a body, then the connection breaks', async () => {
    const { added, response } = await effectOf({ kind: 'truncate' });

    expect(added).toBe(1);
    expect(response?.status).toBe(200);
    await expect(response?.text()).rejects.toThrow(TypeError);
  });

  it('html with a 200', async () => {
    const { added, response } = await effectOf({ kind: 'html' });

    expect([added, response?.status]).toEqual([0, 200]);
    expect(await response?.text()).toContain('<!DOCTYPE html>');
  });

  it('error object in a 2xx, on either side', async () => {
    const { added, response } = await effectOf({
      kind: 'error-object',
      status: 201,
      message: 'Nee',
      performed: true,
    });
    simulator.faults.add({ side: 'outsmart', fault: { kind: 'error-object', message: 'Nein' } });

    const envelope = await outsmart(simulator, 'employees');

    expect([added, response?.status]).toEqual([1, 201]);
    expect(await response?.json()).toMatchObject({ ErrorType: 'AccountViewError', ErrorMessage: 'Nee' });
    expect(envelope).toEqual({ code: 1007, messages: ['Nein'], response: null });
  });

  it('empty body', async () => {
    const { added, response } = await effectOf({ kind: 'empty', performed: true });

    expect([added, response?.status, await response?.text()]).toEqual([1, 200, '']);
  });

  it('drip: the answer comes slowly', async () => {
    addFault({ kind: 'drip', bytesPerSecond: 4000 }, { method: 'GET' });
    let waited = 0;
    simulator.world.sleep = async (ms) => void (waited += ms);

    const rows = await calls.rows('SO_HDR', { BusinessObject: 'SO1', Fields: 'ORD_NR,COMMENT1' });

    expect(rows.length).toBeGreaterThan(0);
    expect(waited).toBeGreaterThan(150);
  });

  it('expired token: refused until it is refreshed', async () => {
    addFault({ kind: 'expired-token' });

    const statuses = [(await post()).status, (await post()).status];

    expect(statuses).toEqual([401, 401]);
  });

  it('expired token on the OutSmart side', async () => {
    simulator.faults.add({ side: 'outsmart', fault: { kind: 'expired-token' } });

    expect(await outsmart(simulator, 'employees')).toMatchObject({ code: 1004 });
  });

  it('revoked refresh token: strikes at the token endpoint only', async () => {
    simulator.faults.add({ fault: { kind: 'revoked-refresh' } });
    const { refresh_token: token = '' } = await signIn({ ...simulator }).catch(() => ({
      refresh_token: undefined,
    }));

    const response = await askToken(simulator, { grant_type: 'refresh_token', refresh_token: token });

    // The rule struck at the code exchange, before the new token was made: that one still works.
    expect(response.status).toBe(200);
    simulator.faults.add({ fault: { kind: 'revoked-refresh' } });
    const { refresh_token: next = '' } = (await response.json()) as { refresh_token?: string };
    expect((await askToken(simulator, { grant_type: 'refresh_token', refresh_token: next })).status).toBe(
      400,
    );
  });

  it('hold: never answers and never performs', async () => {
    addFault({ kind: 'hold' });
    const controller = new AbortController();
    const request = fetch(`${simulator.accountViewUrl}/api/v3/accountviewdata?BusinessObject=SO1`, {
      signal: controller.signal,
    });
    await waitUntil('the request is held', () => last()?.outcome === 'held');

    controller.abort();

    await expect(request).rejects.toThrow('aborted');
    expect(last()?.performed).toBe(false);
  });
});

describe('rules', () => {
  it('strike from the nth match, as often as told', async () => {
    addFault({ kind: 'status', status: 500 }, { nth: 2, times: 2 });

    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await post()).status);

    expect(statuses).toEqual([200, 500, 500, 200]);
  });

  it('strike for ever until they are cleared', async () => {
    addFault({ kind: 'status', status: 500 }, { times: Infinity });
    const during = [(await post()).status, (await post()).status];
    simulator.faults.clear();

    expect([...during, (await post()).status]).toEqual([500, 500, 200]);
  });

  it('match method, path, business object and query', async () => {
    addFault({ kind: 'status', status: 500 }, { method: 'PUT' });
    addFault({ kind: 'status', status: 500 }, { path: 'companies' });
    addFault({ kind: 'status', status: 500 }, { businessObject: 'AR1' });
    simulator.faults.add({
      side: 'outsmart',
      path: 'getworkorder',
      query: { update_status: 'true' },
      fault: { kind: 'empty' },
    });

    const read = await outsmart(simulator, 'GetWorkorder', { row_id: '500101', update_status: 'false' });

    expect((await post()).status).toBe(200);
    expect(read.code).toBe(200);
    await expect(
      outsmart(simulator, 'GetWorkorder', { row_id: '500101', update_status: 'true' }),
    ).rejects.toThrow('JSON');
  });
});

describe('connections', () => {
  it('are kept open, and every request on them is recorded', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (): Promise<void> =>
      new Promise((resolve, reject) => {
        const onAnswer = (answer: IncomingMessage): void => void answer.resume().once('end', () => resolve());
        get(`${simulator.accountViewUrl}/api/v3/companies`, { agent }, onAnswer).once('error', reject);
      });

    await ask();
    await ask();

    agent.destroy();
    const [before, after] = simulator.requests.slice(-2);
    expect(after?.connection).toBe(before?.connection);
    expect([before?.connectionUse, after?.connectionUse]).toEqual([1, 2]);
  });
});

describe('in process', () => {
  it('breaks connections as fetch would see it, without sockets or waiting', async () => {
    let waited = 0;
    const handlers = createSimulatorHandlers({ sleep: async (ms) => void (waited += ms), latencyMs: 50 });
    const { outsmartToken: token, outsmartSoftwareToken: software_token } = handlers.credentials;
    const ask = (): Promise<Response> =>
      handlers.handle(
        'outsmart',
        new Request(
          `http://outsmart.test/openapi/8/employees/?${new URLSearchParams({ token, software_token })}`,
        ),
      );
    for (const fault of [
      { kind: 'drop', when: 'after' },
      { kind: 'truncate' },
      { kind: 'delay', ms: 60_000 },
    ] as const)
      handlers.faults.add({ fault });

    await expect(ask()).rejects.toThrow(TypeError);
    await expect((await ask()).text()).rejects.toThrow(TypeError);
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(200);
    expect(waited).toBe(60_200);
  });

  it('rejects a held request when its signal is aborted', async () => {
    const handlers = createSimulatorHandlers();
    handlers.faults.add({ fault: { kind: 'hold' } });
    const controller = new AbortController();

    const answer = handlers.handle(
      'outsmart',
      new Request('http://outsmart.test/', { signal: controller.signal }),
    );
    controller.abort();

    await expect(answer).rejects.toThrow('aborted');
  });

  it('gives the same world for the same seed, and another for another', () => {
    const now = (): Date => new Date('2026-05-10T10:00:00Z');
    const dump = (seed: number): string => {
      const { world } = createSimulatorHandlers({ seed, now });
      return JSON.stringify([
        world.accountView.company('KRAAN').table('CONTACT').rows,
        [...world.outsmart.workOrders.values()],
        world.accountView.client,
      ]);
    };

    expect(dump(7)).toBe(dump(7));
    expect(dump(7)).not.toBe(dump(8));
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { ALWAYS, CLOSE, POST_ORDER } from '../support/engine-steps';
import {
  connectionOf,
  documentsOf,
  expectAllClosed,
  expectGreen,
  type FaultWorld,
  type FaultWorldOptions,
  ledgerOf,
  logOf,
  startFaultWorld,
} from '../support/fault-world';
import { addWorkOrder, type Fault, type FaultRule, type RequestRecord } from '../simulator/index';

const ONE = { data: { workOrders: 1 } } as const;
const LIST: Omit<FaultRule, 'fault'> = { side: 'outsmart', path: 'GetWorkorders' };
const SALES_ORDERS: Omit<FaultRule, 'fault'> = {
  side: 'accountview',
  method: 'GET',
  path: 'accountviewdata',
  businessObject: 'SO1',
};

let world: FaultWorld;
afterEach(() => world.close());

async function start(options: FaultWorldOptions = { simulator: ONE }): Promise<void> {
  world = await startFaultWorld(options);
}

const posts = (): RequestRecord[] =>
  world.simulator.requests.filter(({ method, path }) => method === 'POST' && /accountviewdata/i.test(path));
const codes = async (): Promise<string[]> => (await logOf(world)).map(({ code }) => code);
const orderId = (): string => [...world.simulator.world.outsmart.workOrders.keys()][0] ?? '';
const headers = () => world.simulator.world.accountView.company('KRAAN').table('SO_HDR');

/** A document as somebody else would have made it; the fields given here, the rest like the last one. */
function insertDocument(fields: Record<string, string | number>): void {
  const like = headers().rows.at(-1) ?? { RPL_INV: '10001', ORD_DATE: '2026-11-20', ORD_TOT: 0 };
  headers().insert({ ...like, ...fields });
}

function refusal(message: string): string {
  return JSON.stringify({ ErrorType: 'AccountViewError', ErrorNumbers: null, ErrorMessage: message });
}

/** *Bestaat al*: the service has a document with the reference and makes no second one. */
const EXISTS: Fault = { kind: 'status', status: 409, body: refusal('Verkooporder bestaat al.') };

describe('[H8] a document that is said to exist already', () => {
  it.each([409, 400, 200])('(%i) is looked up at once and adopted when it is ours', async (status) => {
    await start();
    world.simulator.faults.add({ ...POST_ORDER, fault: { ...EXISTS, status, performed: true } as Fault });

    await world.sync(true);

    expect(await codes()).toContain('DOCUMENT_ADOPTED');
    expect(await codes()).not.toContain('REFUSED_BY_ACCOUNTVIEW');
    expect(posts()).toHaveLength(1);
    await expectAllClosed(world);
  });

  it('is left to a person, with both amounts, when it says something else', async () => {
    await start();
    world.net.route = async (send, { method, url }) => {
      if (method !== 'POST' || !/accountviewdata/i.test(url)) return await send();
      const response = await send();
      Object.assign(headers().rows.at(-1) ?? {}, { ORD_TOT: 1.5 });
      return new Response(refusal('Verkooporder bestaat al.'), { status: response.ok ? 409 : 500 });
    };

    await world.sync(true);

    expect(await ledgerOf(world)).toMatchObject([
      { state: 'problem', code: 'TOTALS_DIFFER', params: { theirs: '1.5' } },
    ]);
    expect(world.simulator.world.outsmart.workOrder(orderId()).status).toBe('Compleet');
    await world.sync(true);
    expect((await codes()).filter((code) => code === 'TOTALS_DIFFER')).toHaveLength(1);
    expect(posts()).toHaveLength(1);
    expectGreen(world);
  });

  it('before anything was sent is adopted when its amount is the same, else left to a person', async () => {
    await start();
    await world.sync(true);
    const { accountView, outsmart, random } = world.simulator.world;
    const debtor = accountView.company('KRAAN').table('CONTACT').rows[0] ?? {};
    const { id } = addWorkOrder(outsmart, random, { debtor });
    const foreign = { REC_ID: 'FOREIGN', ORD_NR: '88888', EXT_ID: `OS-${id}`, ORD_TOT: 0.01 };
    insertDocument(foreign);

    await world.sync(true);
    const row = (await ledgerOf(world)).find(({ workOrderId }) => workOrderId === id);
    expect(row).toMatchObject({ state: 'problem', code: 'TOTALS_DIFFER', posts: 0 });
    Object.assign(headers().rows.at(-1) ?? {}, { ORD_TOT: Number(row?.document?.total) });
    await world.sync(true);

    expect(posts()).toHaveLength(1);
    expect((await ledgerOf(world)).find(({ workOrderId }) => workOrderId === id)).toMatchObject({
      state: 'closed',
      documentNumber: '88888',
    });
    expect(world.simulator.audit()).toMatchObject({ duplicates: 0, lost: 0 });
  });

  it('and is not there is parked with the words of the service', async () => {
    await start();
    world.simulator.faults.add({ ...POST_ORDER, times: ALWAYS, fault: EXISTS });

    await world.sync(true);

    expect(await ledgerOf(world)).toMatchObject([{ state: 'problem', code: 'REFUSED_BY_ACCOUNTVIEW' }]);
    expect((await logOf(world)).map(({ original }) => original)).toContain('Verkooporder bestaat al.');
    expect(posts()).toHaveLength(1);
    expectGreen(world);
  });
});

describe('[H10] a service that breaks down', () => {
  const STATUSES = [500, 502, 503, 504] as const;
  const BOTH = STATUSES.flatMap((status) => [false, true].map((performed) => [status, performed] as const));

  it.each(STATUSES)('with %i at a list is asked again', async (status) => {
    await start();
    world.simulator.faults.add({ ...LIST, times: 2, fault: { kind: 'status', status } });

    await world.sync(true);

    expect(await codes()).not.toContain('UNREACHABLE');
    await expectAllClosed(world);
  });

  it.each(BOTH)(
    'with %i at a document (performed: %s) leaves it unknown, and the look-up tells',
    async (status, performed) => {
      await start();
      world.simulator.faults.add({ ...POST_ORDER, fault: { kind: 'status', status, performed } });

      await world.sync(true);
      await world.goOn();

      expect(await codes()).toContain('UNKNOWN_OUTCOME');
      expect(posts()).toHaveLength(performed ? 1 : 2);
      const [first, second = { id: Infinity }] = posts();
      const looks = world.simulator.requests.filter(
        ({ id, url }) =>
          id > (first?.id ?? 0) && id < second.id && url.includes(`FilterValue1=OS-${orderId()}`),
      );
      expect(looks.length).toBeGreaterThan(0);
      await expectAllClosed(world);
    },
  );

  it.each(BOTH)(
    'with %i at a close (performed: %s) is asked how things stand before it is closed again',
    async (status, performed) => {
      await start();
      world.simulator.faults.add({ ...CLOSE, fault: { kind: 'status', status, performed } });

      await world.sync(true);
      await world.goOn();

      const calls = world.simulator.requests.filter(
        ({ side, path }) => side === 'outsmart' && path.includes('GetWorkorder'),
      );
      const kinds = calls.map(({ query }) => query['update_status']);
      const closes = kinds.flatMap((kind, index) => (kind === 'true' ? [index] : []));
      expect(closes).toHaveLength(performed ? 1 : 2);
      // No two closes on end, and nothing else that was left to OutSmart's own default.
      expect(closes.every((index) => kinds[index - 1] === 'false')).toBe(true);
      expect(kinds.every((kind) => kind === 'true' || kind === 'false')).toBe(true);
      await expectAllClosed(world);
    },
  );
});

describe('[H12] a look-up that cannot be trusted', () => {
  it.each<Fault>([
    { kind: 'html' },
    { kind: 'html', status: 404 },
    { kind: 'empty' },
    { kind: 'truncate' },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 403 },
    { kind: 'error-object', status: 400 },
    { kind: 'status', status: 200, body: '{"SO_HDR":[{"REC_ID":"A","ORD_NR":"1"}]}' },
  ])('because it fails (%o) leaves the outcome unknown, and nothing is sent again', async (fault) => {
    await start();
    world.simulator.faults.add({ ...POST_ORDER, fault: { kind: 'drop', when: 'after' } });
    world.net.route = async (send, { method, url }) => {
      if (method === 'POST' && /accountviewdata/i.test(url))
        world.simulator.faults.add({ ...SALES_ORDERS, times: ALWAYS, fault });
      return await send();
    };

    await world.sync(true);
    await world.goOn(6);
    const [row] = await ledgerOf(world);
    expect(['unknown', 'sending']).toContain(row?.state);
    expect(posts()).toHaveLength(1);

    world.simulator.faults.clear();
    await world.sync(true);
    await world.goOn();
    await expectAllClosed(world);
  });

  it.each(['EXT_ID', 'COMMENT1'] as const)(
    'because it finds longer references is compared exactly (%s)',
    async (field) => {
      await start({ simulator: { ...ONE, profile: field === 'EXT_ID' ? 'odd' : 'strict' } });
      const id = orderId();
      const longer = [`OS-${id}9`, `XOS-${id}`, `OS-${id}-2`];
      for (const [index, reference] of longer.entries())
        insertDocument({ REC_ID: `NEAR${index}`, ORD_NR: `7000${index}`, [field]: reference });

      await world.sync(true);

      expect(await codes()).toContain('DOCUMENT_CREATED');
      expect(documentsOf(world)).toBe(1);
      const [row] = await ledgerOf(world);
      expect(row).toMatchObject({ state: 'closed', posts: 1 });
      expect(row?.documentNumber).not.toMatch(/^7000/);
    },
  );

  it('because it finds two raises the alarm with both numbers, and nothing more is sent', async () => {
    await start({ simulator: { data: { workOrders: 2 } } });
    world.net.route = async (send, { method, url }) => {
      const response = await send();
      if (method === 'POST' && /accountviewdata/i.test(url))
        insertDocument({ REC_ID: 'SECOND', ORD_NR: '99999' });
      return response;
    };

    await world.sync(true);

    const { lock } = await connectionOf(world);
    expect(lock).toMatchObject({ code: 'DUPLICATE_ALARM', record: orderId() });
    expect(lock?.numbers).toHaveLength(2);
    expect(lock?.numbers).toContain('99999');
    expect(documentsOf(world)).toBe(1);
    expect(world.simulator.world.outsmart.workOrder(orderId()).status).toBe('Compleet');
    await world.sync(true);
    expect(posts()).toHaveLength(1);
  });
});

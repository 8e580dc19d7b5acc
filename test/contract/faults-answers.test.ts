import { afterEach, describe, expect, it } from 'vitest';
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
import type { Fault, FaultRule, RequestRecord } from '../simulator/index';

const LIST: Omit<FaultRule, 'fault'> = { side: 'outsmart', path: 'GetWorkorders' };
const LOOK: Omit<FaultRule, 'fault'> = {
  side: 'outsmart',
  path: 'GetWorkorder/',
  query: { update_status: 'false' },
};

let world: FaultWorld;
afterEach(() => world.close());

async function start(options?: FaultWorldOptions): Promise<void> {
  world = await startFaultWorld(options);
}

const requests = (part: RegExp): RequestRecord[] =>
  world.simulator.requests.filter(({ method, path }) => part.test(`${method} ${path}`));
const posts = (): RequestRecord[] => requests(/^POST .*accountviewdata/i);
const codes = async (): Promise<string[]> => (await logOf(world)).map(({ code }) => code);
const orderIds = (): string[] => [...world.simulator.world.outsmart.workOrders.keys()];

function envelope(code: number, message = 'nee'): Fault {
  return { kind: 'status', status: 200, body: JSON.stringify({ code, messages: [message], response: null }) };
}

describe('[H6] a right or a module that is missing', () => {
  const deny = (...objects: string[]): void => {
    const user = world.simulator.world.accountView.user(world.simulator.credentials.username);
    user?.denied.splice(0, user.denied.length, ...objects);
  };
  const calls = (object: string): number =>
    world.simulator.requests.filter(
      ({ businessObject, path }) => businessObject === object && /data$/i.test(path),
    ).length;

  it('for one import ends that job with the name of the object, once, while the others go on', async () => {
    await start();
    const refusal = { kind: 'status', status: 403 } as const;
    world.simulator.faults.add({
      side: 'accountview',
      businessObject: 'AG1',
      path: 'data',
      times: ALWAYS,
      fault: refusal,
    });

    await world.sync();

    const failed = (await jobsOf(world)).filter(({ state }) => state === 'failed');
    expect(failed).toMatchObject([
      { source: 'AG1', attempt: 0, error: { code: 'RIGHTS_MISSING', params: { businessObject: 'AG1' } } },
    ]);
    expect(calls('AG1')).toBe(1);
    await world.goOn(3);
    expect(calls('AG1')).toBe(1);
    expect((await logOf(world)).find(({ code }) => code === 'IMPORT_FAILED')?.params).toMatchObject({
      cause: 'RIGHTS_MISSING',
      businessObject: 'AG1',
    });
    await expectAllClosed(world);
  });

  it('for sales orders lets the imports be done and names the module that is not there', async () => {
    await start();
    deny('SO1');

    await world.sync();

    const jobs = await jobsOf(world);
    expect(jobs.filter(({ kind }) => kind === 'import').every(({ state }) => state === 'done')).toBe(true);
    expect(jobs.find(({ kind }) => kind === 'export')).toMatchObject({
      state: 'failed',
      error: { code: 'MODULE_MISSING', params: { businessObject: 'SO1' } },
    });
    expect(posts()).toEqual([]);
    expectGreen(world);
    deny();
    await world.sync();
    await expectAllClosed(world);
  });

  it('just for writing keeps the work order, which is sent once the right is there', async () => {
    await start();
    world.simulator.faults.add({ ...POST_ORDER, times: ALWAYS, fault: { kind: 'status', status: 403 } });

    await world.sync(true);

    expect(posts()).toHaveLength(1);
    expect((await jobsOf(world))[0]).toMatchObject({ state: 'failed', error: { code: 'RIGHTS_MISSING' } });
    expect(documentsOf(world)).toBe(0);
    world.simulator.faults.clear();
    await world.sync(true);
    await expectAllClosed(world);
  });
});

describe('[H7] something that is not there', () => {
  it('is said of the one work order that was deleted before its close, and the others go on', async () => {
    await start({ simulator: { data: { workOrders: 3 } } });
    const [, gone = ''] = orderIds();
    world.net.route = async (send, request) => {
      const isIt = request.method === 'POST' && (await request.clone().text()).includes(`OS-${gone}`);
      const response = await send();
      if (isIt) world.simulator.world.outsmart.workOrders.delete(gone);
      return response;
    };

    await world.sync(true);

    const rows = await ledgerOf(world);
    expect(rows.find(({ workOrderId }) => workOrderId === gone)).toMatchObject({
      code: 'WORK_ORDER_GONE',
      posts: 1,
    });
    expect(rows.filter(({ state }) => state === 'closed')).toHaveLength(2);
    expect(await jobsOf(world)).toMatchObject([{ state: 'done' }]);
    expect(documentsOf(world)).toBe(3);
    expect(world.simulator.audit()).toMatchObject({ duplicates: 0, lost: 0, unsafeReads: 0 });
  });

  it.each<[string, Omit<FaultRule, 'fault'>, Fault, string]>([
    ['a work order, by code 1500', { ...LOOK, nth: 2 }, envelope(1500), 'WORK_ORDER_GONE'],
    ['the address of a document, by a 404', POST_ORDER, { kind: 'status', status: 404 }, 'API_CHANGED'],
  ])('costs one record, not the job: %s', async (_, rule, fault, code) => {
    await start();
    world.simulator.faults.add({ ...rule, fault });

    await world.sync(true);

    const reasons = (await ledgerOf(world)).flatMap((row) => (row.code === null ? [] : [row.code]));
    expect(reasons).toEqual([code]);
    expect(await jobsOf(world)).toMatchObject([{ state: 'done' }]);
    expectGreen(world);
    await world.sync(true);
    await expectAllClosed(world);
  });

  it('is said of the work order whose debtor was removed', async () => {
    await start();
    const [id = ''] = orderIds();
    const order = world.simulator.world.outsmart.workOrder(id);
    Object.assign(order, { CustomerDebtorNr: '77777', CustomerDebtorNrInvoice: '77777' });

    await world.sync(true);

    const row = (await ledgerOf(world)).find(({ workOrderId }) => workOrderId === id);
    expect(row).toMatchObject({ state: 'problem', code: 'RELATION_NOT_FOUND' });
    expect(documentsOf(world)).toBe(1);
    expectGreen(world);
  });
});

describe('[H9] a service that asks to wait', () => {
  const SKEW_MS = 7 * 60_000;
  const inSeconds = (seconds: number): string =>
    new Date(world.clock.now() + SKEW_MS + seconds * 1000).toUTCString();
  const FORMS: readonly [string, () => string, number, number][] = [
    ['in seconds', () => '30', 30, 90],
    ['until a date, by its own clock', () => inSeconds(45), 44, 90],
    ['no time at all', () => '0', 1, 5],
    ['a negative time', () => '-5', 0, 5],
    ['ten years', () => '315360000', 3600, 3605],
  ];
  /** A POST is not repeated by itself: its job waits at least a minute. */
  const RULES: readonly [string, Omit<FaultRule, 'fault'>, number][] = [
    ['a list', LIST, 0],
    ['a page of an import', { side: 'accountview', businessObject: 'AG1', path: 'accountviewdata' }, 0],
    ['a document', POST_ORDER, 60],
  ];
  const cases = RULES.flatMap(([what, rule, job]) =>
    FORMS.map(([form, header, least, most]) => {
      return { what, form, rule, header, least, most: Math.max(most, job + 5) };
    }),
  );

  it.each(cases)('for $what, $form, is asked nothing earlier', async ({ rule, header, least, most }) => {
    let clock = (): number => Date.parse('2026-11-20T10:00:00Z');
    await start({ simulator: { now: () => new Date(clock() + SKEW_MS) } });
    clock = () => world.clock.now();
    const headers = { 'Retry-After': header() };
    world.simulator.faults.add({ ...rule, fault: { kind: 'status', status: 429, headers } });

    await world.sync();
    await world.goOn();

    const limited = world.simulator.requests.find(({ status }) => status === 429);
    const next = world.simulator.requests.find(
      ({ id, side }) => id > (limited?.id ?? 0) && side === limited?.side,
    );
    const waited = ((next?.startedAt ?? 0) - (limited?.startedAt ?? 0)) / 1000;
    expect(waited).toBeGreaterThanOrEqual(least);
    expect(waited).toBeLessThanOrEqual(most);
    await expectAllClosed(world);
  });
});

describe('[H11] an error in the body of a 2xx', () => {
  it.each([200, 201])(
    'of AccountView (%i) parks that document with its words, whatever the status says',
    async (status) => {
      await start();
      world.simulator.faults.add({
        ...POST_ORDER,
        fault: { kind: 'error-object', status, message: 'Dagboek dicht' },
      });

      await world.sync(true);

      const row = (await ledgerOf(world)).find(({ state }) => state === 'problem');
      expect(row).toMatchObject({ code: 'REFUSED_BY_ACCOUNTVIEW' });
      expect((await logOf(world)).find(({ code }) => code === 'REFUSED_BY_ACCOUNTVIEW')?.original).toBe(
        'Dagboek dicht',
      );
      expectGreen(world);
      await world.sync(true);
      await expectAllClosed(world);
    },
  );

  it('of AccountView is no empty page, and ends the import with its words', async () => {
    await start();
    world.simulator.faults.add({
      side: 'accountview',
      businessObject: 'AG1',
      path: 'accountviewdata',
      times: ALWAYS,
      fault: { kind: 'error-object', message: 'Tabel in gebruik' },
    });

    await world.sync();

    expect((await jobsOf(world)).find(({ state }) => state === 'failed')).toMatchObject({ source: 'AG1' });
    expect((await logOf(world)).find(({ code }) => code === 'IMPORT_FAILED')?.original).toBe(
      'Tabel in gebruik',
    );
    await expectAllClosed(world);
  });

  it.each([1002, 1003, 1004, 1005])('of OutSmart with code %i asks for its tokens', async (code) => {
    await start();
    world.simulator.faults.add({ ...LIST, times: ALWAYS, fault: envelope(code) });

    await world.sync(true);

    expect((await connectionOf(world)).signinNeeded).toBe('outsmart');
    expect(requests(/GetWorkorders/)).toHaveLength(1);
    expectGreen(world);
  });

  it('of OutSmart with code 1007 is asked for again', async () => {
    await start();
    world.simulator.faults.add({ ...LIST, times: 2, fault: envelope(1007) });

    await world.sync(true);

    await expectAllClosed(world);
  });

  it.each([1301, 1500])(
    'of OutSmart with code %i to a close keeps the document and says it of that work order',
    async (code) => {
      await start();
      world.simulator.faults.add({ ...CLOSE, nth: 2, fault: envelope(code) });

      await world.sync(true);

      expect(await codes()).toContain(code === 1500 ? 'WORK_ORDER_GONE' : 'REFUSED_BY_OUTSMART');
      expect(documentsOf(world)).toBe(2);
      expectGreen(world);
      await world.sync(true);
      await expectAllClosed(world);
    },
  );
});

import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../lib/kernel/app-error';
import { createHttp } from '../../lib/http/http';
import { systemClock } from '../../lib/kernel/clock';
import { createOutSmartClient } from '../../lib/outsmart/client';
import type { Fault, FaultRule, Profile } from '../simulator/index';
import { type ClientWorld, type ClientWorldOptions, startClientWorld } from './client-world';
import { waitUntil } from '../support/wait';

const PROFILES: readonly Profile[] = ['default', 'strict', 'odd'];
const CLEAN = { difficult: false, workOrders: 4, workOrderDaysAgo: [0] } as const;

let world: ClientWorld;

async function start(options: ClientWorldOptions = {}): Promise<ClientWorld> {
  world = await startClientWorld(options);
  return world;
}

afterEach(() => world.close());

function completeIds(): string[] {
  return [...world.simulator.world.outsmart.workOrders.values()]
    .filter(({ status }) => status === 'Compleet')
    .map(({ id }) => id);
}

function statusOf(id: string): string {
  return world.simulator.world.outsmart.workOrder(id).status;
}

function firstComplete(): string {
  return completeIds()[0] ?? '';
}

describe.each(PROFILES)('OutSmart client in profile %s', (profile) => {
  it('tests its tokens and reads the hour types', async () => {
    const { outsmart } = await start({ profile });

    await expect(outsmart.test()).resolves.toBeUndefined();
    const types = await outsmart.hourTypes();

    expect(types.length).toBeGreaterThan(0);
    expect(types.every(({ salePrice }) => /^\d+(\.\d+)?$/.test(salePrice ?? ''))).toBe(true);
  });

  it('writes records and reads them back as text', async () => {
    const { outsmart } = await start({ profile });
    const relation = {
      debtor_number: 'T-1',
      name: 'Test "é" BV',
      street: 'Molenweg',
      postal_code: '3500 AA',
      city: 'Utrecht',
      active: 1,
    };
    const material = { code: 'T-1', description: 'Kraan', price: '1.35', unit: 'st' };

    expect(await outsmart.upsert('relations', [relation])).toBe(1);
    expect(await outsmart.upsert('materials', [material, { ...material, code: 'T-2' }])).toBe(2);

    const relations = await outsmart.list('relations');
    const materials = await outsmart.list('materials');
    expect(relations.find((one) => one['debtor_number'] === 'T-1')).toMatchObject({
      name: 'Test "é" BV',
      city: 'Utrecht',
    });
    expect(materials.filter((one) => one['code']?.startsWith('T-'))).toHaveLength(2);
    expect(
      relations.every((record) => Object.values(record).every((value) => typeof value === 'string')),
    ).toBe(true);
  });

  it('is told what a record lacks', async () => {
    const { outsmart } = await start({ profile });

    await expect(
      outsmart.upsert('relations', [{ debtor_number: 'T-1', name: 'Test BV' }]),
    ).rejects.toMatchObject({
      code: 'REFUSED_BY_OUTSMART',
      kind: 'permanent',
      params: { code: 1301 },
      original: expect.stringContaining('Required field missing') as unknown,
    });
  });

  it('lists completed work orders without changing them', async () => {
    const { outsmart, simulator } = await start({ profile, data: CLEAN });
    const before = completeIds();

    const list = await outsmart.completeWorkOrders(null);

    expect(list.map((one) => (one.ok ? one.value.id : one.key))).toEqual(before);
    expect(
      list.every((one) => one.ok && one.value.status === 'Compleet' && one.value.periods.length > 0),
    ).toBe(true);
    expect(list.some((one) => one.ok && one.value.archived)).toBe(true);
    expect(completeIds()).toEqual(before);
    expect(simulator.audit().unsafeReads).toBe(0);
  });

  it('reads difficult work orders one by one, none of them lost', async () => {
    const { outsmart } = await start({ profile });
    const before = completeIds();

    const list = await outsmart.completeWorkOrders(null);

    expect(list.map((one) => (one.ok ? one.value.id : one.key)).toSorted()).toEqual(before.toSorted());
  });

  it('lists only the work status that is asked for', async () => {
    const { outsmart, simulator } = await start({ profile, data: CLEAN });
    simulator.world.outsmart.workOrder(firstComplete()).WorkStatus = '99';

    const list = await outsmart.completeWorkOrders('99');

    expect(list.map((one) => (one.ok ? one.value.id : one.key))).toEqual([firstComplete()]);
  });

  it('reads one work order without changing it, the same as in the list', async () => {
    const { outsmart } = await start({ profile, data: CLEAN });
    const [listed] = await outsmart.completeWorkOrders(null);

    expect(await outsmart.workOrder(firstComplete())).toEqual(listed);
    expect(statusOf(firstComplete())).toBe('Compleet');
  });

  it('closes exactly the work order it is told to', async () => {
    const { outsmart } = await start({ profile, data: CLEAN });
    const [first = '', ...rest] = completeIds();

    await outsmart.closeWorkOrder(first);

    expect(statusOf(first)).toBe('Afgehandeld');
    expect(completeIds()).toEqual(rest);
  });

  it('is told when a work order is gone', async () => {
    const { outsmart } = await start({ profile });
    const gone = { code: 'WORK_ORDER_GONE', kind: 'permanent', side: 'outsmart' };

    await expect(outsmart.workOrder('1')).rejects.toMatchObject(gone);
    await expect(outsmart.closeWorkOrder('1')).rejects.toMatchObject(gone);
  });

  it('always says whether a read may change something', async () => {
    const { outsmart } = await start({ profile, data: CLEAN });
    const id = firstComplete();

    await outsmart.completeWorkOrders(null);
    await outsmart.workOrder(id);
    await outsmart.closeWorkOrder(id);

    expect(
      world.newRequests().map(({ path, query }) => [path.split('/')[3], query['update_status']]),
    ).toEqual([
      ['GetWorkorders', 'false'],
      ['GetWorkorder', 'false'],
      ['GetWorkorder', 'true'],
    ]);
  });
});

describe('OutSmart client and its tokens', () => {
  it.each([
    ['no token', { token: '', softwareToken: 'x' }, 'OUTSMART_TOKEN_MISSING', 1002],
    ['no software token', { token: 'x', softwareToken: '' }, 'OUTSMART_TOKEN_MISSING', 1003],
    ['a wrong token', { token: 'CANARY-1' }, 'OUTSMART_TOKEN_REFUSED', 1004],
    ['a software token of another package', { softwareToken: 'CANARY-2' }, 'OUTSMART_UNPAIRED', 1005],
  ])('says what is wrong with %s', async (_, change, code, number) => {
    const { simulator } = await start();
    const { outsmartToken, outsmartSoftwareToken } = simulator.credentials;
    const http = createHttp({
      fetch,
      clock: systemClock,
      random: () => 0,
      permitted: async () => true,
      online: () => true,
    });
    const credentials = async () => ({
      token: outsmartToken,
      softwareToken: outsmartSoftwareToken,
      ...change,
    });
    const client = createOutSmartClient({ baseUrl: simulator.outsmartUrl, http, credentials });

    const error = await client.test().catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code, kind: 'auth', side: 'outsmart', params: { code: number } });
    expect(JSON.stringify([error, String((error as AppError).stack)])).not.toMatch(/CANARY|software_token/);
  });
});

describe('OutSmart client under faults', () => {
  const GET: Omit<FaultRule, 'fault'> = { side: 'outsmart', method: 'GET' };
  const FAULTS: readonly Fault[] = [
    { kind: 'html' },
    { kind: 'truncate' },
    { kind: 'empty' },
    { kind: 'drop', when: 'before' },
    { kind: 'drop', when: 'after' },
    { kind: 'status', status: 503 },
    { kind: 'error-object' },
  ];

  it.each(FAULTS)('reads again after $kind', async (fault) => {
    const { outsmart, simulator } = await start({ data: CLEAN });
    simulator.faults.add({ ...GET, fault });

    expect(await outsmart.completeWorkOrders(null)).toHaveLength(completeIds().length);

    expect(simulator.requests).toHaveLength(2);
    expect(simulator.requests.every(({ query }) => query['update_status'] === 'false')).toBe(true);
  });

  it.each(FAULTS)(
    '[H10] never closes twice by itself after $kind, and says that it does not know',
    async (fault) => {
      const { outsmart, simulator } = await start({ data: CLEAN });
      const id = firstComplete();
      simulator.faults.add({ ...GET, fault });

      await expect(outsmart.closeWorkOrder(id)).rejects.toMatchObject({
        kind: 'transient',
        applied: 'unknown',
      });

      expect(simulator.requests).toHaveLength(1);
      const performed = fault.kind === 'truncate' || (fault.kind === 'drop' && fault.when === 'after');
      expect(statusOf(id)).toBe(performed ? 'Afgehandeld' : 'Compleet');
    },
  );

  it('never repeats a write by itself', async () => {
    const { outsmart, simulator } = await start({ data: CLEAN });
    simulator.faults.add({ side: 'outsmart', method: 'POST', fault: { kind: 'drop', when: 'after' } });
    const record = { cat_code: 'T', cat_name: 'Test', cat_display: 1 };

    await expect(outsmart.upsert('categories', [record])).rejects.toMatchObject({
      code: 'UNREACHABLE',
      applied: 'unknown',
    });

    expect(simulator.requests).toHaveLength(1);
  });

  it('[A2] keeps tokens out of every error', async () => {
    const { outsmart, simulator } = await start({ data: CLEAN });
    const { outsmartToken, outsmartSoftwareToken } = simulator.credentials;
    const echo = `<html>Fout bij /openapi/8/relations/?token=${outsmartToken}&software_token=${outsmartSoftwareToken} (${outsmartToken})</html>`;
    simulator.faults.add({ ...GET, times: 99, fault: { kind: 'status', status: 500, body: echo } });

    const error = await outsmart.list('relations').catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(AppError);
    const everything = JSON.stringify([error, (error as AppError).stack, (error as AppError).cause ?? '']);
    expect(everything).not.toContain(outsmartToken);
    expect(everything).not.toContain(outsmartSoftwareToken);
    expect((error as AppError).original).toContain('Fout bij /openapi/8/relations/?[…]');
  });

  it('stops when it is told to', async () => {
    const { outsmart, simulator } = await start({ data: CLEAN });
    simulator.faults.add({ ...GET, fault: { kind: 'hold' } });
    const controller = new AbortController();
    const reason = new Error('stop');

    const reading = outsmart.completeWorkOrders(null, controller.signal).catch((error: unknown) => error);
    await waitUntil('the request is held', () => simulator.requests.at(-1)?.outcome === 'held');
    controller.abort(reason);

    await expect(reading).resolves.toBe(reason);
    expect(simulator.requests).toHaveLength(1);
  });
});

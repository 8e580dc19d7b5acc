import { afterEach, describe, expect, it } from 'vitest';
import type { DocumentColumns } from '../../lib/accountview/port';
import type { Fault, FaultRule } from '../simulator/index';
import { type ClientWorld, type ClientWorldOptions, startClientWorld } from './client-world';
import { aDocument, documentCount, placeIn } from './sales-orders';

const CONTACTS = { businessObject: 'AR1', table: 'CONTACT', fields: ['SUB_NR', 'ACCT_NAME'] } as const;
const POST: Omit<FaultRule, 'fault'> = { side: 'accountview', method: 'POST', path: 'accountviewdata' };

/** Without the difficult records: the first debtor and article can be used. */
const CLEAN = { difficult: false } as const;

let world: ClientWorld;

async function start(options: ClientWorldOptions = {}): Promise<ClientWorld> {
  world = await startClientWorld({ data: CLEAN, ...options });
  return world;
}

afterEach(() => world.close());

describe('AccountView client under faults while reading', () => {
  const READ: Omit<FaultRule, 'fault'> = { side: 'accountview', method: 'GET', path: 'accountviewdata' };
  const readOne = () =>
    world.accountView.readPage(world.companyId, { ...CONTACTS, pageSize: 1, lastKey: null });

  it.each<Fault>([
    { kind: 'html' },
    { kind: 'html', status: 502 },
    { kind: 'truncate' },
    { kind: 'empty' },
    { kind: 'drop', when: 'before' },
    { kind: 'drop', when: 'after' },
    { kind: 'status', status: 500 },
    {
      kind: 'status',
      status: 503,
      body: '{"ErrorType":"AccountViewError","ErrorNumbers":null,"ErrorMessage":"Bezet"}',
    },
    { kind: 'status', status: 429 },
  ])('goes on after $kind $status', async (fault) => {
    const { simulator } = await start();
    simulator.faults.add({ ...READ, fault });

    await expect(readOne()).resolves.toHaveLength(1);

    expect(simulator.requests).toHaveLength(2);
  });

  it.each<[Fault, string]>([
    [{ kind: 'html' }, 'API_CHANGED'],
    [{ kind: 'truncate' }, 'UNREACHABLE'],
    [{ kind: 'drop', when: 'before' }, 'UNREACHABLE'],
    [{ kind: 'status', status: 429 }, 'RATE_LIMITED'],
  ])('gives up after three times %o', async (fault, code) => {
    const { simulator } = await start();
    simulator.faults.add({ ...READ, times: 9, fault });

    await expect(readOne()).rejects.toMatchObject({ code, kind: 'transient', applied: 'no' });

    expect(simulator.requests).toHaveLength(3);
  });

  it('waits as long as it is asked to, and hands long waits to its caller', async () => {
    const { simulator, slept } = await start();
    const busy = (seconds: string): Fault => ({
      kind: 'status',
      status: 429,
      headers: { 'Retry-After': seconds },
    });
    simulator.faults.add({ ...READ, fault: busy('3') });
    simulator.faults.add({ ...READ, nth: 3, fault: busy('120') });

    await readOne();
    expect(slept).toHaveLength(1);
    // Longer than any wait that nobody asked for.
    expect(slept[0]).toBeGreaterThan(1_000);
    expect(slept[0]).toBeLessThanOrEqual(3_000);

    const before = Date.now();
    const error = await readOne().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'RATE_LIMITED' });
    expect((error as { notBefore: number }).notBefore).toBeGreaterThanOrEqual(before + 119_000);
    expect(slept).toHaveLength(1);
  });

  it('[H11] does not repeat what was refused by an error object in a 200', async () => {
    const { simulator } = await start();
    simulator.faults.add({
      ...READ,
      times: 9,
      fault: { kind: 'error-object', message: 'Debiteur info@halm.example is in gebruik.' },
    });

    await expect(readOne()).rejects.toMatchObject({
      code: 'REFUSED_BY_ACCOUNTVIEW',
      kind: 'permanent',
      original: 'Debiteur […] is in gebruik.',
    });

    expect(simulator.requests).toHaveLength(1);
  });

  it('[H1] renews its token once when it has expired', async () => {
    const { simulator, renewed } = await start();
    simulator.faults.add({ ...READ, fault: { kind: 'expired-token' } });

    await expect(readOne()).resolves.toHaveLength(1);

    expect(renewed).toHaveLength(1);
    expect(simulator.requests).toHaveLength(2);
  });

  it('[H2] needs a person when the renewed token is refused too', async () => {
    const { simulator, renewed } = await start();
    simulator.faults.add({ ...READ, times: 9, fault: { kind: 'expired-token' } });

    await expect(readOne()).rejects.toMatchObject({
      code: 'SIGNIN_NEEDED',
      kind: 'auth',
      side: 'accountview',
    });

    expect(renewed).toHaveLength(1);
    expect(simulator.requests).toHaveLength(2);
  });

  it('[H12] never takes a failed look-up for "not there"', async () => {
    const { accountView, companyId, simulator } = await start();
    for (const fault of [
      { kind: 'html', status: 404 },
      { kind: 'empty' },
      { kind: 'html' },
    ] satisfies Fault[]) {
      simulator.faults.clear();
      simulator.faults.add({ ...READ, times: 9, fault });

      await expect(
        accountView.findDocuments(companyId, 'OS-1', placeIn('EXT_ID', world.today)),
      ).rejects.toMatchObject({ code: 'API_CHANGED' });
    }
  });
});

describe('AccountView client under faults while making a sales order', () => {
  const NONE: DocumentColumns = { header: new Set(), line: new Set() };
  const make = () => world.accountView.createDocument(world.companyId, aDocument(world, 'EXT_ID'), NONE);

  it.each<[Fault, number]>([
    [{ kind: 'drop', when: 'before' }, 0],
    [{ kind: 'drop', when: 'after' }, 1],
    [{ kind: 'truncate' }, 1],
    [{ kind: 'html' }, 0],
    [{ kind: 'html', status: 502, performed: true }, 1],
    [{ kind: 'status', status: 500 }, 0],
    [{ kind: 'status', status: 504, performed: true }, 1],
    [{ kind: 'empty' }, 0],
    [{ kind: 'empty', performed: true }, 1],
    [{ kind: 'status', status: 200, body: '{"SO_HDR":[]}', performed: true }, 1],
    [{ kind: 'status', status: 302, headers: { location: '/ams/authorize.aspx' }, performed: true }, 1],
  ])('does not know what happened after %o and sends nothing again', async (fault, made) => {
    const { simulator } = await start();
    simulator.faults.add({ ...POST, fault });

    await expect(make()).resolves.toMatchObject({
      kind: 'unknown',
      error: { side: 'accountview', applied: 'unknown' },
    });

    expect(simulator.requests).toHaveLength(1);
    expect(documentCount(world)).toBe(made);
  });

  it.each<[Fault, string]>([
    [{ kind: 'status', status: 429, headers: { 'Retry-After': '5' } }, 'RATE_LIMITED'],
    [{ kind: 'status', status: 404 }, 'API_CHANGED'],
    [{ kind: 'error-object' }, 'REFUSED_BY_ACCOUNTVIEW'],
    [{ kind: 'error-object', status: 400 }, 'REFUSED_BY_ACCOUNTVIEW'],
  ])('knows that nothing happened after %o', async (fault, code) => {
    const { simulator } = await start();
    simulator.faults.add({ ...POST, fault });

    await expect(make()).resolves.toMatchObject({ kind: 'not-applied', error: { code } });

    expect(simulator.requests).toHaveLength(1);
  });

  it('[H1] sends it once more with a renewed token when the token had expired', async () => {
    const { simulator, renewed } = await start();
    simulator.faults.add({ ...POST, fault: { kind: 'expired-token' } });

    await expect(make()).resolves.toMatchObject({ kind: 'applied' });

    expect(renewed).toHaveLength(1);
    expect(documentCount(world)).toBe(1);
  });

  it('[N2] sends nothing while the host is withheld', async () => {
    const { simulator } = await start({ http: { permitted: async () => false } });

    await expect(make()).resolves.toMatchObject({ kind: 'not-applied', error: { code: 'HOST_WITHHELD' } });

    expect(simulator.requests).toEqual([]);
  });
});

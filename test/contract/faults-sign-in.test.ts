import { afterEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../lib/sync/port';
import { ALWAYS, POST_ORDER } from '../support/engine-steps';
import {
  connectionOf,
  documentsOf,
  expectAllClosed,
  expectGreen,
  type FaultWorld,
  jobsOf,
  ledgerOf,
  logOf,
  startFaultWorld,
} from '../support/fault-world';
import type { Fault, FaultRule, RequestRecord } from '../simulator/index';

const TOKEN: Omit<FaultRule, 'fault'> = { side: 'accountview', path: '/api/v3/token' };
const RELATIONS: Omit<FaultRule, 'fault'> = {
  side: 'accountview',
  method: 'GET',
  path: '/accountviewdata',
  businessObject: 'AR1',
};
const EXPIRED: Fault = { kind: 'expired-token' };

let world: FaultWorld;
afterEach(() => world.close());

const isToken = ({ path }: RequestRecord): boolean => path.toLowerCase().endsWith('/token');
/** Renewals: the sign-in was the first call. */
const renewals = (): number => world.simulator.requests.filter(isToken).length - 1;
/** Where the pages of relations that were answered begin; a filter makes a look-up. */
const pages = (from = 0): string[] =>
  world.simulator.requests
    .slice(from)
    .filter(
      ({ businessObject, status, query }) =>
        businessObject === 'AR1' && status === 200 && !('FilterValue1' in query),
    )
    .map(({ query }) => query['LastKey'] ?? 'start');
const codes = async (): Promise<string[]> => (await logOf(world)).map(({ code }) => code);

describe('[H1] an access token that has expired', () => {
  it.each([
    ['a page of an import', RELATIONS],
    ['the look-up before a document', { side: 'accountview', businessObject: 'SO1', method: 'GET' }],
    ['a document', POST_ORDER],
  ] as const)('at %s is renewed once, and that call is made once more', async (_, rule) => {
    world = await startFaultWorld();
    world.simulator.faults.add({ ...rule, fault: EXPIRED });

    await world.sync();

    const refused = world.simulator.requests.filter(({ status }) => status === 401);
    const first = refused[0];
    const repeated = world.simulator.requests.filter(
      ({ id, url, body }) => url === first?.url && body === first.body && id > first.id,
    );
    expect(renewals()).toBe(1);
    expect(repeated[0]?.status).toBe(200);
    expect(await codes()).not.toContain('SIGNIN_NEEDED');
    await expectAllClosed(world);
  });

  it('again and again is renewed each time, and stops nothing', async () => {
    world = await startFaultWorld({ simulator: { profile: 'strict' } });
    for (const nth of [1, 4, 8, 12]) world.simulator.faults.add({ side: 'accountview', nth, fault: EXPIRED });

    await world.sync();
    await world.goOn();

    expect(renewals()).toBeGreaterThanOrEqual(4);
    await expectAllClosed(world);
  });
});

describe('[H2] a token that is refused after it was renewed', () => {
  it('asks for a sign-in, keeps every job with its progress, and goes on there afterwards', async () => {
    world = await startFaultWorld({
      simulator: { data: { relations: 450 }, behaviour: { maxPageSize: 200 } },
    });
    const refusal = { kind: 'status', status: 401 } as const;
    world.simulator.faults.add({ ...RELATIONS, nth: 3, times: ALWAYS, fault: refusal });

    await world.sync();

    expect((await connectionOf(world)).signinNeeded).toBe('accountview');
    const jobs = await jobsOf(world);
    const open = jobs.filter(({ state }) => state === 'open').map(({ kind }) => kind);
    expect(open).toContain('export');
    expect(jobs.filter(({ state }) => state === 'failed')).toEqual([]);
    const relations = jobs.find((job) => job.kind === 'import' && job.source === 'AR1');
    expect(relations).toMatchObject({ state: 'open', attempt: 0 });
    expect(relations?.progress.done).toBeGreaterThanOrEqual(200);
    expect((await codes()).filter((code) => code === 'SIGNIN_NEEDED')).toHaveLength(1);
    expect(documentsOf(world)).toBe(0);

    const before = world.simulator.requests.length;
    const read = pages();
    await world.engine.tick('alarm');
    await world.engine.idle();
    expect(world.simulator.requests).toHaveLength(before);

    world.simulator.faults.clear();
    const engine = await world.signInAgain();
    await engine.tick('signed-in');
    await engine.idle();
    expect(read).toContain('start');
    expect(pages(before).length).toBeGreaterThan(0);
    expect(pages(before).filter((page) => read.includes(page)).length).toBeLessThanOrEqual(1);
    await expectAllClosed(world);
  });
});

describe('[H3] a renewal that fails', () => {
  it('with invalid_grant asks for a sign-in once, and changes nothing', async () => {
    world = await startFaultWorld();
    world.simulator.faults.add({ ...RELATIONS, fault: EXPIRED });
    world.simulator.world.accountView.tokens.revokeRefreshTokens();

    await world.sync();

    expect((await connectionOf(world)).signinNeeded).toBe('accountview');
    expect((await codes()).filter((code) => code === 'SIGNIN_NEEDED')).toHaveLength(1);
    expect(renewals()).toBe(1);
    expect(documentsOf(world)).toBe(0);
    expectGreen(world);
    const engine = await world.signInAgain();
    await engine.tick('signed-in');
    await engine.idle();
    await world.goOn(20, engine);
    await expectAllClosed(world);
  });

  it.each<[string, Fault]>([
    ['a 500', { kind: 'status', status: 500 }],
    ['a 503 with a page', { kind: 'html', status: 503 }],
    ['a 429', { kind: 'status', status: 429 }],
    ['a lost connection', { kind: 'drop', when: 'before' }],
    ['a time-out', { kind: 'hold' }],
  ])('with %s is tried later and is no logout', async (_, fault) => {
    world = await startFaultWorld({ tokenTimeoutMs: 300 });
    world.simulator.faults.add({ ...RELATIONS, fault: EXPIRED });
    world.simulator.faults.add({ ...TOKEN, fault });

    await world.sync();
    expect((await connectionOf(world)).signinNeeded).toBeNull();
    await world.goOn();

    expect(await codes()).not.toContain('SIGNIN_NEEDED');
    await expectAllClosed(world);
  });

  it('with invalid_grant because another worker renewed first takes the newer token', async () => {
    world = await startFaultWorld({ simulator: { profile: 'strict' } });
    const other = world.reborn();
    world.simulator.world.accountView.tokens.expireAll();
    await world.sync();
    const used = renewals();
    await other.startRun({ trigger: 'manual', category: null, exportOnly: false });
    await other.idle();
    await other.tick('test');
    await other.idle();

    expect(used).toBe(1);
    expect(renewals()).toBe(1);
    await expectAllClosed(world);
  });
});

describe('[H5] a worker that dies after the rotation and before it stored the new tokens', () => {
  async function dieAtRenewal(): Promise<Engine> {
    world.simulator.faults.add({ ...POST_ORDER, fault: EXPIRED });
    const death = new Promise<void>((resolve) => {
      world.net.route = async (send, { url }, instance) => {
        if (instance > 0 || !url.endsWith('/token')) return await send();
        await send();
        resolve();
        return await new Promise<never>(() => {});
      };
    });
    await world.engine.startRun({ trigger: 'manual', category: null, exportOnly: true });
    await death;
    return world.reborn();
  }

  it('costs a sign-in and no data where the old token is worth nothing any more', async () => {
    world = await startFaultWorld({ simulator: { profile: 'strict' } });
    const next = await dieAtRenewal();
    const before = await ledgerOf(world);

    await next.tick('alarm');
    await next.idle();

    expect((await connectionOf(world)).signinNeeded).toBe('accountview');
    expect(documentsOf(world)).toBe(0);
    expect((await ledgerOf(world)).map(({ workOrderId }) => workOrderId)).toEqual(
      before.map(({ workOrderId }) => workOrderId),
    );
    expectGreen(world);
    const engine = await world.signInAgain();
    await engine.tick('signed-in');
    await engine.idle();
    await world.goOn(20, engine);
    await expectAllClosed(world);
  });

  it('costs nothing where the old token is good for another minute', async () => {
    world = await startFaultWorld({ simulator: { profile: 'default' } });
    const next = await dieAtRenewal();

    await next.tick('alarm');
    await next.idle();
    await world.goOn(20, next);

    expect((await connectionOf(world)).signinNeeded).toBeNull();
    await expectAllClosed(world);
  });
});

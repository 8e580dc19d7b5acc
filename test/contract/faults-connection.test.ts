import { afterEach, describe, expect, it } from 'vitest';
import { resumeWithheld } from '../../lib/app/withheld';
import { companyIdOf } from '../support/engine-parts';
import {
  AWAY,
  changeSettings,
  documents,
  LOST,
  onlyOrder,
  POST_ORDER,
  runs,
  smallWorld,
  states,
  wake,
} from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';
import {
  connectionOf,
  expectAllClosed,
  expectGreen,
  type FaultWorld,
  jobsOf,
  logOf,
  runsOf,
  startFaultWorld,
} from '../support/fault-world';

const isPost = ({ method, url }: Request): boolean => method === 'POST' && /accountviewdata/i.test(url);
const ids = ({ simulator }: EngineWorld): string[] =>
  simulator.world.accountView.companies.map(({ code }) => code);

/** Acts once, at the first request that matches; the request goes out or waits as `act` says. */
function once(
  world: EngineWorld,
  matches: (request: Request) => boolean,
  act: (send: () => Promise<Response>, request: Request) => Promise<Response>,
): void {
  let isDone = false;
  world.hooks.around = async (send, request) => {
    if (isDone || !matches(request)) return await send();
    isDone = true;
    return await act(send, request);
  };
}

/** The administrations that AccountView was asked for from a request on. */
const askedOf = ({ simulator }: EngineWorld, from: number): Set<string> =>
  new Set(simulator.requests.slice(from).flatMap(({ company }) => company ?? []));

describe('[C5] another administration chosen during a run', () => {
  it('lets the run finish in its own, and nothing crosses', async () => {
    const world = await smallWorld();
    const other = companyIdOf(
      world.simulator,
      ids(world).find((code) => code !== 'KRAAN'),
    );
    once(world, isPost, async (send) => {
      await changeSettings(world, { companyId: other });
      await world.engine.startRun({ trigger: 'save', category: null, exportOnly: true });
      return await send();
    });

    const run = await world.sync(true);

    const made = world.simulator.world.history.documents;
    const { code } = world.simulator.world.accountView.company('KRAAN');
    expect(made.map(({ company }) => company)).toEqual([code, code, code]);
    expect((await runs(world)).map(({ companyId }) => companyId)).toContain(world.companyId);
    expect(run.companyId).toBe(other);
    // Each job asked its own company only.
    const posts = world.simulator.requests.filter(
      ({ method, side }) => method === 'POST' && side === 'accountview',
    );
    expect(new Set(posts.map(({ company }) => company))).toEqual(new Set([world.companyId]));
    expect(world.simulator.audit().duplicates).toBe(0);
  });

  it('ends a run that waits for its next try, and asks nothing more of its administration', async () => {
    const world = await smallWorld({ workOrders: 1 });
    world.simulator.faults.add({ side: 'outsmart', times: 3, fault: AWAY });
    await world.sync(true);
    expect(await runs(world)).toMatchObject([{ companyId: world.companyId, state: 'waiting' }]);
    const other = companyIdOf(
      world.simulator,
      ids(world).find((code) => code !== 'KRAAN'),
    );
    const from = world.simulator.requests.length;

    await changeSettings(world, { companyId: other });
    for (let time = 0; time < 3; time += 1) await wake(world, 3_600_000);

    const own = (await runs(world)).filter(({ companyId }) => companyId === world.companyId);
    expect(own).toMatchObject([{ state: 'stopped' }]);
    expect(askedOf(world, from)).toEqual(new Set([other]));
  });

  it('leaves an unknown outcome as it is, and takes it up again when its company is chosen again', async () => {
    const world = await smallWorld({ workOrders: 1, settleSeconds: [0, 600, 1200, 1800] });
    world.simulator.faults.add({ ...POST_ORDER, times: 1, fault: LOST });
    await world.sync(true);
    const other = companyIdOf(
      world.simulator,
      ids(world).find((code) => code !== 'KRAAN'),
    );
    const [before] = await world.ledger();
    expect(before?.state).toBe('unknown');
    const from = world.simulator.requests.length;

    await changeSettings(world, { companyId: other, exportTarget: 'none' });
    for (let time = 0; time < 3; time += 1) await wake(world, 3_600_000);
    expect((await world.ledger()).filter(({ companyId }) => companyId === world.companyId)).toEqual([before]);
    // The other one's runs went on meanwhile; its documents were not searched for one of this one.
    expect(askedOf(world, from)).toEqual(new Set([other]));
    const found = world.simulator.requests.slice(from).map(({ businessObject }) => businessObject);
    expect(found).not.toContain('SO1');

    await changeSettings(world, { companyId: world.companyId, exportTarget: 'sales-order' });
    // A look so late begins the settle times anew: another POST may follow only after all of them.
    for (let time = 0; time < 5; time += 1) await wake(world, 600_000);
    expect(documents(world)).toBe(1);
    expect(states(await world.ledger())).toEqual(['closed']);
  });
});

describe('[C6] an administration that is renamed', () => {
  it('stays the same company', async () => {
    const world = await smallWorld({ workOrders: 1 });
    const company = world.simulator.world.accountView.company('KRAAN');
    Object.assign(company, { name: 'De Kraan Holding BV' });

    await world.sync();

    expect(states(await world.ledger())).toEqual(['closed']);
  });
});

describe('[C7] a work order that changes between its document and its close', () => {
  it.each([
    ['edited', (world: EngineWorld) => void (onlyOrder(world).WorkDescription = 'Toch nog iets gedaan')],
    ['reopened', (world: EngineWorld) => void (onlyOrder(world).status = 'Opgehaald')],
  ])('is not closed, and flagged: %s', async (_name, change) => {
    const world = await smallWorld({ workOrders: 1 });
    world.hooks.after = (request) => {
      if (isPost(request)) change(world);
    };

    await world.sync(true);

    expect(await world.ledger()).toMatchObject([{ state: 'acked', code: 'CHANGED_AFTER_EXPORT' }]);
    expect(world.simulator.requests.filter(({ url }) => url.includes('update_status=true'))).toEqual([]);
    expect(documents(world)).toBe(1);
  });
});

describe('[C8] a host that is withheld in the middle of a run', () => {
  let world: FaultWorld | undefined;
  afterEach(() => world?.close());

  it('pauses the run however long it lasts, and goes on at once when it is granted', async () => {
    world = await startFaultWorld();
    const { net, engine, simulator } = world;
    net.route = async (send, { url }) => {
      if (url.includes('GetWorkorders')) net.permitted = false;
      if (!net.permitted) throw new TypeError('Failed to fetch');
      return await send();
    };
    await world.sync(true);
    expect((await jobsOf(world)).map(({ error }) => error?.code)).toEqual(['HOST_WITHHELD']);
    const before = simulator.requests.length;
    await world.goOn(8);
    expect(await runsOf(world)).toMatchObject([{ state: 'waiting', finishedAt: null }]);
    expect(simulator.requests).toHaveLength(before);
    expectGreen(world);

    delete net.route;
    net.permitted = true;
    await resumeWithheld({ ...world, announce: () => {}, refreshSnapshot: async () => {} });
    await engine.tick('permission');
    await engine.idle();

    await expectAllClosed(world);
    expect(await runsOf(world)).toMatchObject([{ state: 'done' }]);
  });
});

describe('[C9] OutSmart tokens that are refused', () => {
  it.each([
    ['the token was replaced', 1004, 'OUTSMART_TOKEN_REFUSED'],
    ['the package is not paired any more', 1005, 'OUTSMART_UNPAIRED'],
  ])('ask for OutSmart alone, and the run goes on with new ones: %s', async (_name, code, named) => {
    const world = await startFaultWorld();
    const { net, simulator } = world;
    let isRefused = false;
    net.route = async (send, request) => {
      isRefused ||= request.method === 'POST' && /accountviewdata/i.test(request.url);
      const isOutSmart = request.url.startsWith(simulator.outsmartUrl);
      return isRefused && isOutSmart
        ? Response.json({ code, messages: ['nee'], response: null })
        : await send();
    };
    await world.sync(true);

    expect(await connectionOf(world)).toMatchObject({ signinNeeded: 'outsmart', connected: true });
    expect((await jobsOf(world)).map(({ error }) => error?.code)).toEqual([named]);
    expect((await logOf(world)).filter((row) => row.code === 'SIGNIN_NEEDED')).toHaveLength(1);
    const before = simulator.requests.length;
    await world.goOn(3);
    expect(simulator.requests).toHaveLength(before);

    delete net.route;
    const engine = await world.signInAgain();
    await engine.tick('saved');
    await engine.idle();
    await expectAllClosed(world);
    await world.close();
  });
});

import { describe, expect, it } from 'vitest';
import type { Job } from '../../lib/domain/run';
import { AppError } from '../../lib/kernel/app-error';
import { putMeta } from '../../lib/store/store';
import {
  ALWAYS,
  AWAY,
  WRITE_RELATIONS,
  documents,
  jobs,
  onlyOrder,
  releaseAll,
  resume,
  setStatus,
  smallWorld,
  states,
  wake,
} from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';

describe('a job that cannot go on', () => {
  it('waits longer each time and then gives up when the same call keeps failing', async () => {
    const world = await smallWorld({ workOrders: 1 });
    const query = { update_status: 'false', row_id: onlyOrder(world).id };
    world.simulator.faults.add({
      side: 'outsmart',
      path: 'GetWorkorder',
      query,
      times: ALWAYS,
      fault: AWAY,
    });
    await world.sync(true);

    const waits: number[] = [];
    for (let job = await openJob(world); job !== undefined && waits.length < 9; job = await openJob(world)) {
      const wait = job.notBefore - world.clock.now();
      waits.push(Math.round(wait / 60_000));
      await wake(world, wait + 1);
    }

    expect(waits).toEqual([1, 5, 15, 60]);
  });

  it('is given up when the worker dies at the same call again and again', async () => {
    const world = await smallWorld({ workOrders: 1 });
    let died: () => void = () => {};
    world.hooks.around = async (send, { url }) => {
      if (!url.includes('GetWorkorder/') || !url.includes('update_status=false')) return await send();
      died();
      return await new Promise<never>(() => {});
    };
    const dies = (work: () => Promise<unknown>): Promise<unknown> =>
      Promise.race([new Promise<void>((resolve) => (died = resolve)), work()]);
    await dies(async () => {
      await world.engine.startRun({ trigger: 'manual', category: null, exportOnly: true });
      await new Promise<never>(() => {});
    });

    for (let life = 0; life < 4; life += 1) await dies(() => resume(world));

    const causes = (await world.log()).map(({ params }) => params['cause']);
    expect(causes.filter((cause) => cause === 'STEP_KEEPS_FAILING')).toHaveLength(1);
  });
});

describe('[C6] an administration that is gone', () => {
  it('ends the run with one entry that says so and writes nothing elsewhere', async () => {
    const world = await smallWorld({ workOrders: 1 });
    await world.sync();
    const { companies } = world.simulator.world.accountView;
    companies.splice(
      companies.findIndex(({ id }) => id === world.companyId),
      1,
    );
    const before = world.simulator.requests.length;

    const run = await world.sync();

    expect(run).toMatchObject({ state: 'failed', code: 'ADMINISTRATION_GONE' });
    const errors = (await world.log()).filter(
      ({ level, code }) => level === 'error' && code !== 'RUN_FAILED',
    );
    expect(errors.map(({ code }) => code)).toEqual(['ADMINISTRATION_GONE']);
    const written = world.simulator.requests.slice(before).filter(({ method }) => method !== 'GET');
    expect(written).toEqual([]);
  });
});

describe('a database that fails', () => {
  it('breaks the run off, and the next wake-up finishes it', async () => {
    const world = await smallWorld({ workOrders: 1 });
    const write = world.store.write.bind(world.store);
    const error = new AppError('STORAGE_BROKEN', { kind: 'permanent' });
    let isBroken = false;
    world.store.write = async (stores, work, options) => {
      if (isBroken) throw error;
      return await write(stores, work, options);
    };
    world.hooks.after = ({ method }) => void (isBroken ||= method === 'POST');

    await world.engine.startRun({ trigger: 'manual', category: null, exportOnly: true });
    await world.engine.tick('test');
    await world.engine.idle();
    expect(world.wakeTimes.at(-1)).toBeGreaterThan(world.clock.now());
    world.hooks.after = () => {};
    isBroken = false;
    await wake(world, 61_000);

    expect(documents(world)).toBe(1);
    expect(states(await world.ledger())).toEqual(['closed']);
  });
});

async function openJob(world: EngineWorld): Promise<Job | undefined> {
  return (await jobs(world)).find(({ state }) => state === 'open');
}

describe('a request', () => {
  it('for a release is served at once while an import waits for its next try', async () => {
    const world = await smallWorld({ settings: { floodLimit: 2 } });
    world.simulator.faults.add({ ...WRITE_RELATIONS, times: ALWAYS, fault: AWAY });
    await world.sync();
    expect(states(await world.ledger())).toEqual(['held', 'held', 'held']);
    await releaseAll(world);

    await world.engine.startRun({ trigger: 'release', category: null, exportOnly: true });
    await wake(world, 0);

    expect(documents(world)).toBe(3);
  });

  it('is not lost when it comes while another run is being begun', async () => {
    const world = await smallWorld({ settings: { floodLimit: 2, schedule: 'manual' } });
    await world.sync();
    const read = world.store.meta.bind(world.store);
    let isAsked = false;
    // Between the moment in which the engine reads what is asked for and the one in which it begins that run.
    world.store.meta = async (name) => {
      const value = await read(name);
      if (name === 'nextRunAt' && (await read('pending')) !== undefined && !isAsked) {
        isAsked = true;
        await releaseAll(world);
        await world.engine.startRun({ trigger: 'release', category: null, exportOnly: true });
      }
      return value;
    };

    await world.engine.startRun({ trigger: 'manual', category: 'relations', exportOnly: false });
    await wake(world, 0);
    await wake(world, 0);

    expect(isAsked).toBe(true);
    expect(documents(world)).toBe(3);
  });

  it('for an export alone does not put off the scheduled run', async () => {
    const world = await smallWorld({ workOrders: 1, settings: { schedule: '15' } });
    await world.sync();
    const next = await world.store.meta('nextRunAt');
    world.clock.advance(10 * 60_000);

    await world.engine.startRun({ trigger: 'release', category: null, exportOnly: true });
    await wake(world, 0);

    expect(await world.store.meta('nextRunAt')).toBe(next);
  });

  it('of the schedule is served while an import waits for its next try, whose wait it leaves', async () => {
    const world = await smallWorld({ workOrders: 1, settings: { schedule: '5' } });
    world.simulator.faults.add({ ...WRITE_RELATIONS, times: ALWAYS, fault: AWAY });
    setStatus(world, 'Opgehaald');
    await world.sync();
    setStatus(world, 'Compleet');

    for (let minute = 0; minute < 20; minute += 1) await wake(world, 60_000);

    expect(documents(world)).toBe(1);
    // At 0, 1 and 6 minutes: the schedule's ones are not among them.
    const tries = world.simulator.requests.filter(
      ({ method, path }) => method === 'POST' && path.includes('relations'),
    );
    expect(tries).toHaveLength(3);
  });
});

describe('an import', () => {
  it('sends a refused record again only when it changed or a person asks, and says it once', async () => {
    const world = await smallWorld({ settings: { exportTarget: 'none' } });
    const refusals = refuseRelations(world);
    const [contact] = contacts(world).rows;
    if (contact !== undefined) contact['ACCT_NAME'] = REFUSED_NAME;
    await world.sync();
    expect(refusals.count).toBeGreaterThan(0);
    refusals.count = 0;

    await world.store.write([], (tx) => putMeta(tx, 'nextRunAt', world.clock.now()));
    await wake(world, 1000);
    expect(refusals.count).toBe(0);
    await world.sync();
    expect(refusals.count).toBe(1);

    expect((await world.log()).filter(({ code }) => code === 'RECORD_REFUSED')).toHaveLength(1);
  });

  it('still updates what it filled once after the record was refused in between', async () => {
    const world = await smallWorld({ settings: { exportTarget: 'none' } });
    refuseRelations(world);
    const changedAt = { CNG_DATE: '2026-11-20T11:00:00' };
    const named = { SUB_NR: '15000', ACCT_NAME: 'Nieuw', TEL_BUS: '030-1' };
    const contact = { ...contacts(world).rows[0], ...named, ...changedAt };
    contacts(world).insert(contact);
    await world.sync();
    contact.ACCT_NAME = REFUSED_NAME;
    await world.sync();

    Object.assign(contact, { ACCT_NAME: 'Nieuw', TEL_BUS: '030-2' });
    await world.sync();

    const stored = outSmartList(world, 'relations').get('15000');
    expect(stored?.['phone_number']).toBe('030-2');
  });

  it('counts what it wrote of a page that was interrupted', async () => {
    const world = await smallWorld({ settings: { exportTarget: 'none' } });
    world.simulator.faults.add({
      side: 'outsmart',
      method: 'POST',
      path: 'material_categories',
      fault: AWAY,
    });
    const before = outSmartList(world, 'materials').size;

    await world.sync();
    await wake(world, 61_000);

    const company = await world.store.read(['companies'], (tx) =>
      tx.objectStore('companies').get(world.companyId),
    );
    const added = outSmartList(world, 'materials').size - before;
    expect(added).toBeGreaterThan(0);
    expect(company?.imports.materials?.written).toBeGreaterThanOrEqual(added);
  });
});

const REFUSED_NAME = 'Wordt geweigerd';

function contacts(world: EngineWorld) {
  return world.simulator.world.accountView.company('KRAAN').table('CONTACT');
}

function outSmartList(world: EngineWorld, endpoint: string) {
  return world.simulator.world.outsmart.entity(endpoint);
}

/** OutSmart refuses every write with this name in it. */
function refuseRelations(world: EngineWorld): { count: number } {
  const refusals = { count: 0 };
  world.hooks.around = async (send, request) => {
    if (request.method !== 'POST' || !(await request.clone().text()).includes(REFUSED_NAME))
      return await send();
    refusals.count += 1;
    return Response.json({ code: 1301, messages: ['nee'], response: null });
  };
  return refusals;
}

import 'fake-indexeddb/auto';
import { forceCloseDatabase } from 'fake-indexeddb';
import { deleteDB } from 'idb';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { recover } from '../../lib/app/recover';
import { createStore, type Store } from '../../lib/store/store';
import { createEngine } from '../../lib/sync/engine';
import type { Engine } from '../../lib/sync/port';
import { createSimulatorHandlers, type SimulatorHandlers } from '../simulator/index';
import { createAppHarness } from '../support/app-harness';
import {
  companyIdOf,
  seedStore,
  serviceClients,
  settingsFor,
  simulatorFetch,
  type SteppedClock,
  steppedClock,
  workerLocks,
} from '../support/engine-parts';
import { ROOT } from '../support/root';
import { type SmallDisk, smallDisk } from '../support/small-disk';

const DATA = {
  relations: 5,
  articles: 12,
  workOrders: 2,
  workOrderDaysAgo: [0],
  difficult: false,
  otherStates: false,
  projects: 0,
  salesOrders: 0,
};

interface DiskWorld {
  simulator: SimulatorHandlers;
  store: Store;
  name: string;
  clock: SteppedClock;
  disk: SmallDisk;
  engine: Engine;
  hooks: { after: (request: Request) => void };
  connect: () => Promise<void>;
}

let databases = 0;
let disk: SmallDisk | undefined;
afterEach(() => disk?.restore());

async function diskWorld(): Promise<DiskWorld> {
  const small = smallDisk();
  disk = small;
  const clock = steppedClock();
  const simulator = createSimulatorHandlers({
    now: () => new Date(clock.now()),
    sleep: async () => {},
    data: DATA,
  });
  const name = `disk-${(databases += 1)}`;
  const store = createStore(name, small.free);
  const hooks: DiskWorld['hooks'] = { after: () => {} };
  const send = async (request: Request): Promise<Response> => {
    const response = await simulatorFetch(simulator, request.clone());
    hooks.after(request);
    return response;
  };
  const settings = settingsFor(companyIdOf(simulator), clock.now());
  const connect = (): Promise<void> => seedStore(store, settings, { referenceField: 'EXT_ID' });
  await connect();
  let ids = 0;
  const engine = createEngine({
    ...serviceClients({ simulator, clock, send }),
    store,
    clock,
    random: () => 0.5,
    locks: workerLocks(),
    keepAlive: async (work) => await work(),
    newId: () => `id-${databases}-${(ids += 1)}`,
    announce: () => {},
    refreshSnapshot: async () => {},
    wakeAt: async () => {},
    settleSeconds: [0, 1, 2, 4],
  });
  return { simulator, store, name, clock, disk: small, engine, hooks, connect };
}

async function sync({ engine, clock }: DiskWorld): Promise<void> {
  await engine.startRun({ trigger: 'manual', category: null, exportOnly: false });
  await wake({ engine, clock });
}

async function wake({ engine, clock }: Pick<DiskWorld, 'engine' | 'clock'>): Promise<void> {
  await engine.tick('alarm');
  await engine.idle();
  clock.advance(61_000);
}

const all = ({ store }: DiskWorld) =>
  store.read(['runs', 'jobs', 'ledger', 'log'], async (tx) => ({
    runs: await tx.objectStore('runs').getAll(),
    jobs: await tx.objectStore('jobs').getAll(),
    ledger: await tx.objectStore('ledger').getAll(),
    codes: (await tx.objectStore('log').getAll()).map(({ code }) => code),
  }));

async function expectComplete(world: DiskWorld): Promise<void> {
  const { runs, ledger } = await all(world);
  expect(runs.map(({ state }) => state)).toEqual(['done']);
  expect(ledger.map(({ state }) => state)).toEqual(['closed', 'closed']);
  expect(world.simulator.world.history.documents).toHaveLength(2);
  const { details } = world.simulator.audit();
  expect(details).toEqual([]);
}

describe('[S1] a disk that is full', () => {
  it('lets the run wait, says so once and goes on when there is room, whichever record did not fit', async () => {
    for (const room of [3, 12, 25, 40, 60]) {
      const world = await diskWorld();
      world.disk.room = room;
      // Room for the intents and for the message, as the reserve keeps it.
      world.disk.reserve = 200;

      await sync(world);
      for (let time = 0; time < 6; time += 1) await wake(world);
      world.disk.room = Infinity;
      const { runs, jobs, codes } = await all(world);
      expect(jobs.map(({ state }) => state)).not.toContain('failed');
      expect(runs.map(({ state, code }) => ({ state, code }))).toEqual([
        { state: 'waiting', code: 'STORAGE_FULL' },
      ]);
      expect(codes.filter((code) => code === 'STORAGE_FULL')).toHaveLength(1);
      await wake(world);
      await wake(world);

      await expectComplete(world);
      disk?.restore();
    }
  });

  it('still takes the acknowledgement of a document, from the reserve', async () => {
    const world = await diskWorld();
    world.disk.reserve = 50;
    world.hooks.after = ({ method, url }) => {
      if (method === 'POST' && /accountviewdata/i.test(url)) world.disk.room = 0;
    };

    await sync(world);
    const { codes, ledger } = await all(world);
    expect(world.disk.freed).toBeGreaterThan(0);
    expect(codes).toContain('DOCUMENT_CREATED');
    const unsure = ledger.filter(({ state }) => state === 'sending' || state === 'unknown');
    expect(unsure).toEqual([]);

    world.hooks.after = () => {};
    world.disk.room = Infinity;
    await wake(world);
    await wake(world);
    await expectComplete(world);
    expect((await all(world)).codes).not.toContain('UNKNOWN_OUTCOME');
  });

  it('makes no second document when there was no room for the acknowledgement either', async () => {
    const world = await diskWorld();
    world.hooks.after = ({ method, url }) => {
      if (method === 'POST' && /accountviewdata/i.test(url)) world.disk.room = 0;
    };

    await sync(world);
    expect((await all(world)).ledger.map(({ state }) => state)).toContain('sending');

    world.hooks.after = () => {};
    world.disk.room = Infinity;
    for (let time = 0; time < 3; time += 1) await wake(world);
    await expectComplete(world);
    expect((await all(world)).codes).toContain('DOCUMENT_ADOPTED');
  });
});

describe('[S2] a database that goes away', () => {
  it('is opened again when the browser closes it in the middle of a run', async () => {
    const world = await diskWorld();
    let closings = 0;
    const open = IDBDatabase.prototype.transaction;
    const seen = new Set<IDBDatabase>();
    IDBDatabase.prototype.transaction = function watched(...input) {
      seen.add(this);
      return open.apply(this, input);
    };
    world.hooks.after = () => {
      for (const database of seen) if (database.name === world.name) forceCloseDatabase(database as never);
      closings += seen.size;
      seen.clear();
    };

    await sync(world).finally(() => (IDBDatabase.prototype.transaction = open));
    await wake(world);

    expect(closings).toBeGreaterThan(20);
    await expectComplete(world);
  });

  it('exports nothing by itself once it is gone, and makes no second document when connected anew', async () => {
    const world = await diskWorld();
    await sync(world);
    for (const order of world.simulator.world.outsmart.workOrders.values()) order.status = 'Compleet';

    await deleteDB(world.name);
    const before = world.simulator.requests.length;
    for (let time = 0; time < 3; time += 1) await wake(world);
    expect(world.simulator.requests).toHaveLength(before);

    await world.connect();
    await sync(world);
    await wake(world);
    expect(world.simulator.world.history.documents).toHaveLength(2);
  });

  it('keeps the run for later when it fails for a while', async () => {
    const world = await diskWorld();
    const { transaction } = IDBDatabase.prototype;
    world.hooks.after = ({ method }) => {
      if (method !== 'POST') return;
      IDBDatabase.prototype.transaction = () => {
        throw new DOMException('damaged', 'UnknownError');
      };
    };

    await sync(world).catch(() => {});
    IDBDatabase.prototype.transaction = transaction;
    world.hooks.after = () => {};
    for (let time = 0; time < 3; time += 1) await wake(world);

    await expectComplete(world);
  });
});

describe('[S2] a database that fails once', () => {
  it('costs no job a try', async () => {
    const world = await diskWorld();
    const { transaction } = IDBDatabase.prototype;
    world.hooks.after = ({ url }) => {
      if (!url.includes('GetWorkorders')) return;
      world.hooks.after = () => {};
      IDBDatabase.prototype.transaction = () => {
        IDBDatabase.prototype.transaction = transaction;
        throw new DOMException('damaged', 'UnknownError');
      };
    };

    await sync(world);
    const { runs, jobs } = await all(world);
    expect(runs).toMatchObject([{ state: 'waiting', code: 'STORAGE_BROKEN' }]);
    expect(jobs.map(({ attempt, crashes }) => attempt + crashes)).toEqual(jobs.map(() => 0));
    await wake(world);

    await expectComplete(world);
  });
});

describe('[S3] storage that cannot be read', () => {
  const FAULT = new Error('storage failed');

  it('has nothing written over: settings, connection and secrets are there when it can be read again', async () => {
    const app = createAppHarness();
    await app.handlers['sign-in']({ clientId: 'KEY', clientSecret: 'S', withoutPkce: true });
    await app.handlers['outsmart-test']({ token: 'T', softwareToken: 'S' });
    const before = [await app.connection(), await app.snapshot(), await app.ports.vault.outsmartTokens()];
    const { get } = app.session;
    app.session.get = () => Promise.reject(FAULT);

    await expect(app.ports.vault.reloadAccessToken()).rejects.toThrow(FAULT);
    await recover(app.ports).catch(() => {});
    await app.handlers.kick({});

    app.session.get = get;
    expect([await app.connection(), await app.snapshot(), await app.ports.vault.outsmartTokens()]).toEqual(
      before,
    );
    expect(await app.ports.vault.clientSecret()).toBe('S');
    await app.close();
  });

  it('holds for storage.local because nothing is kept there', () => {
    const files = ['lib', 'entrypoints', 'components'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/.test(file))
        .map((file) => readFileSync(join(ROOT, folder, file), 'utf8')),
    );
    const uses = files.flatMap(
      (text) => text.match(/.*\b(storage\.local|storage\.sync|localStorage)\b.*/g) ?? [],
    );

    // Where it is named it is kept from others, not used.
    expect(uses.filter((line) => !line.trim().startsWith('*') && !line.includes('//'))).toEqual([]);
    expect(files.join('\n')).toContain('restrictStorage([local, session])');
  });
});

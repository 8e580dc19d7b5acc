import { describe, expect, it } from 'vitest';
import { unlock } from '../../lib/app/unlock';
import type { Connection } from '../../lib/domain/connection';
import type { CommandInput } from '../../lib/messaging/protocol';
import { getMeta, putMeta } from '../../lib/store/store';
import { addDouble, documents, onlyOrder, smallWorld, states } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';

async function decide(
  world: EngineWorld,
  decision: CommandInput<'unlock'>['decision'],
  document = '',
): Promise<void> {
  const { store, clock, engine } = world;
  const ports = { store, clock, engine, announce: () => {}, refreshSnapshot: async () => {} };
  await unlock(ports, { decision, document });
  await engine.tick('test');
  await engine.idle();
}

const lock = async (world: EngineWorld): Promise<Connection['lock']> =>
  (await world.store.meta('connection'))?.lock ?? null;
const codes = async (world: EngineWorld): Promise<readonly string[]> =>
  (await world.log()).map(({ code }) => code);

/** *Grootboek herstellen* was clicked and nothing has run since. */
async function askRestore(world: EngineWorld): Promise<void> {
  const { store, clock } = world;
  const engine = { ...world.engine, tick: async () => {} };
  const ports = { store, clock, engine, announce: () => {}, refreshSnapshot: async () => {} };
  await unlock(ports, { decision: 'restore', document: '' });
}

/** All work orders have their document, then the database loses part of the ledger. */
async function worldWithoutLedger(): Promise<EngineWorld> {
  const world = await smallWorld({ workOrders: 3 });
  await world.sync(true);
  expect(documents(world)).toBe(3);
  await world.store.write(['ledger'], async (tx) => {
    const [first] = await tx.objectStore('ledger').getAllKeys();
    if (first !== undefined) await tx.objectStore('ledger').delete(first);
  });
  return world;
}

describe('[S2] a ledger that has lost rows', () => {
  it('locks the export, said once, and makes no document', async () => {
    const world = await worldWithoutLedger();
    for (const order of world.simulator.world.outsmart.workOrders.values()) order.status = 'Compleet';

    await world.sync(true);
    await world.sync(true);

    expect(await lock(world)).toEqual({ code: 'LEDGER_MISSING' });
    expect(documents(world)).toBe(3);
    expect((await codes(world)).filter((code) => code === 'LEDGER_MISSING')).toHaveLength(1);
  });

  it('goes on only after it was rebuilt and a person has said so', async () => {
    const world = await worldWithoutLedger();
    await world.sync(true);

    await decide(world, 'go-on');
    expect(await lock(world)).toEqual({ code: 'LEDGER_MISSING' });

    await decide(world, 'restore');
    expect(await lock(world)).toEqual({ code: 'LEDGER_MISSING', rebuilt: 3 });
    expect(states(await world.ledger())).toHaveLength(3);

    await decide(world, 'go-on');
    expect(await lock(world)).toBeNull();
    expect(states(await world.ledger())).toEqual(['closed', 'closed', 'closed']);
    expect(documents(world)).toBe(3);
  });

  it.each(['restore', 'go-on'] as const)(
    'stays locked until then, also when another company was chosen meanwhile: before %s',
    async (next) => {
      const world = await worldWithoutLedger();
      await world.sync(true);
      if (next === 'go-on') await decide(world, 'restore');
      else await askRestore(world);
      // What saving does when another company is chosen (product §7), and then this one again.
      await world.store.write([], async (tx) => {
        const connection = await getMeta(tx, 'connection');
        if (connection !== undefined) await putMeta(tx, 'connection', { ...connection, lock: null });
      });
      for (const order of world.simulator.world.outsmart.workOrders.values()) order.status = 'Compleet';

      await world.sync(true);

      expect(await lock(world)).toEqual({ code: 'LEDGER_MISSING', rebuilt: 3 });
      expect(states(await world.ledger())).not.toContain('acked');
      await decide(world, 'go-on');
      await world.sync(true);
      expect(await lock(world)).toBeNull();
      expect(documents(world)).toBe(3);
    },
  );

  it('is not taken for lost after the history was wiped', async () => {
    const world = await worldWithoutLedger();
    await world.store.write(['ledger', 'companies'], async (tx) => {
      const [company] = await tx.objectStore('companies').getAll();
      await tx.objectStore('ledger').clear();
      if (company === undefined) return;
      const { ledgerRows: _rows, ...rest } = company;
      await tx.objectStore('companies').put({ ...rest, ledgerReady: false });
    });

    await world.sync(true);

    expect(await lock(world)).toBeNull();
    expect(states(await world.ledger())).toEqual(['closed', 'closed', 'closed']);
  });
});

/** Two documents carry the reference of one work order that is not closed yet. */
async function worldWithTwo(): Promise<EngineWorld> {
  const world = await smallWorld({ workOrders: 1 });
  world.hooks.after = ({ method, url }) => {
    if (method === 'POST' && url.includes('ccount')) addDouble(world);
  };
  await world.sync(true);
  expect(await lock(world)).toMatchObject({ code: 'DUPLICATE_ALARM' });
  expect(onlyOrder(world).status).toBe('Compleet');
  return world;
}

describe('two documents for one work order', () => {
  it('stay locked when they are counted again and still there', async () => {
    const world = await worldWithTwo();

    await decide(world, 'recount');

    expect(await lock(world)).toMatchObject({ code: 'DUPLICATE_ALARM' });
    expect(states(await world.ledger())).toEqual(['alarm']);
    expect(onlyOrder(world).status).toBe('Compleet');
  });

  it('are counted again after one was removed, and the work order is closed', async () => {
    const world = await worldWithTwo();
    const table = world.simulator.world.accountView.company('KRAAN').table('SO_HDR');
    expect(table.remove('DUP')).toBe(true);

    await decide(world, 'recount');

    expect(await lock(world)).toBeNull();
    expect(states(await world.ledger())).toEqual(['closed']);
    expect(await codes(world)).toContain('RECOVERED');
  });

  it('may both stay when a person points out the one that belongs to it', async () => {
    const world = await worldWithTwo();

    await decide(world, 'keep', '99999');

    expect(await lock(world)).toBeNull();
    expect(await world.ledger()).toMatchObject([{ state: 'closed', documentNumber: '99999' }]);
    expect(await codes(world)).toContain('DOCUMENT_KEPT');
    expect(onlyOrder(world).status).toBe('Afgehandeld');
  });

  it('are not decided about by a number that is none of theirs, nor by another decision', async () => {
    const world = await worldWithTwo();

    await decide(world, 'keep', '12345');
    await decide(world, 'restore');
    await decide(world, 'go-on');

    expect(await lock(world)).toMatchObject({ code: 'DUPLICATE_ALARM' });
    expect(states(await world.ledger())).toEqual(['alarm']);
  });
});

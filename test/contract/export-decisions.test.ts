import { describe, expect, it } from 'vitest';
import { ignoreHeld } from '../../lib/app/held';
import { fixProblem } from '../../lib/app/work-orders';
import { putMeta } from '../../lib/store/store';
import { addCaseOrder } from '../support/export-case-books';
import { ALWAYS, changeSettings, documents, LOST, POST_ORDER, states } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';
import { exportCommands } from '../support/export-commands';
import {
  addDoubleOf,
  allOrders,
  headers,
  ignore,
  JOURNAL,
  KIT,
  LINE,
  lockCode,
  onceAfter,
  orderOf,
  removeMade,
  reopened,
  takeBack,
  UNKNOWN,
  worldOf,
} from '../support/export-decisions';
import { company } from '../support/import-world';

/** What a person decides, and what became of a document, while a run is on or between two of them. */

const MINUTE = 60_000;

async function syncFor(world: EngineWorld, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await world.sync(true);
    world.clock.advance(MINUTE);
  }
}

/** Two POSTs had no answer, and nothing was made of them. */
async function unanswered(): Promise<{ world: EngineWorld; workOrderId: string }> {
  const world = await worldOf({}, [[KIT]]);
  world.simulator.faults.add({ ...POST_ORDER, times: ALWAYS, fault: LOST });
  await syncFor(world, 8);
  const [row] = await world.ledger();
  expect(row).toMatchObject({ state: 'problem', code: 'UNKNOWN_OUTCOME', posts: 2 });
  world.simulator.faults.clear();
  return { world, workOrderId: row?.workOrderId ?? '' };
}

describe('a work order that a person lets be while a run is on', () => {
  it('stays so while others get the work status of a failure', async () => {
    const world = await worldOf({ failureStatus: '99' }, [[UNKNOWN], [UNKNOWN]]);
    await world.sync(true);
    await changeSettings(world, { failureStatus: '98' });
    const [, second] = await world.ledger();
    onceAfter(world, 'UpdateWorkorder', () => ignore(world, second?.workOrderId));

    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['problem', 'ignored']);
    await world.sync(true);
    expect(states(await world.ledger())).toEqual(['problem', 'ignored']);
  });

  it('is not exported when its turn comes', async () => {
    const world = await worldOf({}, [[KIT], [UNKNOWN]]);
    await world.sync(true);
    const second = (await world.ledger()).find(({ state }) => state === 'problem');
    addCaseOrder(world.simulator.world, { materials: [KIT] });
    orderOf(world, second?.workOrderId).Materials = [LINE];
    world.hooks.around = async (send) => {
      // Taken in again, and waiting for its turn.
      if ((await world.ledger()).some(({ state, code }) => state === 'waiting' && code !== null))
        await ignore(world, second?.workOrderId);
      return await send();
    };

    await world.sync(true);

    expect((await world.ledger()).find(({ workOrderId }) => workOrderId === second?.workOrderId)?.state).toBe(
      'ignored',
    );
    expect(documents(world)).toBe(2);
  });

  it('may be one whose POSTs had no answer: no other document is made for it', async () => {
    const { world, workOrderId } = await unanswered();

    await ignore(world, workOrderId);
    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['ignored']);
    expect(documents(world)).toBe(0);
  });
});

describe('a work order that a person let be and takes back', () => {
  it('is exported when it was held', async () => {
    const world = await worldOf({ floodLimit: 1 }, [[KIT], [KIT]]);
    await world.sync(true);
    expect(states(await world.ledger())).toEqual(['held', 'held']);
    const [first, second] = await world.ledger();
    for (const row of [first, second])
      await ignoreHeld(exportCommands(world), { workOrderId: row?.workOrderId ?? '' });
    await world.sync(true);
    expect(states(await world.ledger())).toEqual(['ignored', 'ignored']);

    await takeBack(world, first?.workOrderId);
    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['closed', 'ignored']);
    expect(documents(world)).toBe(1);
  });

  it('is tried again when it was a problem', async () => {
    const world = await worldOf({}, [[UNKNOWN]]);
    await world.sync(true);
    const [row] = await world.ledger();
    await ignore(world, row?.workOrderId);
    await takeBack(world, row?.workOrderId);
    expect(await world.ledger()).toMatchObject([{ state: 'problem', code: 'MATERIAL_NOT_FOUND' }]);
    expect((await world.ledger())[0]).not.toHaveProperty('ignoredBecause');
    await ignore(world, row?.workOrderId);
    company(world).add('ARTICLE', { ART_CODE: 'ONBEKEND', ART_DESC1: 'Nu bekend' });

    await takeBack(world, row?.workOrderId);

    expect(states(await world.ledger())).toEqual(['closed']);
    expect(documents(world)).toBe(1);
  });

  it('is not held again for what it was held for before it could not be read', async () => {
    const world = await worldOf({ floodLimit: 1 }, [[KIT], [KIT]]);
    const [order] = allOrders(world);
    if (order === undefined) throw new Error('no work order');
    const { WorkDate: date } = order;
    await world.sync(true);
    order.status = 'Klaargezet';
    await world.sync(true);
    Object.assign(order, { status: 'Compleet', WorkDate: 'gisteren' });
    await world.sync(true);
    expect(await world.ledger()).toMatchObject([{ state: 'problem', unplaced: 'HELD_FLOOD' }, {}]);
    await ignore(world, order.id);
    order.WorkDate = date;

    await takeBack(world, order.id);

    expect(states(await world.ledger())).toEqual(['closed', 'held']);
  });

  it('is looked up and not sent again when it may have a document', async () => {
    const { world, workOrderId } = await unanswered();
    await ignore(world, workOrderId);

    await takeBack(world, workOrderId);
    await syncFor(world, 8);

    expect(await world.ledger()).toMatchObject([{ state: 'problem', code: 'UNKNOWN_OUTCOME', posts: 2 }]);
    expect(documents(world)).toBe(0);
    await ignore(world, workOrderId);
    addDoubleOf(world, workOrderId, 'LAAT');

    await takeBack(world, workOrderId);

    expect(await world.ledger()).toMatchObject([{ state: 'closed', documentNumber: 'LAAT', posts: 2 }]);
    expect(documents(world)).toBe(0);
  });
});

describe('what was frozen and not sent', () => {
  it('is made anew with the settings of the next run', async () => {
    const world = await worldOf({ descriptionRemark: false }, [[KIT]]);
    await world.sync(true);
    const id = addCaseOrder(world.simulator.world, { materials: [KIT] });
    orderOf(world, id).WorkDescription = 'Lekkage verholpen';
    world.simulator.faults.add({
      side: 'accountview',
      method: 'GET',
      businessObject: 'SO1',
      times: 3,
      fault: { kind: 'status', status: 503 },
    });
    await world.sync(true);
    expect(await world.ledger()).toMatchObject([{}, { state: 'prepared', posts: 0 }]);

    world.simulator.faults.clear();
    world.clock.advance(5 * MINUTE);
    await changeSettings(world, { descriptionRemark: true });
    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['closed', 'closed']);
    expect(headers(world).rows.at(-1)).toMatchObject({ COMMENT2: 'Lekkage verholpen' });
    expect(documents(world)).toBe(2);
  });
});

describe('a close that OutSmart does not keep', () => {
  it('is not said again after a person let it be', async () => {
    const world = await worldOf({}, [[KIT]]);
    await world.sync(true);
    const id = addCaseOrder(world.simulator.world, { materials: [KIT] });
    world.hooks.after = ({ url }) => {
      if (url.includes('update_status=true')) orderOf(world, id).status = 'Compleet';
    };
    await world.sync(true);
    expect((await world.ledger())[1]).toMatchObject({ state: 'closing', code: 'CLOSE_NOT_CONFIRMED' });

    await ignore(world, id);
    await world.sync(true);
    await world.sync(true);

    expect((await world.ledger())[1]).toMatchObject({ state: 'closing', code: null });
    expect((await world.log()).filter(({ code }) => code === 'CLOSE_NOT_CONFIRMED')).toHaveLength(1);
    expect(documents(world)).toBe(2);
  });
});

describe('a date that was chosen for a document', () => {
  it('can be chosen again when its year is not there', async () => {
    const world = await worldOf({}, [[KIT]]);
    company(world).closedUntil = '2026-11-20';
    await world.sync(true);
    const [row] = await world.ledger();
    const fix = (date: string) =>
      fixProblem(exportCommands(world), { workOrderId: row?.workOrderId ?? '', fix: 'date', date });
    await fix('2031-01-05');
    await world.sync(true);
    expect(await world.ledger()).toMatchObject([{ state: 'problem', code: 'YEAR_MISSING' }]);

    await fix('2026-11-25');
    await world.sync(true);

    expect(await world.ledger()).toMatchObject([{ state: 'closed', document: { bookDate: '2026-11-25' } }]);
  });
});

describe('a document that somebody removed in AccountView before it was read back', () => {
  it('is a problem of its own once references are known to be stored, and can be let be', async () => {
    const world = await worldOf({}, [[KIT]]);
    await world.sync(true);
    addCaseOrder(world.simulator.world, { materials: [KIT] });
    removeMade(world);
    await world.sync(true);
    delete world.hooks.around;
    addCaseOrder(world.simulator.world, { materials: [KIT] });

    await world.sync(true);

    expect(await lockCode(world)).toBeNull();
    expect(states(await world.ledger())).toEqual(['closed', 'acked', 'closed']);
    const gone = (await world.ledger())[1];
    expect(gone).toMatchObject({ code: 'REFERENCE_NOT_STORED', checked: false });
    await ignore(world, gone?.workOrderId);
    await world.sync(true);
    expect((await world.ledger())[1]).toMatchObject({ state: 'acked', code: null, posts: 1 });
  });
});

describe('an export that is locked by a duplicate', () => {
  it('is unlocked by the next run when the worker died before it could', async () => {
    const world = await worldOf({}, [[KIT]]);
    await world.store.write([], async (tx) => {
      const connection = await tx.objectStore('meta').get('connection');
      const lock = { code: 'DUPLICATE_ALARM', record: 'gone', numbers: ['1', '2'] };
      await putMeta(tx, 'connection', { ...(connection as never as object), lock } as never);
    });

    await world.sync(true);

    expect(await lockCode(world)).toBeNull();
    expect(states(await world.ledger())).toEqual(['closed']);
  });
});

describe('a rebuilt ledger', () => {
  it('closes what is the same as its document', async () => {
    const world = await reopened();

    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['closed']);
    expect(documents(world)).toBe(1);
  });

  it('leaves open what has come to more since', async () => {
    const world = await reopened();
    for (const order of allOrders(world)) order.Materials = [LINE, LINE];

    await world.sync(true);

    expect(await world.ledger()).toMatchObject([{ state: 'acked', code: 'CHANGED_AFTER_EXPORT' }]);
    expect(allOrders(world)[0]?.status).toBe('Compleet');
    expect(documents(world)).toBe(1);
  });
});

describe('a reference on a sales order and on a journal page', () => {
  it('is an alarm that lasts until one of them is gone', async () => {
    const world = await reopened(JOURNAL);
    const EXT_ID = `OS-${allOrders(world)[0]?.id ?? ''}`;
    const double = company(world).add('SO_HDR', { EXT_ID, ORD_NR: '999', ORD_DATE: '2026-11-20' }, 2026);

    await world.sync(true);
    await world.sync(true);

    expect(await lockCode(world)).toBe('DUPLICATE_ALARM');
    expect(states(await world.ledger())).toEqual(['alarm']);

    company(world).remove('SO_HDR', double['REC_ID'] ?? '', 2026);
    await world.sync(true);

    expect(await lockCode(world)).toBeNull();
    expect(states(await world.ledger())).toEqual(['closed']);
  });
});

describe('the lock of a run', () => {
  it('that somebody else has leaves an alarm to look again', async () => {
    const world = await worldOf({ schedule: '15' }, [[KIT]]);
    const { engine, ports } = world.worker();
    await ports.locks.exclusive('run', async () => {
      await engine.startRun({ trigger: 'manual', category: null, exportOnly: true });
      world.wakeTimes.length = 0;
      await engine.tick('alarm');
    });

    expect(world.wakeTimes.at(-1)).toBeGreaterThan(world.clock.now());
  });
});

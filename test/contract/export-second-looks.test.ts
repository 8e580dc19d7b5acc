import { describe, expect, it } from 'vitest';
import { checkReferenceField } from '../../lib/app/check-reference-field';
import type { Settings } from '../../lib/settings/schema';
import { changeCompany } from '../../lib/store/company';
import { putMeta } from '../../lib/store/store';
import { addCaseOrder } from '../support/export-case-books';
import { ALWAYS, changeSettings, documents, LOST, POST_ORDER, states } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';
import {
  addDoubleOf,
  allOrders,
  decide,
  ignore,
  JOURNAL,
  KIT,
  lockCode,
  loseLedger,
  orderOf,
  removeMade,
  reopened,
  worldOf,
} from '../support/export-decisions';
import { company } from '../support/import-world';

/** What was decided or proven once, and what has become of it since. */

const MINUTE = 60_000;

const READ_ORDERS = { side: 'accountview', method: 'GET', businessObject: 'SO1' } as const;

/** The preflight's self-test for the settings in force, or for a draft. */
async function testReference(world: EngineWorld, draft: Partial<Settings> = {}): Promise<void> {
  const settings = await world.store.meta('settings');
  if (settings === undefined) throw new Error('there are settings');
  const { store, clock } = world;
  const { accountView } = world.worker().ports;
  await checkReferenceField({ store, clock, accountView }, { ...settings, ...draft });
}

async function unlockBySaving(world: EngineWorld): Promise<void> {
  await world.store.write([], async (tx) => {
    const connection = await tx.objectStore('meta').get('connection');
    await putMeta(tx, 'connection', { ...(connection as never as object), lock: null } as never);
  });
}

describe('a document that is gone, and that a person let be', () => {
  it('keeps no other one waiting when the reference has to prove itself again', async () => {
    const world = await worldOf({}, [[KIT]]);
    await world.sync(true);
    addCaseOrder(world.simulator.world, { materials: [KIT] });
    removeMade(world);
    await world.sync(true);
    delete world.hooks.around;
    await ignore(world, (await world.ledger())[1]?.workOrderId);
    await world.store.write(['companies'], (tx) =>
      changeCompany(tx, world.companyId, (state) => ({ ...state, referenceProven: false })),
    );
    addCaseOrder(world.simulator.world, { materials: [KIT] });

    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['closed', 'acked', 'closed']);
  });

  it('may be the very first one', async () => {
    const world = await worldOf({}, [[KIT]]);
    removeMade(world);
    await world.sync(true);
    delete world.hooks.around;
    expect(await lockCode(world)).toBe('REFERENCE_NOT_STORED');
    await ignore(world, (await world.ledger())[0]?.workOrderId);
    await unlockBySaving(world);
    addCaseOrder(world.simulator.world, { materials: [KIT] });

    await world.sync(true);

    expect(await lockCode(world)).toBeNull();
    expect(states(await world.ledger())).toEqual(['acked', 'closed']);
  });
});

describe('documents of the kind that was the target before', () => {
  it('are found by the field that they were made with', async () => {
    const world = await worldOf({ descriptionRemark: false }, [[KIT]]);
    await world.store.write(['companies'], (tx) =>
      changeCompany(tx, world.companyId, (state) => ({ ...state, referenceField: 'COMMENT1' })),
    );
    await world.sync(true);
    for (const order of allOrders(world)) order.status = 'Compleet';
    await changeSettings(world, JOURNAL);
    await testReference(world);
    await loseLedger(world);

    await world.sync(true);

    expect(company(world).table('DJ_PAGE').rows).toHaveLength(0);
    expect(documents(world)).toBe(1);
    expect(states(await world.ledger())).toEqual(['closed']);
  });

  it.each([
    ['a missing right', { kind: 'status', status: 403 }],
    ['a refusal', { kind: 'error-object', message: 'De administratie is vergrendeld.' }],
  ] as const)('that cannot be read for %s leave an alarm as it is', async (_why, fault) => {
    const world = await reopened(JOURNAL);
    addDoubleOf(world, allOrders(world)[0]?.id ?? '', '999');
    await world.sync(true);
    expect(await lockCode(world)).toBe('DUPLICATE_ALARM');
    world.simulator.faults.add({ ...READ_ORDERS, times: ALWAYS, fault });

    await decide(world, 'recount');

    expect(await lockCode(world)).toBe('DUPLICATE_ALARM');
    expect(states(await world.ledger())).toEqual(['alarm']);
    const said = (await world.log()).filter(
      ({ level, params }) => level === 'warning' && params['order'] !== undefined,
    );
    expect(said).not.toEqual([]);
  });

  it('are known of the years that may be read when those of another year may not', async () => {
    const world = await reopened();
    await changeSettings(world, JOURNAL);
    await testReference(world);
    world.hooks.around = async (send, { url }) =>
      url.includes('SO1') && /bookdate=[^&]*2025/i.test(url)
        ? new Response('', { status: 403 })
        : await send();

    await world.sync(true);

    expect(company(world).table('DJ_PAGE').rows).toHaveLength(0);
    expect(states(await world.ledger())).toEqual(['closed']);
  });

  it('that nobody may see keep no alarm alive that is about the target’s own', async () => {
    const world = await reopened();
    const double = addDoubleOf(world, allOrders(world)[0]?.id ?? '', '999');
    await world.sync(true);
    world.simulator.faults.add({
      ...READ_ORDERS,
      businessObject: 'DJ2P',
      times: ALWAYS,
      fault: { kind: 'status', status: 403 },
    });
    company(world).remove('SO_HDR', double, 2026);

    await decide(world, 'recount');

    expect(await lockCode(world)).toBeNull();
    expect(states(await world.ledger())).toEqual(['closed']);
  });

  it('keep nothing waiting when one of them was removed', async () => {
    const world = await worldOf(JOURNAL, [[KIT]]);
    await world.sync(true);
    addCaseOrder(world.simulator.world, { materials: [KIT] });
    world.hooks.around = async (send, request) => {
      const isPost = request.method === 'POST' && (await request.clone().text()).includes('"DJ2"');
      const response = await send();
      const pages = company(world).table('DJ_PAGE').rows;
      if (isPost) company(world).remove('DJ_PAGE', pages.at(-1)?.['REC_ID'] ?? '');
      return response;
    };
    await world.sync(true);
    delete world.hooks.around;
    expect((await world.ledger())[1]).toMatchObject({ state: 'acked', code: 'REFERENCE_NOT_STORED' });
    await changeSettings(world, { exportTarget: 'sales-order' });
    await testReference(world);
    addCaseOrder(world.simulator.world, { materials: [KIT] });

    await world.sync(true);

    expect(await lockCode(world)).toBeNull();
    expect((await world.ledger())[2]).toMatchObject({ state: 'closed' });
  });
});

describe('a draft with another target', () => {
  it('that is only looked at leaves the export in force alone', async () => {
    const world = await worldOf({}, [[KIT]]);
    await world.sync(true);
    await testReference(world, JOURNAL);
    addCaseOrder(world.simulator.world, { materials: [KIT] });

    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['closed', 'closed']);
    expect((await world.log()).map(({ code }) => code)).not.toContain('EXPORT_FAILED');
  });
});

describe('the first journal page', () => {
  it('that was removed while it waited for a look closes nothing', async () => {
    const world = await worldOf(JOURNAL, [[KIT]], { pageAccepted: false });
    await world.sync(true);
    expect(await lockCode(world)).toBe('FIRST_PAGE_LOOK');
    const pages = company(world).table('DJ_PAGE');
    company(world).remove('DJ_PAGE', pages.rows.at(-1)?.['REC_ID'] ?? '');

    await decide(world, 'go-on');

    expect(allOrders(world)[0]?.status).toBe('Compleet');
    expect(await world.ledger()).toMatchObject([{ state: 'acked', code: 'REFERENCE_NOT_STORED' }]);
    expect(await lockCode(world)).toBeNull();
  });
});

describe('a word of a person during a call', () => {
  it('about an unconfirmed close stands', async () => {
    const settings = { trigger: 'work-status', triggerStatus: '1' } as const;
    const world = await worldOf(settings, []);
    const add = () => addCaseOrder(world.simulator.world, { materials: [KIT], fields: { WorkStatus: '1' } });
    add();
    await world.sync(true);
    const id = add();
    world.hooks.after = ({ url }) => {
      if (url.includes('update_status=true')) orderOf(world, id).status = 'Compleet';
    };
    await world.sync(true);
    expect((await world.ledger())[1]).toMatchObject({ state: 'closing', code: 'CLOSE_NOT_CONFIRMED' });
    let isDone = false;
    world.hooks.around = async (send, { url }) => {
      if (!isDone && url.includes('GetWorkorders') && !url.includes('workstatus')) {
        isDone = true;
        await ignore(world, id);
      }
      return await send();
    };

    await world.sync(true);

    expect(isDone).toBe(true);
    expect((await world.ledger())[1]).toMatchObject({
      code: null,
      ignoredBecause: 'met de hand gefactureerd',
    });
    expect((await world.log()).filter(({ code }) => code === 'CLOSE_NOT_CONFIRMED')).toHaveLength(1);
  });

  it('about a work order whose document came late stands', async () => {
    const world = await worldOf({}, [[KIT]]);
    const id = allOrders(world)[0]?.id ?? '';
    world.simulator.faults.add({ ...POST_ORDER, fault: LOST });
    const closed = { kind: 'error-object', message: 'De periode is afgesloten.' } as const;
    world.simulator.faults.add({ ...POST_ORDER, fault: closed });
    for (let run = 0; run < 8 && (await world.ledger())[0]?.state !== 'problem'; run += 1) {
      await world.sync(true);
      world.clock.advance(MINUTE);
    }
    expect(await world.ledger()).toMatchObject([{ state: 'problem', code: 'PERIOD_CLOSED', posts: 1 }]);
    addDoubleOf(world, id, 'LAAT');
    world.hooks.around = async (send, { url }) => {
      const isLookUp = url.includes('SO1') && (await world.ledger())[0]?.state === 'waiting';
      if (isLookUp) await ignore(world, id);
      return await send();
    };

    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['ignored']);
    expect(allOrders(world)[0]?.status).toBe('Compleet');
  });
});

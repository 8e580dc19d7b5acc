import { describe, expect, it } from 'vitest';
import { exportNow, fixProblem, ignoreProblem, takeOver } from '../../lib/app/work-orders';
import type { Settings } from '../../lib/settings/schema';
import { changeCompany } from '../../lib/store/company';
import { audit } from '../simulator/audit';
import { addCaseOrder } from '../support/export-case-books';
import { material, type OrderSpec } from '../support/export-case-types';
import { exportWorld, setYear } from '../support/export-case-world';
import { ALWAYS, changeSettings, documents, LOST, POST_ORDER, states } from '../support/engine-steps';
import { createEngineWorld, type EngineWorld } from '../support/engine-world';
import { exportCommands } from '../support/export-commands';
import { company } from '../support/import-world';

/** Stories of one work order in which several things happen one after the other. */

const KIT = material('SAN-KIT', '1', '9.95');
const MINUTE = 60_000;
const TODAY = '2026-11-20';

interface Story {
  world: EngineWorld;
  id: string;
  order: ReturnType<EngineWorld['simulator']['world']['outsmart']['workOrder']>;
}

async function story(settings: Partial<Settings>, spec: OrderSpec = { materials: [KIT] }): Promise<Story> {
  const world = await exportWorld({ settings });
  const id = addCaseOrder(world.simulator.world, spec);
  return { world, id, order: world.simulator.world.outsmart.workOrder(id) };
}

async function later(world: EngineWorld, ms: number): Promise<void> {
  world.clock.advance(ms);
  await world.engine.tick('alarm');
  await world.engine.idle();
}

const row = async (world: EngineWorld) => (await world.ledger())[0];
const clean = (world: EngineWorld) =>
  expect(audit(world.simulator.world)).toMatchObject({ duplicates: 0, lost: 0, unsafeReads: 0 });

describe('a claim', () => {
  const CLAIM = { claimStatus: '50', failureStatus: '99' };

  it('that a failure put an end to is not taken for ours afterwards', async () => {
    const { world, order } = await story(CLAIM);
    company(world).closedUntil = TODAY;
    await world.sync(true);
    expect(order.WorkStatus).toBe('99');
    company(world).closedUntil = '';
    const other = await createEngineWorld({
      beside: world,
      settings: { ...CLAIM, exportFrom: '2020-01-01', holdDays: 3650 },
    });
    await other.sync(true);
    order.status = 'Compleet';

    await world.sync(true);
    await later(world, MINUTE);

    expect(documents(world)).toBe(1);
    clean(world);
  });

  it('of another browser is not overwritten by the status of our failure', async () => {
    const { world, order } = await story(CLAIM, { materials: [KIT], fields: { WorkDate: '' } });
    order.WorkStatus = '50';

    await world.sync(true);

    expect(order.WorkStatus).toBe('50');
  });

  it('whose answer was lost long ago waits from the moment it is made again', async () => {
    const { world, order } = await story({ claimStatus: '50' });
    world.simulator.faults.add({ side: 'outsmart', path: 'UpdateWorkorder', fault: LOST });
    await world.sync(true);
    world.clock.advance(20 * MINUTE);
    order.WorkStatus = '50';

    await world.engine.tick('alarm');
    await world.engine.idle();

    expect(documents(world)).toBe(0);
    expect(await row(world)).toMatchObject({ claim: { doubtful: true } });
  });

  it('makes nothing in AccountView for what another browser has', async () => {
    const { world, order } = await story(
      { claimStatus: '50', newRelation: true, collectiveAccount: '1300' },
      { materials: [KIT], fields: { CustomerDebtorNr: '50001', CustomerDebtorNrInvoice: '' } },
    );
    order.WorkStatus = '50';

    await world.sync(true);

    expect(await row(world)).toMatchObject({ state: 'elsewhere' });
    expect(world.simulator.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('that is met anew has its own quarter of an hour', async () => {
    const { world, id, order } = await story({ claimStatus: '50' });
    order.WorkStatus = '50';
    await world.sync(true);
    order.WorkStatus = '1';
    company(world).closedUntil = TODAY;
    await world.sync(true);
    await later(world, 60 * MINUTE);
    order.WorkStatus = '50';
    const fresh = await createEngineWorld({ beside: world, settings: { claimStatus: '50' } });
    await fresh.sync(true);

    await takeOver(exportCommands(fresh), { workOrderId: id });

    expect((await fresh.ledger()).map(({ state }) => state)).toEqual(['elsewhere']);
  });

  it('stays a candidate when the settings no longer know its status', async () => {
    const settings = { ...CLAIM, trigger: 'work-status', triggerStatus: '1' } as const;
    const { world, order } = await story(settings, { materials: [KIT], fields: { WorkStatus: '1' } });
    company(world).closedUntil = TODAY;
    await world.sync(true);
    expect(order.WorkStatus).toBe('99');
    await changeSettings(world, { claimStatus: '', failureStatus: '' });
    company(world).closedUntil = '';

    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['closed']);
  });
});

describe('a POST whose outcome is not known', () => {
  it('is looked for in its own year before the work order goes out under another date', async () => {
    const { world, id } = await story({});
    setYear(world.simulator.world, 2025, {});
    world.simulator.faults.add({ ...POST_ORDER, fault: LOST });
    const closed = { kind: 'error-object', message: 'De periode is afgesloten.' } as const;
    world.simulator.faults.add({ ...POST_ORDER, fault: closed });
    await world.sync(true);
    for (let look = 0; look < 4; look += 1) await later(world, MINUTE);
    const before = await row(world);
    expect(before).toMatchObject({ state: 'problem', code: 'PERIOD_CLOSED', posts: 1 });
    // The first one comes late.
    company(world).add(
      'SO_HDR',
      { ORD_NR: 'LAAT', EXT_ID: `OS-${id}`, ORD_DATE: `${TODAY}T00:00:00`, RPL_INV: '20001' },
      2026,
    );

    await fixProblem(exportCommands(world), { workOrderId: id, fix: 'date', date: '2025-12-30' });
    await later(world, MINUTE);

    expect(await row(world)).toMatchObject({ state: 'closed', documentNumber: 'LAAT' });
    expect(documents(world)).toBe(0);
  });
});

describe('a POST whose outcome is not known, and another target', () => {
  it('is looked for as what it was before another kind of document is made', async () => {
    const { world, id } = await story({});
    world.simulator.faults.add({ ...POST_ORDER, fault: LOST });
    const closed = { kind: 'error-object', message: 'De periode is afgesloten.' } as const;
    world.simulator.faults.add({ ...POST_ORDER, fault: closed });
    await world.sync(true);
    for (let look = 0; look < 4; look += 1) await later(world, MINUTE);
    const late = { ORD_NR: 'LAAT', EXT_ID: `OS-${id}`, ORD_DATE: `${TODAY}T00:00:00`, RPL_INV: '20001' };
    company(world).add('SO_HDR', late, 2026);
    await world.store.write(['companies'], (tx) =>
      changeCompany(tx, world.companyId, (state) => ({ ...state, referenceField: 'HDR_DESC' })),
    );
    const journal = { journal: 'VRK', defaultRevenue: '8010', defaultVat: '1' };
    await changeSettings(world, { exportTarget: 'journal', ...journal });

    await world.sync(true);

    expect(await row(world)).toMatchObject({ documentNumber: 'LAAT' });
    expect(documents(world)).toBe(0);
  });
});

describe('a work order that could not be read at first', () => {
  const wrong = { WorkDate: '20/11/2026' };

  it('is held all the same when it was made from an AccountView order', async () => {
    const { world, order } = await story(
      {},
      { materials: [KIT], fields: { ...wrong, WorkorderNo: 'AV-1001' } },
    );
    await world.sync(true);
    expect(await row(world)).toMatchObject({ state: 'problem', code: 'DATE_INVALID' });
    order.WorkDate = '20-11-2026';

    await world.sync(true);

    expect(await row(world)).toMatchObject({ state: 'held', code: 'HELD_FROM_ORDER' });
    expect(documents(world)).toBe(0);
  });

  it('waits for a hand all the same', async () => {
    const { world, order } = await story({ trigger: 'by-hand' }, { materials: [KIT], fields: wrong });
    await world.sync(true);
    order.WorkDate = '20-11-2026';

    await world.sync(true);

    expect(await row(world)).toMatchObject({ state: 'waiting', byHand: true });
    expect(documents(world)).toBe(0);
    await exportNow(exportCommands(world), { workOrderIds: null });
    await later(world, 0);
    expect(documents(world)).toBe(1);
  });
});

describe('a problem', () => {
  it('waits for a hand when the export is by hand only from now on', async () => {
    const { world } = await story({}, { materials: [material('ONBEKEND', '1', '5.00')] });
    await world.sync(true);
    await changeSettings(world, { trigger: 'by-hand' });
    company(world).add('ARTICLE', { ART_CODE: 'ONBEKEND', ART_DESC1: 'Nu bekend' });

    await world.sync(true);

    expect(await row(world)).toMatchObject({ state: 'waiting', byHand: true });
    expect(documents(world)).toBe(0);
  });

  it('about a debtor that nobody knows was made ends when the debtor is there', async () => {
    const { world } = await story(
      { newRelation: true, collectiveAccount: '1300' },
      { materials: [KIT], fields: { CustomerDebtorNr: '50001', CustomerDebtorNrInvoice: '' } },
    );
    world.simulator.faults.add({ ...POST_ORDER, businessObject: 'AR1', times: ALWAYS, fault: LOST });
    await world.sync(true);
    for (let look = 0; look < 6; look += 1) await later(world, MINUTE);
    expect(await row(world)).toMatchObject({ state: 'problem', code: 'UNKNOWN_OUTCOME', posts: 0 });
    company(world).add('CONTACT', {
      SUB_NR: '50001',
      ACCT_NAME: 'Met de hand',
      SRC_CODE: 'M',
      ACCT_NR: '1300',
    });

    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['closed']);
  });

  it('with a table that the user may not see is that work order’s own', async () => {
    const { world } = await story({}, { materials: [KIT], fields: { ProjectNr: 'P-HALM' } });
    const second = addCaseOrder(world.simulator.world, { materials: [KIT] });
    world.simulator.faults.add({
      side: 'accountview',
      businessObject: 'PJ1',
      times: ALWAYS,
      fault: { kind: 'status', status: 403 },
    });

    await world.sync(true);

    const rows = new Map((await world.ledger()).map((one) => [one.workOrderId, one]));
    expect(rows.get(second)?.state).toBe('closed');
    expect([...rows.values()].find(({ state }) => state === 'problem')).toMatchObject({
      code: 'RIGHTS_MISSING',
    });
  });

  it('with a wrong date can be given another, and the work order’s own date comes first when it is corrected', async () => {
    const { world, id, order } = await story({});
    company(world).closedUntil = TODAY;
    await world.sync(true);
    await fixProblem(exportCommands(world), { workOrderId: id, fix: 'date', date: '2062-11-21' });
    await later(world, 0);
    expect(await row(world)).toMatchObject({ code: 'YEAR_MISSING' });
    order.WorkDate = '22-11-2026';

    await world.sync(true);

    expect(await row(world)).toMatchObject({ state: 'closed', document: { bookDate: '2026-11-22' } });
  });

  it('of two long texts asks for each', async () => {
    const long = (word: string) => ({ ...KIT, MaterialName: `${word} `.repeat(20).trim() });
    const { world, id } = await story({}, { materials: [long('eerste'), long('tweede')] });
    await world.sync(true);
    const agree = async (): Promise<void> => {
      await fixProblem(exportCommands(world), { workOrderId: id, fix: 'shorten', date: '' });
      await later(world, 0);
    };

    await agree();
    expect(await row(world)).toMatchObject({ state: 'problem', code: 'FIELD_TOO_LONG', params: { line: 2 } });
    await agree();

    expect(states(await world.ledger())).toEqual(['closed']);
  });
});

describe('a work order that was changed between its document and its close', () => {
  async function changed(): Promise<Story> {
    const made = await story({});
    made.world.hooks.after = ({ method }) => {
      if (method === 'POST') made.order.WorkDescription = 'Toch anders';
    };
    await made.world.sync(true);
    expect(await row(made.world)).toMatchObject({ state: 'acked', code: 'CHANGED_AFTER_EXPORT' });
    return made;
  }

  it('is not told again once a person has let it be', async () => {
    const { world, id } = await changed();
    await ignoreProblem(exportCommands(world), { workOrderId: id, reason: 'klopt zo' });

    await later(world, 0);
    await world.sync(true);

    expect(await row(world)).toMatchObject({ state: 'acked', code: null });
    expect((await world.log()).filter(({ code }) => code === 'CHANGED_AFTER_EXPORT')).toHaveLength(1);
  });

  it('is over when a person has handled it', async () => {
    const { world, order } = await changed();
    order.status = 'Afgehandeld';

    await world.sync(true);

    expect(await row(world)).toMatchObject({ state: 'closed', code: 'CHANGED_AFTER_EXPORT' });
  });
});

import { describe, expect, it } from 'vitest';
import type { LogCode } from '../../lib/kernel/codes';
import { createReader } from '../../lib/store/reader';
import { ALWAYS, documents, onlyOrder, smallWorld, states } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';
import { addCaseOrder } from '../support/export-case-books';
import { setYear } from '../support/export-case-world';
import { ignore, KIT, orderOf, worldOf } from '../support/export-decisions';
import { company } from '../support/import-world';

/** What happens around and after an export: work statuses, later changes, the turn of the year. */

const DAY = 86_400_000;

const statusCalls = (world: EngineWorld): (string | undefined)[] =>
  world.simulator.requests
    .filter(({ path }) => path.includes('UpdateWorkorder'))
    .map(({ query }) => query['workstatus']);

describe('work statuses', () => {
  it('tell a success, set once and before the close', async () => {
    const world = await smallWorld({ workOrders: 1, settings: { successStatus: '80' } });

    await world.sync(true);
    await world.sync(true);

    expect(onlyOrder(world)).toMatchObject({ status: 'Afgehandeld', WorkStatus: '80' });
    expect(statusCalls(world)).toEqual(['80']);
  });

  it('tell a failure once, and the success that comes after it', async () => {
    const settings = {
      successStatus: '80',
      failureStatus: '99',
      trigger: 'work-status',
      triggerStatus: '1',
    } as const;
    const world = await smallWorld({ workOrders: 1, settings });
    const { MaterialCode: code } = onlyOrder(world).Materials[0] ?? {};
    const article = company(world)
      .table('ARTICLE')
      .find(code ?? '');
    if (article === undefined) throw new Error('no article');
    article['ART_CODE'] = 'ELDERS';
    await world.sync(true);
    await world.sync(true);
    expect(states(await world.ledger())).toEqual(['problem']);
    expect(onlyOrder(world)).toMatchObject({ status: 'Compleet', WorkStatus: '99' });
    article['ART_CODE'] = code ?? '';

    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['closed']);
    expect(statusCalls(world)).toEqual(['99', '80']);
  });

  it('that OutSmart refuses are said and stand in the way of nothing', async () => {
    const world = await smallWorld({ workOrders: 1, settings: { successStatus: '80' } });
    world.simulator.faults.add({
      side: 'outsmart',
      path: 'UpdateWorkorder',
      fault: { kind: 'status', status: 200, body: '{"code":1504,"messages":["nee"],"response":null}' },
    });

    await world.sync(true);

    expect(states(await world.ledger())).toEqual(['closed']);
    expect((await world.log()).filter(({ code }) => code === 'REFUSED_BY_OUTSMART')).toHaveLength(1);
  });
});

describe('a work order that has its document and cannot be closed', () => {
  const remove = (world: EngineWorld, id: string): void =>
    void world.simulator.world.outsmart.workOrders.delete(id);
  const misspell = (world: EngineWorld, id: string): void => void (orderOf(world, id).WorkDate = 'gisteren');
  const refuse = ({ simulator }: EngineWorld, id: string): void => {
    const body = '{"code":1504,"messages":["nee"],"response":null}';
    const fault = { kind: 'status', status: 200, body } as const;
    simulator.faults.add({ side: 'outsmart', query: { row_id: id }, times: ALWAYS, fault });
  };

  it.each<[LogCode, (world: EngineWorld, id: string) => void]>([
    ['WORK_ORDER_GONE', remove],
    ['DATE_INVALID', misspell],
    ['REFUSED_BY_OUTSMART', refuse],
  ])('is told of until a person lets it be: %s', async (code, strike) => {
    const world = await worldOf({}, [[KIT]]);
    await world.sync(true);
    const id = addCaseOrder(world.simulator.world, { materials: [KIT] });
    world.hooks.after = ({ method, url }) => {
      if (method === 'POST' && /accountviewdata/i.test(url)) strike(world, id);
    };
    const problems = () => createReader(world.store).exportProblems(world.companyId);

    await world.sync(true);
    await world.sync(true);

    expect(await problems()).toMatchObject([{ workOrderId: id, state: 'acked', code }]);
    await ignore(world, id);
    await world.sync(true);
    await world.sync(true);
    expect(await problems()).toEqual([]);
    expect((await world.log()).filter((row) => row.code === code)).toHaveLength(1);
    expect(documents(world)).toBe(2);
  });
});

describe('a work order after its close', () => {
  it('that was archived since is what it was', async () => {
    const world = await smallWorld({ workOrders: 1 });
    await world.sync(true);
    onlyOrder(world).Archived = '1';

    world.clock.advance(DAY + 1);
    await world.sync(true);

    expect(await world.ledger()).toMatchObject([{ state: 'closed', code: null }]);
  });

  it('that was changed is flagged by the daily look, once, and never exported again', async () => {
    const world = await smallWorld({ workOrders: 2 });
    await world.sync(true);
    onlyOrder(world).WorkDescription = 'Toch nog iets gedaan';

    world.clock.advance(DAY + 1);
    await world.sync(true);
    await world.sync(true);

    const flagged = (await world.ledger()).filter(({ code }) => code === 'CHANGED_AFTER_EXPORT');
    expect(flagged.map(({ workOrderId }) => workOrderId)).toEqual([onlyOrder(world).id]);
    expect((await world.log()).filter(({ code }) => code === 'CHANGED_AFTER_EXPORT')).toHaveLength(1);
    expect(documents(world)).toBe(2);
    // Looked at without touching it.
    expect(world.simulator.world.history.statusReads.every(({ deliberate }) => deliberate)).toBe(true);
  });

  it('is looked at for thirty days; then only what proves the export is kept', async () => {
    const world = await smallWorld({ workOrders: 1 });
    await world.sync(true);
    expect((await world.ledger())[0]?.document).not.toBeNull();

    world.clock.advance(31 * DAY);
    const before = world.simulator.requests.length;
    await world.sync(true);

    const [row] = await world.ledger();
    expect(row).toMatchObject({
      state: 'closed',
      document: null,
      documentNumber: expect.any(String) as string,
    });
    expect(row?.payloadHash).toMatch(/^[0-9a-f]{64}$/);
    const looks = world.simulator.requests.slice(before).filter(({ path }) => /GetWorkorder\/?$/.test(path));
    expect(looks).toHaveLength(0);
  });
});

describe('the turn of the year', () => {
  const years = (world: EngineWorld) =>
    world.store
      .read(['companies'], (tx) => tx.objectStore('companies').get(world.companyId))
      .then((state) => state?.newYear);

  it('is noticed when the new year’s administration is there, checked and told once', async () => {
    const world = await smallWorld({ workOrders: 0 });
    await world.sync(true);
    expect(await years(world)).toBeUndefined();
    const { years: administrations } = company(world);
    const newest = Math.max(...administrations.keys());
    setYear(world.simulator.world, newest + 1, { archived: false });

    await world.sync(true);
    await world.sync(true);

    expect(await years(world)).toMatchObject({ year: String(newest + 1), code: null });
    expect((await world.log()).filter(({ code }) => code === 'YEAR_FOUND')).toHaveLength(1);
  });

  it('is told to be of no use yet, and looked at again', async () => {
    const world = await smallWorld({ workOrders: 0 });
    await world.sync(true);
    const { years: administrations } = company(world);
    const newest = Math.max(...administrations.keys());
    setYear(world.simulator.world, newest + 1, { archived: true });
    await world.sync(true);
    expect(await years(world)).toMatchObject({ year: String(newest + 1), code: 'YEAR_NOT_USABLE' });

    setYear(world.simulator.world, newest + 1, { archived: false });
    await world.sync(true);

    expect(await years(world)).toMatchObject({ year: String(newest + 1), code: null });
  });

  it('gives every document the year of its own date', async () => {
    const world = await smallWorld({ workOrders: 2, settings: { exportFrom: '2020-01-01', holdDays: 3650 } });
    const [first, second] = [...world.simulator.world.outsmart.workOrders.values()];
    if (first === undefined || second === undefined) throw new Error('two work orders are needed');
    setYear(world.simulator.world, 2027, {});
    first.WorkDate = '31-12-2026';
    second.WorkDate = '01-01-2027';

    await world.sync(true);

    const made = world.simulator.world.history.documents.map(({ workOrderId, year }) => [workOrderId, year]);
    expect(new Map(made as [string, number][])).toEqual(
      new Map([
        [first.id, 2026],
        [second.id, 2027],
      ]),
    );
  });
});

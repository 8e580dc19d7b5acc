import { describe, expect, it } from 'vitest';
import { ignoreHeld } from '../../lib/app/held';
import type { PreviewDocument } from '../../lib/domain/preview';
import { addCaseOrder } from '../support/export-case-books';
import { material } from '../support/export-case-types';
import { exportWorld, PROFILES } from '../support/export-case-world';
import { appWorld } from '../support/app-world';
import type { EngineWorld } from '../support/engine-world';
import { exportCommands } from '../support/export-commands';

const KIT = material('SAN-KIT', '2', '9.95');
const JOURNAL = { exportTarget: 'journal', journal: 'VRK', defaultRevenue: '8010', defaultVat: '1' } as const;

async function previewed(world: EngineWorld) {
  const settings = await world.store.meta('settings');
  if (settings === undefined) throw new Error('no settings');
  const app = await appWorld(world);
  const preview = await app.preview(settings);
  const rows = await world.store.read(['previews'], (tx) => tx.objectStore('previews').getAll());
  const documents = rows.flatMap((row) => ('document' in row ? [row.document] : []));
  return { app, preview, documents: new Map(documents.map((one) => [one.record, one])) };
}

const writes = (world: EngineWorld): string[] =>
  world.simulator.requests
    .filter(({ method, path }) => method !== 'GET' || path.includes('UpdateWorkorder'))
    .map(({ path }) => path);

describe.each(PROFILES)('a preview of documents in profile %s', (profile) => {
  it('shows exactly what the export then makes, and changes nothing', async () => {
    const world = await exportWorld({ settings: {}, profile });
    const ids = [1, 2, 3].map(() => addCaseOrder(world.simulator.world, { materials: [KIT] }));

    const { preview, documents } = await previewed(world);

    expect(preview.documents).toEqual({ export: 3, hold: 0, skip: 0, problem: 0, error: null });
    expect(writes(world)).toEqual([]);
    expect(world.simulator.world.history.statusReads).toEqual([]);
    await world.sync(true);
    for (const row of await world.ledger()) {
      const shown = documents.get(`work-order:${row.workOrderId}`);
      expect(shown).toMatchObject({ result: 'export', total: row.document?.total, year: '2026', code: null });
      expect(shown?.lines).toMatchObject([{ article: 'SAN-KIT', quantity: '2', total: '19.9' }]);
    }
    expect(ids).toHaveLength(3);
  });

  it('shows accounts and VAT of a journal page', async () => {
    const world = await exportWorld({ settings: JOURNAL, profile });
    const id = addCaseOrder(world.simulator.world, { materials: [KIT] });

    const { documents } = await previewed(world);

    const shown: PreviewDocument | undefined = documents.get(`work-order:${id}`);
    expect(shown).toMatchObject({ kind: 'journal', total: '19.9', vat: '4.18' });
    expect(shown?.lines).toMatchObject([{ account: '8010', vatCode: '1' }]);
  });
});

describe('a preview of documents', () => {
  it('says why a work order is held, skipped or a problem', async () => {
    const world = await exportWorld({ settings: { exportFrom: '2026-01-01', holdDays: 30 } });
    const add = (fields: object, materials = [KIT]): string =>
      addCaseOrder(world.simulator.world, { materials, fields });
    const expected = new Map([
      [add({ WorkDate: '01-09-2026' }), ['hold', 'HELD_OLD']],
      [add({ WorkDate: '31-12-2025' }), ['skip', 'SKIPPED_BEFORE_FROM']],
      [add({ WorkorderNo: 'AV-20260001' }), ['hold', 'HELD_FROM_ORDER']],
      [add({ CustomerDebtorNr: 'NIEMAND', CustomerDebtorNrInvoice: '' }), ['problem', 'RELATION_NOT_FOUND']],
      [add({}, []), ['skip', 'NOTHING_TO_INVOICE']],
    ]);

    const { preview, documents } = await previewed(world);

    for (const [id, [result, code]] of expected)
      expect(documents.get(`work-order:${id}`), id).toMatchObject({ result, code });
    expect(preview.documents).toEqual({ export: 0, hold: 2, skip: 2, problem: 1, error: null });
  });

  it('holds all of them when there are more new ones than the limit', async () => {
    const world = await exportWorld({ settings: { floodLimit: 2 } });
    for (let order = 0; order < 3; order += 1) addCaseOrder(world.simulator.world, { materials: [KIT] });

    const { preview, documents } = await previewed(world);

    expect(preview.documents).toMatchObject({ export: 0, hold: 3 });
    expect([...documents.values()].map(({ code }) => code)).toEqual(Array(3).fill('HELD_FLOOD'));
    // What they would be is shown all the same.
    expect([...documents.values()].map(({ total }) => total)).toEqual(Array(3).fill('19.9'));
  });

  it('tells of one that is held what will be in its way', async () => {
    const world = await exportWorld({ settings: { floodLimit: 0 } });
    const fields = { CustomerDebtorNr: 'NIEMAND', CustomerDebtorNrInvoice: '' };
    const id = addCaseOrder(world.simulator.world, { materials: [KIT], fields });

    const { documents } = await previewed(world);

    expect(documents.get(`work-order:${id}`)).toMatchObject({
      result: 'hold',
      code: 'HELD_FLOOD',
      notes: [{ code: 'RELATION_NOT_FOUND', params: { debtor: 'NIEMAND' } }],
    });
  });

  it('tells what would be made in AccountView, and makes nothing', async () => {
    const world = await exportWorld({ settings: { newRelation: true, collectiveAccount: '1300' } });
    const id = addCaseOrder(world.simulator.world, {
      materials: [KIT],
      fields: { CustomerDebtorNr: '50001', CustomerDebtorNrInvoice: '50001' },
    });

    const { documents } = await previewed(world);

    expect(documents.get(`work-order:${id}`)).toMatchObject({
      result: 'export',
      notes: [{ code: 'RELATION_CREATED', params: { debtor: '50001' } }],
    });
    expect(writes(world)).toEqual([]);
  });

  it('holds what waits for a person, and lets go what one has asked for', async () => {
    const world = await exportWorld({ settings: { trigger: 'by-hand' } });
    const [asked, other] = [1, 2].map(() => addCaseOrder(world.simulator.world, { materials: [KIT] }));
    const fields = { CustomerDebtorNr: 'NIEMAND', CustomerDebtorNrInvoice: '' };
    const wrong = addCaseOrder(world.simulator.world, { materials: [KIT], fields });
    await world.sync(true);
    await world.store.write(['ledger'], async (tx) => {
      const row = await tx.objectStore('ledger').get([world.companyId, asked ?? '']);
      if (row !== undefined) await tx.objectStore('ledger').put({ ...row, releasedAt: 1 });
    });

    const { preview, documents } = await previewed(world);

    expect(preview.documents).toMatchObject({ export: 1, hold: 1, skip: 0, problem: 1 });
    expect(documents.get(`work-order:${asked}`)).toMatchObject({ result: 'export', code: null });
    // What it would be is shown all the same, and so is what would be in its way.
    expect(documents.get(`work-order:${other}`)).toMatchObject({
      result: 'hold',
      code: 'WAITS_FOR_HAND',
      total: '19.9',
    });
    expect(documents.get(`work-order:${wrong}`)).toMatchObject({
      result: 'problem',
      code: 'RELATION_NOT_FOUND',
    });
  });

  it('skips all that is ready where this browser does not export', async () => {
    const world = await exportWorld({ settings: { thisBrowserExports: false } });
    const id = addCaseOrder(world.simulator.world, { materials: [KIT] });

    const { preview, documents } = await previewed(world);

    expect(preview.documents).toMatchObject({ export: 0, skip: 1 });
    expect(documents.get(`work-order:${id}`)).toMatchObject({
      result: 'skip',
      code: 'SKIPPED_NOT_HERE',
      total: '19.9',
    });
    await world.sync(true);
    expect(world.simulator.world.history.documents).toHaveLength(0);
  });

  it('leaves to another browser what that one has claimed, as the export then does', async () => {
    const world = await exportWorld({ settings: { claimStatus: '50' } });
    const claimed = addCaseOrder(world.simulator.world, { materials: [KIT], fields: { WorkStatus: '50' } });
    const free = addCaseOrder(world.simulator.world, { materials: [KIT] });

    const { preview, documents } = await previewed(world);

    expect(preview.documents).toMatchObject({ export: 1, skip: 1 });
    expect(documents.get(`work-order:${free}`)).toMatchObject({ result: 'export' });
    expect(documents.get(`work-order:${claimed}`)).toMatchObject({
      result: 'skip',
      code: 'CLAIMED_ELSEWHERE',
      params: { workStatus: '50' },
    });
    await world.sync(true);
    const ended = new Map((await world.ledger()).map(({ workOrderId, state }) => [workOrderId, state]));
    expect(ended).toEqual(
      new Map([
        [claimed, 'elsewhere'],
        [free, 'closed'],
      ]),
    );
    expect((await previewed(world)).documents.get(`work-order:${claimed}`)).toMatchObject({
      code: 'CLAIMED_ELSEWHERE',
      params: { workStatus: '50' },
    });
  });

  it('says of one that was ignored only that, not what it was held for', async () => {
    const world = await exportWorld({ settings: { floodLimit: 1 } });
    const [ignored = ''] = [1, 2].map(() => addCaseOrder(world.simulator.world, { materials: [KIT] }));
    await world.sync(true);
    expect((await world.ledger())[0]).toMatchObject({ code: 'HELD_FLOOD', params: { limit: 1 } });
    await ignoreHeld(exportCommands(world), { workOrderId: ignored });

    const { documents } = await previewed(world);

    const shown = documents.get(`work-order:${ignored}`);
    expect(shown).toMatchObject({ result: 'skip', code: 'WORK_ORDER_IGNORED' });
    expect(shown?.params).toEqual({});
  });

  it('shows what was exported before as skipped', async () => {
    const world = await exportWorld({ settings: {} });
    const id = addCaseOrder(world.simulator.world, { materials: [KIT] });
    await world.sync(true);
    world.simulator.world.outsmart.workOrder(id).status = 'Compleet';

    const { documents } = await previewed(world);

    expect(documents.get(`work-order:${id}`)).toMatchObject({ result: 'skip', code: 'CHANGED_AFTER_EXPORT' });
  });
});

import { describe, expect, it } from 'vitest';
import type { Settings } from '../../lib/settings/schema';
import { changeCompany } from '../../lib/store/company';
import { putMeta } from '../../lib/store/store';
import type { Row } from '../simulator/accountview/table';
import { addCaseOrder } from '../support/export-case-books';
import { documentsFor } from '../support/export-case-checks';
import { material, type OrderSpec } from '../support/export-case-types';
import { exportWorld, PROFILES, setYear } from '../support/export-case-world';
import { changeSettings } from '../support/engine-steps';
import type { EngineWorld } from '../support/engine-world';
import { company } from '../support/import-world';
import { expectCleanAudit } from '../support/world-audit';

/** What happens to a work order over more than one run. */

const JOURNAL: Partial<Settings> = {
  exportTarget: 'journal',
  journal: 'VRK',
  defaultRevenue: '8010',
  defaultVat: '1',
};
const kit = material('SAN-KIT', '1', '9.95');
const documents = ({ simulator }: EngineWorld): number => simulator.world.history.documents.length;

function addOrders(world: EngineWorld, count: number, fields: OrderSpec['fields'] = {}): string[] {
  return Array.from({ length: count }, () =>
    addCaseOrder(world.simulator.world, { materials: [kit], fields }),
  );
}

function statusOf({ simulator }: EngineWorld, id: string): string {
  return simulator.world.outsmart.workOrder(id).status;
}

function debtorsMade(world: EngineWorld): Row[] {
  return company(world)
    .table('CONTACT')
    .rows.filter((row) => row['INP_USR'] === 'boekhouder');
}

const NEW_CUSTOMER: OrderSpec['fields'] = { CustomerDebtorNr: '50001', CustomerDebtorNrInvoice: '50001' };

describe.each(PROFILES)('the first journal page in profile %s', (profile) => {
  it('goes alone and locks the export when nobody has looked at one', async () => {
    const world = await exportWorld({ settings: JOURNAL, profile, pageAccepted: false });
    const ids = addOrders(world, 3);

    await world.sync(true);
    await world.sync(true);

    expect(documents(world)).toBe(1);
    expect((await world.store.meta('connection'))?.lock).toMatchObject({ code: 'FIRST_PAGE_LOOK' });
    expect(ids.map((id) => statusOf(world, id))).toEqual(['Compleet', 'Compleet', 'Compleet']);
    expectCleanAudit(world);
  });

  it('is followed by the others when a person agreed', async () => {
    const world = await exportWorld({ settings: JOURNAL, profile, pageAccepted: false });
    const ids = addOrders(world, 3);
    await world.sync(true);
    await agree(world);

    await world.sync(true);

    expect(ids.map((id) => documentsFor(world, id).length)).toEqual([1, 1, 1]);
    expect(ids.map((id) => statusOf(world, id))).toEqual(['Afgehandeld', 'Afgehandeld', 'Afgehandeld']);
    expectCleanAudit(world);
  });
});

/** As a person does it who has looked at the page. */
async function agree(world: EngineWorld): Promise<void> {
  const connection = await world.store.meta('connection');
  if (connection === undefined) throw new Error('no connection');
  await world.store.write(['companies'], async (tx) => {
    await putMeta(tx, 'connection', { ...connection, lock: null });
    await changeCompany(tx, world.companyId, (state) => ({ ...state, pageAccepted: true }));
  });
}

describe('a VAT code of the Netherlands', () => {
  const foreignRows = async (world: EngineWorld) =>
    (await world.log()).filter(({ code }) => code === 'VAT_FOREIGN');

  it('is a warning when the debtor is abroad', async () => {
    const world = await exportWorld({ settings: JOURNAL });
    const [id] = addOrders(world, 1, { CustomerDebtorNr: '20005', CustomerDebtorNrInvoice: '20005' });

    await world.sync(true);

    expect(await foreignRows(world)).toMatchObject([{ level: 'warning', record: `work-order:${id}` }]);
  });

  it.each([
    ['the debtor is Dutch', {}, '20001'],
    ['nothing is charged to the one abroad', { vatCodes: { 'SAN-KIT': '4' } }, '20005'],
  ])('is no warning when %s', async (_, settings, debtor) => {
    const world = await exportWorld({ settings: { ...JOURNAL, ...settings } });
    addOrders(world, 1, { CustomerDebtorNr: debtor, CustomerDebtorNrInvoice: debtor });

    await world.sync(true);

    expect(documents(world)).toBe(1);
    expect(await foreignRows(world)).toEqual([]);
  });
});

describe('a work order', () => {
  it.each([['none'], ['by hand']])('is not exported when the choice is %s', async (choice) => {
    const settings: Partial<Settings> = choice === 'none' ? { exportTarget: 'none' } : { trigger: 'by-hand' };
    const world = await exportWorld({ settings });
    const ids = addOrders(world, 2);

    await world.sync();
    await world.sync(true);

    expect(documents(world)).toBe(0);
    expect(ids.map((id) => statusOf(world, id))).toEqual(['Compleet', 'Compleet']);
    const rows = await world.ledger();
    expect(rows.map(({ state, byHand }) => ({ state, byHand }))).toEqual(
      choice === 'none' ? [] : ids.map(() => ({ state: 'waiting', byHand: true })),
    );
  });

  it.each(PROFILES)(
    'that failed is exported once when its article is there, in profile %s',
    async (profile) => {
      const settings = { successStatus: '3', failureStatus: '99' };
      const world = await exportWorld({ settings, profile });
      const id = addCaseOrder(world.simulator.world, { materials: [material('LATER', '1', '10')] });
      await world.sync(true);
      expect(world.simulator.world.outsmart.workOrder(id).WorkStatus).toBe('99');
      company(world).add('ARTICLE', { ART_CODE: 'LATER', ART_DESC1: 'Later toegevoegd', PX_SELL: 10 });

      await world.sync(true);

      expect(documentsFor(world, id)).toMatchObject([{ header: { ORD_TOT: 10 } }]);
      expect(world.simulator.world.outsmart.workOrder(id)).toMatchObject({
        status: 'Afgehandeld',
        WorkStatus: '3',
      });
      expectCleanAudit(world);
    },
  );

  it('that failed is exported once when its year is opened', async () => {
    const world = await exportWorld({ settings: {} });
    const [id = ''] = addOrders(world, 1, { WorkDate: '04-01-2027' });
    await world.sync(true);
    setYear(world.simulator.world, 2027, {});

    await world.sync(true);

    expect(documentsFor(world, id)).toMatchObject([{ year: 2027 }]);
    expectCleanAudit(world);
  });

  it('carries the prefix of the settings as its reference', async () => {
    const world = await exportWorld({ settings: { referencePrefix: 'B2' } });
    world.simulator.world.expectations.prefix = 'B2';
    const [id = ''] = addOrders(world, 1);

    await world.sync(true);

    expect(documentsFor(world, id)).toMatchObject([{ header: { EXT_ID: `B2-${id}` } }]);
    expectCleanAudit(world);
  });
});

describe.each(['default', 'odd'] as const)('a debtor that is made in profile %s', (profile) => {
  const settings = { newRelation: true, debtorNumber: 'accountview', collectiveAccount: '1300' } as const;

  it('is the one for later work orders of the same customer', async () => {
    const world = await exportWorld({ settings, profile });
    addOrders(world, 1, NEW_CUSTOMER);
    await world.sync(true);
    const [later = ''] = addOrders(world, 1, NEW_CUSTOMER);

    await world.sync(true);

    expect(debtorsMade(world)).toMatchObject([{ SUB_NR: '20006', DEB_NR: '50001' }]);
    expect(documentsFor(world, later)).toMatchObject([{ header: { RPL_INV: '20006' } }]);
    expectCleanAudit(world);
  });

  it.each([['outsmart'], ['accountview']] as const)(
    'is made once when the answer is lost, numbered by %s',
    async (debtorNumber) => {
      const world = await exportWorld({ settings: { ...settings, debtorNumber }, profile });
      const ids = addOrders(world, 3, NEW_CUSTOMER);
      world.simulator.faults.add({
        side: 'accountview',
        method: 'POST',
        businessObject: 'AR1',
        fault: { kind: 'drop', when: 'after' },
      });

      for (let run = 0; run < 4; run += 1) {
        await world.sync(true);
        world.clock.advance(60_000);
      }

      expect(world.simulator.requests.filter(({ fault }) => fault === 'drop')).toHaveLength(1);
      expect(debtorsMade(world)).toHaveLength(1);
      expect(ids.map((id) => documentsFor(world, id).length)).toEqual([1, 1, 1]);
      expectCleanAudit(world);
    },
  );

  it('is made when the person switches that on for a work order that failed', async () => {
    const world = await exportWorld({ settings: { ...settings, newRelation: false }, profile });
    const [id = ''] = addOrders(world, 1, NEW_CUSTOMER);
    await world.sync(true);
    expect(await world.ledger()).toMatchObject([{ state: 'problem', code: 'RELATION_NOT_FOUND' }]);
    await changeSettings(world, { newRelation: true });

    await world.sync(true);

    expect(debtorsMade(world)).toHaveLength(1);
    expect(documentsFor(world, id)).toHaveLength(1);
  });
});

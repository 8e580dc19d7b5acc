import { importing } from '../support/builders';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LedgerRow } from '../../lib/domain/ledger';
import { aSettings, dec } from '../support/builders';
import { mapRelation } from '../../lib/sync/rules/relation';
import { createSimulatorHandlers, type SimulatorHandlers } from '../simulator/index';
import * as check from './checker';
import { importGaps } from './imports';
import { HOME, OTHER } from './world';

const DATA = {
  relations: 2,
  articles: 7,
  workOrders: 2,
  workOrderDaysAgo: [0],
  difficult: false,
  otherStates: false,
};

function aWorld(): SimulatorHandlers {
  return createSimulatorHandlers({
    data: { ...DATA, projects: 0, salesOrders: 0 },
    now: () => new Date(NOW),
  });
}
const NOW = Date.parse('2026-11-20T10:00:00Z');

/** A document as the service would have made it. */
function addDocument({ world }: SimulatorHandlers, reference: string, company = HOME): void {
  const target = world.accountView.company(company);
  const header = target.add('SO_HDR', {
    ORD_NR: target.nextNumber('SO', 1),
    EXT_ID: reference,
    RPL_INV: '10001',
  });
  target.add('SO_LINE', { HDR_ID: header['REC_ID'] ?? '', ART_CODE: 'UUR-MONT', ORD_QTY: 2, ART_PX: 10 });
}

function aRow(simulator: SimulatorHandlers, change: Partial<LedgerRow> = {}): LedgerRow {
  return {
    companyId: simulator.world.accountView.company(HOME).id,
    workOrderId: '500101',
    state: 'closed',
    orderNr: 'WB-1',
    workDate: '2026-11-20',
    customerName: '',
    reference: 'OS-500101',
    code: null,
    params: {},
    firstSeenAt: 0,
    updatedAt: 0,
    releasedAt: null,
    document: {
      reference: 'OS-500101',
      referenceField: 'EXT_ID',
      bookDate: '2026-11-20',
      header: { RPL_INV: '10001', EXT_ID: 'OS-500101' },
      lines: [
        {
          articleCode: 'UUR-MONT',
          quantity: dec('2'),
          unitPrice: dec('10'),
          description: '',
          projectCode: '',
        },
      ],
      total: dec('20'),
    },
    payloadHash: 'hash',
    contentHash: 'hash',
    sendStartedAt: 1,
    posts: 1,
    looks: 0,
    notBefore: 0,
    checked: true,
    documentNumber: '2',
    documentRecordId: 'r',
    closedAt: 1,
    ...change,
  };
}

/** Exactly one promise was broken, and the finding says which. */
function expectOne(found: readonly check.Violation[], text: string | RegExp): void {
  expect(found).toHaveLength(1);
  expect(`${found[0]?.rule} ${found[0]?.message}`).toMatch(text);
}

let simulator: SimulatorHandlers;
beforeAll(() => {
  simulator = aWorld();
  addDocument(simulator, 'OS-500101');
});

describe('a: duplicates', () => {
  it('finds a second document of one work order, and none where there is one', () => {
    const world = aWorld();
    addDocument(world, 'OS-500101');
    addDocument(world, 'OS-500102');
    addDocument(world, 'OS-500101', OTHER);
    expect(check.duplicates(world.world)).toEqual([]);
    addDocument(world, 'OS-500101');
    expectOne(check.duplicates(world.world), 'OS-500101 in KRAAN');
  });

  it('excuses one that was noticed, and no other, with two browsers', () => {
    const world = aWorld();
    for (const reference of ['OS-500101', 'OS-500101', 'OS-500102', 'OS-500102'])
      addDocument(world, reference);
    const alarm = aRow(world, { state: 'alarm', code: 'DUPLICATE_ALARM' });
    expectOne(check.unnoticed(world.world, [[], [alarm]]), 'OS-500102');
  });
});

describe('b: closed means a document', () => {
  it('accepts what is there as it was shown', () => {
    expect(check.falseClosings(simulator.world, [aRow(simulator)], true)).toEqual([]);
  });

  it.each<[string, Partial<LedgerRow>]>([
    ['no document', { workOrderId: '500102' }],
    ['another administration', { companyId: 'elsewhere' }],
    ['another header', { document: changed({ header: { RPL_INV: '10002' } }) }],
    ['another line', { document: changed({ lines: [] }) }],
  ])('finds %s', (_what, change) => {
    expect(check.falseClosings(simulator.world, [aRow(simulator, change)], true)).toHaveLength(1);
    expect(
      check.falseClosings(simulator.world, [aRow(simulator, { ...change, state: 'unknown' })], true),
    ).toEqual([]);
  });
});

function changed(change: object): LedgerRow['document'] {
  const { document } = aRow(aWorld());
  return document === null ? null : { ...document, ...change };
}

describe('c and h: status changes', () => {
  const read = {
    requestId: 1,
    endpoint: 'GetWorkorder',
    deliberate: true,
    flipped: [{ id: '500101', from: 'Compleet', nothingToInvoice: false }],
  };

  it('accepts a close whose acknowledgement is on disk', () => {
    expect(check.wrongStatusChange(read, [aRow(simulator, { state: 'closing' })])).toEqual([]);
  });

  it.each<[string, LedgerRow[]]>([
    ['nothing on disk', []],
    ['an intent only', [aRow(aWorld(), { state: 'sending', documentNumber: null })]],
    ['another work order', [aRow(aWorld(), { workOrderId: '500102' })]],
  ])('finds a close with %s', (_what, rows) => {
    expectOne(check.wrongStatusChange(read, rows), /^c/);
  });

  it('finds a list that changed a status', () => {
    const unsafe = { ...read, endpoint: 'GetWorkorders', deliberate: false };
    expectOne(check.wrongStatusChange(unsafe, [aRow(simulator)]), /^h/);
  });

  it('finds a call that leaves update_status to its default', async () => {
    const { outsmartToken: token, outsmartSoftwareToken: software } = simulator.credentials;
    const base = `http://o.test/openapi/8/GetWorkorders/?token=${token}&software_token=${software}&status=Compleet`;
    await simulator.handle('outsmart', new Request(`${base}&update_status=false`));
    await simulator.handle('outsmart', new Request(`${base}`));
    const [spoken, silent] = simulator.requests;
    if (spoken === undefined || silent === undefined) throw new Error('no requests');
    expect(check.unspokenStatus(spoken)).toEqual([]);
    expect(check.unspokenStatus(silent)).toHaveLength(1);
  });
});

describe('d: every work order is accounted for', () => {
  it.each<[Partial<LedgerRow>, number]>([
    [{ state: 'problem', code: null }, 1],
    [{ state: 'problem', code: 'MATERIAL_NOT_FOUND' }, 0],
    [{ state: 'held', code: null }, 1],
    [{ state: 'unknown', code: null }, 1],
    [{ state: 'sending', document: null }, 1],
    [{ state: 'waiting', document: null }, 0],
  ])('%o has %i unexplained', (change, count) => {
    expect(check.unexplained(aRow(simulator, change))).toHaveLength(count);
  });

  it('finds a lost work order', () => {
    expectOne(check.missing(['500101', '500102'], [aRow(simulator)]), '500102');
  });

  it('finds counts that do not add up', () => {
    const rows = ['closed', 'skipped', 'ignored'].map((state) =>
      aRow(simulator, { state } as Partial<LedgerRow>),
    );
    const counts = { waiting: 0, held: 0, failed: 0, exported: 1, ignored: 1 };
    expect(check.wrongCounts(rows, counts)).toEqual([]);
    expect(check.wrongCounts(rows, { ...counts, exported: 0 })).toHaveLength(1);
    expect(check.wrongCounts(rows, { ...counts, ignored: 0 })).toHaveLength(1);
  });

  it('finds what is still under way at the end', () => {
    expect(
      check.unfinished([aRow(simulator), aRow(simulator, { state: 'held', code: 'HELD_OLD' })], false),
    ).toEqual([]);
    expect(check.unfinished([aRow(simulator, { state: 'closing' })], false)).toHaveLength(1);
    expect(check.unfinished([aRow(simulator, { state: 'acked' })], false)).toHaveLength(1);
  });
});

describe('e and f: calls', () => {
  const record = (change: object) =>
    ({
      id: 1,
      side: 'accountview',
      method: 'POST',
      body: '{"EXT_ID":"OS-500101"}',
      startedAt: 0,
      ...change,
    }) as never;

  it('finds a document that was sent without an intent, or to another administration', () => {
    const { companyId: company } = aRow(simulator);
    expect(check.withoutIntent(record({ company }), [aRow(simulator)])).toEqual([]);
    expect(check.withoutIntent(record({ company }), [aRow(simulator, { posts: 0 })])).toHaveLength(1);
    expect(check.withoutIntent(record({ company: 'other' }), [aRow(simulator)])).toHaveLength(1);
  });

  it('finds a storm', () => {
    const calls = (gapMs: number) => Array.from({ length: 50 }, (_, n) => record({ startedAt: n * gapMs }));
    expect(check.storm(calls(10_000), 20)).toEqual([]);
    expect(check.storm(calls(100), 20)).toHaveLength(1);
  });
});

describe('g: imports', () => {
  it('finds a record that is not there, and one that is older than AccountView', () => {
    const world = aWorld();
    const settings = {
      ...aSettings(),
      imports: importing('relations'),
    };
    const company = world.world.accountView.company(HOME);
    const { id } = company;
    const relations = world.world.outsmart.entity('relations');
    const { rows } = company.table('CONTACT');
    for (const mapped of rows.flatMap((row) => mapRelation(row, { settings, today: '2026-11-20' }))) {
      if (mapped.kind !== 'record') throw new Error('no record');
      relations.put(
        Object.fromEntries(Object.entries(mapped.record).map(([name, value]) => [name, String(value)])),
      );
    }
    expect(importGaps(world.world, id, settings)).toEqual([]);
    world.world.accountView.company(HOME).change('CONTACT', '10001', { ACCT_NAME: 'Nieuwe naam' });
    expectOne(importGaps(world.world, id, settings), 'name is');
    for (const row of relations.rows) relations.remove(row);
    expect(importGaps(world.world, id, settings)).toHaveLength(2);
  });
});

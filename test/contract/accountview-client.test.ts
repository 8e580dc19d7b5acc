import { afterEach, describe, expect, it } from 'vitest';
import { text } from '../../lib/accountview/rows';
import type { Profile } from '../simulator/index';
import { type ClientWorld, type ClientWorldOptions, startClientWorld } from './client-world';
import { aDocument, columnsOf, documentCount, fieldOf, placeIn } from './sales-orders';

const PROFILES: readonly Profile[] = ['default', 'strict', 'odd'];
const CONTACTS = { businessObject: 'AR1', table: 'CONTACT', fields: ['SUB_NR', 'ACCT_NAME'] } as const;

/** Without the difficult records: the first debtor and article can be used. */
const CLEAN = { difficult: false } as const;

let world: ClientWorld;

async function start(options: ClientWorldOptions = {}): Promise<ClientWorld> {
  world = await startClientWorld({ data: CLEAN, ...options });
  return world;
}

afterEach(() => world.close());

describe.each(PROFILES)('AccountView client in profile %s', (profile) => {
  const field = fieldOf(profile);

  it('lists companies, fiscal years and business objects', async () => {
    const { accountView, companyId } = await start({ profile });

    const companies = await accountView.companies();
    const years = await accountView.administrations(companyId);
    const objects = await accountView.businessObjects(companyId);

    expect(companies.map(({ code }) => code)).toEqual(['KRAAN', 'KRAANSV', 'KRAANOUD']);
    expect(companies[0]).toEqual({ id: companyId, code: 'KRAAN', name: 'Installatiebedrijf De Kraan BV' });
    expect(years.map(({ year, archived }) => [year, archived])).toEqual([
      [String(Number(world.today.slice(0, 4)) - 1), false],
      [world.today.slice(0, 4), false],
    ]);
    expect(objects.find(({ code }) => code === 'SO1')).toMatchObject({
      insertAllowed: true,
    });
    expect(world.newRequests()[0]).not.toHaveProperty('company');
  });

  it('reads the whole dictionary of exactly one table', async () => {
    const { accountView, companyId, simulator } = await start({ profile });

    for (const table of ['SO_HDR', 'CONTACT', 'VAT']) {
      const fields = await accountView.dictionary(companyId, table);
      const expected = simulator.world.accountView.model.tables.get(table)?.fields ?? [];
      expect(fields.map(({ name }) => name).toSorted()).toEqual(expected.map(({ name }) => name).toSorted());
    }
    const header = await accountView.dictionary(companyId, 'SO_HDR');
    expect(header.find(({ name }) => name === 'COMMENT1')).toEqual({
      table: 'SO_HDR',
      name: 'COMMENT1',
      type: 'C',
      length: 40,
      mandatory: false,
    });
    expect(await accountView.dictionary(companyId, 'NOWHERE')).toEqual([]);
  });

  it('finds all rows over all pages, each once', async () => {
    const { accountView, companyId, simulator } = await start({
      profile,
      data: { relations: 457, difficult: false },
    });

    const rows = await accountView.find(companyId, { ...CONTACTS, keyField: 'SUB_NR', filters: [] });

    const keys = rows.map((row) => text(row, 'SUB_NR'));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBe(simulator.world.accountView.company('KRAAN').table('CONTACT').rows.length);
  });

  it('pages by the key of the last row', async () => {
    const { accountView, companyId } = await start({ profile, data: { relations: 30, difficult: false } });
    const page = { ...CONTACTS, pageSize: 20 };

    const first = await accountView.readPage(companyId, { ...page, lastKey: null });
    const lastKey = text(first.at(-1) ?? {}, 'SUB_NR');
    const second = await accountView.readPage(companyId, { ...page, lastKey });

    expect(first).toHaveLength(20);
    expect(second.some((row) => text(row, 'SUB_NR') === lastKey)).toBe(profile === 'odd');
    expect(second.length).toBeGreaterThanOrEqual(10);
  });

  it('gives no rows where there are none', async () => {
    const { accountView, companyId } = await start({ profile });
    const filters = [{ field: 'SUB_NR', operator: 'Equal', value: 'NIEMAND', type: 'C' }] as const;

    expect(await accountView.find(companyId, { ...CONTACTS, keyField: 'SUB_NR', filters })).toEqual([]);
    expect(await accountView.findDocuments(companyId, 'OS-1', placeIn(field, world.today))).toEqual([]);
    expect(await accountView.listDocuments(companyId, 'OS', placeIn(field, world.today))).toEqual([]);
  });

  it('makes a sales order and finds it back with its total and lines', async () => {
    const { accountView, companyId } = await start({ profile });

    const outcome = await accountView.createDocument(
      companyId,
      aDocument(world, field),
      await columnsOf(world),
    );
    const found = await accountView.findDocuments(companyId, 'OS-500123', placeIn(field, world.today));

    const expected = { reference: 'OS-500123', bookDate: world.today, number: expect.any(String) as unknown };
    expect(outcome).toMatchObject({ kind: 'applied', value: expected });
    expect(found).toEqual([
      { ...(outcome.kind === 'applied' ? outcome.value : {}), total: '156.55', lineCount: 2, ...expected },
    ]);
    expect(documentCount(world)).toBe(1);
  });

  it('finds only the reference itself, in the year of the document', async () => {
    const { accountView, companyId } = await start({ profile });
    const columns = await columnsOf(world);
    for (const reference of ['OS-10', 'OS-100', 'XOS-10', 'OS-1']) {
      const outcome = await accountView.createDocument(
        companyId,
        aDocument(world, field, { reference }),
        columns,
      );
      expect(outcome.kind).toBe('applied');
    }
    const lastYear = `${Number(world.today.slice(0, 4)) - 1}-06-01`;

    const found = await accountView.findDocuments(companyId, 'OS-10', placeIn(field, world.today));
    const listed = await accountView.listDocuments(companyId, 'OS', placeIn(field, world.today));

    expect(found.map(({ reference }) => reference)).toEqual(['OS-10']);
    expect(listed.map(({ reference }) => reference).toSorted()).toEqual(['OS-1', 'OS-10', 'OS-100']);
    expect(await accountView.findDocuments(companyId, 'OS-10', placeIn(field, lastYear))).toEqual([]);
  });

  it('lists more documents than fit a page, each with its own lines', async () => {
    const { accountView, companyId } = await start({ profile });
    const columns = await columnsOf(world);
    for (let n = 1; n <= 120; n += 1)
      await accountView.createDocument(companyId, aDocument(world, field, { reference: `OS-${n}` }), columns);

    const listed = await accountView.listDocuments(companyId, 'OS', placeIn(field, world.today));

    expect(new Set(listed.map(({ reference }) => reference)).size).toBe(120);
    expect(listed).toHaveLength(120);
    expect(new Set(listed.map(({ lineCount }) => lineCount))).toEqual(new Set([2]));
  });

  it('is told when the service refuses a document, whatever the status', async () => {
    const { accountView, companyId } = await start({ profile });
    const header = { ...aDocument(world, field).header, RPL_INV: 'NIEMAND' };

    const outcome = await accountView.createDocument(
      companyId,
      aDocument(world, field, { header }),
      await columnsOf(world),
    );

    expect(outcome).toMatchObject({
      kind: 'not-applied',
      error: {
        code: 'REFUSED_BY_ACCOUNTVIEW',
        kind: 'permanent',
        params: { businessObject: 'SO1' },
        original: expect.stringMatching(/\w/) as unknown,
      },
    });
    expect(documentCount(world)).toBe(0);
  });

  it('is told when a company is unknown', async () => {
    const { accountView } = await start({ profile });

    const failure = accountView.readPage('nobody', { ...CONTACTS, pageSize: 1, lastKey: null });

    await expect(failure).rejects.toMatchObject({
      code: profile === 'odd' ? 'RIGHTS_MISSING' : 'REFUSED_BY_ACCOUNTVIEW',
    });
  });

  it('tries three times while AccountView cannot be reached', async () => {
    const { accountView, companyId, simulator, slept } = await start({ profile });
    simulator.world.accountView.reachable = false;

    const failure = accountView.readPage(companyId, { ...CONTACTS, pageSize: 1, lastKey: null });

    await expect(failure).rejects.toMatchObject({
      code: 'UNREACHABLE',
      kind: 'transient',
      side: 'accountview',
    });
    expect(simulator.requests).toHaveLength(3);
    expect(slept).toEqual([500, 1_000]);
  });
});

describe('AccountView client and rights', () => {
  it('names a module that the list of objects does not have', async () => {
    const { accountView, companyId } = await start({ username: 'beperkt' });

    const read = accountView.findDocuments(companyId, 'OS-1', placeIn('EXT_ID', world.today));
    const write = accountView.createDocument(companyId, aDocument(world, 'EXT_ID'), {
      header: new Set(),
      line: new Set(),
    });

    await expect(read).rejects.toMatchObject({
      code: 'MODULE_MISSING',
      kind: 'rights',
      params: { businessObject: 'SO1' },
    });
    await expect(write).resolves.toMatchObject({ kind: 'not-applied', error: { code: 'MODULE_MISSING' } });
  });

  it('names a right where the object is listed', async () => {
    const { accountView, companyId } = await start({ username: 'lezer' });

    const write = accountView.createDocument(companyId, aDocument(world, 'EXT_ID'), {
      header: new Set(),
      line: new Set(),
    });

    await expect(write).resolves.toMatchObject({
      kind: 'not-applied',
      error: { code: 'RIGHTS_MISSING', kind: 'rights' },
    });
  });
});

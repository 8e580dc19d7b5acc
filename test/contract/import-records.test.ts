import { describe, expect, it } from 'vitest';
import type { EngineWorld } from '../support/engine-world';
import {
  addDebtor,
  ask,
  CLEAN,
  company,
  countsOf,
  debtor,
  importWorld,
  imported,
  outSmartList,
  writesSince,
} from '../support/import-world';

type Rows = Record<string, unknown>[];

/** AccountView gives relations as `change` makes them. */
function rewrite(world: EngineWorld, change: (rows: Rows) => unknown, object = 'AR1'): void {
  const table = object === 'AR1' ? 'CONTACT' : 'ARTICLE';
  world.hooks.around = async (send, request) => {
    const response = await send();
    if (!request.url.includes(`BusinessObject=${object}`)) return response;
    const body = (await response.json()) as Record<string, Rows>;
    return Response.json({ ...body, [table]: change(body[table] ?? []) });
  };
}

const codes = async (world: EngineWorld, record: string): Promise<string[]> =>
  (await world.log()).flatMap((row) => (row.record === record ? [row.code] : []));

describe('[D1] an answer of another shape', () => {
  it('with more columns, numbers as text and text as numbers imports the same', async () => {
    const ordinary = await importWorld({ relations: 30 });
    await ordinary.sync();
    const world = await importWorld({ relations: 30, behaviour: { numbersAsText: true } });
    rewrite(world, (rows) =>
      rows.map((row) => ({
        ...row,
        SUB_NR: Number(row['SUB_NR']),
        REC_BLK: String(row['REC_BLK']),
        NEW_COLUMN: { a: [1] },
      })),
    );

    const run = await world.sync();

    expect(run.state).toBe('done');
    expect(imported(world)).toEqual(imported(ordinary));
  });

  it.each([['null', null] as const, ['no rows', []] as const])(
    'with %s for its rows is an empty table',
    async (_, rows) => {
      const world = await importWorld({ relations: 30 });
      rewrite(world, () => rows);

      const run = await world.sync();

      expect(run.state).toBe('done');
      expect(await countsOf(world, 'relations')).toMatchObject({ read: 0, failed: false });
    },
  );

  it('sets a record without key aside, once, and imports the others', async () => {
    const world = await importWorld({ relations: 30 });
    rewrite(world, (rows) => rows.map((row) => (row['SUB_NR'] === '10027' ? without(row, 'SUB_NR') : row)));

    await world.sync();
    await ask(world, { everything: true });

    expect(outSmartList(world, 'relations').size).toBe(29);
    expect(await countsOf(world, 'relations')).toMatchObject({ read: 30, setAside: 1 });
    expect(await codes(world, 'relation:?')).toEqual(['RECORD_KEY_MISSING']);
  });

  it.each([
    ['without key', 'SUB_NR'],
    ['without name', 'ACCT_NAME'],
  ])('stops the category when more than a fifth of the records is %s', async (_, column) => {
    const world = await importWorld({ relations: 75, cap: 50 });
    rewrite(world, (rows) => rows.map((row, index) => (index % 4 === 0 ? without(row, column) : row)));
    const before = imported(world)['relations'];

    const run = await world.sync();

    expect(run).toMatchObject({ state: 'failed' });
    expect(imported(world)['relations']).toBe(before);
    const failures = (await world.log()).filter(({ level }) => level !== 'info');
    expect(failures).toMatchObject([
      { code: 'IMPORT_FAILED', category: 'relations', params: { cause: 'API_CHANGED' } },
      { code: 'RUN_FAILED' },
    ]);
    expect(await countsOf(world, 'materials')).toMatchObject({ failed: false });
    // Nobody wants its rows any more: the page in hand and the one asked for ahead.
    expect(world.simulator.requests.filter(({ businessObject }) => businessObject === 'AR1')).toHaveLength(2);
  });

  it('stops the materials when their prices have become something else', async () => {
    const world = await importWorld();
    rewrite(world, (rows) => rows.map((row) => ({ ...row, PX_SELL: 'EUR 12' })), 'AK1');
    const before = imported(world)['materials'];

    await world.sync();

    expect(await countsOf(world, 'materials')).toMatchObject({ failed: true });
    expect(imported(world)['materials']).toBe(before);
  });
});

function without(row: Record<string, unknown>, column: string): Record<string, unknown> {
  return { ...row, [column]: undefined };
}

describe('[D2] a record that comes more than once', () => {
  it.each([
    ['on one page', (rows: Rows): Rows => rows.flatMap((row) => [row, row])],
    ['on every page again', (rows: Rows): Rows => [...rows, debtor('10001X')]],
  ])('%s is handled and counted once', async (_, repeat) => {
    const world = await importWorld({ relations: 60, cap: 20, behaviour: { lastKey: 'inclusive' } });
    const last = debtor('99999');
    rewrite(world, (rows) => (rows.length > 1 ? [...repeat(rows), last] : rows).filter(unlessCursor(last)));

    await world.sync();
    const from = world.simulator.requests.length;
    const { size } = outSmartList(world, 'relations');
    await ask(world, { everything: true });

    expect(size).toBeGreaterThanOrEqual(60);
    expect(await countsOf(world, 'relations')).toMatchObject({ read: size, unchanged: size });
    expect(writesSince(world, from)).toEqual([]);
    expect(world.simulator.audit()).toMatchObject(CLEAN);
  });

  it('is said once', async () => {
    const world = await importWorld({ relations: 5 });
    rewrite(world, (rows) => rows.flatMap((row) => [row, row]));

    await world.sync();
    await world.sync();

    expect(await codes(world, 'relation:10001')).toEqual(['IMPORT_REPEATED_KEY']);
  });
});

/** Leaves the rows in the service's order. */
function unlessCursor(last: Record<string, unknown>): (row: Record<string, unknown>) => boolean {
  return (row) => row['SUB_NR'] !== last['SUB_NR'];
}

describe('[D3] a debtor number that comes again in another spelling', () => {
  it.each([
    ['padded', '20001', '20001   '],
    ['in another case', 'KLANT-A', 'klant-a'],
  ])('%s is one record and a warning, in every run the same one', async (_, first, second) => {
    const world = await importWorld({ relations: 3 });
    addDebtor(world, first, { ACCT_NAME: 'De eerste' });
    company(world)
      .table('CONTACT')
      .insert(debtor(second, { ACCT_NAME: 'De tweede', CNG_DATE: '2026-11-20T09:00:00' }));

    await world.sync();
    const from = world.simulator.requests.length;
    await world.sync();

    const named = outSmartList(world, 'relations').rows.filter(
      ({ name }) => name?.startsWith('De ') === true,
    );
    expect(named).toMatchObject([{ debtor_number: first, name: 'De eerste' }]);
    expect(await codes(world, `relation:${first}`)).toEqual(['DUPLICATE_KEY']);
    expect(writesSince(world, from)).toEqual([]);
  });

  it('is the first of the two also where a page ends between them', async () => {
    const world = await importWorld({ relations: 10, cap: 11, behaviour: { lastKey: 'inclusive' } });
    addDebtor(world, 'KLANT-A', { ACCT_NAME: 'De eerste' });
    company(world)
      .table('CONTACT')
      .insert(debtor('klant-a', { ACCT_NAME: 'De tweede' }));

    const run = await world.sync();
    const from = world.simulator.requests.length;
    await world.sync();

    expect(run.state).toBe('done');
    expect(outSmartList(world, 'relations').get('KLANT-A')).toMatchObject({ name: 'De eerste' });
    expect(outSmartList(world, 'relations').get('klant-a')).toBeUndefined();
    expect(writesSince(world, from)).toEqual([]);
  });

  it('keeps numbers apart that only look alike', async () => {
    const world = await importWorld({ relations: 1 });
    for (const number of ['10', '100', '0100', '1 00']) addDebtor(world, number);

    await world.sync();

    expect(outSmartList(world, 'relations').size).toBe(5);
    expect((await world.log()).filter(({ code }) => code === 'DUPLICATE_KEY')).toEqual([]);
  });
});

describe('[D4] text of every kind', () => {
  it.each([
    ['an emoji of two halves', 'Café \u{1F30A} Zee', 'Café \u{1F30A} Zee'],
    ['a combining accent', 'Cafe\u0301', 'Cafe\u0301'],
    ['right to left', '\u05E9\u05DC\u05D5\u05DD', '\u05E9\u05DC\u05D5\u05DD'],
    ['a NUL', 'Jan\0sen', 'Jansen'],
    ['half a pair', 'Golf \uD83C', 'Golf \uFFFD'],
    ['255 characters', `${'x'.repeat(253)}\u{1F30A}`, `${'x'.repeat(253)}\u{1F30A}`],
  ])('arrives whole, or without what is no character: %s', async (_, name, expected) => {
    const world = await importWorld({ relations: 2 });
    addDebtor(world, '20001', { ACCT_NAME: name });

    const run = await world.sync();
    const from = world.simulator.requests.length;
    await world.sync();

    expect(run.state).toBe('done');
    expect(outSmartList(world, 'relations').get('20001')?.['name']).toBe(expected);
    expect(writesSince(world, from)).toEqual([]);
  });
});

describe('[D5] a field that is empty or wrong', () => {
  it.each([
    ['no street', { ADDRESS1: '' }, 'ADDRESS_INCOMPLETE'],
    ['no postcode', { POST_CODE: '' }, 'ADDRESS_INCOMPLETE'],
    ['no city', { CITY: '' }, 'ADDRESS_INCOMPLETE'],
    ['no name', { ACCT_NAME: '' }, 'FIELD_REQUIRED'],
  ])('sets the record aside and nothing else: %s', async (_, fields, code) => {
    const world = await importWorld({ relations: 10 });
    addDebtor(world, '20001', fields);

    const run = await world.sync();

    expect(run.state).toBe('done');
    expect(outSmartList(world, 'relations').size).toBe(10);
    expect(await codes(world, 'relation:20001')).toEqual([code]);
  });

  it.each([
    ['an address that is no e-mail address', { MAIL_BUS: 'geen e-mail' }, { email: 'geen e-mail' }],
    ['a foreign postcode', { POST_CODE: 'SW1A 1AA', CNT_CODE: 'GB' }, { postal_code: 'SW1A 1AA' }],
    ['a VAT number that is none', { VAT_NR: '???' }, { vat_number: '???' }],
    [
      'no visiting address but a postal one',
      { ADDRESS1: '', PO_BOX: 'Postbus 12', PO_CODE: '8000 AA', PO_CITY: 'Zwolle' },
      { street: 'Postbus 12', postal_code: '8000 AA', city: 'Zwolle' },
    ],
  ])('is passed on where OutSmart asks nothing of it: %s', async (_, fields, expected) => {
    const world = await importWorld({ relations: 10 });
    addDebtor(world, '20001', fields);

    await world.sync();

    expect(outSmartList(world, 'relations').get('20001')).toMatchObject(expected);
    expect(await countsOf(world, 'relations')).toMatchObject({ read: 11, written: 11 });
  });
});

describe('[D6] a price', () => {
  it.each([
    ['4,55', '4.55'],
    ['4.55', '4.55'],
    [4.55, '4.55'],
    ['1.125', '1.125'],
    [-0, '0'],
    ['-12,5', '-12.5'],
  ])('%j is the number it says', async (price, expected) => {
    const world = await importWorld();
    rewrite(world, (rows) => withPrice(rows, price), 'AK1');

    await world.sync();

    expect(outSmartList(world, 'materials').get(PRICED)?.['price']).toBe(expected);
  });

  it.each(['1.234,56', '1,234,567', 1e21, 'NaN', '1e3', '12 euro'])(
    '%j is ambiguous: the article is set aside, the others are not',
    async (price) => {
      const world = await importWorld();
      rewrite(world, (rows) => withPrice(rows, price), 'AK1');
      const before = outSmartList(world, 'materials').get(PRICED);

      const run = await world.sync();

      expect(run.state).toBe('done');
      expect(outSmartList(world, 'materials').get(PRICED)).toEqual(before);
      expect(await codes(world, `material:${PRICED}`)).toEqual(['NUMBER_AMBIGUOUS']);
      expect(await countsOf(world, 'materials')).toMatchObject({ setAside: 1 });
    },
  );
});

const PRICED = 'WP-LW-08';

function withPrice(rows: Rows, price: string | number): Rows {
  return rows.map((row) => (row['ART_CODE'] === PRICED ? { ...row, PX_SELL: price } : row));
}

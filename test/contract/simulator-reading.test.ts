import { afterEach, describe, expect, it } from 'vitest';
import { type Profile, type Simulator, type SimulatorOptions, startSimulator } from '../simulator';
import { accountViewCalls, errorOf, readAll, type Tables } from '../simulator/test-client';

let simulator: Simulator | undefined;
const PROFILES: readonly Profile[] = ['default', 'strict', 'odd'];

async function connect(options: SimulatorOptions = {}, user: { username?: string; company?: string } = {}) {
  simulator = await startSimulator(options);
  const pkce = !simulator.world.behaviour.refuseUnknownParameters;
  const calls = await accountViewCalls(simulator, { pkce, ...user });
  return { simulator, calls, company: simulator.world.accountView.company('KRAAN') };
}

afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

describe('reading', () => {
  it('takes paths and names of parameters in any casing', async () => {
    const { calls } = await connect();

    const response = await calls.get('ACCOUNTVIEWDATA', {
      BUSINESSOBJECT: 'ar1',
      pagesize: '2',
      FIELDS: 'contact.sub_nr, acct_name',
    });

    const { CONTACT } = (await response.json()) as Tables;
    expect(CONTACT).toHaveLength(2);
    expect(CONTACT?.[0]).toMatchObject({
      CONTACT_Id: 0,
      EXT_KEY: 0,
      CNG_DATE: '',
      SUB_NR: expect.any(String) as string,
    });
    expect(CONTACT?.[0]).not.toHaveProperty('CITY');
  });

  it.each(PROFILES)('gives every relation once over all pages in profile %s', async (profile) => {
    const { calls, company } = await connect({ profile, data: { relations: 137 } });

    const { keys, pages } = await readAll(
      (LastKey) =>
        calls.rows('CONTACT', {
          BusinessObject: 'AR1',
          PageSize: '60',
          Fields: 'SUB_NR',
          ...(LastKey === '' ? {} : { LastKey }),
        }),
      'SUB_NR',
    );

    expect(keys).toHaveLength(company.table('CONTACT').rows.length);
    expect(pages[0]).toHaveLength(profile === 'odd' ? 50 : 60);
  });

  it('repeats the last row with an inclusive LastKey', async () => {
    const { calls } = await connect({ profile: 'odd' });
    const first = await calls.rows('CONTACT', { BusinessObject: 'AR1', PageSize: '10' });
    const lastKey = String(first.at(-1)?.['SUB_NR']);

    const second = await calls.rows('CONTACT', { BusinessObject: 'AR1', PageSize: '10', LastKey: lastKey });

    expect(second[0]?.['SUB_NR']).toBe(lastKey);
  });

  it('caps a page at 1000 rows', async () => {
    const { calls } = await connect({ data: { relations: 1200, difficult: false } });

    expect(await calls.rows('CONTACT', { BusinessObject: 'AR1', PageSize: '5000' })).toHaveLength(1000);
  });

  it.each([
    ['default', ['10']],
    ['odd', ['10', '100', '10001']],
  ] as const)('finds with Equal in profile %s', async (profile, expected) => {
    const { calls } = await connect({ profile });

    const rows = await calls.rows('CONTACT', {
      BusinessObject: 'AR1',
      PageSize: '3',
      FilterControlSource1: 'SUB_NR',
      FilterOperator1: 'Equal',
      FilterValueType1: 'C',
      FilterValue1: '10',
    });

    expect(rows.map((row) => row['SUB_NR'])).toEqual(expected);
  });

  it('answers nothing found with an empty array, in profile odd with 404', async () => {
    const query = {
      BusinessObject: 'AR1',
      FilterControlSource1: 'SUB_NR',
      FilterOperator1: 'Equal',
      FilterValue1: 'NIEMAND',
    };
    const ordinary = await (await connect()).calls.get('accountviewdata', query);
    const body: unknown = await ordinary.json();
    await simulator?.close();

    const odd = await (await connect({ profile: 'odd' })).calls.get('accountviewdata', query);

    expect(body).toMatchObject({ CONTACT: [] });
    expect(odd.status).toBe(404);
    expect(await odd.text()).toBe('');
  });

  it('gives a single row as an object in profile odd', async () => {
    const { calls } = await connect({ profile: 'odd' });

    const response = await calls.get('accountviewdata', {
      BusinessObject: 'AR1',
      FilterControlSource1: 'SUB_NR',
      FilterOperator1: 'Equal',
      FilterValue1: '10002',
    });

    expect(await response.json()).toMatchObject({ CONTACT: { SUB_NR: '10002' } });
  });

  it('finds what changed since a moment', async () => {
    const { calls, company } = await connect({ now: () => new Date('2026-05-10T10:00:00Z') });
    company.change('CONTACT', '10003', { CITY: 'Ommen' });

    const rows = await calls.rows('CONTACT', {
      BusinessObject: 'AR1',
      FilterControlSource1: 'CNG_DATE',
      FilterOperator1: 'DateOnOrAfterDate',
      FilterValueType1: 'T',
      FilterValue1: '{^2026-05-10 11:59:00}',
    });

    expect(rows.map((row) => [row['SUB_NR'], row['CNG_DATE'], row['CNG_NR']])).toEqual([
      ['10003', '2026-05-10T12:00:00', 2],
    ]);
  });

  it.each([
    ['an unknown column asked for', { Fields: 'SUB_NR,NOPE' }, 'NOPE'],
    ['an unknown column in a filter', { FilterControlSource1: 'NOPE', FilterValue1: 'x' }, 'NOPE'],
    [
      'an unknown operator',
      { FilterControlSource1: 'CITY', FilterOperator1: 'Resembles', FilterValue1: 'x' },
      'resembles',
    ],
    ['a year without administration', { BookDate: '1999-01-01' }, '1999'],
  ])('refuses %s and names it', async (_, query, named) => {
    const { calls } = await connect();

    const response = await calls.get('accountviewdata', { BusinessObject: 'AR1', ...query });

    expect(response.status).toBe(400);
    expect(await errorOf(response)).toContain(named);
  });

  it('combines filters with AND, or with OR when asked', async () => {
    const { calls } = await connect();
    const filters = {
      BusinessObject: 'AR1',
      FilterControlSource1: 'SUB_NR',
      FilterOperator1: 'Equal',
      FilterValue1: '10001',
      FilterControlSource2: 'SUB_NR',
      FilterOperator2: 'Equal',
      FilterValue2: '10002',
    };

    expect(await calls.rows('CONTACT', filters)).toHaveLength(0);
    expect(await calls.rows('CONTACT', { ...filters, MatchAnyFilter: 'true' })).toHaveLength(2);
  });

  it('gives a malformed record as it is', async () => {
    const { calls } = await connect();

    const rows = await calls.rows('ARTICLE', {
      BusinessObject: 'AK1',
      PageSize: '2',
      Fields: 'ART_CODE,ART_DESC1',
    });

    expect(new Set(rows.map((row) => row['ART_CODE']))).toEqual(new Set(['', null]));
  });
});

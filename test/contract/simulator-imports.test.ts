import { afterEach, describe, expect, it } from 'vitest';
import { createSimulatorHandlers, type Profile, startSimulator, type Simulator } from '../simulator';
import {
  type AccountViewCalls,
  accountViewCalls,
  outsmart,
  readAll,
  type Row,
} from '../simulator/test-client';

const PROFILES: readonly Profile[] = ['default', 'strict', 'odd'];
const CASES = { relations: 12, articles: 60, workOrders: 0, difficult: false, importCases: true };

let simulator: Simulator | undefined;

async function connect(profile: Profile, data = CASES): Promise<AccountViewCalls> {
  simulator = await startSimulator({ profile, data });
  return await accountViewCalls(simulator, { pkce: profile !== 'odd' });
}

afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

/** Every row of an object, page by page. */
async function allRows(
  calls: AccountViewCalls,
  businessObject: string,
  table: string,
  key: string,
): Promise<Row[]> {
  const { pages } = await readAll(
    (LastKey) => calls.rows(table, { BusinessObject: businessObject, PageSize: '20', LastKey }),
    key,
  );
  return [...new Map(pages.flat().map((row) => [row[key], row])).values()];
}

const column = (rows: readonly Row[], name: string): unknown[] => rows.map((row) => row[name]);

function stateOf(row: Row): string {
  const [amount, rest] = [Number(row['DR_AMT']), Number(row['ITEM_REST'])];
  if (rest === amount) return 'unpaid';
  if (rest === 0) return 'paid';
  return rest > 0 ? 'partly' : 'too much';
}

describe.each(PROFILES)('what there is to import in profile %s', (profile) => {
  it('has relations that differ in zeros, groups and contacts', async () => {
    const calls = await connect(profile);

    const rows = await allRows(calls, 'AR1', 'CONTACT', 'SUB_NR');

    expect(column(rows, 'SUB_NR')).toEqual(expect.arrayContaining(['19101', '019101', '10012']));
    expect(new Set(column(rows, 'RPL_GRP'))).toEqual(
      new Set(['ZAKELIJK', 'PARTIC', 'INTERN', '', 'VAST KLANT']),
    );
    const twice = rows.find((row) => row['SUB_NR'] === '19104');
    expect(twice?.['MAIN_CONT']).toBe(twice?.['ADMIN_CONT']);
    expect(String(rows.find((row) => row['SUB_NR'] === '19101')?.['ACCT_NAME'])).toHaveLength(256);
  });

  it('has articles with more than two decimals, and numbers that differ in zeros', async () => {
    const rows = await allRows(await connect(profile), 'AK1', 'ARTICLE', 'ART_CODE');

    const prices = new Map(rows.map((row) => [row['ART_CODE'], row['PX_SELL']]));
    expect(Object.fromEntries(prices) as Row).toMatchObject({
      'X-PRIJS4': 0.8755,
      'X-PRIJS5': 12.34567,
      '7': 7,
      '07': 7.07,
      '007': 7.007,
    });
  });

  it('has addresses with and without all that OutSmart demands', async () => {
    const rows = await allRows(await connect(profile), 'ADDR', 'DEL_ADDR', 'REC_ID');

    expect(rows).toHaveLength(6 + 11);
    expect(rows.filter((row) => row['CITY'] === '')).toHaveLength(1);
    expect(rows.filter((row) => row['DEL_NAME'] === 'Tweemaal')).toHaveLength(2);
  });

  it('has projects that are active, ended and without a begin', async () => {
    const rows = await allRows(await connect(profile), 'PJ1', 'PROJECTS', 'PROJ_CODE');

    const none = profile === 'odd' ? null : '';
    const by = (code: string): Row | undefined => rows.find((row) => row['PROJ_CODE'] === code);
    expect(rows).toHaveLength(6 + 16);
    expect(by('PX-GEENBEG')).toMatchObject({ BEG_DATE: none, END_DATE: none });
    expect(String(by('PX-VANDAAG')?.['END_DATE']) > String(by('PX-GISTER')?.['END_DATE'])).toBe(true);
    expect(new Set(column(rows, 'PRO_STAT'))).toEqual(
      new Set(['Lopend', 'lopend', 'Gereed', '', 'Wacht op klant']),
    );
  });

  it('has orders of several days, ours among them, with lines and an address of their own', async () => {
    const calls = await connect(profile);

    const rows = await allRows(calls, 'SO1', 'SO_HDR', 'REC_ID');

    const byRemark = (remark: string): Row | undefined =>
      rows.find((row) => String(row['COMMENT1']).startsWith(remark));
    expect(byRemark('OS-700001')).toBeDefined();
    expect(byRemark('Kenmerk in het andere veld')?.['EXT_ID']).toBe(
      profile === 'strict' ? undefined : 'OS-700002',
    );
    const addressed = byRemark('Met werkadres')?.['DEL_CODE'];
    const addresses = await allRows(calls, 'ADDR', 'DEL_ADDR', 'REC_ID');
    expect(addresses.find((row) => row['REC_ID'] === addressed)?.['SUB_NR']).toBe('10001');
    expect(
      String(byRemark('Van gisteren')?.['ORD_DATE']) < String(byRemark('Telefonisch, zie')?.['ORD_DATE']),
    ).toBe(true);
    const lines = await calls.rows('SO_LINE', {
      BusinessObject: 'SO1',
      FilterControlSource1: 'COMMENT1',
      FilterOperator1: 'Contains',
      FilterValue1: 'VAN GISTEREN',
    });
    expect(lines).toHaveLength(2);
  });

  it('has open items in every state, the same number for two debtors among them', async () => {
    const rows = await allRows(await connect(profile), 'OI1', 'OPENITEM', 'SUB_INV');

    expect(rows).toHaveLength(6 + 11);
    expect(column(rows, 'SUB_INV')).toEqual(
      expect.arrayContaining(['10001     22000', '10002     22000', '10001     022000']),
    );
    expect(new Set(rows.map(stateOf))).toEqual(new Set(['unpaid', 'paid', 'partly', 'too much']));
  });

  it('has employees only where the profile has them', async () => {
    const calls = await connect(profile);
    const code = { default: 'EM1', strict: 'EM1', odd: 'MDW' }[profile];
    const table = profile === 'odd' ? 'MEDEWERK' : 'EMPLOYEE';

    const rows = profile === 'strict' ? [] : await allRows(calls, code, table, 'EMP_NR');
    const { status } = await calls.get('accountviewdata', { businessobject: code });

    expect(status).toBe(profile === 'strict' ? 400 : 200);
    expect(rows).toHaveLength(profile === 'strict' ? 0 : 5 + 6);
    expect(column(rows, 'EMP_NR').filter((number) => /^0*17$/.test(String(number)))).toEqual(
      profile === 'strict' ? [] : ['0017', '17'],
    );
  });

  it('lists the lengths that were customised', async () => {
    const calls = await connect(profile);

    const rows = await allRows(calls, 'FLD', 'DCT_FLD', 'DCT_FLD_Id');

    const length = (table: string, field: string): unknown =>
      rows.find((row) => row['DBF_NAME'] === table && row['FIELD_NAME'] === field)?.['FIELD_LEN'];
    expect([length('CONTACT', 'ACCT_NAME'), length('CONTACT', 'CITY')]).toEqual([255, 35]);
  });
});

describe('options of the data', () => {
  it('leave all the rest as it is', () => {
    const now = () => new Date('2026-05-10T10:00:00Z');
    const plain = createSimulatorHandlers({ now }).world;
    const rich = createSimulatorHandlers({ now, data: { importCases: true } }).world;

    const orders = (world: typeof plain): unknown => [...world.outsmart.workOrders.values()];
    expect(orders(rich)).toEqual(orders(plain));
    const own = rich.accountView.company('KRAAN').table('CONTACT').rows;
    expect(own).toEqual(
      expect.arrayContaining([...plain.accountView.company('KRAAN').table('CONTACT').rows]),
    );
  });

  it('give as many addresses, open items, employees and projects as asked', () => {
    const data = { relations: 5, addresses: 13, openItems: 9, employees: 8, projects: 7, difficult: false };
    const { world } = createSimulatorHandlers({ data });
    const sizes = ['DEL_ADDR', 'OPENITEM', 'EMPLOYEE', 'PROJECTS'].map(
      (table) => world.accountView.company('KRAAN').table(table).rows.length,
    );

    expect(sizes).toEqual([13, 9, 8, 7]);
    expect(world.outsmart.entity('invoices').size).toBe(9);
  });

  it.each(['PROJECTS.CNG_DATE', 'EMPLOYEE.CNG_DATE'])(
    'take %s out of the dictionary and refuse it as a filter',
    async (name) => {
      const [table = '', field = ''] = name.split('.');
      simulator = await startSimulator({ behaviour: { missingFields: [name] } });
      const calls = await accountViewCalls(simulator);

      const fields = await allRows(calls, 'FLD', 'DCT_FLD', 'DCT_FLD_Id');
      const filtered = await calls.get('accountviewdata', {
        businessobject: table === 'PROJECTS' ? 'PJ1' : 'EM1',
        filtercontrolsource1: field,
        filteroperator1: 'DateOnOrAfterDate',
        filtervalue1: '2026-01-01',
      });

      const listed = fields.filter((row) => row['DBF_NAME'] === table).map((row) => row['FIELD_NAME']);
      expect(listed).toContain('CNG_NR');
      expect(listed).not.toContain(field);
      expect(filtered.status).toBe(400);
    },
  );

  it('put keys at OutSmart that differ from AccountView in zeros or case', async () => {
    await connect('default');
    const target = simulator as Simulator;

    const { response } = await outsmart<Row[]>(target, 'materials');

    const codes = response.map((row) => row['code']);
    expect(codes).toContain('leid-cu15');
    expect(codes).not.toContain('LEID-CU15');
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { type Profile, type Simulator, type SimulatorOptions, startSimulator } from '../simulator';
import {
  accountViewCalls,
  envelope,
  errorOf,
  type Row,
  salesOrder,
  type Tables,
} from '../simulator/test-client';

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

describe('writing', () => {
  const reference = 'OS-500101';

  it.each(PROFILES)('creates a sales order that is found by its reference in profile %s', async (profile) => {
    const { calls } = await connect({ profile });
    const column = profile === 'strict' ? 'COMMENT1' : 'EXT_ID';
    const lines = [
      { ART_CODE: 'SAN-SIFON', ORD_QTY: 2, ART_PX: 12.75 },
      { ART_CODE: 'LEID-BEUGEL', ORD_QTY: '3', ART_PX: '0.875' },
    ];

    const response = await calls.write(
      salesOrder('Werkbon', { header: { [column]: reference, ORD_DATE: '2026-03-01' }, lines }),
    );
    const rows = await calls.rows('SO_HDR', {
      BusinessObject: 'SO1',
      Fields: `ORD_NR,REC_ID,ORD_TOT,${column}`,
      FilterControlSource1: column,
      FilterOperator1: 'Contains',
      FilterValueType1: 'C',
      FilterValue1: reference,
    });

    expect(response.status).toBe(profile === 'strict' ? 201 : 200);
    const mine = rows.filter((row) => row[column] === reference);
    expect(mine).toHaveLength(1);
    // 25.50 + round(2.625) = 28.13
    expect(mine[0]).toMatchObject({ ORD_TOT: 28.13, ORD_NR: expect.stringMatching(/^20\d{6}$/) as string });
  });

  it('gives lines as a sibling, linked by HDR_ID', async () => {
    const { calls } = await connect();
    const { SO_HDR, SO_LINE } = (await (await calls.write(salesOrder(reference))).json()) as Tables;
    const header = SO_HDR?.[0];

    const read = await calls.get('accountviewdata', {
      BusinessObject: 'SO1',
      Fields: 'SO_HDR.ORD_NR,SO_LINE.ART_CODE',
      FilterControlSource1: 'ORD_NR',
      FilterOperator1: 'Equal',
      FilterValue1: String(header?.['ORD_NR']),
    });

    expect(SO_LINE).toMatchObject([
      { HDR_ID: header?.['REC_ID'], ART_CODE: 'SAN-SIFON', ART_DESC1: 'Sifon 40 mm', LINE_TOT: 25.5 },
    ]);
    expect(await read.json()).toMatchObject({
      SO_HDR: [{ ORD_NR: header?.['ORD_NR'] }],
      SO_LINE: [{ HDR_ID: header?.['REC_ID'], ART_CODE: 'SAN-SIFON' }],
    });
  });

  it('puts a document into the year of its BookDate', async () => {
    const { calls } = await connect({ now: () => new Date('2026-05-10T10:00:00Z') });
    await calls.write(
      salesOrder(reference, { bookDate: '2025-12-30T00:00:00.000Z', header: { EXT_ID: reference } }),
    );
    const find = (BookDate: string): Promise<Row[]> =>
      calls.rows('SO_HDR', {
        BusinessObject: 'SO1',
        BookDate,
        FilterControlSource1: 'EXT_ID',
        FilterOperator1: 'Equal',
        FilterValue1: reference,
      });

    const found = [await find('2025-12-30'), await find('2026-05-10'), await find('')];

    expect(found.map((rows) => rows.length)).toEqual([1, 0, 0]);
    expect(found[0]?.[0]?.['ORD_NR']).toMatch(/^2025/);
  });

  it.each([
    ['an unknown debtor', { header: { RPL_INV: '99999' } }, '99999'],
    ['a blocked debtor', { header: { RPL_INV: '19011' } }, 'geblokkeerd'],
    ['a debtor blocked for orders', { header: { RPL_INV: '19012' } }, 'geblokkeerd'],
    ['an unknown article', { lines: [{ ART_CODE: 'NOPE', ORD_QTY: 1, ART_PX: 1 }] }, 'NOPE'],
    ['a blocked article', { lines: [{ ART_CODE: 'X-GEBLOKKEERD', ORD_QTY: 1, ART_PX: 1 }] }, 'geblokkeerd'],
    ['an amount without article', { lines: [{ ART_CODE: '', ORD_QTY: 1, ART_PX: 1 }] }, 'ART_CODE'],
    ['too long a text', { header: { COMMENT1: 'x'.repeat(41) } }, 'te lang'],
    ['an unknown column', { header: { NOPE: 'x' } }, 'NOPE'],
    ['a column that is the service’s own', { header: { ORD_TOT: 12 } }, 'ORD_TOT'],
    ['a missing mandatory column', { header: { RPL_INV: '' } }, 'RPL_INV'],
    ['a year without administration', { bookDate: '1999-01-01' }, '1999'],
    ['an invalid date', { header: { ORD_DATE: '2026-02-31' } }, 'ORD_DATE'],
  ])('refuses %s and stores nothing', async (_, changes, named) => {
    const { calls, company } = await connect();
    const before = company.table('SO_HDR').rows.length;

    const response = await calls.write(salesOrder(reference, changes));

    expect(response.status).toBe(400);
    expect(await errorOf(response)).toContain(named);
    expect(company.table('SO_HDR').rows).toHaveLength(before);
  });

  it('refuses with a 200 and an error body in profile odd', async () => {
    const { calls } = await connect({ profile: 'odd' });

    const response = await calls.write(salesOrder(reference, { header: { RPL_INV: '99999' } }));

    expect(response.status).toBe(200);
    expect(await errorOf(response)).toContain('99999');
  });

  it('refuses documents in a closed period, a locked year and an archived company', async () => {
    const {
      calls,
      company,
      simulator: running,
    } = await connect({ now: () => new Date('2026-05-10T10:00:00Z') });
    company.closedUntil = '2026-03-31';
    const closed = await calls.write(salesOrder(reference, { bookDate: '2026-03-31' }));
    company.closedUntil = '';
    company.addYear(2026, { locked: true });
    const locked = await calls.write(salesOrder(reference));
    const archived = await (
      await accountViewCalls(running, { company: 'KRAANOUD' })
    ).write(salesOrder(reference));

    expect(await errorOf(closed)).toContain('afgesloten');
    expect(await errorOf(locked)).toContain('geblokkeerd');
    expect(await errorOf(archived)).toContain('gearchiveerd');
  });

  it('creates, numbers and updates a debtor, and refuses the same number twice', async () => {
    const { calls, company } = await connect();
    const debtor = { ACCT_NAME: 'Nieuw BV', SRC_CODE: 'nieuw', ACCT_NR: '1300' };
    const body = (header: Record<string, string>): unknown =>
      envelope({ businessObject: 'AR1', table: 'CONTACT', header });

    const created = (await (await calls.write(body(debtor))).json()) as Tables;
    const number = String(created['CONTACT']?.[0]?.['SUB_NR']);
    const again = await calls.write(body({ ...debtor, SUB_NR: number }));
    const update = await calls.write(body({ SUB_NR: number, CITY: 'Raalte' }), 'PUT');

    expect(created['CONTACT']?.[0]).toMatchObject({ SRC_CODE: 'NIEUW' });
    expect(await errorOf(again)).toContain('bestaat al');
    expect(update.status).toBe(200);
    expect(company.table('CONTACT').find(number)).toMatchObject({
      CITY: 'Raalte',
      ACCT_NAME: 'Nieuw BV',
      CNG_NR: 2,
    });
  });

  it('wants a debtor number in profile strict', async () => {
    const { calls } = await connect({ profile: 'strict' });

    const response = await calls.write(
      envelope({
        businessObject: 'AR1',
        table: 'CONTACT',
        header: { ACCT_NAME: 'Nieuw BV', SRC_CODE: 'N', ACCT_NR: '1300' },
      }),
    );

    expect(await errorOf(response)).toContain('SUB_NR');
  });

  it.each([
    ['default', 400],
    ['odd', 200],
  ] as const)('answers a PUT of a sales order in profile %s', async (profile, status) => {
    const { calls, company } = await connect({ profile });
    const id = String(company.table('SO_HDR').rows[0]?.['REC_ID']);

    const response = await calls.write(
      envelope({ businessObject: 'SO1', table: 'SO_HDR', header: { REC_ID: id, COMMENT1: 'Anders' } }),
      'PUT',
    );

    expect(response.status).toBe(status);
  });

  it('books a journal page with totals and refuses its invoice number twice', async () => {
    const { calls } = await connect();
    const body = envelope({
      businessObject: 'DJ2',
      table: 'DJ_PAGE',
      detail: 'DJ_LINE',
      header: { DJ_CODE: 'VRK', HDR_DESC: reference, SUB_NR: '10001', INV_NR: 'F-1', TRN_DATE: '2026-03-01' },
      lines: [
        { ACCT_NR: '8000', AMOUNT: 156.25, VAT_CODE: '1', VAT_AMT: 32.81 },
        { ACCT_NR: '8010', AMOUNT: 48.9, VAT_CODE: '1', VAT_AMT: 10.27 },
      ],
    });

    const first = await calls.write(body);
    const second = await calls.write(body);
    const pages = await calls.rows('DJ_PAGE', {
      BusinessObject: 'DJ2P',
      FilterControlSource1: 'HDR_DESC',
      FilterOperator1: 'Contains',
      FilterValue1: reference,
    });

    expect(first.status).toBe(200);
    expect(await errorOf(second)).toContain('INV_NR');
    expect(pages).toMatchObject([{ PAGE_AMT: 205.15, PAGE_VAT: 43.08 }]);
  });

  it('does not delete', async () => {
    const { calls } = await connect();

    expect((await calls.write({}, 'DELETE')).status).toBe(405);
  });

  it('answers 429 in profile strict when a company is asked too much at once', async () => {
    const { calls } = await connect({ profile: 'strict', latencyMs: 30 });

    const responses = await Promise.all(
      Array.from({ length: 6 }, () => calls.get('accountviewdata', { BusinessObject: 'AG1' })),
    );

    const refused = responses.filter((response) => response.status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
  });
});

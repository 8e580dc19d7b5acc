import { afterEach, describe, expect, it } from 'vitest';
import { type Profile, type Simulator, startSimulator } from '../simulator';
import type { Row } from '../simulator/accountview/table';
import { accountViewCalls, envelope, errorOf, salesOrder } from '../simulator/test-client';

/** What the simulator itself refuses of documents: the cases of the export rest on it. */

let simulator: Simulator | undefined;

async function connect(profile: Profile = 'default') {
  simulator = await startSimulator({ profile });
  const calls = await accountViewCalls(simulator);
  return { calls, company: simulator.world.accountView.company('KRAAN') };
}

afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

function page(line: Row, header: Row = {}): unknown {
  return envelope({
    businessObject: 'DJ2',
    table: 'DJ_PAGE',
    detail: 'DJ_LINE',
    header: { DJ_CODE: 'VRK', HDR_DESC: 'OS-500101', SUB_NR: '10001', TRN_DATE: '2026-03-01', ...header },
    lines: [{ ACCT_NR: '8000', AMOUNT: 10, VAT_CODE: '1', VAT_AMT: 2.1, ...line }],
  });
}

describe('the simulator', () => {
  it('books a journal page to a debtor who is blocked for orders only', async () => {
    const { calls } = await connect();

    const order = await calls.write(salesOrder('OS-500101', { header: { RPL_INV: '19012' } }));
    const booked = await calls.write(page({}, { SUB_NR: '19012' }));
    const blocked = await calls.write(page({}, { SUB_NR: '19011' }));

    expect(await errorOf(order)).toContain('geblokkeerd voor orders');
    expect(booked.status).toBe(200);
    expect(await errorOf(blocked)).toContain('geblokkeerd');
  });

  it.each([
    ['a cost centre', { COST_MAND: true }, {}, { COST_CODE: '200' }, 'COST_CODE'],
    ['a VAT code', { VAT_MAND: true }, { VAT_CODE: '' }, { VAT_CODE: '1' }, 'VAT_CODE'],
  ])('refuses a line without %s when its account demands one', async (_, demand, without, having, named) => {
    const { calls, company } = await connect();
    company.change('LEDGER', '8000', demand);

    const refused = await calls.write(page(without));
    const booked = await calls.write(page({ ...without, ...having }));

    expect(await errorOf(refused)).toContain(named);
    expect(booked.status).toBe(200);
  });

  it("takes the page's cost centre when an account demands one", async () => {
    const { calls, company } = await connect();
    company.change('LEDGER', '8000', { COST_MAND: true });

    expect((await calls.write(page({}, { COST_CODE: '200' }))).status).toBe(200);
  });

  it.each([
    ['default', 'Sifon 40 mm'],
    ['strict', undefined],
  ] as const)("keeps the article's text on a line in profile %s: %s", async (profile, text) => {
    const { calls, company } = await connect(profile);

    await calls.write(salesOrder('Werkbon'));

    const line = company.table('SO_LINE').rows.at(-1);
    expect(line).toMatchObject({ ART_CODE: 'SAN-SIFON' });
    expect(line?.['ART_DESC1']).toBe(text);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { type Profile, type Simulator, type SimulatorOptions, startSimulator } from '../simulator';
import { accountViewCalls, errorOf, readAll, salesOrder, type Tables } from '../simulator/test-client';

let simulator: Simulator | undefined;

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

describe('companies and discovery', () => {
  it('lists the companies without an envelope', async () => {
    const { calls } = await connect();

    const companies = (await (await calls.get('companies')).json()) as { Code: string }[];

    expect(companies.map(({ Code }) => Code)).toEqual(['KRAAN', 'KRAANSV', 'KRAANOUD']);
  });

  it('keeps the data of companies apart', async () => {
    const { calls } = await connect({}, { company: 'KRAANSV' });

    expect(await calls.rows('CONTACT', { BusinessObject: 'AR1' })).toHaveLength(6);
  });

  it('gives last year and this year as administrations, and archived ones for the old company', async () => {
    const { calls, simulator: running } = await connect({ now: () => new Date('2026-05-10T10:00:00Z') });
    const old = running.world.accountView.company('KRAANOUD');
    const read = async (company: string): Promise<Tables> =>
      (await (
        await calls.get(
          'accountviewsystemdata',
          { businessobject: 'ADL', pagesize: '50' },
          { 'x-company': company },
        )
      ).json()) as Tables;

    const mine = await read(calls.companyId);
    const archived = await read(old.id);

    expect(mine['ADM_LIST']?.map((row) => row['ATS_YEAR'])).toEqual(['2025', '2026']);
    expect(archived['ADM_LIST']?.every((row) => row['ADM_ARCH'] === true)).toBe(true);
  });

  it.each([
    ['default', 400],
    ['odd', 403],
  ] as const)('refuses an unknown company in profile %s with %d', async (profile, status) => {
    const { calls } = await connect({ profile });

    const response = await calls.get('accountviewdata', { businessobject: 'AR1' }, { 'x-company': 'nobody' });

    expect(response.status).toBe(status);
    await errorOf(response);
  });

  it('shows in the dictionary what the profile has', async () => {
    const fieldsOf = async (profile: Profile, table: string): Promise<unknown[]> => {
      const { calls } = await connect({ profile });
      const query = {
        businessobject: 'fld',
        FilterControlSource1: 'dct_fld.dbf_name',
        FilterOperator1: 'equal',
        FilterValueType1: 'C',
        FilterValue1: table,
      };
      const rows = await readAll(async (LastKey) => {
        const page = await calls.get('accountviewsystemdata', {
          ...query,
          pagesize: '1000',
          ...(LastKey === '' ? {} : { LastKey }),
        });
        return page.status === 404 ? [] : [((await page.json()) as Tables)['DCT_FLD'] ?? []].flat();
      }, 'DCT_FLD_Id');
      await simulator?.close();
      return rows.pages.flat().map((row) => row['FIELD_NAME']);
    };

    expect(await fieldsOf('default', 'SO_HDR')).toContain('EXT_ID');
    expect(await fieldsOf('strict', 'SO_HDR')).not.toContain('EXT_ID');
    expect(await fieldsOf('strict', 'ARTICLE')).toEqual(expect.not.arrayContaining(['VAT_CODE', 'REC_BLK']));
    expect(await fieldsOf('odd', 'SO_HDR')).toContain('COMMENT1');
  });

  it('hides what a user has no rights to, and refuses it', async () => {
    const { calls } = await connect({}, { username: 'beperkt' });

    const objects = (await (await calls.get('accountviewsystembusinessobjects')).json()) as {
      Code: string;
    }[];
    const read = await calls.get('accountviewdata', { businessobject: 'SO1' });
    const write = await calls.write(salesOrder('OS-500101'));

    expect(objects.map(({ Code }) => Code)).toContain('AR1');
    expect(objects.map(({ Code }) => Code)).not.toContain('SO1');
    expect([read.status, write.status]).toEqual([403, 403]);
  });

  it('reports what may be written', async () => {
    const { calls } = await connect({}, { username: 'lezer' });

    const objects = (await (await calls.get('accountviewsystembusinessobjects')).json()) as {
      Code: string;
      InsertAllowed: boolean;
    }[];

    expect(objects.find(({ Code }) => Code === 'SO1')?.InsertAllowed).toBe(false);
    expect((await calls.write(salesOrder('OS-500101'))).status).toBe(403);
  });

  it('answers an ERP that cannot be reached with 503', async () => {
    const { calls, simulator: running } = await connect();
    running.world.accountView.reachable = false;

    const response = await calls.get('accountviewdata', { businessobject: 'AR1' });

    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toContain('text/html');
  });

  it('answers a preflight', async () => {
    const { simulator: running } = await connect();
    const headers = {
      origin: 'https://app.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,x-company,content-type',
    };

    const response = await fetch(`${running.accountViewUrl}/api/v3/accountviewdata`, {
      method: 'OPTIONS',
      headers,
    });

    expect(response.ok).toBe(true);
    expect(response.headers.get('access-control-allow-headers')).toContain('x-company');
  });
});

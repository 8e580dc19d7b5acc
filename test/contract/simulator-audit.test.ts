import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditCount, type Simulator, startSimulator } from '../simulator';
import { type AccountViewCalls, accountViewCalls, outsmart, salesOrder } from '../simulator/test-client';

let simulator: Simulator;
let calls: AccountViewCalls;

beforeEach(async () => {
  simulator = await startSimulator();
  calls = await accountViewCalls(simulator);
});

afterEach(() => simulator.close());

const exportOrder = (id: string): Promise<Response> => calls.write(salesOrder(`OS-${id} WB-1`));
const close = (row_id: string): Promise<unknown> =>
  outsmart(simulator, 'GetWorkorder', { row_id, update_status: 'true' });

/** Exactly these findings, and no other. */
function expectFindings(expected: Partial<Record<AuditCount, number>>): void {
  const { details, ...counts } = simulator.audit();
  const none = {
    duplicates: 0,
    lost: 0,
    unsafeReads: 0,
    deleteCalls: 0,
    tokensInUrls: 0,
    unexpectedExports: 0,
    unchangedWrites: 0,
    duplicateWorkOrders: 0,
    duplicateTransactions: 0,
  };
  expect(counts).toEqual({ ...none, ...expected });
  expect(details).toHaveLength(Object.values(expected).reduce((sum, count) => sum + count, 0));
}

describe('audit', () => {
  it('finds nothing in a clean export and import', async () => {
    await outsmart(simulator, 'GetWorkorders', { status: 'Compleet', update_status: 'false' });
    await exportOrder('500101');
    await close('500101');
    await outsmart(simulator, 'relations', {}, [
      { debtor_number: '80000', name: 'N', street: 'S', postal_code: 'P', city: 'C' },
    ]);

    expectFindings({});
  });

  it('counts a work order with two documents once, whatever year or field they are in', async () => {
    await exportOrder('500101');
    await calls.write(salesOrder('Los', { header: { EXT_ID: 'OS-500101' } }));
    await exportOrder('500101');

    expectFindings({ duplicates: 1 });
  });

  it('does not take another reference that starts alike, or the reference in a later word, for a document', async () => {
    await exportOrder('500101');
    await calls.write(salesOrder('Bij OS-500101'));

    expectFindings({});
  });

  it('counts a close without a document as lost, until there is one', async () => {
    await close('500101');
    expectFindings({ lost: 1 });

    await exportOrder('500101');
    // Its document came too late: the order no longer qualified.
    expectFindings({ unexpectedExports: 1 });
  });

  it('does not count a deliberate close of an order with nothing to invoice', async () => {
    Object.assign(simulator.world.outsmart.workOrder('500101'), { Materials: [], Workperiods: [] });

    await close('500101');

    expectFindings({});
  });

  it('counts a list call that changed statuses, and what it lost', async () => {
    await outsmart(simulator, 'GetWorkorders', { status: 'Klaargezet' });

    expectFindings({ unsafeReads: 1, lost: 2 });
  });

  it('counts a single read without update_status', async () => {
    await exportOrder('500101');

    await outsmart(simulator, 'GetWorkorder', { row_id: '500101' });

    expectFindings({ unsafeReads: 1 });
  });

  it('counts calls to DeleteEntity, also those that are refused', async () => {
    await outsmart(simulator, 'DeleteEntity', { entity: 'materials', key: 'code', value: 'x' });

    expectFindings({ deleteCalls: 1 });
  });

  it('counts secrets in addresses and referers', async () => {
    const { clientSecret, outsmartToken } = simulator.credentials;
    await fetch(`${simulator.accountViewUrl}/api/v3/companies?secret=${clientSecret}`);
    await fetch(`${simulator.outsmartOrigin}/next/crm/work-orders/?token=${outsmartToken}`);
    await calls.get(
      'companies',
      {},
      { referer: `https://page.example/?t=${[...simulator.world.accountView.tokens.issued][0]}` },
    );

    expectFindings({ tokensInUrls: 3 });
  });

  it.each([
    ['is not complete', '500113'],
    ['was handled', '500117'],
    ['is archived', '500119'],
    ['does not exist', '123456'],
  ])('counts a document for a work order that %s', async (_, id) => {
    await exportOrder(id);

    expectFindings({ unexpectedExports: 1 });
  });

  it('counts a document in another company', async () => {
    const other = await accountViewCalls(simulator, { company: 'KRAANSV' });

    await other.write(salesOrder('OS-500101'));

    expectFindings({ unexpectedExports: 1 });
  });

  it('counts a record that is written again unchanged, however its values are spelled', async () => {
    const hourType = { code: 'NEW', name: 'N', cost_booking: 0, sale_booking: 1, sale_price: '62,5' };
    await outsmart(simulator, 'hourtypes', {}, [hourType]);
    expectFindings({});

    await outsmart(simulator, 'hourtypes', {}, [{ ...hourType, cost_booking: false, sale_price: '62.50' }]);
    expectFindings({ unchangedWrites: 1 });

    await outsmart(simulator, 'hourtypes', {}, [{ ...hourType, sale_price: 63 }]);
    expectFindings({ unchangedWrites: 1 });
  });

  it('does not count a repeat when the first answer was lost', async () => {
    simulator.faults.add({ side: 'outsmart', path: 'relations', fault: { kind: 'drop', when: 'after' } });
    const relation = { debtor_number: '80000', name: 'N', street: 'S', postal_code: 'P', city: 'C' };
    await outsmart(simulator, 'relations', {}, [relation]).catch(() => undefined);

    await outsmart(simulator, 'relations', {}, [relation]);

    expectFindings({});
  });
});

describe('control', () => {
  const control = async (
    path: string,
    init: { method?: string; body?: unknown } = {},
  ): Promise<Record<string, unknown>> => {
    const { method = 'GET', body } = init;
    const response = await fetch(`${simulator.accountViewUrl}/__simulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Record<string, unknown>;
  };

  it('tells addresses, credentials and companies, and is not in the log', async () => {
    const before = simulator.requests.length;

    const state = await control('state');

    expect(state).toMatchObject({
      accountViewUrl: simulator.accountViewUrl,
      outsmartUrl: simulator.outsmartUrl,
      credentials: simulator.credentials,
      profile: 'default',
    });
    expect(simulator.requests).toHaveLength(before);
  });

  it('changes work orders, records and the world, and shows them', async () => {
    const answer = await control('mutate', {
      method: 'POST',
      body: [
        { op: 'set-work-order', id: '500101', status: 'Afgehandeld' },
        { op: 'add-work-orders', count: 2, fields: { WorkStatus: '99' } },
        { op: 'set-record', table: 'CONTACT', key: '10001', fields: { CITY: 'Ommen' } },
        { op: 'put-entity', endpoint: 'relations', fields: { debtor_number: '10001', city: 'Raalte' } },
        { op: 'set-year', year: 2031 },
        { op: 'set-world', latencyMs: 1, behaviour: { equal: 'prefix' } },
      ],
    });
    const tables = await control('tables?company=KRAAN&table=CONTACT&side=accountview');

    expect(answer['results']).toHaveLength(6);
    const { world } = simulator;
    expect(world.outsmart.workOrder('500101').status).toBe('Afgehandeld');
    expect(
      [...world.outsmart.workOrders.values()].filter(({ WorkStatus }) => WorkStatus === '99'),
    ).toHaveLength(2);
    expect(world.outsmart.entity('relations').get('10001')).toMatchObject({
      city: 'Raalte',
      street: expect.any(String) as string,
    });
    expect([world.latencyMs, world.behaviour.equal]).toEqual([1, 'prefix']);
    expect(world.accountView.company('KRAAN').years.has(2031)).toBe(true);
    expect(JSON.stringify(tables)).toContain('"CITY":"Ommen"');
    // Changed by somebody in the office, not by a read.
    expectFindings({});
  });

  it('adds and removes faults, and says what is wrong with a bad one', async () => {
    const { ids } = (await control('faults', {
      method: 'POST',
      body: { path: 'companies', times: 'Infinity', fault: { kind: 'status', status: 500 } },
    })) as { ids: string[] };
    const during = (await calls.get('companies')).status;
    await control('faults', { method: 'DELETE' });
    const bad = await control('faults', { method: 'POST', body: { fault: { kind: 'nonsense' } } });

    expect(ids).toHaveLength(1);
    expect([during, (await calls.get('companies')).status]).toEqual([500, 200]);
    expect(bad).toHaveProperty('error');
  });

  it('gives the audit and the requests', async () => {
    await close('500101');

    expect(await control('audit')).toMatchObject({ lost: 1 });
    expect(JSON.stringify(await control('requests?after=1'))).toContain('GetWorkorder');
  });
});

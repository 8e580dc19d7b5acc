import { afterEach, describe, expect, it } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator, type WorkOrder } from '../simulator';
import { outsmart } from '../simulator/test-client';

let simulator: Simulator | undefined;

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  simulator = await startSimulator(options);
  return simulator;
}

afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

const statusesOf = ({ world }: Simulator): Record<string, string> =>
  Object.fromEntries([...world.outsmart.workOrders.values()].map(({ id, status }) => [id, status]));

const RELATION = {
  debtor_number: '70001',
  name: 'Nieuw',
  street: 'Dorpsstraat',
  postal_code: '8011 AB',
  city: 'Zwolle',
};

describe('calls', () => {
  it.each([
    ['no token', { token: '' }, 1002],
    ['no software token', { software_token: '' }, 1003],
    ['no token and no software token', { token: '', software_token: '' }, 1002],
    ['an unknown token', { token: 'x' }, 1004],
    ['a software token of somebody else', { software_token: 'x' }, 1005],
  ])('are answered 200 with a code for %s', async (_, query, code) => {
    expect(await outsmart(await start(), 'employees', query)).toMatchObject({ code, response: null });
  });

  it('work with and without a trailing slash, names taken literally', async () => {
    const { outsmartUrl, credentials } = await start();
    const query = `?token=${credentials.outsmartToken}&software_token=${credentials.outsmartSoftwareToken}`;
    const code = async (path: string): Promise<number> =>
      ((await (await fetch(`${outsmartUrl}${path}${query}`)).json()) as { code: number }).code;

    const codes = [
      await code('/hourtypes'),
      await code('/hourtypes/'),
      await code('/HourTypes'),
      await code('/getworkorders'),
      await code('/'),
    ];

    expect(codes).toEqual([200, 200, 1001, 1001, 1000]);
  });

  it('have CORS on reads, and no preflight', async () => {
    const { outsmartUrl } = await start();

    const read = await fetch(`${outsmartUrl}/employees/`);
    const preflight = await fetch(`${outsmartUrl}/employees/`, {
      method: 'OPTIONS',
      headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
    });

    expect(read.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-methods')).toBeNull();
  });

  it.each([
    ['', 1008],
    ['{not json', 1009],
    ['7', 1009],
  ])('refuse the body %j with %d', async (body, code) => {
    const { outsmartUrl, credentials } = await start();
    const query = `?token=${credentials.outsmartToken}&software_token=${credentials.outsmartSoftwareToken}`;

    const response = await fetch(`${outsmartUrl}/relations/${query}`, { method: 'POST', body });

    expect(await response.json()).toMatchObject({ code });
  });
});

describe('work orders', () => {
  it('are all moved to Afgehandeld by a list call that does not say update_status=false', async () => {
    const target = await start();

    const answer = await outsmart<WorkOrder[]>(target, 'GetWorkorders', { status: 'Klaargezet' });

    expect(answer.response.map(({ status }) => status)).toEqual(['Klaargezet', 'Klaargezet']);
    for (const { id } of answer.response) expect(statusesOf(target)[id]).toBe('Afgehandeld');
  });

  it('keep their status when they are not complete, in profile odd', async () => {
    const target = await start({ profile: 'odd' });

    await outsmart(target, 'GetWorkorders', { status: 'Klaargezet' });
    await outsmart(target, 'GetWorkorders', { status: 'Compleet' });

    const statuses = Object.values(statusesOf(target));
    expect(statuses.filter((status) => status === 'Klaargezet')).toHaveLength(2);
    expect(statuses).not.toContain('Compleet');
  });

  it('stay as they are with update_status=false', async () => {
    const target = await start();
    const before = statusesOf(target);

    await outsmart(target, 'GetWorkorders', { status: 'Compleet', update_status: 'false' });
    await outsmart(target, 'GetWorkorder', { row_id: '500101', update_status: 'false' });

    expect(statusesOf(target)).toEqual(before);
  });

  it('are closed one at a time by row_id', async () => {
    const target = await start();
    const before = statusesOf(target);

    await outsmart(target, 'GetWorkorder', { row_id: '500101', update_status: 'true' });

    expect(statusesOf(target)).toEqual({ ...before, '500101': 'Afgehandeld' });
  });

  it('are filtered by status, work status and advanced filters; archived ones are included', async () => {
    const target = await start();
    const ask = async (query: Record<string, string>): Promise<WorkOrder[]> =>
      (await outsmart<WorkOrder[]>(target, 'GetWorkorders', { update_status: 'false', ...query })).response;

    const complete = await ask({ status: 'Compleet' });

    expect(complete.filter(({ Archived }) => Archived === '1')).toHaveLength(1);
    expect(await ask({ status: 'Compleet', workstatus: '99' })).toEqual([]);
    expect(await ask({ status: 'Onzin' })).toEqual([]);
    expect(await ask({ status: 'Alle' })).toHaveLength(target.world.outsmart.workOrders.size);
    const filtered = await ask({
      status: 'Alle',
      'key[]': 'CustomerDebtorNr',
      'value[]': '10001',
      'operator[]': 'eq',
    });
    expect(filtered.every(({ CustomerDebtorNr }) => CustomerDebtorNr === '10001')).toBe(true);
  });

  it('must be asked with a status in profile strict', async () => {
    expect(
      await outsmart(await start({ profile: 'strict' }), 'GetWorkorders', { update_status: 'false' }),
    ).toMatchObject({ code: 1501 });
  });

  it('have decimals with a comma in profile strict, and a dot elsewhere', async () => {
    const priceOf = async (options: SimulatorOptions): Promise<string | undefined> => {
      const target = await start(options);
      Object.assign(target.world.outsmart.workOrder('500101').Materials[0] ?? {}, { MaterialPrice: '9.95' });
      const { response } = await outsmart<WorkOrder>(target, 'GetWorkorder', {
        row_id: '500101',
        update_status: 'false',
      });
      await target.close();
      return response.Materials[0]?.MaterialPrice;
    };

    expect([await priceOf({}), await priceOf({ profile: 'strict' })]).toEqual(['9.95', '9,95']);
  });

  it('come as an array of one in profile odd', async () => {
    const { response } = await outsmart<WorkOrder[]>(await start({ profile: 'odd' }), 'GetWorkorder', {
      row_id: '500101',
      update_status: 'false',
    });

    expect(response).toHaveLength(1);
  });

  it('answer 1500 when there is none', async () => {
    expect(
      await outsmart(await start(), 'GetWorkorder', { row_id: '1', update_status: 'false' }),
    ).toMatchObject({ code: 1500, response: null });
  });

  it.each([
    ['a work status', { workstatus: '2' }, 200],
    ['the same work status', { workstatus: '1' }, 1503],
    ['nothing', {}, 1502],
    ['an impossible date', { workdate: '31-02-2026' }, 1504],
    ['an impossible time', { worktime: '25:00' }, 1504],
    ['an unknown employee', { employee_nr: '999' }, 1504],
  ])('are updated with %s', async (_, query, code) => {
    expect(await outsmart(await start(), 'UpdateWorkorder', { row_id: '500101', ...query })).toMatchObject({
      code,
      response: null,
    });
  });

  it('are added with a row id, and name every missing field', async () => {
    const target = await start();
    const order = {
      WorkorderNo: 'AV-1',
      CustomerName: 'A',
      CustomerDebtorNr: '10001',
      CustomerStreet: 'B',
      CustomerZIP: '1',
      CustomerCity: 'C',
      CustomerContactPerson: 'D',
      CustomerNameInvoice: 'A',
      CustomerDebtorNrInvoice: '10001',
      CustomerStreetInvoice: 'B',
      CustomerZIPInvoice: '1',
      CustomerCityInvoice: 'C',
      CustomerContactPersonInvoice: 'D',
      TypeOfWork: 'Service',
      PaymentMethod: 'op rekening',
      Materials: [{ MaterialCode: 'X', MaterialNr: '2', MaterialPrice: '1,35', MaterialName: 'x' }],
    };

    const [added] = (
      await outsmart<{ workorder_no: string; row_id: number }[]>(target, 'PostWorkorders', {}, [order])
    ).response;
    const repeated = await outsmart(target, 'PostWorkorders', { skip_duplicate_workorder_no: 'true' }, order);
    const refused = await outsmart(target, 'PostWorkorders', {}, [
      { ...order, CustomerCity: '', TypeOfWork: null },
    ]);

    expect(added?.workorder_no).toBe('AV-1');
    expect(target.world.outsmart.workOrder(String(added?.row_id))).toMatchObject({
      status: 'Klaargezet',
      Materials: [{ MaterialPrice: '1.35', MaterialTotalPrice: '2.70' }],
    });
    expect(repeated).toMatchObject({ code: 200, response: [] });
    expect(refused).toEqual({
      code: 1501,
      messages: ['Required field missing: CustomerCity', 'Required field missing: TypeOfWork'],
      response: null,
    });
  });
});

describe('master data', () => {
  it('is inserted and updated by key; what is left out is kept, an explicit empty overwrites', async () => {
    const target = await start();
    const stored = (): unknown => target.world.outsmart.entity('relations').get('70001');

    const first = await outsmart(target, 'relations', {}, [
      { ...RELATION, email: 'a@b.example', contact: 'Anna', active: 1 },
    ]);
    const second = await outsmart(target, 'relations', {}, { ...RELATION, name: 'Anders', contact: '' });

    expect([first.response, second.response]).toEqual([1, 1]);
    expect(stored()).toMatchObject({ name: 'Anders', email: 'a@b.example', contact: '', active: '1' });
  });

  it('counts an empty required field as missing and stores nothing of the batch', async () => {
    const target = await start();

    const answer = await outsmart(target, 'relations', {}, [
      RELATION,
      { ...RELATION, debtor_number: '70002', city: '' },
    ]);

    expect(answer).toEqual({ code: 1301, messages: ['Required field missing: city'], response: null });
    expect(target.world.outsmart.entity('relations').get('70001')).toBeUndefined();
  });

  it('stores the good rows of a refused batch in profile odd', async () => {
    const target = await start({ profile: 'odd' });

    const answer = await outsmart(target, 'relations', {}, [
      RELATION,
      { ...RELATION, debtor_number: '70002', city: '' },
    ]);

    expect(answer.code).toBe(1301);
    expect(target.world.outsmart.entity('relations').get('70001')).toBeDefined();
  });

  it.each([
    [
      'hourtypes',
      { code: 'X', name: 'X', cost_booking: 0, sale_booking: 1, sale_price: '1,50', active: '2' },
      1801,
    ],
    ['hourtypes', { code: 'X', name: 'X', cost_booking: 0, sale_booking: 1, sale_price: 'duur' }, 1801],
    ['projects', { code: 'P', debtor_number: '1', status: '', name: 'P', date_start: '2026-01-01' }, 1701],
    [
      'projects',
      { code: 'P', debtor_number: '1', status: 'Nieuw', name: 'P', date_start: '01-01-2026' },
      1701,
    ],
    ['materials', { code: 'M', description: 'M', unit: 'st' }, 1201],
    ['categories', { cat_code: 'C', cat_name: 'C' }, 2401],
    ['material_categories', { mct_mat_code: 'M' }, 2501],
    ['workstatusses', { sta_code: '7' }, 2801],
  ])('%s are refused: %o', async (endpoint, record, code) => {
    expect(await outsmart(await start(), endpoint, {}, record)).toMatchObject({ code, response: null });
  });

  it('takes decimals in any form and gives everything as text or null', async () => {
    const target = await start();
    await outsmart(target, 'materials', {}, [
      { code: 'M1', description: 'M', price: '1,350', unit: 'st' },
      { code: 'M2', description: 'M', price: 2, unit: 'st' },
    ]);

    const { response } = await outsmart<Record<string, string | null>[]>(target, 'materials');

    expect(response.filter(({ code }) => code === 'M1' || code === 'M2')).toMatchObject([
      { price: '1.35', barcode: null },
      { price: '2' },
    ]);
  });

  it('filters relations, also by a database name, but ignores filters on employees', async () => {
    const target = await start();
    await outsmart(target, 'relations', {}, { ...RELATION, postal_code: '9999 ZZ' });

    const relations = await outsmart<unknown[]>(target, 'relations', {
      key: 'zip',
      value: '9999%',
      operator: 'li',
    });
    const employees = await outsmart<unknown[]>(target, 'employees', { key: 'number', value: 'none' });

    expect(relations.response).toHaveLength(1);
    expect(employees.response.length).toBeGreaterThan(1);
  });
});

describe('DeleteEntity', () => {
  it('really deletes', async () => {
    const target = await start();

    const one = await outsmart(target, 'DeleteEntity', {
      entity: 'relation',
      key: 'debtor_number',
      value: '10001',
      delete_all: 'false',
    });
    const all = await outsmart(target, 'DeleteEntity', { entity: 'relation', delete_all: 'true' });
    const workOrders = await outsmart(target, 'DeleteEntity', { entity: 'workorder', delete_all: 'true' });

    expect([one.response, all.code, workOrders.code]).toEqual([1, 200, 1600]);
    expect(target.world.outsmart.entity('relations').size).toBe(0);
  });
});

describe('pages', () => {
  it('show the work orders, and one of them, with texts from outside as text', async () => {
    const { outsmartOrigin } = await start();

    const list = await (await fetch(`${outsmartOrigin}/next/crm/work-orders/`)).text();
    const detail = await fetch(`${outsmartOrigin}/next/crm/work-orders/590012/`);
    const missing = await fetch(`${outsmartOrigin}/next/crm/work-orders/1/`);

    expect(list).toContain('/next/crm/work-orders/500101/');
    expect([detail.status, missing.status]).toEqual([200, 404]);
    expect(await detail.text()).not.toContain('<script>');
  });
});

import { describe, expect, it } from 'vitest';
import { createHttp } from '../../../lib/http/http';
import { createOutSmartClient } from '../../../lib/outsmart/client';
import { steppedClock } from '../../support/engine-parts';

/** A client whose service gives these answers, one after the other; and what it was asked. */
function clientOf(...answers: (Response | Error)[]) {
  const asked: Request[] = [];
  const http = createHttp({
    fetch: async (input, init) => {
      asked.push(new Request(input, init));
      const answer = answers[Math.min(asked.length, answers.length) - 1];
      if (answer === undefined || answer instanceof Error) throw answer ?? new TypeError('Failed to fetch');
      return answer.clone();
    },
    clock: steppedClock(),
    random: () => 0.5,
    permitted: async () => true,
    online: () => true,
  });
  const credentials = async () => ({ token: 'T', softwareToken: 'S' });
  return { asked, client: createOutSmartClient({ baseUrl: 'https://os.test/openapi/8', http, credentials }) };
}

const ok = (response: unknown): Response => Response.json({ code: 200, messages: [], response });
const no = (code: number, status = 200): Response =>
  Response.json({ code, messages: ['Nee'], response: null }, { status });
const order = (id: string, number?: string) => ({
  id,
  ...(number === undefined ? {} : { WorkorderNo: number }),
});

describe('findWorkOrders', () => {
  it('asks once, changing nothing, when there is none', async () => {
    const { client, asked } = clientOf(no(1500));

    expect(await client.findWorkOrders('AV-7')).toEqual([]);

    const [request] = asked.map(({ url }) => new URL(url));
    expect(asked).toHaveLength(1);
    expect(request?.pathname).toBe('/openapi/8/GetWorkorder/');
    expect(Object.fromEntries(request?.searchParams ?? [])).toMatchObject({
      workorder_no: 'AV-7',
      update_status: 'false',
    });
  });

  it.each([
    ['none of another number', ok(order('1', 'AV-70')), ok([order('1', 'AV-70')]), []],
    ['none that differs in case', ok(order('1', 'av-7')), ok([order('1', 'av-7')]), []],
    ['an older one behind one that differs in case', ok(order('2', 'av-7')), ok([order('1', 'AV-7')]), ['1']],
    ['an array of one', ok([order('1', 'AV-7')]), ok([order('1', 'AV-7')]), ['1']],
    [
      'all, when the list is not narrowed',
      ok(order('3', 'AV-7')),
      ok([order('1', 'X'), order('2', 'AV-7')]),
      ['3', '2'],
    ],
    ['one, when the list knows no such filter', ok(order('3', 'AV-7')), ok([]), ['3']],
  ])('finds %s', async (_, first, list, expected) => {
    const { client, asked } = clientOf(first, list);

    expect(await client.findWorkOrders('AV-7')).toEqual(expected);
    expect(asked.map(({ url }) => new URL(url).searchParams.get('update_status'))).toEqual([
      'false',
      'false',
    ]);
  });

  it.each([
    ['without a number', ok(order('1'))],
    ['without an id', ok({ WorkorderNo: 'AV-7' })],
    ['that is no record', ok('weg')],
  ])('does not take a work order %s for another one', async (_, answer) => {
    const { client } = clientOf(answer);

    await expect(client.findWorkOrders('AV-7')).rejects.toMatchObject({ code: 'API_CHANGED' });
  });

  it.each([
    ['HTML', new Response('<html>Onderhoud</html>')],
    ['nothing', new Response('')],
    ['a lost connection', new TypeError('Failed to fetch')],
  ])('says nothing when it is answered with %s', async (_, answer) => {
    const { client } = clientOf(answer);

    await expect(client.findWorkOrders('AV-7')).rejects.toMatchObject({ kind: 'transient' });
  });
});

describe('createWorkOrder', () => {
  const workOrder = { WorkorderNo: 'AV-7', Materials: [{ MaterialCode: 'X', MaterialNr: '1,5' }] };

  it.each([
    ['a row id', ok([{ workorder_no: 'AV-7', row_id: 500123 }]), { kind: 'applied', value: '500123' }],
    ['the bare record', ok({ workorder_no: 'AV-7', row_id: '5' }), { kind: 'applied', value: '5' }],
    ['another number', ok([{ workorder_no: 'AV-8', row_id: 5 }]), { kind: 'unknown' }],
    ['no row id', ok([{ workorder_no: 'AV-7' }]), { kind: 'unknown' }],
    ['nothing added', ok([]), { kind: 'unknown' }],
    [
      'two rows',
      ok([
        { workorder_no: 'AV-7', row_id: 5 },
        { workorder_no: 'AV-7', row_id: 6 },
      ]),
      { kind: 'unknown' },
    ],
    ['a missing field', no(1501), { kind: 'not-applied', error: { code: 'REFUSED_BY_OUTSMART' } }],
    ['a refused token', no(1004), { kind: 'not-applied', error: { kind: 'auth' } }],
    ['an error of the server', no(1007), { kind: 'unknown' }],
    ['a missing field with a 500', no(1501, 500), { kind: 'unknown' }],
    ['a 429', new Response('', { status: 429 }), { kind: 'not-applied', error: { code: 'RATE_LIMITED' } }],
    ['a 503', new Response('', { status: 503 }), { kind: 'unknown' }],
    ['HTML', new Response('<html></html>'), { kind: 'unknown' }],
    ['a lost connection', new TypeError('Failed to fetch'), { kind: 'unknown' }],
  ])('is sent once and knows what became of it: %s', async (_, answer, expected) => {
    const { client, asked } = clientOf(answer);

    expect(await client.createWorkOrder(workOrder)).toMatchObject(expected);

    expect(asked).toHaveLength(1);
    const [request] = asked;
    expect(request?.method).toBe('POST');
    expect(request?.credentials).toBe('omit');
    expect(new URL(request?.url ?? '').searchParams.get('skip_duplicate_workorder_no')).toBe('true');
    expect(await request?.json()).toEqual([workOrder]);
  });
});

describe('transactions', () => {
  const payment = { int_external_transaction_id: 'AV-1-5', int_amount: '5.00', int_inv_id: '3' };

  it('are compared exactly', async () => {
    const rows = [{ int_inv_id: 3, int_amount: '5' }, { int_inv_id: '33' }, {}];
    const { client, asked } = clientOf(ok(rows));

    expect(await client.transactions('int_inv_id', '3')).toEqual([{ int_inv_id: '3', int_amount: '5' }]);
    expect(asked[0]?.url).toContain('key=int_inv_id&value=3&operator=eq');
  });

  it.each([
    ['the stored row', ok([{ ...payment, int_transaction_id: '9' }]), 'applied'],
    [
      'a row of another payment',
      ok([{ int_external_transaction_id: 'X', int_transaction_id: '9' }]),
      'unknown',
    ],
    ['a row without a number', ok([payment]), 'unknown'],
    ['a count', ok(1), 'unknown'],
    ['an unknown endpoint', no(1001), 'not-applied'],
  ])('are sent once and know what became of them: %s', async (_, answer, kind) => {
    const { client, asked } = clientOf(answer);

    expect((await client.createTransaction(payment)).kind).toBe(kind);
    expect(asked).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { processWorkOrder, processWorkOrders } from '../../../lib/outsmart/client';
import { json } from '../http/raw-server';

function order(change: Record<string, unknown> = {}): Record<string, unknown> {
  return { id: '500123', status: 'Compleet', WorkDate: '14-03-2026', ...change };
}

function envelope(response: unknown) {
  return json({ code: 200, messages: [], response }, { side: 'outsmart' });
}

describe('processWorkOrders', () => {
  it('lets one bad record cost one record', () => {
    const list = processWorkOrders(
      envelope([
        order({ id: '1' }),
        order({ id: '' }),
        7,
        order({ id: '4', WorkDate: 'x' }),
        order({ id: '5' }),
      ]),
    );

    expect(list.map((one) => (one.ok ? one.value.id : `${one.key} ${one.code}`))).toEqual([
      '1',
      'row 2 RECORD_KEY_MISSING',
      'row 3 RECORD_KEY_MISSING',
      '4 DATE_INVALID',
      '5',
    ]);
  });
});

describe('processWorkOrder', () => {
  it('reads an object, and an array of one', () => {
    expect(processWorkOrder(envelope(order()), '500123')).toMatchObject({
      ok: true,
      value: { id: '500123' },
    });
    expect(processWorkOrder(envelope([order()]), '500123')).toMatchObject({
      ok: true,
      value: { id: '500123' },
    });
  });

  it.each([[[]], [null]])('is gone when the answer is %j', (payload) => {
    expect(() => processWorkOrder(envelope(payload), '1')).toThrow(
      expect.objectContaining({ code: 'WORK_ORDER_GONE' }),
    );
  });

  it.each([
    ['another work order', order({ id: '500124' })],
    ['two', [order(), order()]],
    ['one without an id', order({ id: '' })],
  ])('never takes %s for the one asked for', (_, payload) => {
    expect(() => processWorkOrder(envelope(payload), '500123')).toThrow(
      expect.objectContaining({ code: 'API_CHANGED' }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { big, toDecimal } from '../../../lib/kernel/decimal';
import { buildDocument } from '../../../lib/sync/export/document';
import type { DocumentContext } from '../../../lib/sync/export/document-input';
import { totalOf } from '../../../lib/sync/export/lines';
import { holdFlood, placeWorkOrder } from '../../../lib/sync/export/qualify';
import { aMaterial, aPeriod, aSettings, aWorkOrder, columns, dec } from '../../support/builders';

function context(change: Partial<DocumentContext> = {}): DocumentContext {
  return {
    settings: aSettings(),
    referenceField: 'EXT_ID',
    headerColumns: columns('SO_HDR', {
      RPL_INV: 10,
      RPL_DEL: 10,
      ORD_DATE: 10,
      DEL_DATE: 10,
      EXT_ID: 32,
      COMMENT1: 40,
      COMMENT2: 10_000,
    }),
    lineColumns: columns('SO_LINE', { ART_CODE: 15, ART_DESC1: 40 }),
    hours: {
      hourTypes: new Map([
        ['MONT', { code: 'MONT', name: 'Montage-uur', salePrice: dec('62.50'), priceProblem: null }],
      ]),
      articleCodes: new Set(['MONT']),
      defaultPrice: null,
    },
    ...change,
  };
}

describe('buildDocument', () => {
  it('makes an order with hours, materials, reference and total', () => {
    const built = buildDocument(aWorkOrder(), context());

    expect(built).toEqual({
      ok: true,
      value: {
        reference: 'OS-500123',
        referenceField: 'EXT_ID',
        bookDate: '2026-11-20',
        total: '205.15',
        header: {
          RPL_INV: '1001',
          RPL_DEL: '1001',
          ORD_DATE: '2026-11-20',
          DEL_DATE: '2026-11-20',
          EXT_ID: 'OS-500123',
          COMMENT1: 'WB-2026-00031',
          COMMENT2: 'Lekkage verholpen',
        },
        lines: [
          {
            articleCode: 'MONT',
            quantity: '2.5',
            unitPrice: '62.5',
            description: 'Montage-uur',
            projectCode: '',
          },
          {
            articleCode: 'KRAAN-15',
            quantity: '1',
            unitPrice: '48.9',
            description: 'Kraan 15 mm',
            projectCode: '',
          },
        ],
      },
    });
  });

  it('puts reference and number in the order description when that carries the reference', () => {
    const built = buildDocument(aWorkOrder(), context({ referenceField: 'COMMENT1' }));

    expect(built).toMatchObject({ value: { header: { COMMENT1: 'OS-500123 WB-2026-00031' } } });
  });

  it.each([
    ['RPL_INV', 10, (text: string) => aWorkOrder({ debtorNumber: text })],
    ['ART_DESC1', 40, (text: string) => aWorkOrder({ materials: [aMaterial({ name: text })] })],
  ])('[D4] holds a text as long as %s, %i, and refuses one more rather than cut it', (field, max, order) => {
    const whole = `${'x'.repeat(max - 2)}🔧`;

    expect(buildDocument(order(whole), context())).toMatchObject({ ok: true });
    const refused = { code: 'FIELD_TOO_LONG', params: { field, length: max + 1, max } };
    expect(buildDocument(order(`x${whole}`), context())).toMatchObject({ ok: false, problem: refused });
  });

  it('[D4] is cut where COMMENT1 ends, and never in the middle of a character', () => {
    const order = aWorkOrder({ orderNr: `${'x'.repeat(39)}🔧` });

    const built = buildDocument(order, context());

    expect(built).toMatchObject({ value: { header: { COMMENT1: 'x'.repeat(39) } } });
  });

  it.each([
    ['the dictionary does not know the table', new Map(), 'Klant was niet thuis'],
    ['it lists the column', columns('DJ_PAGE', { COMMENT1: 255 }), 'Klant was niet thuis'],
    ['it lists others only', columns('DJ_PAGE', { HDR_DESC: 40 }), undefined],
  ])('puts a line of text into the remark of a journal page when %s', (_what, headerColumns, remark) => {
    const settings = {
      ...aSettings(),
      exportTarget: 'journal',
      journal: 'VRK',
      defaultRevenue: '8010',
    } as const;
    const books = {
      codes: ['KRAAN-15'],
      articles: new Map([['KRAAN-15', { group: '', vatCode: '1', description: '' }]]),
      vat: new Map([['1', { percentage: dec('21'), isReverse: false }]]),
    };
    const text = aMaterial({ code: '', name: 'Klant was niet thuis', quantity: dec('0'), totalPrice: null });
    const order = aWorkOrder({ description: '', periods: [], materials: [aMaterial(), text] });
    const built = buildDocument(order, context({ settings, headerColumns, books }));

    expect(built.ok && built.value.header['COMMENT1']).toBe(remark);
  });

  it('invoices the invoice debtor and delivers to the work debtor', () => {
    const built = buildDocument(aWorkOrder({ invoiceDebtorNumber: '2002' }), context());

    expect(built).toMatchObject({ value: { header: { RPL_INV: '2002', RPL_DEL: '1001' } } });
  });

  it.each([
    ['no date', aWorkOrder({ workDate: null }), 'FIELD_REQUIRED'],
    ['no debtor', aWorkOrder({ debtorNumber: '' }), 'FIELD_REQUIRED'],
    ['nothing on it', aWorkOrder({ periods: [], materials: [] }), 'NOTHING_TO_INVOICE'],
    [
      'only zero quantities',
      aWorkOrder({ periods: [], materials: [aMaterial({ quantity: dec('0') })] }),
      'NOTHING_TO_INVOICE',
    ],
    [
      'a name of 60 characters',
      aWorkOrder({ materials: [aMaterial({ name: 'x'.repeat(60) })] }),
      'FIELD_TOO_LONG',
    ],
    ['an unmapped hour type', aWorkOrder({ periods: [aPeriod({ hourType: 'REIS' })] }), 'HOURTYPE_UNMAPPED'],
    [
      'a free-text line with an amount',
      aWorkOrder({ materials: [aMaterial({ code: '' })] }),
      'MATERIAL_NOT_FOUND',
    ],
    [
      'a line total that differs',
      aWorkOrder({ materials: [aMaterial({ totalPrice: dec('50') })] }),
      'TOTALS_DIFFER',
    ],
  ])('refuses a work order with %s', (_, order, code) => {
    expect(buildDocument(order, context())).toMatchObject({ ok: false, problem: { code } });
  });

  it('accepts a line total that differs by a cent of rounding', () => {
    expect(
      buildDocument(aWorkOrder({ materials: [aMaterial({ totalPrice: dec('48.91') })] }), context()).ok,
    ).toBe(true);
  });

  it('puts a free-text line without amount in the remark', () => {
    const order = aWorkOrder({
      materials: [aMaterial({ code: '', name: 'Sleutel terug', unitPrice: dec('0') })],
    });

    expect(buildDocument(order, context())).toMatchObject({
      value: { header: { COMMENT2: 'Lekkage verholpen\nSleutel terug' } },
    });
  });

  it('rounds each period up and fills up to the minimum on the hour type with most minutes', () => {
    const order = aWorkOrder({
      materials: [],
      periods: [aPeriod({ minutes: 61 })],
      roundingMinutes: 15,
      minimumHours: dec('2'),
    });

    expect(buildDocument(order, context())).toMatchObject({ value: { lines: [{ quantity: '2' }] } });
    expect(buildDocument({ ...order, minimumHours: null }, context())).toMatchObject({
      value: { lines: [{ quantity: '1.25' }] },
    });
  });

  it('[D6] totals the same as the sum of its rounded lines whatever the lines', () => {
    const amount = fc
      .integer({ min: -99_999, max: 99_999 })
      .map((cents) => toDecimal(big(dec(String(cents))).div(100)));
    const lines = fc.array(fc.tuple(amount, amount), { minLength: 1, maxLength: 20 });

    fc.assert(
      fc.property(lines, (pairs) => {
        const materials = pairs.map(([quantity, unitPrice]) => aMaterial({ quantity, unitPrice }));
        const built = buildDocument(aWorkOrder({ periods: [], materials }), context());
        if (!built.ok) return true;
        return built.value.kind !== 'journal' && built.value.total === totalOf(built.value.lines);
      }),
    );
  });
});

describe('placeWorkOrder', () => {
  const today = '2026-11-22';

  it.each([
    ['an ordinary one', aWorkOrder(), false, { state: 'waiting', code: null }],
    [
      'an archived one',
      aWorkOrder({ archived: true }),
      false,
      { state: 'skipped', code: 'SKIPPED_ARCHIVED' },
    ],
    [
      'one before the from date',
      aWorkOrder({ workDate: '2026-10-31' }),
      false,
      { state: 'skipped', code: 'SKIPPED_BEFORE_FROM' },
    ],
    ['an old one', aWorkOrder({ workDate: '2026-11-01' }), false, { state: 'waiting', code: null }],
    [
      'one made from an order',
      aWorkOrder({ workorderNo: 'AV-2026' }),
      false,
      { state: 'held', code: 'HELD_FROM_ORDER' },
    ],
    [
      'one with the prefix alone',
      aWorkOrder({ workorderNo: 'AV-' }),
      false,
      { state: 'waiting', code: null },
    ],
    [
      'one with the prefix in lower case',
      aWorkOrder({ workorderNo: 'av-2026' }),
      false,
      { state: 'waiting', code: null },
    ],
    [
      'a released one made from an order',
      aWorkOrder({ workorderNo: 'AV-2026' }),
      true,
      { state: 'waiting', code: null },
    ],
  ])('places %s', (_, order, released, expected) => {
    expect(placeWorkOrder(order, aSettings(), today, released)).toEqual(expected);
  });

  it('holds a work order older than the limit on the day it is first seen', () => {
    const settings = aSettings({ exportFrom: '2026-01-01' });
    const fromOrder = aWorkOrder({ workorderNo: 'AV-7', workDate: '2026-10-22' });

    expect(placeWorkOrder(fromOrder, settings, today, false).code).toBe('HELD_FROM_ORDER');

    expect(placeWorkOrder(aWorkOrder({ workDate: '2026-10-22' }), settings, today, false)).toEqual({
      state: 'held',
      code: 'HELD_OLD',
    });
    expect(placeWorkOrder(aWorkOrder({ workDate: '2026-10-23' }), settings, today, false)).toEqual({
      state: 'waiting',
      code: null,
    });
  });
});

describe('holdFlood', () => {
  it('holds all new ones when there are more than the limit and none otherwise', async () => {
    const { newLedgerRow } = await import('../../../lib/sync/export/ledger');
    const ports = { clock: { now: () => 0, sleep: async () => {} } };
    const row = newLedgerRow({ ports, run: { companyId: 'c1' }, settings: aSettings() } as never, '1');
    const rows = [
      row,
      { ...row, workOrderId: '2' },
      { ...row, workOrderId: '3', state: 'held', code: 'HELD_OLD' } as const,
    ];

    expect(holdFlood(rows, 2)).toEqual(rows);
    expect(holdFlood(rows, 1).map(({ code }) => code)).toEqual(['HELD_FLOOD', 'HELD_FLOOD', 'HELD_OLD']);
  });
});

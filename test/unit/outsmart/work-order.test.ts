import { describe, expect, it } from 'vitest';
import { parseWorkOrder } from '../../../lib/outsmart/work-order';
import { aParty } from '../../support/builders';

type Wire = Record<string, unknown>;

function aPeriod(change: Wire = {}): Wire {
  return {
    Id: '9001',
    WorkDate: '14-03-2026',
    BeginTime: '09:00',
    EndTime: '11:30',
    Break: '0',
    TotalTime: '02:30',
    HourType: 'MONT',
    EmployeeNr: '17',
    Travel: '24',
    WorkRemark: '',
    ...change,
  };
}

function aLine(change: Wire = {}): Wire {
  return {
    MaterialCode: 'KABEL',
    MaterialNr: '12',
    MaterialPrice: '1,35',
    MaterialTotalPrice: '16.20',
    MaterialName: 'Kabel',
    MaterialUnit: 'm',
    MaterialType: null,
    ...change,
  };
}

function anOrder(change: Wire = {}): Wire {
  return {
    id: '500123',
    WorkorderNo: 'AV-2026-31',
    OrderNr: 'WB-2026-00031',
    status: 'Compleet',
    WorkStatus: '1',
    Archived: '0',
    WorkDate: '14-03-2026',
    ProjectNr: 'P24',
    EmployeeNr: '17',
    CustomerName: 'Bakkerij De Halm',
    CustomerDebtorNr: '10042',
    CustomerDebtorNrInvoice: null,
    AdrCode: '',
    WorkDescription: 'Groep hersteld',
    ShortWorkDescription: '',
    MinimumHours: '',
    RoundingAmount: '15',
    Workperiods: [aPeriod()],
    Materials: [aLine()],
    Photos: [{ image: 'x' }],
    Unknown: { a: 1 },
    ...change,
  };
}

const NOWHERE = { address: '', postalCode: '', city: '', country: '', phone: '', email: '' };

describe('parseWorkOrder', () => {
  it('reads what the export needs and ignores the rest', () => {
    expect(parseWorkOrder(anOrder(), 1)).toEqual({
      ok: true,
      value: {
        id: '500123',
        workorderNo: 'AV-2026-31',
        orderNr: 'WB-2026-00031',
        status: 'Compleet',
        workStatus: '1',
        archived: false,
        workDate: '2026-03-14',
        customerName: 'Bakkerij De Halm',
        debtorNumber: '10042',
        invoiceDebtorNumber: '',
        employeeNumber: '17',
        projectNumber: 'P24',
        addressCode: '',
        description: 'Groep hersteld',
        shortDescription: '',
        minimumHours: null,
        roundingMinutes: 15,
        periods: [{ hourType: 'MONT', minutes: 150, travelKm: 24, remark: '' }],
        materials: [
          { code: 'KABEL', name: 'Kabel', unit: 'm', quantity: '12', unitPrice: '1.35', totalPrice: '16.2' },
        ],
        parties: {
          work: aParty({ name: 'Bakkerij De Halm', ...NOWHERE }),
          invoice: aParty({ name: '', ...NOWHERE }),
        },
      },
    });
  });

  it.each([
    ['a number for an id', { id: 500123 }, { id: '500123' }],
    ['the other spelling of id', { id: undefined, Id: '7' }, { id: '7' }],
    ['an archived one', { Archived: '1' }, { archived: true }],
    ['an archived one in JSON', { Archived: true }, { archived: true }],
    ['one without the member', { Archived: undefined }, { archived: false }],
    ['no date', { WorkDate: null }, { workDate: null }],
    ['a date of zeros', { WorkDate: '0000-00-00' }, { workDate: null }],
    ['a leap day', { WorkDate: '29-02-2028' }, { workDate: '2028-02-29' }],
    ['short days', { WorkDate: '1-2-2026' }, { workDate: '2026-02-01' }],
    ['minimum hours', { MinimumHours: '1,50' }, { minimumHours: '1.5' }],
    ['no rounding', { RoundingAmount: '0' }, { roundingMinutes: null }],
    [
      'numbers as numbers',
      { Materials: [aLine({ MaterialNr: 2.5, MaterialPrice: 1.1, MaterialTotalPrice: null })] },
      {
        materials: [
          { code: 'KABEL', name: 'Kabel', unit: 'm', quantity: '2.5', unitPrice: '1.1', totalPrice: null },
        ],
      },
    ],
    [
      'three decimals',
      { Materials: [aLine({ MaterialNr: '1.125' })] },
      { materials: [expect.objectContaining({ quantity: '1.125' })] },
    ],
    [
      'a negative quantity',
      { Materials: [aLine({ MaterialNr: '-1' })] },
      { materials: [expect.objectContaining({ quantity: '-1' })] },
    ],
    [
      'a line of text',
      { Materials: [{ MaterialName: 'Let op', MaterialNr: '', MaterialPrice: null }] },
      {
        materials: [{ code: '', name: 'Let op', unit: '', quantity: '0', unitPrice: '0', totalPrice: null }],
      },
    ],
    ['absent lists', { Workperiods: undefined, Materials: null }, { periods: [], materials: [] }],
    ["PHP's empty object for a list", { Workperiods: {}, Materials: '' }, { periods: [], materials: [] }],
    [
      'a single line without its array',
      { Materials: aLine() },
      { materials: [expect.objectContaining({ code: 'KABEL' })] },
    ],
    [
      'minutes',
      { Workperiods: [aPeriod({ TotalTime: '95' })] },
      { periods: [expect.objectContaining({ minutes: 95 })] },
    ],
    [
      'minutes as a number',
      { Workperiods: [aPeriod({ TotalTime: 0 })] },
      { periods: [expect.objectContaining({ minutes: 0 })] },
    ],
    [
      'more than a day',
      { Workperiods: [aPeriod({ TotalTime: '26:15' })] },
      { periods: [expect.objectContaining({ minutes: 1575 })] },
    ],
    [
      'a trip without hours',
      { Workperiods: [{ Travel: 24.5 }] },
      { periods: [{ hourType: '', minutes: 0, travelKm: 24.5, remark: '' }] },
    ],
  ])('reads %s', (_, change, expected) => {
    expect(parseWorkOrder(anOrder(change), 1)).toEqual({
      ok: true,
      value: expect.objectContaining(expected) as unknown,
    });
  });

  it.each([
    [
      'both signs in a price',
      { Materials: [aLine(), aLine({ MaterialPrice: '1.234,50' })] },
      'NUMBER_AMBIGUOUS',
      { field: 'MaterialPrice', line: 2, value: '1.234,50' },
    ],
    [
      'an exponent',
      { Materials: [aLine({ MaterialNr: 1e21 })] },
      'NUMBER_AMBIGUOUS',
      { field: 'MaterialNr', line: 1, value: '1e+21' },
    ],
    [
      'text for a number, which is not shown',
      { Materials: [aLine({ MaterialNr: 'Jan de Wit' })] },
      'NUMBER_AMBIGUOUS',
      { field: 'MaterialNr', line: 1 },
    ],
    [
      'no quantity of an article',
      { Materials: [aLine({ MaterialNr: '' })] },
      'FIELD_REQUIRED',
      { field: 'MaterialNr', line: 1 },
    ],
    [
      'no price of an article',
      { Materials: [aLine({ MaterialPrice: null })] },
      'FIELD_REQUIRED',
      { field: 'MaterialPrice', line: 1 },
    ],
    [
      'an unclear line total',
      { Materials: [aLine({ MaterialTotalPrice: '1,2,3' })] },
      'NUMBER_AMBIGUOUS',
      { field: 'MaterialTotalPrice', line: 1, value: '1,2,3' },
    ],
    [
      'decimal hours',
      { Workperiods: [aPeriod({ TotalTime: '2.5' })] },
      'NUMBER_AMBIGUOUS',
      { field: 'TotalTime', line: 1, value: '2.5' },
    ],
    [
      'sixty minutes',
      { Workperiods: [aPeriod({ TotalTime: '01:60' })] },
      'NUMBER_AMBIGUOUS',
      { field: 'TotalTime', line: 1, value: '01:60' },
    ],
    [
      'negative minutes',
      { Workperiods: [aPeriod({ TotalTime: '-5' })] },
      'NUMBER_AMBIGUOUS',
      { field: 'TotalTime', line: 1, value: '-5' },
    ],
    [
      'a begin and an end without a total',
      { Workperiods: [aPeriod({ TotalTime: '' })] },
      'FIELD_REQUIRED',
      { field: 'TotalTime', line: 1 },
    ],
    ['unclear minimum hours', { MinimumHours: 'veel' }, 'NUMBER_AMBIGUOUS', { field: 'MinimumHours' }],
    [
      'the 31st of February',
      { WorkDate: '31-02-2026' },
      'DATE_INVALID',
      { field: 'WorkDate', value: '31-02-2026' },
    ],
    [
      'a 29th of February in no leap year',
      { WorkDate: '29-02-2026' },
      'DATE_INVALID',
      { field: 'WorkDate', value: '29-02-2026' },
    ],
    [
      'the American order',
      { WorkDate: '03-14-2026' },
      'DATE_INVALID',
      { field: 'WorkDate', value: '03-14-2026' },
    ],
    ['the ISO order', { WorkDate: '2026-03-14' }, 'DATE_INVALID', { field: 'WorkDate', value: '2026-03-14' }],
    [
      'a moment',
      { WorkDate: '14-03-2026 09:00' },
      'DATE_INVALID',
      { field: 'WorkDate', value: '14-03-2026 09:00' },
    ],
    ['a list for a name', { CustomerName: ['x'] }, 'RECORD_INVALID', { field: 'CustomerName' }],
    ['a line that is none', { Materials: [aLine(), null] }, 'RECORD_INVALID', { field: 'Materials.1' }],
    ['text for the periods', { Workperiods: 'x' }, 'RECORD_INVALID', { field: 'Workperiods' }],
  ])('sets aside %s', (_, change, code, params) => {
    expect(parseWorkOrder(anOrder(change), 1)).toEqual({ ok: false, key: '500123', code, params });
  });

  it.each([
    [{ ...anOrder(), id: null }],
    [{ ...anOrder(), id: ' ' }],
    [{ ...anOrder(), id: {} }],
    [null],
    ['x'],
    [[]],
  ])('names a record without an id by its row', (raw) => {
    expect(parseWorkOrder(raw, 3)).toMatchObject({ ok: false, key: 'row 3', code: 'RECORD_KEY_MISSING' });
  });
});

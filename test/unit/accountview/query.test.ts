import { describe, expect, it } from 'vitest';
import { dataParams } from '../../../lib/accountview/query';

describe('dataParams', () => {
  it('names fields, page and filters as the contract does', () => {
    const params = dataParams({
      businessObject: 'SO1',
      table: 'SO_HDR',
      fields: ['REC_ID', 'EXT_ID'],
      pageSize: 200,
      lastKey: 'A&B +1',
      bookDate: '2026-11-20',
      filters: [
        { field: 'EXT_ID', operator: 'Contains', value: 'OS-10', type: 'C' },
        { field: 'CNG_DATE', operator: 'DateOnOrAfterDate', value: '{^2026-01-31}', type: 'T' },
      ],
    });

    expect(Object.fromEntries(new URLSearchParams(params.toString()))).toEqual({
      BusinessObject: 'SO1',
      PageSize: '200',
      Fields: 'REC_ID,EXT_ID',
      BookDate: '2026-11-20',
      LastKey: 'A&B +1',
      FilterControlSource1: 'EXT_ID',
      FilterOperator1: 'Contains',
      FilterValueType1: 'C',
      FilterValue1: 'OS-10',
      FilterControlSource2: 'CNG_DATE',
      FilterOperator2: 'DateOnOrAfterDate',
      FilterValueType2: 'T',
      FilterValue2: '{^2026-01-31}',
    });
  });

  it('leaves out what is not asked for', () => {
    const params = dataParams({
      businessObject: 'AR1',
      table: 'CONTACT',
      fields: ['SUB_NR'],
      pageSize: 1,
      lastKey: null,
    });

    expect([...params.keys()]).toEqual(['BusinessObject', 'PageSize', 'Fields']);
  });
});

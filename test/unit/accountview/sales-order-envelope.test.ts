import { describe, expect, it } from 'vitest';
import { salesOrderEnvelope } from '../../../lib/accountview/sales-order-envelope';
import type { SalesOrderDocument, SalesOrderLine } from '../../../lib/domain/sales-order';
import { dec } from '../../support/builders';

const ALL = { header: new Set<string>(), line: new Set(['ART_DESC1', 'PROJ_CODE']) };

function aLine(change: Partial<SalesOrderLine> = {}): SalesOrderLine {
  return {
    articleCode: 'KRAAN-15',
    quantity: dec('1'),
    unitPrice: dec('48.90'),
    description: 'Kraan "15"',
    projectCode: 'P1',
    ...change,
  };
}

function aDocument(change: Partial<SalesOrderDocument> = {}): SalesOrderDocument {
  return {
    reference: 'OS-500123',
    referenceField: 'EXT_ID',
    bookDate: '2026-11-20',
    header: {
      COMMENT1: 'WB-31',
      ZZ: 'z',
      EXT_ID: 'OS-500123',
      ORD_DATE: '2026-11-20',
      RPL_INV: '1042',
      AA: 'a',
      DEL_DATE: '2026-11-20',
      RPL_DEL: '1043',
    },
    lines: [aLine()],
    total: dec('48.90'),
    ...change,
  };
}

describe('salesOrderEnvelope', () => {
  it('is one header in a fixed order of columns with its lines', () => {
    const lines = [
      aLine(),
      aLine({
        articleCode: 'UUR',
        quantity: dec('2,5'),
        unitPrice: dec('62.5'),
        description: '',
        projectCode: '',
      }),
    ];

    expect(JSON.parse(salesOrderEnvelope(aDocument({ lines }), ALL))).toEqual({
      BookDate: '2026-11-20T00:00:00.000Z',
      BusinessObject: 'SO1',
      Table: {
        Definition: {
          Name: 'SO_HDR',
          Fields: [
            { Name: 'RowId', FieldType: 'C' },
            { Name: 'RPL_INV', FieldType: 'C' },
            { Name: 'RPL_DEL', FieldType: 'C' },
            { Name: 'ORD_DATE', FieldType: 'T' },
            { Name: 'DEL_DATE', FieldType: 'T' },
            { Name: 'EXT_ID', FieldType: 'C' },
            { Name: 'COMMENT1', FieldType: 'C' },
            { Name: 'AA', FieldType: 'C' },
            { Name: 'ZZ', FieldType: 'C' },
          ],
        },
        DetailDefinitions: [
          {
            Name: 'SO_LINE',
            Fields: [
              { Name: 'RowId', FieldType: 'C' },
              { Name: 'HeaderId', FieldType: 'C' },
              { Name: 'ART_CODE', FieldType: 'C' },
              { Name: 'ORD_QTY', FieldType: 'N' },
              { Name: 'ART_PX', FieldType: 'N' },
              { Name: 'ART_DESC1', FieldType: 'C' },
              { Name: 'PROJ_CODE', FieldType: 'C' },
            ],
          },
        ],
      },
      TableData: {
        Data: {
          Rows: [
            { Values: ['1', '1042', '1043', '2026-11-20', '2026-11-20', 'OS-500123', 'WB-31', 'a', 'z'] },
          ],
        },
        DetailData: [
          {
            Rows: [
              { Values: ['1', '1', 'KRAAN-15', 1, 48.9, 'Kraan "15"', 'P1'] },
              { Values: ['2', '1', 'UUR', 2.5, 62.5, null, null] },
            ],
          },
        ],
      },
    });
  });

  it.each(['0', '-12.5', '0.1', '12345678901234567890.123456789', '0.000000001'])(
    'writes %s as exactly that number',
    (number) => {
      const body = salesOrderEnvelope(aDocument({ lines: [aLine({ quantity: dec(number) })] }), ALL);

      expect(body).toContain(`"KRAAN-15",${number},48.9,`);
      expect(() => JSON.parse(body) as unknown).not.toThrow();
    },
  );

  it('leaves out columns that this company does not have, or that no line fills', () => {
    const without = salesOrderEnvelope(aDocument(), { header: new Set(), line: new Set(['PROJ_CODE']) });
    const empty = salesOrderEnvelope(
      aDocument({ lines: [aLine({ description: '', projectCode: '' })] }),
      ALL,
    );

    expect(without).not.toContain('ART_DESC1');
    expect(without).toContain('PROJ_CODE');
    expect(empty).not.toMatch(/ART_DESC1|PROJ_CODE/);
  });

  it('is the same text for equal documents', () => {
    const { header, ...rest } = aDocument();
    const turned = Object.fromEntries(Object.entries(header).toReversed());

    expect(salesOrderEnvelope({ ...rest, header: turned }, ALL)).toBe(salesOrderEnvelope(aDocument(), ALL));
  });

  it('carries any text unharmed', () => {
    const text = 'é😀\n"=CMD()\u0000<script>';
    const body = JSON.parse(salesOrderEnvelope(aDocument({ header: { COMMENT1: text } }), ALL)) as {
      TableData: { Data: { Rows: [{ Values: string[] }] } };
    };

    expect(body.TableData.Data.Rows[0].Values).toEqual(['1', text]);
  });
});

import { describe, expect, it } from 'vitest';
import { ordersIn } from '../../../lib/accountview/stored-documents';
import { toColumnUses, toTables } from '../../../lib/accountview/system-data';

const line = (id: string, header: string, code: string) => ({ REC_ID: id, HDR_ID: header, ART_CODE: code });

describe('ordersIn', () => {
  it('gives each header its lines, in their order', () => {
    const headers = [{ REC_ID: 'A' }, { REC_ID: 'B' }, { REC_ID: 'C' }];
    const lines = [line('1', 'B', 'X'), line('2', 'A', 'Y'), line('3', 'B ', 'Z')];

    expect(ordersIn({ headers, lines }).map((order) => order.lines.map((row) => row['ART_CODE']))).toEqual([
      ['Y'],
      ['X', 'Z'],
      [],
    ]);
  });

  it('gives the only header lines that do not say whose they are, and guesses nothing else', () => {
    const lines = [{ ART_CODE: 'X' }];

    expect(ordersIn({ headers: [{ REC_ID: 'A' }], lines })[0]?.lines).toEqual(lines);
    expect(() => ordersIn({ headers: [{ REC_ID: 'A' }, { REC_ID: 'B' }], lines })).toThrow('API_CHANGED');
  });

  it('gives a header without a key no lines of others', () => {
    expect(ordersIn({ headers: [{}], lines: [line('1', 'B', 'X')] })[0]?.lines).toEqual([]);
  });
});

describe('the data dictionary', () => {
  it('finds tables by name exactly, whatever else the service found', () => {
    const rows = [
      { DBF_NAME: 'OPENITEM', OBJ_CODE: 'oi1 ', DBF_DESC: 'Openstaande posten' },
      { DBF_NAME: 'OPENITEM2', OBJ_CODE: 'OI2' },
      { DBF_NAME: 'openitem', OBJ_CODE: null },
    ];

    expect(toTables(rows, { field: 'DBF_NAME', value: 'OPENITEM' })).toEqual([
      { table: 'OPENITEM', objectCode: 'OI1', description: 'Openstaande posten' },
      { table: 'OPENITEM', objectCode: '', description: '' },
    ]);
  });

  it('tells who uses a column, and of which table it is the key', () => {
    const rows = [
      { DBF_NAME: 'CONTACT', FIELD_NAME: 'EMP_NR', PKY_TBL: 'medewerk' },
      { DBF_NAME: 'CONTACT', FIELD_NAME: 'EMP_NR2', PKY_TBL: 'X' },
      { DBF_NAME: 'MEDEWERK', FIELD_NAME: 'emp_nr' },
    ];

    expect(toColumnUses(rows, 'EMP_NR')).toEqual([
      { table: 'CONTACT', parent: 'MEDEWERK' },
      { table: 'MEDEWERK', parent: '' },
    ]);
  });
});

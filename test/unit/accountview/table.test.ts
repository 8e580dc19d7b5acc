import { describe, expect, it } from 'vitest';
import { processBusinessObjects, processCompanies } from '../../../lib/accountview/companies';
import { day, decimal, flag, text } from '../../../lib/accountview/rows';
import { processTable } from '../../../lib/accountview/table';
import { toFieldInfo } from '../../../lib/accountview/system-data';
import { aResponse, json } from '../http/raw-server';

const ERROR = { ErrorType: 'AccountViewError', ErrorNumbers: null, ErrorMessage: 'Niet gevonden.' };

describe('processTable', () => {
  it.each([
    ['an empty array', json({ CONTACT: [] })],
    ['an absent table', json({ USR_LINK: [] })],
    ['null', json({ CONTACT: null })],
    ['a 404 without a body', aResponse({ status: 404 })],
    ['a 404 with an error object', json(ERROR, { status: 404 })],
  ])('gives no rows for %s', (_, response) => {
    expect(processTable(response, 'CONTACT', 'AR1')).toEqual([]);
  });

  it('gives the rows with columns in upper case', () => {
    const response = json({
      CONTACT: [{ SUB_NR: '1', Acct_Name: 'De Halm', REC_BLK: false, CRED_LIM: 2.5, CNG_DATE: null }],
    });

    expect(processTable(response, 'CONTACT', 'AR1')).toEqual([
      { SUB_NR: '1', ACCT_NAME: 'De Halm', REC_BLK: false, CRED_LIM: 2.5, CNG_DATE: null },
    ]);
  });

  it('takes a single row that comes without its array, and a table in another case', () => {
    expect(processTable(json({ contact: { SUB_NR: '1' } }), 'CONTACT', 'AR1')).toEqual([{ SUB_NR: '1' }]);
  });

  it('keeps a row that is none as a row without columns, so that it is missed by its number', () => {
    const response = json({ CONTACT: [null, 'x', { SUB_NR: ['1'], ACCT_NAME: 'A' }] });

    expect(processTable(response, 'CONTACT', 'AR1')).toEqual([{}, {}, { ACCT_NAME: 'A' }]);
  });

  it.each([
    ['an array', json([])],
    ['text', json('x')],
    ['null', json(null)],
    ['a table that is a number', json({ CONTACT: 3 })],
  ])('does not take %s for an empty table', (_, response) => {
    expect(() => processTable(response, 'CONTACT', 'AR1')).toThrow(
      expect.objectContaining({ code: 'API_CHANGED' }),
    );
  });

  it('does not take a 404 page for an empty table', () => {
    const response = aResponse({ status: 404, body: { kind: 'html', excerpt: '<p>' } });

    expect(() => processTable(response, 'CONTACT', 'AR1')).toThrow(
      expect.objectContaining({ code: 'API_CHANGED' }),
    );
  });
});

describe('processCompanies', () => {
  it('reads a bare array', () => {
    const response = json([
      { Id: 'g-1', Description: 'De Kraan BV', Code: 'KRAAN ', Extra: 1 },
      { Id: 7, Code: null },
    ]);

    expect(processCompanies(response)).toEqual([
      { id: 'g-1', code: 'KRAAN', name: 'De Kraan BV' },
      { id: '7', code: '', name: '' },
    ]);
  });

  it('is not one company short without saying so', () => {
    expect(() => processCompanies(json([{ Code: 'KRAAN' }]))).toThrow(
      expect.objectContaining({ code: 'API_CHANGED' }),
    );
    expect(() => processCompanies(json({}))).toThrow(expect.objectContaining({ code: 'API_CHANGED' }));
  });
});

describe('processBusinessObjects', () => {
  it('reads flags in every form', () => {
    const response = json([
      { Code: 'so1', Description: 'Orders', InsertAllowed: 'True', UpdateAllowed: 0 },
      { Code: '' },
    ]);

    expect(processBusinessObjects(response)).toEqual([
      { code: 'SO1', description: 'Orders', insertAllowed: true },
    ]);
  });
});

describe('toFieldInfo', () => {
  it('takes the columns of exactly this table, each once', () => {
    const column = {
      DBF_NAME: 'SO_HDR',
      FIELD_NAME: 'EXT_ID',
      FIELD_TYPE: 'C',
      FIELD_LEN: '32',
      INP_MAND: false,
    };
    const rows = [
      column,
      column,
      { ...column, DBF_NAME: 'SO_HDR2', FIELD_NAME: 'OTHER' },
      { ...column, FIELD_NAME: '' },
    ];

    expect(toFieldInfo(rows, 'SO_HDR')).toEqual([
      { table: 'SO_HDR', name: 'EXT_ID', type: 'C', length: 32, mandatory: false },
    ]);
  });
});

describe('rows', () => {
  it('reads columns in the forms that occur', () => {
    const row = {
      A: ' x ',
      B: 12,
      C: null,
      D: 'T',
      E: 'F',
      F: '12,50',
      G: '1.234,5',
      H: '2026-11-23T00:00:00',
      I: true,
    };

    expect([text(row, 'A'), text(row, 'B'), text(row, 'C'), text(row, 'Z')]).toEqual(['x', '12', '', '']);
    expect([flag(row, 'D'), flag(row, 'E'), flag(row, 'I'), flag(row, 'Z')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect([
      decimal(row, 'B'),
      decimal(row, 'F'),
      decimal(row, 'G'),
      decimal(row, 'C'),
      decimal(row, 'I'),
    ]).toEqual(['12', '12.5', undefined, null, undefined]);
    expect([day(row, 'H'), day(row, 'A')]).toEqual(['2026-11-23', '']);
  });
});

import { describe, expect, it } from 'vitest';
import type { SourceRow } from '../../../lib/accountview/port';
import { madeDocument, processDocuments, toDocuments } from '../../../lib/accountview/stored-documents';
import { SHAPES } from '../../../lib/accountview/document-shape';
import { json } from '../http/raw-server';

const shape = SHAPES['sales-order'];
const QUERY = {
  shape,
  field: 'COMMENT1',
  bookDate: '2026-11-20',
  accepts: (found: string) => found === 'OS-10',
} as const;

function aHeader(change: SourceRow = {}): SourceRow {
  return {
    REC_ID: 'A1',
    ORD_NR: '2026001',
    COMMENT1: 'OS-10 WB-31',
    ORD_DATE: '2026-11-19T00:00:00',
    ORD_TOT: 48.9,
    ...change,
  };
}

describe('toDocuments', () => {
  it('takes only documents whose first word is exactly the reference', () => {
    const headers = [
      aHeader(),
      aHeader({ REC_ID: 'A2', COMMENT1: 'OS-100 WB-32' }),
      aHeader({ REC_ID: 'A3', COMMENT1: 'zie OS-10' }),
      aHeader({ REC_ID: 'A4', COMMENT1: 'os-10' }),
      aHeader({ REC_ID: 'A5', COMMENT1: '  OS-10\tx' }),
    ];

    expect(toDocuments({ headers, lines: [] }, QUERY).map(({ recordId }) => recordId)).toEqual(['A1', 'A5']);
  });

  it('gives number, key, date and total as stored', () => {
    expect(toDocuments({ headers: [aHeader()], lines: [] }, QUERY)).toEqual([
      {
        kind: 'sales-order',
        number: '2026001',
        recordId: 'A1',
        reference: 'OS-10',
        bookDate: '2026-11-19',
        total: '48.9',
        lineCount: null,
      },
    ]);
  });

  it('gives what is not there as not there', () => {
    const header = { REC_ID: 'A1', COMMENT1: 'OS-10' };

    expect(toDocuments({ headers: [header], lines: [] }, QUERY)).toEqual([
      {
        kind: 'sales-order',
        number: '',
        recordId: 'A1',
        reference: 'OS-10',
        bookDate: '2026-11-20',
        total: null,
        lineCount: null,
      },
    ]);
  });

  it('counts the lines of each document once', () => {
    const headers = [aHeader(), aHeader({ REC_ID: 'A2' })];
    const lines = [
      { REC_ID: 'L1', HDR_ID: 'A1' },
      { REC_ID: 'L2', HDR_ID: 'A1' },
      { REC_ID: 'L2', HDR_ID: 'A1' },
      { REC_ID: 'L3', HDR_ID: 'A2' },
    ];

    expect(toDocuments({ headers, lines }, QUERY).map(({ lineCount }) => lineCount)).toEqual([2, 1]);
  });

  it('counts lines that do not say whose they are only for a single document', () => {
    const lines = [{ ART_CODE: 'A' }, { ART_CODE: 'B' }];

    expect(toDocuments({ headers: [aHeader()], lines }, QUERY)[0]?.lineCount).toBe(2);
    expect(
      toDocuments({ headers: [aHeader(), aHeader({ REC_ID: 'A2' })], lines }, QUERY)[0]?.lineCount,
    ).toBeNull();
  });

  it.each([
    ['does not show the field it was found by', { COMMENT1: '' }],
    ['has neither number nor key', { ORD_NR: '', REC_ID: '' }],
  ])('is an error when a hit %s, never "not found"', (_, change) => {
    expect(() => toDocuments({ headers: [aHeader(change)], lines: [] }, QUERY)).toThrow(
      expect.objectContaining({ code: 'API_CHANGED', kind: 'permanent' }),
    );
  });
});

describe('processDocuments', () => {
  it('reads header and lines side by side, in every shape of a table', () => {
    expect(processDocuments(json({ SO_HDR: aHeader(), SO_LINE: { REC_ID: 'L1' } }), shape)).toEqual({
      headers: [aHeader()],
      lines: [{ REC_ID: 'L1' }],
    });
    expect(processDocuments(json({}), shape)).toEqual({ headers: [], lines: [] });
  });
});

const ABOUT = { reference: 'OS-10', bookDate: '2026-11-20' };

describe('madeDocument', () => {
  it('is what the answer names by number or key', () => {
    const answer = json({ SO_HDR: { ORD_NR: '2026001' }, SO_LINE: [] }, { status: 201 });

    expect(madeDocument(answer, shape, ABOUT)).toMatchObject({
      number: '2026001',
      recordId: '',
      reference: 'OS-10',
    });
  });

  it.each([
    ['names nothing', { SO_HDR: [{ RPL_INV: '1042' }] }],
    ['has no header', { SO_LINE: [] }],
    ['has two headers', { SO_HDR: [aHeader(), aHeader({ REC_ID: 'A2' })] }],
    ['is a list', []],
  ])('is open when the answer %s', (_, answer) => {
    expect(madeDocument(json(answer), shape, ABOUT)).toBeUndefined();
  });
});

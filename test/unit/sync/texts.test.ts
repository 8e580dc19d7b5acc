import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreement } from '../../../lib/domain/agreement';
import { cut, findTooLong, shortened, wrap } from '../../../lib/sync/export/texts';
import { columns } from '../../support/builders';

const LINE = columns('SO_LINE', { ART_CODE: 15, ART_DESC1: 40 });

describe('wrap', () => {
  it.each([
    ['breaks at a blank', 'aaa bbb ccc', 7, ['aaa bbb', 'ccc']],
    ['breaks a word that is longer than a line', 'abcdefgh', 3, ['abc', 'def', 'gh']],
    ['keeps paragraphs apart and leaves out empty ones', 'een\r\n\r\ntwee', 10, ['een', 'twee']],
    ['makes nothing of nothing', '', 10, []],
  ])('%s', (_, text, max, expected) => {
    expect(wrap(text, max)).toEqual(expected);
  });

  it('loses nothing but blanks, and no line is too long', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 2, max: 50 }), (text, max) => {
        const lines = wrap(text, max);
        const bare = (value: string): string => value.replace(/\s/g, '');
        return lines.every((line) => line.length <= max) && bare(lines.join('')) === bare(text);
      }),
    );
  });
});

describe('cut', () => {
  it('never leaves half of a character', () => {
    expect(cut('ab😀', 3)).toBe('ab');
    expect(cut('ab😀', 4)).toBe('ab😀');
  });
});

describe('findTooLong', () => {
  const long = 'x'.repeat(41);

  it('proposes how a text would be cut', () => {
    expect(findTooLong({ ART_DESC1: long }, LINE, { line: 2 })).toEqual({
      code: 'FIELD_TOO_LONG',
      params: { field: 'ART_DESC1', length: 41, max: 40, line: 2 },
      proposal: { field: 'ART_DESC1', text: long, shortened: 'x'.repeat(40) },
    });
  });

  it('proposes nothing for a key, which nobody may cut', () => {
    expect(findTooLong({ ART_CODE: long }, LINE)).toEqual({
      code: 'FIELD_TOO_LONG',
      params: { field: 'ART_CODE', length: 41, max: 15 },
    });
    const agreed = new Set(['ART_CODE', 'ART_DESC1'].map((field) => agreement(field, long)));
    expect(shortened({ ART_CODE: long, ART_DESC1: long }, LINE, agreed)).toEqual({
      ART_CODE: long,
      ART_DESC1: 'x'.repeat(40),
    });
  });

  it('is settled for the text that was agreed to, and for no other', () => {
    const agreed = new Set([agreement('ART_DESC1', long)]);

    expect(shortened({ ART_DESC1: `${long}y` }, LINE, agreed)).toEqual({ ART_DESC1: `${long}y` });
  });
});

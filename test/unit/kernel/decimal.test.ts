import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { big, parseDecimal, roundCents, toDecimal } from '../../../lib/kernel/decimal';

describe('parseDecimal', () => {
  it.each([
    ['4,55', '4.55'],
    ['4.55', '4.55'],
    ['1.125', '1.125'],
    [' 12 ', '12'],
    ['-3,50', '-3.5'],
    ['+2', '2'],
    ['-0', '0'],
    [2.5, '2.5'],
    ['0,00', '0'],
  ])('reads %j as %s', (raw, expected) => {
    expect(parseDecimal(raw)).toBe(expected);
  });

  it.each([
    '',
    '1.234,56',
    '1,234.56',
    '1.2.3',
    '1,2,3',
    '1e21',
    'NaN',
    'abc',
    '.5',
    '5,',
    null,
    undefined,
    Number.NaN,
    1e21,
  ])('refuses %j', (raw) => {
    expect(parseDecimal(raw)).toBeUndefined();
  });

  it('gives the same number for comma and point whatever the digits', () => {
    const digits = fc.stringMatching(/^-?\d{1,9}\.\d{1,6}$/);

    fc.assert(fc.property(digits, (text) => parseDecimal(text) === parseDecimal(text.replace('.', ','))));
  });
});

describe('roundCents', () => {
  it.each([
    ['0.005', '0.01'],
    ['-0.005', '-0.01'],
    ['1.004', '1'],
    ['2.675', '2.68'],
  ])('rounds %s half away from zero to %s', (raw, expected) => {
    const value = parseDecimal(raw);

    expect(value === undefined ? '' : toDecimal(roundCents(big(value)))).toBe(expected);
  });
});

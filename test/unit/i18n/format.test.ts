import { describe, expect, it } from 'vitest';
import { en } from '../../../lib/i18n/catalog.en';
import { nl } from '../../../lib/i18n/catalog.nl';
import { createFormat } from '../../../lib/i18n/format';
import { createT } from '../../../lib/i18n/text';

const dutch = createFormat('nl', createT(nl));
const english = createFormat('en', createT(en));
/** 22 November 2026, 00:30 in Amsterdam: still the 21st in UTC. */
const NOW = Date.UTC(2026, 10, 21, 23, 30);

describe('createFormat', () => {
  it('groups numbers as the language does', () => {
    expect(dutch.number(15320)).toBe('15.320');
    expect(english.number(15320)).toBe('15,320');
  });

  it.each([
    ['41.85', '41,85', '41.85'],
    ['46,5', '46,50', '46.50'],
    ['1395', '1395,00', '1395.00'],
    ['62.4375', '62,4375', '62.4375'],
    ['12.500', '12,50', '12.50'],
    ['-0,5', '-0,50', '-0.50'],
    ['op aanvraag', 'op aanvraag', 'op aanvraag'],
    ['', '', ''],
  ])('writes the amount %s alike wherever it came from', (text, inDutch, inEnglish) => {
    expect(dutch.amount(text)).toBe(inDutch);
    expect(english.amount(text)).toBe(inEnglish);
  });

  it.each([
    [NOW, 'vandaag 00:30'],
    [NOW - 45 * 60_000, 'gisteren 23:45'],
    [NOW + 24 * 3_600_000, 'morgen 00:30'],
    [Date.UTC(2026, 6, 1, 12, 5), '1 jul 14:05'],
    [Date.UTC(2025, 11, 31, 12, 5), '31 dec 2025 13:05'],
  ])('tells a moment by Dutch days and clocks (%i)', (time, shown) => {
    expect(dutch.moment(time, NOW)).toBe(shown);
  });

  it('leaves a day that is none as it is', () => {
    expect(dutch.day('2026-11-01')).toBe('1 nov 2026');
    expect(dutch.day('gisteren')).toBe('gisteren');
  });

  it.each([
    [840, '840 ms'],
    [40_200, '41 s'],
    [61_000, '2 min'],
    [3_600_000 * 2, '2 uur'],
  ])('gives %i ms in one unit', (durationMs, shown) => {
    expect(dutch.duration(durationMs)).toBe(shown);
  });
});

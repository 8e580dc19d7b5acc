import { describe, expect, it } from 'vitest';
import { retryAfter } from '../../../lib/http/retry-after';

const NOW = Date.UTC(2026, 10, 23, 9, 0, 0);
const HOUR = 3_600_000;

describe('[H9] retryAfter', () => {
  it.each([
    ['seconds', { 'retry-after': '30' }, NOW + 30_000],
    ['no wait at all, clamped up', { 'retry-after': '0' }, NOW + 1_000],
    ['ten years, clamped down', { 'retry-after': '315360000' }, NOW + HOUR],
    ['digits without end, clamped down', { 'retry-after': '9'.repeat(400) }, NOW + HOUR],
    [
      'a date, by the clock of the server and not by ours',
      { 'retry-after': 'Mon, 23 Nov 2026 12:00:40 GMT', date: 'Mon, 23 Nov 2026 12:00:00 GMT' },
      NOW + 40_000,
    ],
    ['a date without a date to compare', { 'retry-after': 'Mon, 23 Nov 2026 09:00:20 GMT' }, NOW + 20_000],
    [
      'a date that is no date of the server',
      { 'retry-after': 'Mon, 23 Nov 2026 09:00:20 GMT', date: 'soon' },
      NOW + 20_000,
    ],
  ])('reads %s', (_, headers, expected) => {
    expect(retryAfter(new Headers(headers), NOW)).toBe(expected);
  });

  it.each([
    ['absent', {}],
    ['negative', { 'retry-after': '-5' }],
    ['a fraction', { 'retry-after': '1.5' }],
    ['words', { 'retry-after': 'later' }],
    ['an ISO date', { 'retry-after': '2026-11-23T09:00:20Z' }],
    ['a day that does not exist', { 'retry-after': 'Mon, 23 Nev 2026 09:00:20 GMT' }],
    ['a moment that has passed', { 'retry-after': 'Mon, 23 Nov 2026 08:59:00 GMT' }],
  ])('gives nothing when it is %s', (_, headers) => {
    expect(retryAfter(new Headers(headers), NOW)).toBeUndefined();
  });
});

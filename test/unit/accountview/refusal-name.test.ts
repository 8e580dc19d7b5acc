import { describe, expect, it } from 'vitest';
import { withRefusalName } from '../../../lib/accountview/refusal-name';
import { AppError } from '../../../lib/kernel/app-error';

function refusal(original: string): AppError {
  return new AppError('REFUSED_BY_ACCOUNTVIEW', {
    kind: 'permanent',
    side: 'accountview',
    params: { businessObject: 'SO1' },
    original,
  });
}

describe('withRefusalName', () => {
  it.each([
    ['De periode van 2026-03-01 is afgesloten.', 'PERIOD_CLOSED'],
    ['Boeken in een gesloten periode is niet toegestaan', 'PERIOD_CLOSED'],
    ['De administratie van De Kraan over 2025 is gearchiveerd.', 'ADMINISTRATION_ARCHIVED'],
    ['De administratie is geblokkeerd.', 'ADMINISTRATION_LOCKED'],
    ['Artikel X is geblokkeerd.', 'REFUSED_BY_ACCOUNTVIEW'],
    ['', 'REFUSED_BY_ACCOUNTVIEW'],
  ])('of "%s" is %s, and nothing else changes', (original, code) => {
    expect(withRefusalName(refusal(original))).toMatchObject({
      code,
      kind: 'permanent',
      side: 'accountview',
      applied: 'no',
      params: { businessObject: 'SO1' },
      original,
    });
  });

  it('leaves other errors as they are', () => {
    const error = new AppError('UNREACHABLE', { kind: 'transient', original: 'periode afgesloten' });
    expect(withRefusalName(error)).toBe(error);
  });
});

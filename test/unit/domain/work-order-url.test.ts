import { describe, expect, it } from 'vitest';
import { workOrderIdOf, workOrderUrl } from '../../../lib/domain/work-order-url';

const ORIGIN = 'https://app.out-smart.com';

describe('workOrderIdOf', () => {
  it.each([
    [`${ORIGIN}/next/crm/work-orders/123/`, '123'],
    [`${ORIGIN}/next/work-orders/123/`, '123'],
    [`${ORIGIN}/next/crm/work-orders/123?tab=x#y`, '123'],
    [`${ORIGIN}/next/crm/work-orders/`, undefined],
    [`${ORIGIN}/next/crm/work-orders/1/2/`, undefined],
    [`${ORIGIN}/next/crm/work-orders/%E0%A4%A/`, undefined],
    ['https://evil.example/next/crm/work-orders/123/', undefined],
    ['', undefined],
  ])('reads %s', (url, id) => {
    expect(workOrderIdOf(url, ORIGIN)).toBe(id);
  });
});

describe('workOrderUrl', () => {
  it('never leaves the connected origin, whatever the id', () => {
    const url = workOrderUrl('../../@evil.example/"><script>', ORIGIN);

    expect(new URL(url).origin).toBe(ORIGIN);
    expect(workOrderIdOf(url, ORIGIN)).toBe('../../@evil.example/"><script>');
  });
});

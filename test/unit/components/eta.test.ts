import { describe, expect, it } from 'vitest';
import { estimateMs } from '../../../components/status/eta';

const first = { category: 'relations', done: 100, at: 1_000 };

describe('estimateMs', () => {
  it('follows the pace since the first sample', () => {
    expect(estimateMs(first, 300, 500, 11_000)).toBe(10_000);
  });

  it('says nothing while there is too little to go by', () => {
    expect(estimateMs(first, 300, null, 11_000)).toBeUndefined();
    expect(estimateMs(first, 300, 500, 2_000)).toBeUndefined();
    expect(estimateMs(first, 100, 500, 11_000)).toBeUndefined();
  });
});

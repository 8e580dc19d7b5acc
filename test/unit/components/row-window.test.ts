import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexOfSeq, layoutRows, ROW_HEIGHT } from '../../../components/log/row-window';

describe('layoutRows', () => {
  it('stacks rows of one height when none is unfolded', () => {
    const layout = layoutRows(50_000, []);

    expect(layout.total).toBe(50_000 * ROW_HEIGHT);
    expect(layout.topOf(3)).toBe(3 * ROW_HEIGHT);
    expect(layout.indexAt(3 * ROW_HEIGHT + 1)).toBe(3);
  });

  it('stays within the list', () => {
    expect(layoutRows(10, []).indexAt(1e9)).toBe(9);
    expect(layoutRows(10, []).indexAt(-5)).toBe(0);
    expect(layoutRows(0, []).indexAt(100)).toBe(0);
  });

  it('agrees with adding up every height, whichever rows are unfolded', () => {
    const opened = fc.dictionary(
      fc.integer({ min: 0, max: 30 }).map(String),
      fc.integer({ min: 0, max: 400 }),
    );
    fc.assert(
      fc.property(opened, fc.integer({ min: 0, max: 12_000 }), (extras, y) => {
        const open = Object.entries(extras).map(([index, extra]) => ({ index: Number(index), extra }));
        const layout = layoutRows(
          31,
          open.toSorted((a, b) => a.index - b.index),
        );
        const heights = Array.from({ length: 31 }, (_, index) => ROW_HEIGHT + (extras[String(index)] ?? 0));
        const tops = heights.map((_, index) =>
          heights.slice(0, index).reduce((sum, height) => sum + height, 0),
        );

        expect(tops.map((_, index) => layout.topOf(index))).toEqual(tops);
        const at = layout.indexAt(y);
        expect(at).toBe(
          Math.max(
            0,
            tops.findLastIndex((top) => top <= y),
          ),
        );
      }),
    );
  });
});

describe('indexOfSeq', () => {
  it('finds a number in a list that runs down, and none that is not there', () => {
    expect([9, 7, 4, 1].map((seq) => indexOfSeq([9, 7, 4, 1], seq))).toEqual([0, 1, 2, 3]);
    expect(indexOfSeq([9, 7, 4, 1], 5)).toBe(-1);
    expect(indexOfSeq([], 5)).toBe(-1);
  });
});

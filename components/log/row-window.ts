/** Height of a row that is not unfolded, px; `.log-line` in panel.css is made to it. */
export const ROW_HEIGHT = 68;

/** A row that is unfolded: its place in the list and what it takes beyond `ROW_HEIGHT`. */
export interface OpenRow {
  index: number;
  extra: number;
}

/** Where rows stand. Only unfolded ones differ in height, so a list of any length needs no table of heights. */
export interface RowLayout {
  total: number;
  topOf(index: number): number;
  /** The row at a height, within the list. */
  indexAt(y: number): number;
}

/** `open` in ascending order of index. */
export function layoutRows(count: number, open: readonly OpenRow[]): RowLayout {
  const topOf = (index: number): number => {
    let top = index * ROW_HEIGHT;
    for (const row of open) if (row.index < index) top += row.extra;
    return top;
  };
  return {
    total: topOf(count),
    topOf,
    indexAt: (y) => {
      let above = 0;
      for (const row of open) {
        const bottom = (row.index + 1) * ROW_HEIGHT + above + row.extra;
        if (y < bottom) {
          const top = bottom - ROW_HEIGHT - row.extra;
          if (y >= top) return row.index;
          break;
        }
        above += row.extra;
      }
      return Math.min(Math.max(0, count - 1), Math.max(0, Math.floor((y - above) / ROW_HEIGHT)));
    },
  };
}

/** Index of `seq` in a list that runs from high to low, or -1. */
export function indexOfSeq(seqs: readonly number[], seq: number): number {
  let low = 0;
  let high = seqs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = seqs[middle] ?? 0;
    if (found === seq) return middle;
    if (found > seq) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

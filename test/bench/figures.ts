/** One measured value and the most it may be (reliability §5.3). */
export interface Figure {
  value: number;
  bar: number;
}
export type Figures = Readonly<Record<string, Figure>>;

export const ROUNDS = 3;

/** The middle value of an odd number of rounds. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Thousandths are all that a report needs. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

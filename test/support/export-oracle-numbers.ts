/** Exact numbers of the oracle: whole units at a scale, nothing else. */

export interface Exact {
  units: bigint;
  /** Decimals: 12.5 is 125 at scale 1. */
  scale: number;
}

export const ZERO: Exact = { units: 0n, scale: 0 };

/** Comma or point is the decimal sign; both, or one of them twice, is ambiguous: `undefined`. */
export function exact(text: string): Exact | undefined {
  const match = /^([+-]?)(\d+)(?:[.,](\d+))?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, sign = '', whole = '', part = ''] = match;
  const units = BigInt(whole + part);
  return { units: sign === '-' ? -units : units, scale: part.length };
}

/** Half away from zero. */
export function divide(top: bigint, bottom: bigint): bigint {
  const isNegative = top < 0n;
  const size = isNegative ? -top : top;
  const rounded = (2n * size + bottom) / (2n * bottom);
  return isNegative ? -rounded : rounded;
}

/** A product in whole cents. */
export function centsOf(left: Exact, right: Exact): bigint {
  return divide(100n * left.units * right.units, 10n ** BigInt(left.scale + right.scale));
}

/** Part of an amount in cents, by a percentage. */
export function percentOf(cents: bigint, percentage: Exact): bigint {
  return divide(cents * percentage.units, 100n * 10n ** BigInt(percentage.scale));
}

export function euros(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

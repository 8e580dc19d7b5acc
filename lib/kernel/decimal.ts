import Big from 'big.js';

/** An exact decimal number as text, e.g. `-12.5`: safe to store, to compare after parsing, never a float. */
export type Decimal = string & { readonly __brand: 'Decimal' };

const PLAIN = /^[+-]?\d+(?:[.,]\d+)?$/;

/**
 * Reads a number as both APIs write them: number or text, comma or point as the decimal sign, whichever
 * occurs (product §4: `1.125` is 1.125). Both signs at once, one of them twice, an exponent, or anything
 * else is ambiguous and gives `undefined`; empty text and null too.
 */
export function parseDecimal(raw: string | number | null | undefined): Decimal | undefined {
  if (raw === null || raw === undefined) return undefined;
  const text = (typeof raw === 'number' ? String(raw) : raw).trim();
  if (!PLAIN.test(text)) return undefined;
  return toDecimal(new Big(text.replace(',', '.').replace('+', '')));
}

export function toDecimal(value: Big | number): Decimal {
  const big = typeof value === 'number' ? new Big(value) : value;
  return (big.eq(0) ? '0' : big.toFixed()) as Decimal;
}

export function big(value: Decimal): Big {
  return new Big(value);
}

/** Half away from zero to cents, as an invoice line is rounded. */
export function roundCents(value: Big): Big {
  return value.round(2, Big.roundHalfUp);
}

/** Exact decimal arithmetic on text, so that the simulator's totals do not share a float error with the product. */

interface Scaled {
  units: bigint;
  scale: number;
}

const PATTERN = /^([+-]?)(\d+)(?:[.,](\d+))?$/;

/** Canonical text with a dot and without superfluous zeros, or undefined when it is not a plain decimal. */
export function canonicalDecimal(value: string | number): string | undefined {
  const match = PATTERN.exec(String(value).trim());
  if (match === null) return undefined;
  const [, sign = '', whole = '0', fraction = ''] = match;
  return format({ units: BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`), scale: fraction.length });
}

/** Product rounded half away from zero to cents. */
export function centsOfProduct(quantity: string, price: string): bigint {
  const left = scaled(quantity);
  const right = scaled(price);
  return toCents({ units: left.units * right.units, scale: left.scale + right.scale });
}

export function centsOf(amount: string): bigint {
  return toCents(scaled(amount));
}

/** `1234n` → `12.34` */
export function centsToText(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function scaled(text: string): Scaled {
  const canonical = canonicalDecimal(text) ?? '0';
  const [whole = '0', fraction = ''] = canonical.split('.');
  return { units: BigInt(`${whole}${fraction}`), scale: fraction.length };
}

function toCents({ units, scale }: Scaled): bigint {
  if (scale <= 2) return units * 10n ** BigInt(2 - scale);
  const divisor = 10n ** BigInt(scale - 2);
  const half = units < 0n ? -divisor / 2n : divisor / 2n;
  return (units + half) / divisor;
}

function format({ units, scale }: Scaled): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

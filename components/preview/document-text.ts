/** A decimal as other programs read it: a point, and two places at least. */
export function plainAmount(decimal: string | null): string {
  if (decimal === null) return '';
  const [whole = '', places = ''] = decimal.split('.');
  return `${whole}.${places.padEnd(2, '0')}`;
}

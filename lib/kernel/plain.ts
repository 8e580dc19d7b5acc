/** An object of names and values; neither null nor an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A logical value: a boolean, or one of the forms that occur (accountview-api §5.1). */
export function isTrue(value: unknown): boolean {
  if (typeof value === 'string') return /^(?:true|t|1|\.t\.)$/i.test(value.trim());
  return value === true || value === 1;
}

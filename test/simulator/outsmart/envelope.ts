/** Envelope of every answer (outsmart-openapi §1.5). */
export interface Envelope {
  code: number;
  messages: readonly string[];
  response: unknown;
}

/** OutSmart says no, with one of the codes of §5.1. */
export class OutSmartError extends Error {
  readonly code: number;
  readonly messages: readonly string[];

  constructor(code: number, messages: readonly string[] = []) {
    super(messages.join('; '));
    this.name = 'OutSmartError';
    this.code = code;
    this.messages = messages;
  }
}

export function toEnvelope(error: OutSmartError): Envelope {
  return { code: error.code, messages: error.messages, response: null };
}

/** The records of a POST: an array, or one bare object (§3). */
export function parseRecords(body: string): Record<string, unknown>[] {
  if (body.trim() === '') throw new OutSmartError(1008, ['Unable to fetch body']);
  const parsed = parseJson(body);
  const records: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  if (!records.every(isRecord)) throw new OutSmartError(1009, ['Unable to parse body']);
  return records;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new OutSmartError(1009, ['Unable to parse body']);
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Required fields without a value; an empty text counts as missing (§3.8, §7.7). */
export function missingFields(
  record: Readonly<Record<string, unknown>>,
  required: readonly string[],
): string[] {
  return required.filter(
    (name) => record[name] === undefined || record[name] === null || record[name] === '',
  );
}

import type { BatchPart, Fault, RequestRecord } from '../types';
import type { Envelope } from './envelope';

type BatchFault = Extract<Fault, { kind: 'batch' }>;

/**
 * Stores a part of a POST's records and answers with a count of its own choice: what a service does whose batches
 * are not atomic (outsmart-openapi §5.3). `perform` acts on the body it is given.
 */
export async function performBatch(
  { store = 'all', answer = 'stored' }: BatchFault,
  record: RequestRecord,
  perform: (body: string) => Promise<Response>,
): Promise<Response> {
  const sent = recordsOf(record.body);
  const stored = partOf(sent, store);
  const response = await perform(JSON.stringify(stored));
  if (answer === 'stored') return response;
  if (answer === 'error') {
    record.code = 1007;
    return Response.json({ code: 1007, messages: ['Er is een fout opgetreden.'], response: null });
  }
  return withCount(response, answer === 'sent' ? sent.length : answer);
}

function recordsOf(body: string): unknown[] {
  const parsed: unknown = JSON.parse(body);
  return Array.isArray(parsed) ? parsed : [parsed];
}

/** Of an odd number the first half is the smaller one; a single record is in the last half. */
function partOf(records: readonly unknown[], part: BatchPart): unknown[] {
  const half = Math.floor(records.length / 2);
  const bounds: Readonly<Record<BatchPart, readonly [number, number]>> = {
    all: [0, records.length],
    'first-half': [0, half],
    'last-half': [half, records.length],
    none: [0, 0],
  };
  return records.slice(...bounds[part]);
}

async function withCount(response: Response, count: number): Promise<Response> {
  const envelope = (await response.json()) as Envelope;
  const listed: unknown = envelope.response;
  const changed = Array.isArray(listed) ? listed.slice(0, count) : count;
  const { status, headers } = response;
  return Response.json({ ...envelope, response: changed }, { status, headers: withoutLength(headers) });
}

function withoutLength(headers: Headers): Headers {
  const copy = new Headers(headers);
  copy.delete('content-length');
  return copy;
}

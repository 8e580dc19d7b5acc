import type { HourType } from '../domain/work-order';
import { misshapen } from '../http/failure';
import type { HttpResponse } from '../http/message';
import { processEnvelope } from './envelope';
import { FieldReader } from './field-reader';
import type { IncomingRecord } from './port';

/** A list of master data, every plain value as text, null as '' (outsmart-openapi §4). */
export function processRecords(response: HttpResponse): IncomingRecord[] {
  return processList(response).map(toRecord);
}

/** The payload as the array it has to be. */
export function processList(response: HttpResponse): readonly unknown[] {
  const payload = processEnvelope(response);
  if (!Array.isArray(payload)) throw misshapen(response, 'response');
  return payload;
}

/** The number of records that a write synced (outsmart-openapi §3). */
export function processCount(response: HttpResponse): number {
  const payload = processEnvelope(response);
  const count = typeof payload === 'string' && /^\d+$/.test(payload) ? Number(payload) : payload;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0)
    throw misshapen(response, 'response');
  return count;
}

/**
 * Hour types by what an hour of them costs. One without a code is of no work order. One whose price is empty or
 * ambiguous stays, with the reason: its hours must not get another price as if nobody had set one.
 */
export function processHourTypes(response: HttpResponse): HourType[] {
  return processRecords(response).flatMap((record) => {
    const code = (record['code'] ?? '').trim();
    if (code === '') return [];
    const reader = new FieldReader();
    const price = reader.requiredDecimal((record['sale_price'] ?? '').trim(), 'sale_price');
    const { problem: priceProblem = null } = reader;
    const salePrice = priceProblem === null ? price : null;
    return [{ code, name: (record['name'] ?? '').trim(), salePrice, priceProblem }];
  });
}

export function toRecord(value: unknown): IncomingRecord {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, cell]) => {
      const text = cellText(cell);
      return text === undefined ? [] : [[name, text] as const];
    }),
  );
}

function cellText(cell: unknown): string | undefined {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? '1' : '0';
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : undefined;
}

import type { HourType } from '../domain/work-order';
import { misshapen } from '../http/failure';
import type { HttpResponse } from '../http/message';
import { parseDecimal } from '../kernel/decimal';
import { processEnvelope } from './envelope';
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
 * Hour types that can be used for a price. One without code, or whose price is empty or ambiguous, is left out:
 * its hours then have no price, and the work order that needs it says so by itself.
 */
export function processHourTypes(response: HttpResponse): HourType[] {
  return processRecords(response).flatMap((record) => {
    const code = (record['code'] ?? '').trim();
    const salePrice = parseDecimal(record['sale_price']);
    return code === '' || salePrice === undefined
      ? []
      : [{ code, name: (record['name'] ?? '').trim(), salePrice }];
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

import { misshapen } from '../http/failure';
import type { HttpResponse } from '../http/message';
import { isRecord } from '../kernel/plain';
import { isNotFound, processAnswer } from './answer';
import type { SourceRow } from './port';

/**
 * Rows of one table in the answer to a read (accountview-api §4.5): an array, a single row as an object, an
 * absent table, null, or a 404 for "none".
 */
export function processTable(response: HttpResponse, table: string, businessObject: string): SourceRow[] {
  if (isNotFound(response)) return [];
  const answer = processAnswer(response, businessObject);
  if (!isRecord(answer)) throw misshapen(response, table);
  return rowsOf(answer, table) ?? fail(misshapen(response, table));
}

/** The rows of a table in an answer that was understood; `undefined` when its member has an impossible shape. */
export function rowsOf(answer: Record<string, unknown>, table: string): SourceRow[] | undefined {
  const member = memberOf(answer, table);
  if (member === undefined || member === null || member === '') return [];
  if (Array.isArray(member)) return member.map(toRow);
  return isRecord(member) ? [toRow(member)] : undefined;
}

/** Rows of an answer that is a bare array (accountview-api §3, §6). */
export function processList(response: HttpResponse, what: string): SourceRow[] {
  const answer = processAnswer(response);
  if (!Array.isArray(answer)) throw misshapen(response, what);
  return answer.map(toRow);
}

function memberOf(answer: Record<string, unknown>, table: string): unknown {
  return answer[table] ?? Object.entries(answer).find(([name]) => name.toUpperCase() === table)?.[1];
}

/** Columns in upper case; what is no plain value is no column. A row that is none at all is a row without columns. */
function toRow(value: unknown): SourceRow {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, cell]) =>
      isCell(cell) ? [[name.toUpperCase(), cell] as const] : [],
    ),
  );
}

function isCell(value: unknown): value is SourceRow[string] {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function fail(error: Error): never {
  throw error;
}

import { type Category, type RecordRef, recordRef } from './category';
import type { LedgerRow } from './ledger';
import type { LogCode } from '../kernel/codes';

export type LogLevel = 'info' | 'warning' | 'error';
export type LogDirection = 'import' | 'export' | 'connection';
export type LogParams = Readonly<Record<string, string | number>>;

/** One line of the log (product §8). Holds no personal data but a record's number and name (§9). */
export interface LogRow {
  /** Ascending, given by the store. */
  seq: number;
  /** Milliseconds since the epoch. */
  time: number;
  level: LogLevel;
  direction: LogDirection;
  code: LogCode;
  params: LogParams;
  runId?: string;
  category?: Category | undefined;
  record?: RecordRef;
  /** Name of the company or article the record stands for. */
  recordName?: string | undefined;
  /** The service's own words, redacted and cut to 500 characters. */
  original?: string | undefined;
  attempt?: number;
  durationMs?: number;
  documentNumber?: string | undefined;
  /** Fiscal year of the document. */
  documentYear?: string | undefined;
}

export type NewLogRow = Omit<LogRow, 'seq' | 'time'>;

/** A row about one work order's export. */
export function orderRow(row: LedgerRow, level: LogLevel, code: LogCode, params: LogParams = {}): NewLogRow {
  return {
    level,
    direction: 'export',
    code,
    params: { ...params, order: row.orderNr || row.workOrderId },
    record: recordRef('work-order', row.workOrderId),
    recordName: row.customerName || undefined,
    documentNumber: row.documentNumber ?? undefined,
  };
}

/** A row about the connection or a run as a whole. */
export function connectionRow(
  code: LogCode,
  more: Partial<Pick<NewLogRow, 'level' | 'params' | 'runId' | 'durationMs'>> = {},
): NewLogRow {
  return { level: 'info', direction: 'connection', code, params: {}, ...more };
}

import type { Category, RecordRef } from './category';
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
  category?: Category;
  record?: RecordRef;
  /** Name of the company or article the record stands for. */
  recordName?: string;
  /** The service's own words, redacted and cut to 500 characters. */
  original?: string;
  attempt?: number;
  durationMs?: number;
  documentNumber?: string;
  /** Fiscal year of the document. */
  documentYear?: string;
}

export type NewLogRow = Omit<LogRow, 'seq' | 'time'>;

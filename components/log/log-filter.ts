import type { LogLevel, LogRow } from '../../lib/domain/log-row';

export interface LogFilter {
  /** Words that all have to occur, in lower case; empty for none. */
  words: readonly string[];
  level: LogLevel | 'all';
  /** Only this record, e.g. `work-order:123`. */
  record: string | null;
}

export const NO_FILTER: LogFilter = { words: [], level: 'all', record: null };

export function isNoFilter({ words, level, record }: LogFilter): boolean {
  return words.length === 0 && level === 'all' && record === null;
}

export function toWords(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Whether a row is wanted; `headlineOf` gives the words in which the reader sees it. */
export function matches(
  row: LogRow,
  { words, level, record }: LogFilter,
  headlineOf: (code: string) => string,
): boolean {
  if (level !== 'all' && row.level !== level) return false;
  if (record !== null && row.record !== record) return false;
  if (words.length === 0) return true;
  const values = Object.values(row.params);
  const text = [
    headlineOf(row.code),
    row.code,
    row.record,
    row.recordName,
    row.documentNumber,
    row.original,
    ...values,
  ];
  const haystack = text.join(' ').toLowerCase();
  return words.every((word) => haystack.includes(word));
}

import type { FieldInfo } from '../../domain/company';
import type { LogParams } from '../../domain/log-row';
import { agreement } from '../../domain/agreement';
import type { Problem } from './built';

export type Columns = ReadonlyMap<string, FieldInfo>;

/** Where the dictionary does not know the table, the contract's proven columns are sent. */
export function isColumn(columns: Columns, name: string): boolean {
  return columns.size === 0 || columns.has(name);
}

/** As far as `max` reaches; half of a surrogate pair is no character. */
export function cut(text: string, max: number): string {
  return text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
}

/** What a text column holds; undefined where there is no limit to keep. */
function limitOf(columns: Columns, name: string): number | undefined {
  const column = columns.get(name);
  return column === undefined || column.type !== 'C' || column.length <= 0 ? undefined : column.length;
}

/** Texts that say something and may be cut with a person's consent; all others are keys. */
const CUTTABLE: ReadonlySet<string> = new Set([
  'COMMENT1',
  'ART_DESC1',
  'TRN_DESC',
  'ACCT_NAME',
  'ADDRESS1',
  'CITY',
  'TEL_BUS',
  'MAIL_BUS',
]);

/** The first value that is longer than its column, as the problem it is; `line` from 1. */
export function findTooLong(
  values: Readonly<Record<string, string>>,
  columns: Columns,
  where: LogParams = {},
): Problem | undefined {
  for (const [field, text] of Object.entries(values)) {
    const max = limitOf(columns, field);
    if (max === undefined || text.length <= max) continue;
    const params = { field, length: text.length, max, ...where };
    const proposal = { field, text, shortened: cut(text, max) };
    return { code: 'FIELD_TOO_LONG', params, ...(CUTTABLE.has(field) && { proposal }) };
  }
  return undefined;
}

/** Texts that a person agreed to have cut. */
export type Agreed = ReadonlySet<string>;
export const NOTHING_AGREED: Agreed = new Set();

/** The same values with the agreed texts as long as their columns. */
export function shortened(
  values: Readonly<Record<string, string>>,
  columns: Columns,
  agreed: Agreed,
): Readonly<Record<string, string>> {
  const entries = Object.entries(values).map(([field, text]) => {
    const max =
      CUTTABLE.has(field) && agreed.has(agreement(field, text)) ? limitOf(columns, field) : undefined;
    return [field, max === undefined ? text : cut(text, max)];
  });
  return Object.fromEntries(entries) as Readonly<Record<string, string>>;
}

/** A text as lines of at most `max` characters, broken at blanks where there are any; nothing gets lost. */
export function wrap(text: string, max: number): string[] {
  return text
    .split(/\r?\n/)
    .flatMap((paragraph) => wrapParagraph(paragraph.trim(), max))
    .filter((line) => line !== '');
}

function wrapParagraph(text: string, max: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const blank = rest.lastIndexOf(' ', max);
    const line = blank > 0 ? rest.slice(0, blank) : cut(rest, max);
    lines.push(line);
    rest = rest.slice(line.length).trimStart();
  }
  return [...lines, rest];
}

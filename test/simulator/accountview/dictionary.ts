/** FoxPro letters (accountview-api §8): text, memo, number, integer, currency, logical, date, moment. */
export type FieldType = 'C' | 'M' | 'N' | 'I' | 'B' | 'Y' | 'L' | 'D' | 'T';

export interface Field {
  name: string;
  type: FieldType;
  length: number;
  label: string;
  /** Format `!`. */
  upperCase: boolean;
  mandatory: boolean;
  /** Given by the service; refused when a client sends it. */
  serverSet: boolean;
  /** The table that must have a record with this key, when the value is not empty. */
  parent?: string;
}

export interface TableDefinition {
  name: string;
  description: string;
  key: string;
  /** One set of rows per fiscal year instead of one for the company. */
  perYear: boolean;
  /** The column a generated number goes into, with its prefix ('' = the fiscal year). */
  numbered?: { field: string; prefix: string };
  fields: readonly Field[];
}

/** Columns that nearly every table has (accountview-api §4.3). */
const BOOKKEEPING = `
  CNG_DATE  T     -     Gewijzigd op
  CNG_NR    I     -     Aantal wijzigingen
  CNG_USR   C20   -     Gewijzigd door
  INP_DATE  T     -     Ingevoerd op
  INP_USR   C20   -     Ingevoerd door`;

interface TableOptions {
  key: string;
  perYear?: boolean;
  /** Tables without `CNG_*` and `INP_*`. */
  plain?: boolean;
  numbered?: { field: string; prefix: string };
}

/**
 * Builds a table from lines of `NAME TYPE[LENGTH] FLAGS LABEL`.
 * Flags: `!` upper case, `M` mandatory, `S` set by the server, `>TABLE` refers to a table, `.` none;
 * `-` = `S`, for bookkeeping. Flags are written without spaces, the reference last: `!M>LEDGER`.
 */
export function defineTable(
  name: string,
  description: string,
  options: TableOptions,
  lines: string,
): TableDefinition {
  const { key, perYear = false, plain = false, numbered } = options;
  const source = plain ? lines : `${lines}\n${BOOKKEEPING}`;
  const fields = source
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parseField);
  return { name, description, key, perYear, fields, ...(numbered === undefined ? {} : { numbered }) };
}

function parseField(line: string): Field {
  const match = /^\s*(\w+)\s+([A-Z])(\d*)\s+(\S+)\s+(.+?)\s*$/.exec(line);
  if (match === null) throw new SyntaxError(`not a field: ${line}`);
  const [, name = '', letter = '', length = '', flags = '', label = ''] = match;
  const [marks = '', parent] = flags.split('>');
  return {
    name,
    type: toFieldType(letter),
    length: Number(length) || DEFAULT_LENGTH[toFieldType(letter)],
    label,
    upperCase: marks.includes('!'),
    mandatory: marks.includes('M'),
    serverSet: marks.includes('S') || marks === '-',
    ...(parent === undefined ? {} : { parent }),
  };
}

const DEFAULT_LENGTH: Readonly<Record<FieldType, number>> = {
  C: 10,
  M: 4,
  N: 12,
  I: 4,
  B: 8,
  Y: 8,
  L: 1,
  D: 8,
  T: 8,
};

function toFieldType(letter: string): FieldType {
  const types: readonly FieldType[] = ['C', 'M', 'N', 'I', 'B', 'Y', 'L', 'D', 'T'];
  const type = types.find((candidate) => candidate === letter);
  if (type === undefined) throw new SyntaxError(`not a field type: ${letter}`);
  return type;
}

/** What a column holds when nothing was entered (accountview-api §4.5). */
export function neutralValue(type: FieldType): string | number | boolean {
  if (type === 'L') return false;
  return type === 'N' || type === 'I' || type === 'B' || type === 'Y' ? 0 : '';
}

export function isNumeric(type: FieldType): boolean {
  return type === 'N' || type === 'I' || type === 'B' || type === 'Y';
}

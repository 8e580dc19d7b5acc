import type { Behaviour } from '../behaviour';
import { parseDate } from '../dutch-time';
import type { Company } from './company';
import { isNumeric, neutralValue, type TableDefinition } from './dictionary';
import { type Params, parseFilters, type Predicate, requireField } from './filters';
import type { BusinessObject, Model } from './objects';
import { Refusal } from './refusal';
import { normalizeKey, type Row, type Table, type Value } from './table';

const DEFAULT_PAGE_SIZE = 100;
const BOOKKEEPING_COLUMNS = ['CNG_DATE', 'CNG_NR', 'CNG_USR', 'INP_DATE', 'INP_USR'];

export type OutRow = Record<string, Value>;
export type Answer = Record<string, OutRow[] | OutRow>;

interface ReadContext {
  model: Model;
  behaviour: Behaviour;
  company: Company;
  object: BusinessObject;
  params: Params;
}

/** `GET /AccountViewData` (accountview-api §4). */
export function readObject(context: ReadContext): Answer {
  const { company, object, params, behaviour } = context;
  const year = yearOf(company, params.get('bookdate') ?? '');
  const table = company.table(object.table, year);
  const rows = selectRows(table, params, behaviour);
  if (rows.length === 0 && behaviour.notFound === '404') throw new Refusal('Niet gevonden.', 404);
  return toAnswer(context, table, rows, year);
}

/** The fiscal year a date selects (accountview-api §10 row 26). */
export function yearOf(company: Company, bookDate: string): number {
  const date = parseDate(bookDate);
  if (bookDate.trim() !== '' && date === undefined) throw new Refusal(`Ongeldige boekdatum: ${bookDate}.`);
  const year = date === undefined ? company.currentYear() : Number(date.slice(0, 4));
  if (!company.years.has(year)) throw new Refusal(`Er is geen administratie voor boekjaar ${year}.`);
  return year;
}

function selectRows(table: Table, params: Params, behaviour: Behaviour): Row[] {
  const pageSize = Math.min(positive(params.get('pagesize')) ?? DEFAULT_PAGE_SIZE, behaviour.maxPageSize);
  const matches = parseFilters(params, table.definition, behaviour) ?? (() => true);
  const sort = sortOf(params, table.definition);
  const lastKey = params.get('lastkey') ?? '';
  if (sort !== undefined && lastKey !== '')
    throw new Refusal('LastKey kan niet samen met een eigen sortering.');
  // PageNumber is ignored next to LastKey (accountview-api §10 row 13).
  const skip = lastKey === '' ? ((positive(params.get('pagenumber')) ?? 1) - 1) * pageSize : 0;
  if (sort !== undefined) return sort(table.rows.filter(matches)).slice(skip, skip + pageSize);
  return take(table, startOf(table, lastKey, behaviour), matches, skip, pageSize);
}

function startOf(table: Table, lastKey: string, behaviour: Behaviour): number {
  if (lastKey === '' || behaviour.lastKey === 'ignored') return 0;
  const numeric = table.definition.key.endsWith('_Id');
  const key = normalizeKey(numeric ? Number(lastKey) : lastKey);
  return behaviour.lastKey === 'inclusive' ? table.positionOf(key) : table.positionAfter(key);
}

function take(table: Table, start: number, matches: Predicate, skip: number, pageSize: number): Row[] {
  const found: Row[] = [];
  let toSkip = skip;
  for (let position = start; position < table.rows.length && found.length < pageSize; position += 1) {
    const row = table.rows[position];
    if (row === undefined || !matches(row)) continue;
    if (toSkip > 0) toSkip -= 1;
    else found.push(row);
  }
  return found;
}

type Sort = (rows: Row[]) => Row[];

/** Undefined when the wanted order is the key order anyway. */
function sortOf(params: Params, table: TableDefinition): Sort | undefined {
  const names = (params.get('sortfields') ?? '').split(',').filter((name) => name.trim() !== '');
  const fields = names.map((name) => requireField(table, name).name);
  const descending = params.get('sortorder')?.toLowerCase() === 'descending';
  if (fields.length === 0 || (fields.length === 1 && fields[0] === table.key && !descending))
    return undefined;
  return (rows) => rows.toSorted((left, right) => compareBy(fields, left, right) * (descending ? -1 : 1));
}

function compareBy(fields: readonly string[], left: Row, right: Row): number {
  for (const field of fields) {
    const [a, b] = [left[field] ?? '', right[field] ?? ''];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

function positive(text: string | undefined): number | undefined {
  const value = Number(text ?? '');
  return Number.isInteger(value) && value > 0 ? value : undefined;
}

/** Header rows, their lines as a sibling, and the tables that come along empty (accountview-api §4.5). */
export function toAnswer(context: ReadContext, table: Table, rows: readonly Row[], year: number): Answer {
  const { object, behaviour, model, company } = context;
  const columns = columnsOf(context);
  const answer: Answer = { [object.table]: toRows(table.definition, rows, columns?.header, behaviour) };
  const detail = object.detail === undefined ? undefined : model.tables.get(object.detail);
  if (detail !== undefined) {
    const wanted = columns === undefined || columns.detail.size > 0;
    const lines = wanted ? linesOf(company.table(detail.name, year), rows) : [];
    const chosen = columns === undefined ? undefined : new Set([...columns.detail, 'HDR_ID']);
    answer[detail.name] = toRows(detail, lines, chosen, behaviour);
  }
  for (const name of object.alsoEmpty ?? []) answer[name] = [];
  return answer;
}

/** Lines of these headers, in their order. */
export function linesOf(lines: Table, headers: readonly Row[]): Row[] {
  const ids = new Set(headers.map((row) => row['REC_ID']));
  return lines.rows.filter((line) => ids.has(line['HDR_ID']));
}

interface Columns {
  header: ReadonlySet<string>;
  detail: ReadonlySet<string>;
}

/** Undefined = all columns. `table.field` or a bare name, header first (accountview-api §4.1). */
function columnsOf({ params, object, model }: ReadContext): Columns | undefined {
  const source = (params.get('fields') ?? '')
    .toUpperCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (source.length === 0 || source.includes('*')) return undefined;
  const columns = { header: new Set<string>(), detail: new Set<string>() };
  for (const name of source) addColumn(columns, name, object, model);
  return columns;
}

function addColumn(
  columns: { header: Set<string>; detail: Set<string> },
  name: string,
  object: BusinessObject,
  model: Model,
): void {
  const [prefix, field] = name.includes('.') ? (name.split('.') as [string, string]) : ['', name];
  const has = (table: string | undefined): boolean =>
    table !== undefined &&
    (prefix === '' || prefix === table) &&
    (field === '*' ||
      field.endsWith('_ID') ||
      (model.tables.get(table)?.fields.some((known) => known.name === field) ?? false));
  if (has(object.table)) spread(columns.header, field, model.tables.get(object.table));
  else if (has(object.detail)) spread(columns.detail, field, model.tables.get(object.detail ?? ''));
  else throw new Refusal(`Veld ${field} komt niet voor in ${prefix === '' ? object.table : prefix}.`);
}

function spread(columns: Set<string>, field: string, table: TableDefinition | undefined): void {
  if (field !== '*') columns.add(field);
  else for (const known of table?.fields ?? []) columns.add(known.name);
}

function toRows(
  table: TableDefinition,
  rows: readonly Row[],
  columns: ReadonlySet<string> | undefined,
  behaviour: Behaviour,
): OutRow[] | OutRow {
  const fields =
    columns === undefined ? table.fields : table.fields.filter((field) => columns.has(field.name));
  const unrequested =
    columns === undefined
      ? []
      : table.fields.filter((field) => !columns.has(field.name) && BOOKKEEPING_COLUMNS.includes(field.name));
  const out = rows.map((row, ordinal) => {
    const result: OutRow = {};
    for (const field of fields) result[field.name] = give(row[field.name], field.type, behaviour);
    // A column that was not asked for can appear with an empty default (accountview-api §4.5).
    for (const field of unrequested) result[field.name] = neutralValue(field.type);
    result['EXT_KEY'] ??= 0;
    result[`${table.name}_Id`] = row[`${table.name}_Id`] ?? ordinal;
    return result;
  });
  const [only] = out;
  return behaviour.singleRowAsObject && out.length === 1 && only !== undefined ? only : out;
}

function give(
  value: Value | undefined,
  type: TableDefinition['fields'][number]['type'],
  behaviour: Behaviour,
): Value {
  if (value === null) return null;
  const present = value ?? neutralValue(type);
  if ((type === 'D' || type === 'T') && present === '' && behaviour.emptyDate === 'null') return null;
  return isNumeric(type) && behaviour.numbersAsText ? String(present) : present;
}

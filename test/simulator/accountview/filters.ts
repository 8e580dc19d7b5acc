import type { Behaviour } from '../behaviour';
import { parseTimestamp } from '../dutch-time';
import { type Field, isNumeric, neutralValue, type TableDefinition } from './dictionary';
import { Refusal } from './refusal';
import type { Row, Value } from './table';

export type Predicate = (row: Row) => boolean;
/** Query parameters by lower-case name (accountview-api §2: names in any casing). */
export type Params = ReadonlyMap<string, string>;

type Comparison = (stored: Value, wanted: string) => boolean;

/** All numbered filters, the raw filter, and how they combine (accountview-api §4.1). */
export function parseFilters(
  params: Params,
  table: TableDefinition,
  behaviour: Behaviour,
): Predicate | undefined {
  const predicates = [
    ...numberedFilters(params, table, behaviour),
    ...rawFilter(params.get('filter'), table),
  ];
  if (predicates.length === 0) return undefined;
  const any = params.get('matchanyfilter')?.toLowerCase() === 'true';
  return any
    ? (row) => predicates.some((predicate) => predicate(row))
    : (row) => predicates.every((predicate) => predicate(row));
}

function numberedFilters(params: Params, table: TableDefinition, behaviour: Behaviour): Predicate[] {
  const predicates: Predicate[] = [];
  for (let n = 1; params.has(`filtercontrolsource${n}`); n += 1) {
    const field = requireField(table, params.get(`filtercontrolsource${n}`) ?? '');
    const operator = (params.get(`filteroperator${n}`) ?? 'Equal').toLowerCase();
    const value = params.get(`filtervalue${n}`) ?? '';
    const asList = params.get(`filterislistofvalues${n}`)?.toLowerCase() === 'true';
    predicates.push(predicateOf(field, operator, asList ? value.split(',') : [value], behaviour));
  }
  return predicates;
}

export function requireField(table: TableDefinition, source: string): Field {
  const name = source.trim().toUpperCase().split('.').at(-1) ?? '';
  const field = table.fields.find((candidate) => candidate.name.toUpperCase() === name);
  if (field === undefined) throw new Refusal(`Veld ${name} komt niet voor in ${table.name}.`);
  return field;
}

function predicateOf(
  field: Field,
  operator: string,
  values: readonly string[],
  behaviour: Behaviour,
): Predicate {
  const comparison = comparisonOf(operator, behaviour);
  if (comparison === undefined) throw new Refusal(`Onbekende filteroperator: ${operator}.`);
  const wanted = values.map((value) => normalizeWanted(field, value));
  return (row) => {
    const stored = normalizeStored(field, row[field.name]);
    return wanted.some((value) => comparison(stored, value));
  };
}

/** Names and the two numbers that are known (accountview-api §4.2, §10 row 14). */
function comparisonOf(operator: string, behaviour: Behaviour): Comparison | undefined {
  const equal: Comparison = (stored, wanted) =>
    behaviour.equal === 'prefix' && typeof stored === 'string'
      ? stored.startsWith(wanted)
      : isSame(stored, wanted);
  const comparisons: Readonly<Record<string, Comparison>> = {
    equal,
    notequal: (stored, wanted) => !equal(stored, wanted),
    contains: (stored, wanted) => String(stored).includes(wanted),
    startswith: (stored, wanted) => String(stored).startsWith(wanted),
    greaterthan: (stored, wanted) => order(stored, wanted) > 0,
    greaterthanorequal: (stored, wanted) => order(stored, wanted) >= 0,
    lessthan: (stored, wanted) => order(stored, wanted) < 0,
    lessthanorequal: (stored, wanted) => order(stored, wanted) <= 0,
    dateonorafterdate: onOrAfter,
    '42': onOrAfter,
    dateonorbeforedate: onOrBefore,
    '43': onOrBefore,
  };
  return comparisons[operator];
}

const onOrAfter: Comparison = (stored, wanted) => stored !== '' && String(stored) >= wanted;
const onOrBefore: Comparison = (stored, wanted) => stored !== '' && String(stored) <= wanted;

function isSame(stored: Value, wanted: string): boolean {
  return typeof stored === 'string' ? stored === wanted : order(stored, wanted) === 0;
}

function order(stored: Value, wanted: string): number {
  if (typeof stored === 'number') return stored - Number(wanted);
  const left = typeof stored === 'boolean' ? String(stored) : (stored ?? '');
  return left < wanted ? -1 : left > wanted ? 1 : 0;
}

/** Text is compared without regard to case and trailing blanks; moments as stored. */
function normalizeStored(field: Field, value: Value | undefined): Value {
  const present = value ?? neutralValue(field.type);
  return typeof present === 'string' && !isMoment(field) ? present.trimEnd().toUpperCase() : present;
}

function normalizeWanted(field: Field, value: string): string {
  if (isMoment(field)) return value.trim() === '' ? '' : requireTimestamp(value);
  if (field.type === 'L') return String(/^(true|1|\.t\.)$/i.test(value.trim()));
  return isNumeric(field.type) ? value.trim().replace(',', '.') : value.trimEnd().toUpperCase();
}

function isMoment(field: Field): boolean {
  return field.type === 'D' || field.type === 'T';
}

function requireTimestamp(value: string): string {
  const timestamp = parseTimestamp(value);
  if (timestamp === undefined) throw new Refusal(`Ongeldige datum in filter: ${value}.`);
  return timestamp;
}

/** Raw FoxPro: only `FIELD = value`, `!EMPTY(FIELD)` and `AND` (accountview-api §10 row 16). */
function rawFilter(source: string | undefined, table: TableDefinition): Predicate[] {
  if (source === undefined || source.trim() === '') return [];
  return source.split(/\s+AND\s+/i).map((term) => rawTerm(term.trim(), table));
}

function rawTerm(term: string, table: TableDefinition): Predicate {
  const notEmpty = /^(?:!|NOT\s+)EMPTY\(\s*([\w.]+)\s*\)$/i.exec(term);
  if (notEmpty !== null) {
    const field = requireField(table, notEmpty[1] ?? '');
    return (row) => (row[field.name] ?? neutralValue(field.type)) !== neutralValue(field.type);
  }
  const equality = /^([\w.]+)\s*=\s*(?:'([^']*)'|"([^"]*)"|(-?[\d.]+))$/.exec(term);
  if (equality === null) throw new Refusal(`Filter niet begrepen: ${term}.`);
  const field = requireField(table, equality[1] ?? '');
  const wanted = normalizeWanted(field, equality[2] ?? equality[3] ?? equality[4] ?? '');
  return (row) => isSame(normalizeStored(field, row[field.name]), wanted);
}

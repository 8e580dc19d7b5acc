import { canonicalDecimal } from '../decimal';
import { parseDate } from '../dutch-time';
import type { Call } from './app';
import type { Column, Entity } from './entities';
import type { EntityRow, EntityTable } from './entity-table';
import { missingFields, OutSmartError, parseRecords } from './envelope';
import { filterRows } from './filters';

export type Out = Record<string, string | null>;

/** GET of a list: everything as text or null, no pages (outsmart-openapi §3, §4). */
export function listEntity({ world, query }: Call, entity: Entity): Out[] {
  const { rows } = world.outsmart.entity(entity.endpoint);
  const chosen = entity.filtered ? filterRows(rows, query) : rows;
  return chosen.map((row) => toOut(entity, row, world.behaviour.decimalSign));
}

/** The older singular endpoints: equality on one column (§3.0). */
export function filterEntity({ world, query }: Call, entity: Entity): Out[] {
  const rows = filterRows(world.outsmart.entity(entity.endpoint).rows, query);
  return rows.map((row) => toOut(entity, row, world.behaviour.decimalSign));
}

export function toOut(entity: Entity, row: EntityRow, decimalSign: '.' | ','): Out {
  const out: Out = {};
  for (const column of entity.columns) out[column.name] = give(column, row[column.name] ?? null, decimalSign);
  return out;
}

/**
 * Prices of materials follow the lines of work orders, others have a dot and two places (§6); what was put there by
 * other ways than this interface stays as it is.
 */
function give(column: Column, value: string | null, decimalSign: '.' | ','): string | null {
  if (value === null || value === '') return value;
  if (column.kind === 'decimal')
    return canonicalDecimal(value) === undefined ? value : Number(value).toFixed(2);
  return column.kind === 'price' ? value.replace('.', decimalSign) : value;
}

/** POST of a list: upsert on the natural key, answered with the number of records (§3, §8 rows 13–17). */
export function upsertEntity(call: Call, entity: Entity): number {
  const { world, requestId } = call;
  const records = parseRecords(call.body);
  const problems = records.map((record) => problemOf(entity, record));
  const first = problems.find((problem) => problem !== undefined);
  const partial = world.behaviour.invalidBatch === 'partial';
  if (first !== undefined && !partial) throw first;
  const table = world.outsmart.entity(entity.endpoint);
  for (const [index, record] of records.entries()) {
    if (problems[index] === undefined) storeRecord(call, table, normalize(entity, record), requestId);
  }
  if (first !== undefined) throw first;
  return records.length;
}

function problemOf(entity: Entity, record: Readonly<Record<string, unknown>>): OutSmartError | undefined {
  const required = entity.columns.filter((column) => column.required).map((column) => column.name);
  const [missing] = missingFields(record, required);
  if (missing !== undefined)
    return new OutSmartError(entity.requiredCode, [`Required field missing: ${missing}`]);
  if (!entity.checked) return undefined;
  const wrong = entity.columns.find((column) => !isValid(column, record[column.name]));
  return wrong === undefined
    ? undefined
    : new OutSmartError(entity.requiredCode, [`Invalid value: ${wrong.name}`]);
}

function isValid(column: Column, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  const text = toText(value);
  if (column.kind === 'flag') return text === '0' || text === '1';
  if (column.kind === 'decimal') return canonicalDecimal(text) !== undefined;
  return column.kind !== 'date' || parseDate(text) === text;
}

/** Only known columns are kept; too long a text is cut silently (§8 row 19). */
export function normalize(entity: Entity, record: Readonly<Record<string, unknown>>): EntityRow {
  const row: EntityRow = {};
  for (const column of entity.columns) {
    const value = record[column.name];
    if (value !== undefined) row[column.name] = value === null ? null : normalizeValue(column, value);
  }
  return row;
}

function normalizeValue(column: Column, value: unknown): string {
  const text = toText(value);
  if (text === '' || column.kind === 'text' || column.kind === 'date') return text.slice(0, column.size);
  if (column.kind === 'flag') return text === '0' ? '0' : '1';
  return canonicalDecimal(text) ?? '0';
}

function toText(value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** Fields that are not posted keep their value; explicit empties overwrite (§8 row 15). */
function storeRecord({ world }: Call, table: EntityTable, row: EntityRow, requestId: number): void {
  const key = table.keyOf(row);
  const stored = table.get(key);
  const { endpoint } = table.entity;
  if (stored !== undefined && isUnchanged(stored, row)) {
    world.history.unchangedWrites.push({
      requestId,
      endpoint,
      key,
      previousRequestId: table.writerOf(stored),
    });
  }
  table.put({ ...stored, ...row }, requestId);
}

/** Field by field for what was posted; both sides are normalised, and empty is empty. */
function isUnchanged(stored: EntityRow, row: EntityRow): boolean {
  return Object.entries(row).every(([name, value]) => (stored[name] ?? '') === (value ?? ''));
}

import { canonicalDecimal } from '../decimal';
import { parseDate, parseTimestamp } from '../dutch-time';
import { type Field, isNumeric, neutralValue, type TableDefinition } from './dictionary';
import { Refusal } from './refusal';
import type { Row, Value } from './table';

/** Values as they are stored, checked against the dictionary (accountview-api §10 rows 19 and 20). */
export function coerceRow(table: TableDefinition, values: Readonly<Record<string, unknown>>): Row {
  const row: Row = {};
  for (const [name, value] of Object.entries(values)) {
    const field = table.fields.find((candidate) => candidate.name === name);
    if (field === undefined) throw new Refusal(`Veld ${name} komt niet voor in ${table.name}.`);
    // Bookkeeping, numbers and totals are the service's own (accountview-api §6.2).
    if (field.serverSet) throw new Refusal(`Veld ${name} (${field.label}) kan niet worden geschreven.`);
    row[name] = coerce(field, value);
  }
  return row;
}

export function checkMandatory(table: TableDefinition, row: Row): void {
  for (const field of table.fields) {
    if (!field.mandatory || field.serverSet) continue;
    if (row[field.name] === undefined || row[field.name] === '')
      throw new Refusal(`Veld ${field.name} (${field.label}) is verplicht.`);
  }
}

function coerce(field: Field, value: unknown): Value {
  if (value === null || value === undefined || value === '') return neutralValue(field.type);
  if (field.type === 'L') return coerceLogical(field, value);
  if (isNumeric(field.type)) return coerceNumber(field, value);
  if (field.type === 'D' || field.type === 'T') return coerceMoment(field, value);
  return coerceText(field, value);
}

/** Over-length values are refused, not cut; lengths count UTF-16 units. */
function coerceText(field: Field, value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw invalid(field, value);
  const text = String(value).trimEnd();
  if (field.type === 'C' && text.length > field.length) {
    throw new Refusal(
      `Veld ${field.name} (${field.label}) is te lang: ${text.length} tekens, maximaal ${field.length}.`,
    );
  }
  return field.upperCase ? text.toUpperCase() : text;
}

function coerceNumber(field: Field, value: unknown): number {
  const canonical =
    typeof value === 'number' || typeof value === 'string' ? canonicalDecimal(value) : undefined;
  if (canonical === undefined) throw invalid(field, value);
  return Number(canonical);
}

/** `"TRUE"` and `"False"` are seen besides JSON booleans (accountview-api §5.1). */
function coerceLogical(field: Field, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  const text = String(value).toLowerCase();
  if (text !== 'true' && text !== 'false') throw invalid(field, value);
  return text === 'true';
}

function coerceMoment(field: Field, value: unknown): string {
  const text = typeof value === 'string' ? value : '';
  const date = parseDate(text);
  if (date === undefined) throw invalid(field, value);
  return field.type === 'D' ? `${date}T00:00:00` : (parseTimestamp(text) ?? '');
}

function invalid(field: Field, value: unknown): Refusal {
  return new Refusal(`Veld ${field.name} (${field.label}): ongeldige waarde ${JSON.stringify(value)}.`);
}

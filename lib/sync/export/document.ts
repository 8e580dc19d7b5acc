import type { FieldInfo } from '../../domain/company';
import type { LogParams } from '../../domain/log-row';
import type { ReferenceField, SalesOrderDocument, SalesOrderLine } from '../../domain/sales-order';
import type { WorkOrder } from '../../domain/work-order';
import { big, type Decimal, roundCents, toDecimal } from '../../kernel/decimal';
import type { Settings } from '../../settings/schema';
import { type Built, refuse } from './built';
import { type HourPrices, hourLines } from './hours';
import { materialLines } from './materials';

/** What the mapping needs to know of the company. */
export interface DocumentContext {
  settings: Settings;
  referenceField: ReferenceField;
  headerColumns: ReadonlyMap<string, FieldInfo>;
  lineColumns: ReadonlyMap<string, FieldInfo>;
  hours: HourPrices;
}

export function referenceOf(prefix: string, workOrderId: string): string {
  return `${prefix}-${workOrderId}`;
}

/**
 * A work order as the sales order that is sent, or the problem that stands in the way (product §4). Pure: the
 * existence of debtor and articles is checked apart. Nothing is ever shortened or left out to make it fit.
 */
export function buildDocument(order: WorkOrder, context: DocumentContext): Built<SalesOrderDocument> {
  if (order.workDate === null) return refuse('FIELD_REQUIRED', { field: 'WorkDate' });
  const invoiceDebtor = order.invoiceDebtorNumber === '' ? order.debtorNumber : order.invoiceDebtorNumber;
  if (invoiceDebtor === '') return refuse('FIELD_REQUIRED', { field: 'CustomerDebtorNr' });
  const materials = materialLines(order, context.settings);
  if (!materials.ok) return materials;
  const hours = hourLines(order, context.settings, context.hours);
  if (!hours.ok) return hours;
  const lines = [...hours.value, ...materials.value.lines];
  if (lines.length === 0) return refuse('NOTHING_TO_INVOICE');
  const header = headerOf(order, context, {
    invoiceDebtor,
    workDate: order.workDate,
    texts: materials.value.texts,
  });
  const tooLong = findTooLong(header, context.headerColumns) ?? findLongLine(lines, context.lineColumns);
  if (tooLong !== undefined) return refuse('FIELD_TOO_LONG', tooLong);
  const reference = referenceOf(context.settings.referencePrefix, order.id);
  const { referenceField } = context;
  return {
    ok: true,
    value: { reference, referenceField, bookDate: order.workDate, header, lines, total: totalOf(lines) },
  };
}

interface HeaderInput {
  invoiceDebtor: string;
  workDate: string;
  texts: readonly string[];
}

function headerOf(order: WorkOrder, context: DocumentContext, input: HeaderInput): Record<string, string> {
  const reference = referenceOf(context.settings.referencePrefix, order.id);
  const description = [order.description, ...input.texts].filter((part) => part !== '').join('\n');
  const all: Record<string, string> = {
    RPL_INV: input.invoiceDebtor,
    RPL_DEL: order.debtorNumber === '' ? input.invoiceDebtor : order.debtorNumber,
    ORD_DATE: input.workDate,
    DEL_DATE: input.workDate,
    ...referenceFields(order, reference, context.referenceField),
    COMMENT2: description,
  };
  const allowed = Object.entries(all).filter(
    ([name, value]) => value !== '' && isColumn(context.headerColumns, name),
  );
  return Object.fromEntries(allowed);
}

/**
 * The reference alone in `EXT_ID`, with the work order's number as the order description; or both in
 * `COMMENT1`: the reference, a space and the number as far as 40 characters reach (product §4).
 */
function referenceFields(order: WorkOrder, reference: string, field: ReferenceField): Record<string, string> {
  if (field === 'EXT_ID') return { EXT_ID: reference, COMMENT1: cut(order.orderNr) };
  return { COMMENT1: cut(`${reference} ${order.orderNr}`.trim()) };
}

/** As far as `COMMENT1` reaches; half of a surrogate pair is no character. */
function cut(text: string): string {
  return text.slice(0, 40).replace(/[\uD800-\uDBFF]$/, '');
}

/** Where the dictionary does not know the table, the contract's proven columns are sent. */
function isColumn(columns: ReadonlyMap<string, FieldInfo>, name: string): boolean {
  return columns.size === 0 || columns.has(name);
}

function findTooLong(
  values: Readonly<Record<string, string>>,
  columns: ReadonlyMap<string, FieldInfo>,
): LogParams | undefined {
  for (const [name, value] of Object.entries(values)) {
    const column = columns.get(name);
    if (column === undefined || column.type !== 'C' || column.length <= 0) continue;
    if (value.length > column.length) return { field: name, length: value.length, max: column.length };
  }
  return undefined;
}

function findLongLine(
  lines: readonly SalesOrderLine[],
  columns: ReadonlyMap<string, FieldInfo>,
): LogParams | undefined {
  for (const [index, line] of lines.entries()) {
    const values = { ART_CODE: line.articleCode, ART_DESC1: line.description, PROJ_CODE: line.projectCode };
    const tooLong = findTooLong(values, columns);
    if (tooLong !== undefined) return { ...tooLong, line: index + 1 };
  }
  return undefined;
}

/** Σ of quantity × unit price, each line rounded half away from zero to cents. */
export function totalOf(lines: readonly SalesOrderLine[]): Decimal {
  let total = big('0' as Decimal);
  for (const line of lines) total = total.plus(roundCents(big(line.quantity).times(big(line.unitPrice))));
  return toDecimal(total);
}

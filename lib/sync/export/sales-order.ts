import type { SalesOrderDocument, SalesOrderLine } from '../../domain/sales-order';
import { toDecimal } from '../../kernel/decimal';
import type { Built } from './built';
import { type DocumentInput, referenceWithNumber, remarkOf } from './document-input';
import { type InvoiceLine, totalOf } from './lines';
import {
  type Agreed,
  type Columns,
  cut,
  findTooLong,
  isColumn,
  NOTHING_AGREED,
  shortened,
  wrap,
} from './texts';

/** `COMMENT1` and `ART_DESC1` (accountview-api §8.7). */
const COMMENT_LENGTH = 40;
const TEXT_LENGTH = 40;

/** A sales order (`SO1`; product §4, *Sales order fields*). */
export function salesOrder(input: DocumentInput): Built<SalesOrderDocument> {
  const { context, reference, bookDate } = input;
  const { headerColumns, lineColumns, agreed = NOTHING_AGREED, referenceField } = context;
  const header = shortened(headerOf(input), headerColumns, agreed);
  const lines = [...input.lines.map(toLine), ...textLines(input)].map((line) =>
    shortenLine(line, lineColumns, agreed),
  );
  const problem = findTooLong(header, headerColumns) ?? findLongLine(lines, lineColumns);
  if (problem !== undefined) return { ok: false, problem };
  const total = totalOf(lines);
  return { ok: true, value: { reference, referenceField, bookDate, header, lines, total } };
}

function headerOf(input: DocumentInput): Readonly<Record<string, string>> {
  const { order, context, bookDate, invoiceDebtor } = input;
  const all: Record<string, string> = {
    RPL_INV: invoiceDebtor,
    RPL_DEL: order.debtorNumber === '' ? invoiceDebtor : order.debtorNumber,
    ORD_DATE: bookDate,
    DEL_DATE: bookDate,
    ...referenceFields(input),
    COMMENT2: remarkOf(input, context.settings.descriptionRemark),
    DEL_CODE: context.deliveryCode ?? '',
    EMP_NR: context.employeeNumber ?? '',
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
function referenceFields({ order, context, reference }: DocumentInput): Record<string, string> {
  const cutAt = (text: string): string => cut(text, COMMENT_LENGTH);
  if (context.referenceField === 'EXT_ID') return { EXT_ID: reference, COMMENT1: cutAt(order.orderNr) };
  return { COMMENT1: referenceWithNumber(reference, order.orderNr, cutAt) };
}

function toLine({ hourType: _hourType, ...line }: InvoiceLine): SalesOrderLine {
  return line;
}

/** The work description as lines of text, where the company's lines have a text of their own. */
function textLines({ order, context }: DocumentInput): SalesOrderLine[] {
  const { settings, lineColumns } = context;
  if (!settings.descriptionLine || !lineColumns.has('ART_DESC1')) return [];
  const none = toDecimal(0);
  return wrap(order.description, lineColumns.get('ART_DESC1')?.length || TEXT_LENGTH).map((description) => ({
    articleCode: '',
    quantity: none,
    unitPrice: none,
    description,
    projectCode: '',
  }));
}

/** A line's values by column. */
function columnsOf(line: SalesOrderLine): Record<'ART_CODE' | 'ART_DESC1' | 'PROJ_CODE', string> {
  return { ART_CODE: line.articleCode, ART_DESC1: line.description, PROJ_CODE: line.projectCode };
}

function findLongLine(lines: readonly SalesOrderLine[], columns: Columns) {
  for (const [index, line] of lines.entries()) {
    const problem = findTooLong(columnsOf(line), columns, { line: index + 1 });
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function shortenLine(line: SalesOrderLine, columns: Columns, agreed: Agreed): SalesOrderLine {
  return { ...line, description: shortened(columnsOf(line), columns, agreed)['ART_DESC1'] ?? '' };
}

import type { SalesOrderDocument, SalesOrderLine } from '../domain/sales-order';
import { SHAPES } from './document-shape';
import { type Column, envelope, headerColumns, textOrNull } from './envelope';
import type { DocumentColumns } from './port';

const HEADER_ORDER = [
  'RPL_INV',
  'RPL_DEL',
  'ORD_DATE',
  'DEL_DATE',
  'EXT_ID',
  'COMMENT1',
  'COMMENT2',
  'DEL_CODE',
  'EMP_NR',
];
const MOMENTS: ReadonlySet<string> = new Set(['ORD_DATE', 'DEL_DATE', 'INV_DATE']);

/** Body of the POST that makes a sales order (accountview-api §5.2). */
export function salesOrderEnvelope(document: SalesOrderDocument, columns: DocumentColumns): string {
  const { header, line, writeObject } = SHAPES['sales-order'];
  return envelope(
    { businessObject: writeObject, bookDate: document.bookDate },
    {
      table: header,
      columns: headerColumns(document.header, HEADER_ORDER, (name) => (MOMENTS.has(name) ? 'T' : 'C')),
      rows: [document],
    },
    { table: line, columns: lineColumns(document.lines, columns.line), rows: document.lines },
  );
}

function lineColumns(
  lines: readonly SalesOrderLine[],
  available: ReadonlySet<string>,
): Column<SalesOrderLine>[] {
  const optional = [
    { name: 'ART_DESC1', content: (line: SalesOrderLine) => line.description },
    { name: 'PROJ_CODE', content: (line: SalesOrderLine) => line.projectCode },
  ];
  return [
    { name: 'ART_CODE', type: 'C', value: (line) => textOrNull(line.articleCode) },
    { name: 'ORD_QTY', type: 'N', value: (line) => ({ number: line.quantity }) },
    { name: 'ART_PX', type: 'N', value: (line) => ({ number: line.unitPrice }) },
    // A column in which no line has anything is not sent.
    ...optional
      .filter(({ name, content }) => available.has(name) && lines.some((line) => content(line) !== ''))
      .map(({ name, content }): Column<SalesOrderLine> => ({
        name,
        type: 'C',
        value: (line) => textOrNull(content(line)),
      })),
  ];
}

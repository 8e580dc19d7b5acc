import type { SalesOrderDocument, SalesOrderLine } from '../domain/sales-order';
import type { Decimal } from '../kernel/decimal';
import type { SalesOrderColumns } from './port';

/** The only header of a call; its lines point to it (accountview-api §5.1). */
const HEADER_ROW = '1';
/** Columns come in this order, others after them by name, so that equal documents are equal bytes. */
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
/** Dates go as `T`, whatever the dictionary calls them. */
const MOMENTS: ReadonlySet<string> = new Set(['ORD_DATE', 'DEL_DATE', 'INV_DATE']);

type Value = { text: string | null } | { number: Decimal };

interface Column<T> {
  name: string;
  type: 'C' | 'N' | 'T';
  value: (row: T, index: number) => Value;
}

/**
 * Body of the POST that makes a sales order: one header, its lines, nothing but what is in the document
 * (accountview-api §5.1, §5.2). Numbers are written from their decimal text, never through a float.
 */
export function salesOrderEnvelope(document: SalesOrderDocument, columns: SalesOrderColumns): string {
  const header = headerColumns(document);
  const lines = lineColumns(document.lines, columns.line);
  const table = {
    Definition: { Name: 'SO_HDR', Fields: definition(header) },
    DetailDefinitions: [{ Name: 'SO_LINE', Fields: definition(lines) }],
  };
  const data = `{"Rows":[${row(header, document, 0)}]}`;
  const details = document.lines.map((line, index) => row(lines, line, index)).join(',');
  return [
    `{"BookDate":${JSON.stringify(`${document.bookDate}T00:00:00.000Z`)}`,
    `"BusinessObject":"SO1"`,
    `"Table":${JSON.stringify(table)}`,
    `"TableData":{"Data":${data},"DetailData":[{"Rows":[${details}]}]}}`,
  ].join(',');
}

function headerColumns({ header }: SalesOrderDocument): Column<SalesOrderDocument>[] {
  const known = HEADER_ORDER.filter((name) => header[name] !== undefined);
  const others = Object.keys(header)
    .filter((name) => !HEADER_ORDER.includes(name))
    .toSorted();
  return [
    { name: 'RowId', type: 'C', value: () => ({ text: HEADER_ROW }) },
    ...[...known, ...others].map((name): Column<SalesOrderDocument> => {
      const value = header[name] ?? '';
      return { name, type: MOMENTS.has(name) ? 'T' : 'C', value: () => ({ text: value }) };
    }),
  ];
}

function lineColumns(
  lines: readonly SalesOrderLine[],
  available: ReadonlySet<string>,
): Column<SalesOrderLine>[] {
  const optional: (Column<SalesOrderLine> & { content: (line: SalesOrderLine) => string })[] = [
    textColumn('ART_DESC1', (line) => line.description),
    textColumn('PROJ_CODE', (line) => line.projectCode),
  ];
  return [
    { name: 'RowId', type: 'C', value: (_, index) => ({ text: String(index + 1) }) },
    { name: 'HeaderId', type: 'C', value: () => ({ text: HEADER_ROW }) },
    { name: 'ART_CODE', type: 'C', value: (line) => ({ text: line.articleCode }) },
    { name: 'ORD_QTY', type: 'N', value: (line) => ({ number: line.quantity }) },
    { name: 'ART_PX', type: 'N', value: (line) => ({ number: line.unitPrice }) },
    // A column in which no line has anything is not sent.
    ...optional.filter(
      ({ name, content }) => available.has(name) && lines.some((line) => content(line) !== ''),
    ),
  ];
}

/** An empty value is null: the service then keeps its own, such as the article's description. */
function textColumn(name: string, content: (line: SalesOrderLine) => string) {
  const value = (line: SalesOrderLine): Value => ({ text: content(line) === '' ? null : content(line) });
  return { name, type: 'C' as const, value, content };
}

function definition<T>(columns: readonly Column<T>[]): { Name: string; FieldType: string }[] {
  return columns.map(({ name, type }) => ({ Name: name, FieldType: type }));
}

function row<T>(columns: readonly Column<T>[], source: T, index: number): string {
  const values = columns.map(({ value }) => {
    const cell = value(source, index);
    return 'number' in cell ? cell.number : JSON.stringify(cell.text);
  });
  return `{"Values":[${values.join(',')}]}`;
}

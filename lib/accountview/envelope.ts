import type { Decimal } from '../kernel/decimal';

/** The only header of a call; its lines point to it (accountview-api §5.1). */
const HEADER_ROW = '1';

/** A cell as it is written; a number from its decimal text, never through a float. */
export type Cell = { text: string | null } | { number: Decimal } | { flag: boolean };

/** One column of a table that is sent, and what stands in it per row. */
export interface Column<T> {
  name: string;
  /** FoxPro letter; dates go as `T`, whatever the dictionary calls them. */
  type: 'C' | 'N' | 'T' | 'L';
  value: (row: T) => Cell;
}

/** One table of a call. */
export interface Sheet<T> {
  table: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
}

export interface EnvelopeHead {
  businessObject: string;
  /** ISO day; selects the fiscal year. */
  bookDate: string;
}

/** Body of a POST with one header and its lines, nothing but what is given (accountview-api §5.1, §5.2). */
export function envelope<H, L = never>(
  { businessObject, bookDate }: EnvelopeHead,
  header: Sheet<H>,
  lines?: Sheet<L>,
): string {
  const headerColumns = [rowId<H>(() => HEADER_ROW), ...indexed(header.columns)];
  const lineColumns =
    lines === undefined
      ? []
      : [
          rowId<L>((index) => String(index + 1)),
          { ...rowId<L>(() => HEADER_ROW), name: 'HeaderId' },
          ...indexed(lines.columns),
        ];
  const table = {
    Definition: { Name: header.table, Fields: definition(headerColumns) },
    ...(lines && { DetailDefinitions: [{ Name: lines.table, Fields: definition(lineColumns) }] }),
  };
  const data = `{"Rows":[${written(headerColumns, header.rows)}]}`;
  const details = lines && `"DetailData":[{"Rows":[${written(lineColumns, lines.rows)}]}]`;
  return [
    `{"BookDate":${JSON.stringify(`${bookDate}T00:00:00.000Z`)}`,
    `"BusinessObject":${JSON.stringify(businessObject)}`,
    `"Table":${JSON.stringify(table)}`,
    `"TableData":{"Data":${data}${details === undefined ? '' : `,${details}`}}}`,
  ].join(',');
}

interface IndexedColumn<T> extends Omit<Column<T>, 'value'> {
  value: (row: T, index: number) => Cell;
}

function rowId<T>(label: (index: number) => string): IndexedColumn<T> {
  return { name: 'RowId', type: 'C', value: (_, index) => ({ text: label(index) }) };
}

function indexed<T>(columns: readonly Column<T>[]): IndexedColumn<T>[] {
  return columns.map((column) => ({ ...column, value: (row) => column.value(row) }));
}

function definition<T>(columns: readonly IndexedColumn<T>[]): { Name: string; FieldType: string }[] {
  return columns.map(({ name, type }) => ({ Name: name, FieldType: type }));
}

function written<T>(columns: readonly IndexedColumn<T>[], rows: readonly T[]): string {
  const cells = rows.map((row, index) => columns.map(({ value }) => cellText(value(row, index))).join(','));
  return cells.map((values) => `{"Values":[${values}]}`).join(',');
}

function cellText(cell: Cell): string {
  if ('number' in cell) return cell.number;
  return JSON.stringify('flag' in cell ? cell.flag : cell.text);
}

/** An empty text is null: the service then keeps its own, such as the article's description. */
export function textOrNull(text: string): Cell {
  return { text: text === '' ? null : text };
}

/** Header columns in a fixed order, others after them by name, so that equal documents are equal bytes. */
export function headerColumns(
  header: Readonly<Record<string, string>>,
  order: readonly string[],
  typeOf: (name: string) => Column<unknown>['type'],
): Column<unknown>[] {
  const known = order.filter((name) => header[name] !== undefined);
  const others = Object.keys(header)
    .filter((name) => !order.includes(name))
    .toSorted();
  return [...known, ...others].map((name) => {
    const type = typeOf(name);
    const value = header[name] ?? '';
    return { name, type, value: () => typedCell(type, value) };
  });
}

function typedCell(type: Column<unknown>['type'], value: string): Cell {
  if (type === 'N') return { number: value as Decimal };
  return type === 'L' ? { flag: value === 'true' } : { text: value };
}

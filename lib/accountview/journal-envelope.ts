import type { JournalLine, JournalPageDocument } from '../domain/journal-page';
import { SHAPES } from './document-shape';
import { type Column, envelope, headerColumns, textOrNull } from './envelope';

const HEADER_ORDER = ['DJ_CODE', 'SUB_NR', 'TRN_DATE', 'PERIOD', 'HDR_DESC', 'GROSS_FLG', 'COMMENT1'];
const TYPES: Readonly<Record<string, Column<unknown>['type']>> = {
  TRN_DATE: 'T',
  PERIOD: 'N',
  GROSS_FLG: 'L',
};

/** Body of the POST that makes a journal page (accountview-api §5.2, §8.8, §8.9). */
export function journalEnvelope(document: JournalPageDocument): string {
  const { header, line, writeObject } = SHAPES.journal;
  return envelope(
    { businessObject: writeObject, bookDate: document.bookDate },
    {
      table: header,
      columns: headerColumns(document.header, HEADER_ORDER, (name) => TYPES[name] ?? 'C'),
      rows: [document],
    },
    { table: line, columns: lineColumns(document), rows: document.lines },
  );
}

function lineColumns({ bookDate, lines }: JournalPageDocument): Column<JournalLine>[] {
  const optional = [
    { name: 'PROJ_CODE', content: (line: JournalLine) => line.projectCode },
    { name: 'COST_CODE', content: (line: JournalLine) => line.costCentre },
  ];
  return [
    { name: 'ACCT_NR', type: 'C', value: (line) => ({ text: line.account }) },
    { name: 'TRN_DATE', type: 'T', value: () => ({ text: bookDate }) },
    { name: 'TRN_DESC', type: 'C', value: (line) => textOrNull(line.description) },
    { name: 'AMOUNT', type: 'N', value: (line) => ({ number: line.amount }) },
    { name: 'VAT_CODE', type: 'C', value: (line) => textOrNull(line.vatCode) },
    { name: 'VAT_AMT', type: 'N', value: (line) => ({ number: line.vatAmount }) },
    ...optional
      .filter(({ content }) => lines.some((line) => content(line) !== ''))
      .map(({ name, content }): Column<JournalLine> => ({
        name,
        type: 'C',
        value: (line) => textOrNull(content(line)),
      })),
  ];
}

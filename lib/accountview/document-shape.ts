import type { DocumentKind } from '../domain/document';
import type { SourceRow } from './port';
import { text } from './rows';

/** Where a kind of document stands in AccountView (accountview-api §4.6, §8.7 – §8.9). */
export interface DocumentShape {
  kind: DocumentKind;
  /** Object that reads it, and the one that makes it. */
  businessObject: string;
  writeObject: string;
  header: string;
  line: string;
  key: 'REC_ID';
  dateField: string;
  totalField: string;
  /** What a bookkeeper knows it by; '' when the row does not say. */
  numberOf: (header: SourceRow) => string;
}

export const SHAPES: Readonly<Record<DocumentKind, DocumentShape>> = {
  'sales-order': {
    kind: 'sales-order',
    businessObject: 'SO1',
    writeObject: 'SO1',
    header: 'SO_HDR',
    line: 'SO_LINE',
    key: 'REC_ID',
    dateField: 'ORD_DATE',
    totalField: 'ORD_TOT',
    numberOf: (header) => text(header, 'ORD_NR'),
  },
  journal: {
    kind: 'journal',
    businessObject: 'DJ2P',
    writeObject: 'DJ2',
    header: 'DJ_PAGE',
    line: 'DJ_LINE',
    key: 'REC_ID',
    dateField: 'TRN_DATE',
    totalField: 'PAGE_AMT',
    // Pages are numbered within their journal (accountview-api §5.6).
    numberOf: (header) => {
      const page = text(header, 'PAGE_NR');
      return page === '' ? '' : `${text(header, 'DJ_CODE')} ${page}`.trim();
    },
  },
};

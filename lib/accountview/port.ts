import type {
  Administration,
  BusinessObject,
  ColumnUse,
  Company,
  FieldInfo,
  TableInfo,
} from '../domain/company';
import type { DocumentPlace, ExportDocument, StoredDocument } from '../domain/document';
import type { AppError } from '../kernel/app-error';
import type { Decimal } from '../kernel/decimal';

/** One row of a table as the service gave it: column → value, columns in upper case. */
export type SourceRow = Readonly<Record<string, string | number | boolean | null>>;

export interface PageQuery {
  businessObject: string;
  table: string;
  /** Columns asked for; the key column among them. */
  fields: readonly string[];
  pageSize: number;
  /** Key of the last row of the page before; null for the first page. */
  lastKey: string | null;
  bookDate?: string;
  filters?: readonly Filter[];
}

export interface Filter {
  field: string;
  operator: 'Equal' | 'Contains' | 'DateOnOrAfterDate';
  value: string;
  /** FoxPro letter. */
  type: 'C' | 'N' | 'D' | 'T';
}

/** Whether a POST that must not happen twice was performed (reliability §3.2). */
export type PostOutcome<T> =
  | { kind: 'applied'; value: T }
  | { kind: 'not-applied'; error: AppError }
  | { kind: 'unknown'; error: AppError };

/** The AccountView.net API v3 as the product uses it. Every failure is an `AppError` with `side: 'accountview'`. */
export interface AccountViewClient {
  companies(signal?: AbortSignal): Promise<readonly Company[]>;
  administrations(companyId: string, signal?: AbortSignal): Promise<readonly Administration[]>;
  /** What exists and may be written with this user's rights (accountview-api §6). */
  businessObjects(companyId: string, signal?: AbortSignal): Promise<readonly BusinessObject[]>;
  dictionary(companyId: string, table: string, signal?: AbortSignal): Promise<readonly FieldInfo[]>;
  /** Tables by their name or by the object that reads them, compared exactly (accountview-api §6.1). */
  tables(companyId: string, by: TableKey, signal?: AbortSignal): Promise<readonly TableInfo[]>;
  /** Every table that has this column (accountview-api §6.2). */
  columnUses(companyId: string, column: string, signal?: AbortSignal): Promise<readonly ColumnUse[]>;
  readPage(companyId: string, query: PageQuery, signal?: AbortSignal): Promise<readonly SourceRow[]>;
  /** All rows that match every filter, all pages. A prefix match of the service is *not* weeded out here. */
  find(
    companyId: string,
    query: Omit<PageQuery, 'lastKey' | 'pageSize'> & { keyField: string; filters: readonly Filter[] },
    signal?: AbortSignal,
  ): Promise<readonly SourceRow[]>;
  /** Documents whose reference field's first word equals `reference` exactly, in the year of the place's date. */
  findDocuments(
    companyId: string,
    reference: string,
    place: DocumentPlace,
    signal?: AbortSignal,
  ): Promise<readonly StoredDocument[]>;
  /** Documents whose reference starts with `<prefix>-`, in that year (to rebuild a ledger). */
  listDocuments(
    companyId: string,
    prefix: string,
    place: DocumentPlace,
    signal?: AbortSignal,
  ): Promise<readonly StoredDocument[]>;
  /** Orders of the year of `bookDate` that match every filter, with their lines, page by page. */
  orders(companyId: string, query: OrderQuery, signal?: AbortSignal): AsyncIterable<readonly OrderRows[]>;
  /** The single-shot POST of a document. Never throws: the outcome says what is known. */
  createDocument(
    companyId: string,
    document: ExportDocument,
    columns: DocumentColumns,
    signal?: AbortSignal,
  ): Promise<PostOutcome<StoredDocument>>;
  /** The single-shot POST of a debtor or an article; the stored row. Never throws either. */
  createRecord(companyId: string, record: NewRecord, signal?: AbortSignal): Promise<PostOutcome<SourceRow>>;
}

/** Optional columns of a document's tables that the company's dictionary has. */
export interface DocumentColumns {
  header: ReadonlySet<string>;
  line: ReadonlySet<string>;
}

/** A record that is to be made: text, or an exact number. */
export interface NewRecord {
  businessObject: string;
  table: string;
  keyField: string;
  /** ISO day in the fiscal year it is made in. */
  bookDate: string;
  values: readonly { column: string; value: string | { amount: Decimal } }[];
}

/** What a table is looked up by. */
export interface TableKey {
  field: 'DBF_NAME' | 'OBJ_CODE';
  value: string;
}

export interface OrderQuery {
  /** A day in the fiscal year. */
  bookDate: string;
  filters: readonly Filter[];
}

/** An order as the service gave it. */
export interface OrderRows {
  header: SourceRow;
  lines: readonly SourceRow[];
}

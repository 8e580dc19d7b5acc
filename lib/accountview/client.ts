import type { Http } from '../http/http';
import { processCompanies } from './companies';
import type { AccountViewClient } from './port';
import { readBusinessObjects, readTable, readWholeTable, type WholeTable } from './read-table';
import { createDocument, readDocuments, readOrders } from './documents';
import { createRecord } from './records';
import { type AccessTokens, createSession } from './session';
import {
  ADMINISTRATIONS,
  columnUsesQuery,
  dictionaryQuery,
  tablesQuery,
  toAdministration,
  toColumnUses,
  toFieldInfo,
  toTables,
} from './system-data';

/** Rows per page of a look-up: mostly one comes, so this is about the exceptions. */
const FIND_PAGE_SIZE = 200;

export interface AccountViewOptions {
  /** Origin of AccountView without a slash at the end; `/api/v3` is appended. */
  baseUrl: string;
  http: Http;
  tokens: AccessTokens;
}

/** AccountView.net API v3 on real HTTP. */
export function createAccountViewClient({ baseUrl, http, tokens }: AccountViewOptions): AccountViewClient {
  const session = createSession(baseUrl, http, tokens);
  const reader = (companyId: string, signal: AbortSignal | undefined) => ({ session, companyId, signal });
  const readSystem = (query: WholeTable, ...about: Parameters<typeof reader>) =>
    readWholeTable(reader(...about), '/accountviewsystemdata', query);
  return {
    companies: (signal) => session.read({ path: '/Companies', signal }, processCompanies),
    businessObjects: (companyId, signal) => readBusinessObjects(reader(companyId, signal)),
    administrations: async (companyId, signal) =>
      (await readSystem(ADMINISTRATIONS, companyId, signal)).map(toAdministration),
    dictionary: async (companyId, table, signal) =>
      toFieldInfo(await readSystem(dictionaryQuery(table), companyId, signal), table),
    tables: async (companyId, by, signal) =>
      toTables(await readSystem(tablesQuery(by), companyId, signal), by),
    columnUses: async (companyId, column, signal) =>
      toColumnUses(await readSystem(columnUsesQuery(column), companyId, signal), column),
    readPage: (companyId, query, signal) => readTable(reader(companyId, signal), '/AccountViewData', query),
    find: (companyId, query, signal) =>
      readWholeTable(reader(companyId, signal), '/AccountViewData', { ...query, pageSize: FIND_PAGE_SIZE }),
    findDocuments: (companyId, reference, place, signal) =>
      readDocuments(reader(companyId, signal), reference, place, (found) => found === reference),
    listDocuments: (companyId, prefix, place, signal) =>
      readDocuments(reader(companyId, signal), `${prefix}-`, place, (found) =>
        found.startsWith(`${prefix}-`),
      ),
    orders: (companyId, query, signal) => readOrders(reader(companyId, signal), query),
    createDocument: (companyId, document, columns, signal) =>
      createDocument(reader(companyId, signal), document, columns),
    createRecord: (companyId, record, signal) => createRecord(reader(companyId, signal), record),
  };
}

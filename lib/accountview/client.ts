import type { Http } from '../http/http';
import { processCompanies } from './companies';
import type { AccountViewClient } from './port';
import { readBusinessObjects, readTable, readWholeTable } from './read-table';
import { createSalesOrder, readSalesOrders } from './sales-orders';
import { type AccessTokens, createSession } from './session';
import { ADMINISTRATIONS, dictionaryQuery, toAdministration, toFieldInfo } from './system-data';

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
  return {
    companies: (signal) => session.read({ path: '/Companies', signal }, processCompanies),
    businessObjects: (companyId, signal) => readBusinessObjects(reader(companyId, signal)),
    administrations: async (companyId, signal) => {
      const rows = await readWholeTable(reader(companyId, signal), '/accountviewsystemdata', ADMINISTRATIONS);
      return rows.map(toAdministration);
    },
    dictionary: async (companyId, table, signal) => {
      const rows = await readWholeTable(
        reader(companyId, signal),
        '/accountviewsystemdata',
        dictionaryQuery(table),
      );
      return toFieldInfo(rows, table);
    },
    readPage: (companyId, query, signal) => readTable(reader(companyId, signal), '/AccountViewData', query),
    find: (companyId, query, signal) =>
      readWholeTable(reader(companyId, signal), '/AccountViewData', { ...query, pageSize: FIND_PAGE_SIZE }),
    findSalesOrders: (companyId, reference, field, bookDate, signal) => {
      const accepts = (found: string): boolean => found === reference;
      return readSalesOrders(reader(companyId, signal), reference, { field, bookDate, accepts });
    },
    listSalesOrders: (companyId, prefix, field, bookDate, signal) => {
      const accepts = (found: string): boolean => found.startsWith(`${prefix}-`);
      return readSalesOrders(reader(companyId, signal), `${prefix}-`, { field, bookDate, accepts });
    },
    createSalesOrder: (companyId, document, columns, signal) =>
      createSalesOrder(reader(companyId, signal), document, columns),
  };
}

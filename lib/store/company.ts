import type { CompanyState } from './schema';

/** What is known of a company that is met for the first time. */
export function emptyCompany(companyId: string): CompanyState {
  return {
    companyId,
    referenceField: null,
    referenceProven: false,
    closeProven: false,
    ledgerReady: false,
    dictionary: {},
    dictionaryAt: 0,
    imports: {},
  };
}

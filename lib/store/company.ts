import type { CompanyState, WriteTx } from './schema';

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

/** Changes what is known of a company inside the transaction; one that is met for the first time begins empty. */
export async function changeCompany(
  tx: WriteTx,
  companyId: string,
  change: (state: CompanyState) => CompanyState,
): Promise<void> {
  const companies = tx.objectStore('companies');
  await companies.put(change((await companies.get(companyId)) ?? emptyCompany(companyId)));
}

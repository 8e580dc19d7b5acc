import type { CompanyState, ReadTx, WriteTx } from './schema';

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
  await tx.objectStore('companies').put(change(await readCompany(tx, companyId)));
}

export async function readCompany(tx: ReadTx | WriteTx, companyId: string): Promise<CompanyState> {
  return (await tx.objectStore('companies').get(companyId)) ?? emptyCompany(companyId);
}

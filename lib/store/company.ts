import { type DocumentKind, REFERENCE_FIELDS, type ReferenceField } from '../domain/document';
import type { CompanyState, ReadTx, Reference, WriteTx } from './schema';

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

/** What is known of the reference in documents of this kind. */
export function referenceIn(state: CompanyState, kind: DocumentKind): Reference | undefined {
  const { referenceField: field, referenceProven: proven, otherReference } = state;
  if (field !== null && isOf(kind, field)) return { field, proven };
  return otherReference !== undefined && isOf(kind, otherReference.field) ? otherReference : undefined;
}

/** No column is one of both kinds, so each has its own place. */
export function withReference(state: CompanyState, kind: DocumentKind, reference: Reference): CompanyState {
  const { referenceField } = state;
  if (referenceField !== null && !isOf(kind, referenceField)) return { ...state, otherReference: reference };
  return { ...state, referenceField: reference.field, referenceProven: reference.proven };
}

function isOf(kind: DocumentKind, field: ReferenceField): boolean {
  const fields: readonly ReferenceField[] = REFERENCE_FIELDS[kind];
  return fields.includes(field);
}

import type { LedgerRow } from '../../domain/ledger';
import type { SalesOrderDocument, StoredDocument } from '../../domain/sales-order';
import { big } from '../../kernel/decimal';
import type { RunContext } from '../context';
import type { ExportContext } from './context';

/** The documents that carry the row's reference, character by character. Rejects when that cannot be told. */
export async function findDocuments(
  { ports, run, signal }: RunContext,
  { reference }: LedgerRow,
  { referenceField, bookDate }: Pick<SalesOrderDocument, 'referenceField' | 'bookDate'>,
): Promise<readonly StoredDocument[]> {
  return ports.accountView.findSalesOrders(run.companyId, reference, referenceField, bookDate, signal);
}

/** The same in the open years besides `known`: where a document is whose work order had another date then. */
export async function findElsewhere(
  { documents, years }: ExportContext,
  { reference }: LedgerRow,
  known = '',
): Promise<readonly StoredDocument[]> {
  const found: StoredDocument[] = [];
  for (const year of years) if (year !== known) found.push(...(await documents.find(year, reference)));
  return found;
}

/** Both totals where they differ; not every service gives one. */
export function totalsOf(
  { document }: LedgerRow,
  { total }: StoredDocument,
): LedgerRow['params'] | undefined {
  if (document === null || total === null || big(total).eq(big(document.total))) return undefined;
  return { ours: document.total, theirs: total };
}

import { type ExportDocument, placeOf, type StoredDocument } from '../../domain/document';
import type { LedgerRow } from '../../domain/ledger';
import { big, type Decimal, toDecimal } from '../../kernel/decimal';
import type { RunContext } from '../context';
import type { ExportContext } from './context';

/** The documents that carry the row's reference, character by character. Rejects when that cannot be told. */
export async function findDocuments(
  { ports, run, signal }: RunContext,
  { reference }: LedgerRow,
  document: ExportDocument,
): Promise<readonly StoredDocument[]> {
  return ports.accountView.findDocuments(run.companyId, reference, placeOf(document), signal);
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

/**
 * What an earlier POST may have made: the frozen document's own kind and reference, asked afresh in every open year. Its
 * date, its kind or the prefix may be another one by now.
 */
export async function findEarlier(
  { ports, run, signal, years }: ExportContext,
  { reference, document }: LedgerRow,
): Promise<readonly StoredDocument[]> {
  if (document === null) return [];
  const found: StoredDocument[] = [];
  const all = new Set([document.bookDate.slice(0, 4), ...years]);
  for (const year of all) {
    const bookDate = year === document.bookDate.slice(0, 4) ? document.bookDate : `${year}-01-01`;
    const place = { ...placeOf(document), bookDate };
    found.push(...(await ports.accountView.findDocuments(run.companyId, reference, place, signal)));
  }
  return found;
}

/** Both totals where they differ; not every service gives one. */
export function totalsOf(
  { document }: LedgerRow,
  { total }: Pick<StoredDocument, 'total'>,
): LedgerRow['params'] | undefined {
  if (document === null || total === null) return undefined;
  if (expectedTotals(document).some((ours) => big(ours).eq(big(total)))) return undefined;
  return { ours: document.total, theirs: total };
}

/**
 * What AccountView may give as a document's total. Of a journal page it is not known whether that is with VAT
 * (accountview-api §8.8), so both are right; the sign is that of the lines.
 */
function expectedTotals(document: ExportDocument): Decimal[] {
  if (document.kind !== 'journal') return [document.total];
  const sum = (amounts: readonly Decimal[]) =>
    amounts.reduce((total, amount) => total.plus(big(amount)), big(toDecimal(0)));
  const net = sum(document.lines.map(({ amount }) => amount));
  const vat = sum(document.lines.map(({ vatAmount }) => vatAmount));
  return [toDecimal(net), toDecimal(net.plus(vat))];
}

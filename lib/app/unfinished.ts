import { type NewLogRow, orderRow } from '../domain/log-row';
import type { WriteTx } from '../store/schema';

/**
 * A warning for each work order of the company whose document may exist without our knowing: its look-ups end with
 * the connection or the choice of another company, and go on when that company is chosen again (reliability §4.1, C4, C5).
 */
export async function unfinishedRows(tx: WriteTx, companyId: string): Promise<NewLogRow[]> {
  const ledger = tx.objectStore('ledger').index('state');
  const [sending, unknown] = await Promise.all(
    ['sending', 'unknown'].map((state) => ledger.getAll([companyId, state])),
  );
  return [...(sending ?? []), ...(unknown ?? [])].map((row) => orderRow(row, 'warning', 'UNKNOWN_OUTCOME'));
}

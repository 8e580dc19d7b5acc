import { EXPORTED_STATES, type LedgerRow, TOLD_BY_LOCK } from '../../domain/ledger';
import type { ReadTx } from '../schema';

/**
 * Work orders of the company that ask for a person, newest first: not exported, or with a document and a code. Those were
 * changed since, or their document or their close could not be confirmed, or a service refuses what comes after the
 * document. The snapshot counts them as `told`.
 */
export async function readExportProblems(tx: ReadTx, companyId: string): Promise<readonly LedgerRow[]> {
  const ledger = tx.objectStore('ledger');
  const failed = await ledger.index('state').getAll([companyId, 'problem']);
  const coded = await Promise.all(
    EXPORTED_STATES.map((state) =>
      ledger.index('told').getAll(IDBKeyRange.bound([companyId, state], [companyId, state, []])),
    ),
  );
  const told = coded.flat().filter(({ code }) => code !== TOLD_BY_LOCK);
  return [...failed, ...told].toSorted((a, b) => b.updatedAt - a.updatedAt);
}

import type { LedgerRow } from '../../domain/ledger';
import type { LogCode } from '../../kernel/codes';
import type { ReadTx } from '../schema';

/** Codes that a person has to look at although the document is made. */
const LOOK_AT = [
  'CHANGED_AFTER_EXPORT',
  'CLOSE_NOT_CONFIRMED',
  'REFERENCE_NOT_STORED',
  'TOTALS_DIFFER',
] as const satisfies readonly LogCode[];
const EXPORTED: ReadonlySet<LedgerRow['state']> = new Set(['acked', 'closing', 'closed']);

/** Work orders of the company that ask for a person: not exported, or exported and changed since; newest first. */
export async function readExportProblems(tx: ReadTx, companyId: string): Promise<readonly LedgerRow[]> {
  const ledger = tx.objectStore('ledger');
  const failed = await ledger.index('state').getAll([companyId, 'problem']);
  const codes = ledger.index('code');
  const told = await Promise.all(LOOK_AT.map((code) => codes.getAll([companyId, code])));
  const flagged = told.flat().filter(({ state }) => EXPORTED.has(state));
  return [...failed, ...flagged].toSorted((a, b) => b.updatedAt - a.updatedAt);
}

import type { LedgerRow } from '../../domain/ledger';
import type { LogCode } from '../../kernel/codes';
import type { ReadTx } from '../schema';

/** Codes that a person has to look at although the document is made. */
const LOOK_AT: ReadonlySet<LogCode> = new Set(['CHANGED_AFTER_EXPORT', 'CLOSE_NOT_CONFIRMED']);
const EXPORTED: ReadonlySet<LedgerRow['state']> = new Set(['acked', 'closing', 'closed']);

/** Rows read at a time: each call hands them over in one piece. */
const AT_A_TIME = 500;

/** Work orders of the company that ask for a person: not exported, or exported and changed since; newest first. */
export async function readExportProblems(tx: ReadTx, companyId: string): Promise<readonly LedgerRow[]> {
  const failed = await tx.objectStore('ledger').index('state').getAll([companyId, 'problem']);
  const flagged = await readFlagged(tx, companyId);
  return [...failed, ...flagged].toSorted((a, b) => b.updatedAt - a.updatedAt);
}

/** Exported ones carry a code seldom, and no index knows it: the whole ledger is looked through. */
async function readFlagged(tx: ReadTx, companyId: string): Promise<readonly LedgerRow[]> {
  const ledger = tx.objectStore('ledger');
  const flagged: LedgerRow[] = [];
  let after = '';
  for (;;) {
    const range = IDBKeyRange.bound([companyId, after], [companyId, []], after !== '');
    const rows = await ledger.getAll(range, AT_A_TIME);
    flagged.push(...rows.filter(isFlagged));
    const last = rows.at(-1);
    if (last === undefined || rows.length < AT_A_TIME) return flagged;
    after = last.workOrderId;
  }
}

function isFlagged({ state, code }: LedgerRow): boolean {
  return EXPORTED.has(state) && code !== null && LOOK_AT.has(code);
}

import type { LedgerRow } from '../../lib/domain/ledger';
import { usePage } from '../page/context';
import type { PageState } from '../page/page-model';
import { useRead } from './use-read';

/** Commands that decide about a problem. */
const DECISIONS = /^(retry-problems|fix-problem|ignore-problem|unlock)/;

/** Changes when there may be other problems: a run began or ended, a count moved, or a person decided. */
function momentOf({ snapshot, busy }: PageState): string {
  const { settings, run, counts } = snapshot;
  const decisions = [...busy].filter((key) => DECISIONS.test(key));
  return [settings?.companyId, run.runId, run.state, ...Object.values(counts), ...decisions].join(' ');
}

/** Work orders that ask for a person; not read again with each step of a run. */
export function useExportProblems(): readonly LedgerRow[] {
  const { model, state } = usePage();
  const companyId = state.snapshot.settings?.companyId ?? '';
  return useRead(() => model.ports.reader.exportProblems(companyId), momentOf(state));
}

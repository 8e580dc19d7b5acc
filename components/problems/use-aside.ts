import type { Snapshot } from '../../lib/domain/snapshot';
import type { ProblemCode } from '../../lib/kernel/codes';
import type { AsideGroup, AsideRow } from '../../lib/store/reader';
import { usePage } from '../page/context';
import { useRead } from './use-read';

/** Changes when there may be other records set aside: a run began or ended, or a category was done. */
function momentOf({ run, imports, settings }: Snapshot): string {
  const ended = Object.values(imports).map(({ category, finishedAt }) => `${category}@${finishedAt}`);
  return [settings?.companyId, run.runId, run.state, ...ended].join(' ');
}

/** Why records are set aside; read again when that may have changed, not with each step of a run. */
export function useAsideGroups(): readonly AsideGroup[] {
  const { model, state } = usePage();
  const moment = momentOf(state.snapshot);
  return useRead(() => model.ports.reader.asideGroups(state.snapshot.settings?.companyId ?? ''), moment);
}

/** The first records of a group. */
export function useAsideRows(code: ProblemCode, limit: number): readonly AsideRow[] {
  const { model, state } = usePage();
  const moment = `${momentOf(state.snapshot)} ${code} ${limit}`;
  return useRead(
    () => model.ports.reader.asideRows(state.snapshot.settings?.companyId ?? '', code, limit),
    moment,
  );
}

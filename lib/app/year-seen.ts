import type { Answer, CommandInput } from '../messaging/protocol';
import { changeCompany } from '../store/company';
import { getMeta } from '../store/store';
import { DONE } from './answer';
import { announceState } from './connection-state';
import type { StatePorts } from './ports';

/** The notice of a new fiscal year has been read. */
export async function yearSeen(ports: StatePorts, { year }: CommandInput<'year-seen'>): Promise<Answer> {
  await ports.store.write(['companies'], async (tx) => {
    const companyId = (await getMeta(tx, 'settings'))?.companyId ?? '';
    await changeCompany(tx, companyId, (state) =>
      state.newYear?.year === year ? { ...state, newYear: null } : state,
    );
  });
  await announceState(ports, false);
  return DONE;
}

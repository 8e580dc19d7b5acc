import type { Answer, CommandInput } from '../messaging/protocol';
import { changeCompany } from '../store/company';
import { requestRun } from '../store/pending';
import { getMeta } from '../store/store';
import { DONE } from './answer';
import { announceState } from './connection-state';
import { nudge } from './nudge';
import type { AppPorts } from './ports';

/** *Uitvoeren* runs the category that waits, *Niet uitvoeren* leaves it until it is asked for (product §2.1 point 6). */
export async function approve(ports: AppPorts, { category, yes }: CommandInput<'approve'>): Promise<Answer> {
  const decided = await ports.store.write(
    ['companies'],
    async (tx) => {
      const { companyId = '', imports } = (await getMeta(tx, 'settings')) ?? {};
      const asked = (await tx.objectStore('companies').get(companyId))?.approvals?.[category];
      if (asked?.state !== 'asked' || !imports?.[category]) return false;
      const approval = { ...asked, state: yes ? 'yes' : 'no' } as const;
      await changeCompany(tx, companyId, (company) => ({
        ...company,
        approvals: { ...company.approvals, [category]: approval },
      }));
      if (yes) await requestRun(tx, { trigger: 'manual', category, exportOnly: false });
      return true;
    },
    { strict: true },
  );
  await announceState(ports, false);
  if (decided && yes) nudge(ports, 'approved');
  return DONE;
}

import type { Answer } from '../messaging/protocol';
import { answering } from './answer';
import { updateSetup } from './connection-state';
import { assertConnected } from './assert';
import { nudge } from './nudge';
import type { AppPorts } from './ports';

/** What the lists of the import step offer, for the company that is being looked at. */
export function discover(ports: AppPorts, companyId: string): Promise<Answer> {
  return answering(async () => {
    await assertConnected(ports);
    // What is known of it already is shown at once.
    await updateSetup(ports, (setup) => ({ ...setup, foundFor: companyId }));
    await ports.surveyor.discover(companyId);
    // The engine left while this had the lock.
    nudge(ports, 'discovered');
    await ports.refreshSnapshot();
  });
}

import { getMeta, putMeta } from '../store/store';
import type { StatePorts } from './ports';

/** Access to a service was given: what waited for it is due at once. */
export async function resumeWithheld({ store }: StatePorts): Promise<void> {
  await store.write(['jobs'], async (tx) => {
    const connection = await getMeta(tx, 'connection');
    if (!connection?.unreachable?.withheld) return;
    await putMeta(tx, 'connection', { ...connection, unreachable: null });
    for (const job of await tx.objectStore('jobs').index('state').getAll('open'))
      if (job.error?.code === 'HOST_WITHHELD') await tx.objectStore('jobs').put({ ...job, notBefore: 0 });
  });
}

import { putMeta } from '../store/store';
import type { AppPorts } from './ports';

/**
 * Before an update is installed: the run ends at its next step border, and the new version is left a request to
 * go on with it (reliability §1.5 point 8).
 */
export async function drain({ engine, store }: AppPorts): Promise<void> {
  const run = await store.read(
    ['runs'],
    async (tx) => (await tx.objectStore('runs').index('startedAt').openCursor(null, 'prev'))?.value,
  );
  const unfinished = run !== undefined && (run.state === 'running' || run.state === 'waiting');
  await engine.requestStop();
  await engine.idle();
  if (!unfinished) return;
  await store.write(
    [],
    (tx) => putMeta(tx, 'pending', { trigger: 'resume', category: null, exportOnly: false }),
    { strict: true },
  );
}

import { connectionRow } from '../domain/log-row';
import { addLog } from '../store/store';
import { toAppError } from '../kernel/app-error';
import type { StatePorts } from './ports';

/** What nobody expected: in the log, without the text of the error, which may quote anything. */
export async function reportBug({ store, clock, announce }: StatePorts, error: unknown): Promise<void> {
  const { code, params } = toAppError(error);
  try {
    await store.write(['log'], (tx) => addLog(tx, clock, [connectionRow(code, { level: 'error', params })]));
    announce('log');
  } catch {
    // The database is what failed; the pages see that for themselves.
  }
}

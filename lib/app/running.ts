import { nudge } from './nudge';
import { connectionRow } from '../domain/log-row';
import type { Answer, CommandInput, CommandResults } from '../messaging/protocol';
import { getMeta, putMeta } from '../store/store';
import { DONE } from './answer';
import { readConnection, updateConnection } from './connection-state';
import type { AppPorts } from './ports';

/** A page opened: it is answered at once, while whatever is open goes on. */
export async function kick(ports: AppPorts): Promise<Answer> {
  nudge(ports, 'kick');
  return DONE;
}

/** *Nu synchroniseren*, whole or one category. Nothing starts before the settings have been saved. */
export async function syncNow(
  { store, engine }: AppPorts,
  { category, everything }: CommandInput<'sync-now'>,
): Promise<Answer<CommandResults['sync-now']>> {
  const { connected, disconnecting, saved } = await readConnection(store);
  if (!connected || disconnecting || !saved) return { ok: true, value: { started: false } };
  return {
    ok: true,
    value: await engine.startRun({
      trigger: 'manual',
      category,
      exportOnly: false,
      ...(everything ? { everything } : {}),
    }),
  };
}

export async function stopSync({ engine }: AppPorts): Promise<Answer> {
  await engine.requestStop();
  return DONE;
}

/** Keeps the sign-in; a run that is on rests from its next step border on, and goes on there when resumed. */
export async function setPaused(ports: AppPorts, paused: boolean): Promise<Answer> {
  await updateConnection(
    ports,
    (connection) => (connection.paused === paused ? connection : { ...connection, paused }),
    { strict: true, log: [connectionRow(paused ? 'PAUSED' : 'RESUMED')] },
  );
  if (paused) ports.engine.rest();
  else nudge(ports, 'resumed');
  return DONE;
}

/** The language is in force at once; before the first save it stands in the draft, which is the page's. */
export async function setLanguage(
  ports: AppPorts,
  { language }: CommandInput<'set-language'>,
): Promise<Answer> {
  await ports.store.write([], async (tx) => {
    const settings = await getMeta(tx, 'settings');
    if (settings !== undefined) await putMeta(tx, 'settings', { ...settings, language });
  });
  await ports.refreshSnapshot();
  return DONE;
}

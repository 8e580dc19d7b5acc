import { connectionRow } from '../domain/log-row';
import { NO_CONNECTION } from '../domain/connection';
import { NO_SETUP } from '../domain/setup-state';
import { type Answer } from '../messaging/protocol';
import type { StoreName } from '../store/schema';
import { addLog, getMeta, putMeta } from '../store/store';
import { DONE } from './answer';
import { announceState, readConnection, readSetup, updateConnection, updateSetup } from './connection-state';
import { clearTypedSecrets, reopenDraft } from './drafts';
import { dropPending } from './pending-sign-in';
import type { AppPorts } from './ports';
import { forgetPreview } from './preview';
import { TOKEN_LOCK } from './token-source';
import { unfinishedRows } from './unfinished';

/** The step in hand may finish; after this its calls fail for want of a token and it stops there. */
const PATIENCE_MS = 30_000;
const DISCONNECT_LOCK = 'disconnect';
/** Held by whoever runs the engine. */
const RUN_LOCK = 'run';
/** Records of either service, kept for a comparison. */
const STAGED: readonly StoreName[] = ['targets', 'staged', 'previews'];
const HISTORY: readonly StoreName[] = ['ledger', 'links', 'log', 'runs', 'jobs', 'companies'];

/**
 * *Verbinding verbreken* (product §7, reliability §2.6), in this order: say so on disk, stop at a step border,
 * remove credentials, remove staged records. A worker that dies in it takes it up again at its next start.
 */
export async function disconnect(
  ports: AppPorts,
  { wipeHistory }: { wipeHistory: boolean },
): Promise<Answer> {
  const { connected, disconnecting, signingIn } = await readConnection(ports.store);
  // A page that got no answer asks once more.
  if (!connected && !disconnecting && !signingIn && !wipeHistory) return DONE;
  await updateSetup(ports, (setup) => ({ ...setup, wipeHistory }));
  await updateConnection(ports, (connection) => ({ ...connection, disconnecting: true }), { strict: true });
  await ports.keepAlive(() => finishDisconnect(ports));
  return DONE;
}

/** The part after the decision has been stored. Asked for twice, it is done once. */
export function finishDisconnect(ports: AppPorts): Promise<void> {
  return ports.locks.exclusive(DISCONNECT_LOCK, async () => {
    if ((await readConnection(ports.store)).disconnecting) await takeDown(ports);
  });
}

/** The interface says *disconnected* from the click on: who connects again meanwhile waits for the end of it. */
export function afterDisconnect({ locks }: AppPorts): Promise<void> {
  return locks.exclusive(DISCONNECT_LOCK, () => Promise.resolve());
}

async function takeDown(ports: AppPorts): Promise<void> {
  await dropPending(ports.session);
  ports.surveyor.stop();
  await ports.engine.requestStop();
  await withPatience(ports, untilNothingRuns(ports));
  await ports.locks.exclusive(TOKEN_LOCK, () => ports.vault.forget());
  await clearTypedSecrets(ports, ['clientSecret', 'outsmartToken', 'outsmartSoftwareToken']);
  await removeRows(ports);
  ports.announce('ledger');
  await announceState(ports, true);
}

async function untilNothingRuns({ engine, locks }: AppPorts): Promise<void> {
  // A run whose worker died has no runner that would see the request: this closes it.
  await engine.tick('disconnecting');
  await locks.exclusive(RUN_LOCK, () => Promise.resolve());
}

async function withPatience({ clock }: AppPorts, work: Promise<void>): Promise<void> {
  const over = new AbortController();
  const patience = clock.sleep(PATIENCE_MS, over.signal).catch(() => {});
  await Promise.race([work.catch(() => {}), patience]);
  over.abort();
}

/** Key, company, settings, log and ledger stay, unless the history was to go too. */
async function removeRows({ store, clock }: AppPorts): Promise<void> {
  const { wipeHistory, companyName } = await readSetup(store);
  await store.write(
    [...STAGED, ...HISTORY],
    async (tx) => {
      const { clientId, withoutPkce } = (await getMeta(tx, 'connection')) ?? NO_CONNECTION;
      const unfinished = await unfinishedRows(tx, (await getMeta(tx, 'settings'))?.companyId ?? '');
      for (const name of [...STAGED, ...(wipeHistory ? HISTORY : [])]) await tx.objectStore(name).clear();
      await putMeta(tx, 'connection', { ...NO_CONNECTION, clientId, withoutPkce });
      await putMeta(tx, 'setup', { ...NO_SETUP, companyName });
      await forgetPreview(tx);
      await putMeta(tx, 'pending', null);
      await putMeta(tx, 'nextRunAt', null);
      await addLog(tx, clock, [...(wipeHistory ? [] : unfinished), connectionRow('DISCONNECTED')]);
    },
    { strict: true },
  );
}

/** *Opnieuw verbinden*: the stepper, with everything filled but the secrets. */
export async function reconnect(ports: AppPorts): Promise<Answer> {
  await afterDisconnect(ports);
  const { connected, clientId } = await readConnection(ports.store);
  if (connected) return DONE;
  await reopenDraft(ports, clientId, await ports.store.meta('settings'));
  await updateConnection(ports, (connection) => ({ ...connection, reconnecting: true }));
  return DONE;
}

import { forgetPreflight, notSigningIn, readConnection, updateConnection } from './connection-state';
import { finishDisconnect } from './disconnect';
import { dropPending } from './pending-sign-in';
import type { AppPorts } from './ports';
import { reportBug } from './report-bug';
import { TOKEN_LOCK } from './token-source';

/**
 * Puts right what a worker left behind that died: a sign-in or a preflight cannot go on and is asked for again,
 * a disconnect is finished. To be called once, before the first command.
 */
export async function recover(ports: AppPorts): Promise<void> {
  await dropPending(ports.session);
  await updateConnection(ports, notSigningIn);
  await forgetPreflight(ports, 'running');
  // It may take its 30 s: whoever opened a page is not kept waiting for it.
  if ((await readConnection(ports.store)).disconnecting)
    void ports.keepAlive(() => finishDisconnect(ports)).catch((error: unknown) => reportBug(ports, error));
  await forgetStrays(ports);
  await ports.refreshSnapshot();
}

/** A worker that died between storing tokens and saying so leaves tokens that no button would remove. */
async function forgetStrays({ store, vault, locks }: AppPorts): Promise<void> {
  const { connected, reconnecting } = await readConnection(store);
  if (!connected && !reconnecting) await locks.exclusive(TOKEN_LOCK, () => vault.forget());
}

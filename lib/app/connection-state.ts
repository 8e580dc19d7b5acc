import { NO_PREFLIGHT, type Preflight } from '../domain/preflight';
import { type Connection, NO_CONNECTION, type Side } from '../domain/connection';
import { connectionRow, type NewLogRow } from '../domain/log-row';
import { NO_SETUP, type SetupState } from '../domain/setup-state';
import type { Store } from '../store/store';
import { addLog, getMeta, putMeta } from '../store/store';
import type { StatePorts } from './ports';

export async function readConnection(store: Store): Promise<Connection> {
  return (await store.meta('connection')) ?? NO_CONNECTION;
}

export async function readSetup(store: Store): Promise<SetupState> {
  return (await store.meta('setup')) ?? NO_SETUP;
}

export interface UpdateOptions {
  /** On disk before it resolves. */
  strict?: boolean;
  /** Rows that are true from this change on; not written when nothing changed. */
  log?: readonly NewLogRow[];
}

/** One change of the connection with its log rows: stored first, then shown. `change` returns its argument for "no". */
export async function updateConnection(
  ports: StatePorts,
  change: (connection: Connection) => Connection,
  { strict = false, log = [] }: UpdateOptions = {},
): Promise<void> {
  const changed = await ports.store.write(
    ['log'],
    async (tx) => {
      const before = (await getMeta(tx, 'connection')) ?? NO_CONNECTION;
      const after = change(before);
      if (after === before) return false;
      await putMeta(tx, 'connection', after);
      await addLog(tx, ports.clock, log);
      return true;
    },
    { strict },
  );
  if (changed) await announceState(ports, log.length > 0);
}

export async function updateSetup(
  ports: StatePorts,
  change: (setup: SetupState) => SetupState,
): Promise<void> {
  await ports.store.write([], async (tx) =>
    putMeta(tx, 'setup', change((await getMeta(tx, 'setup')) ?? NO_SETUP)),
  );
  await ports.refreshSnapshot();
}

export async function announceState(ports: StatePorts, withLog: boolean): Promise<void> {
  if (withLog) ports.announce('log');
  await ports.refreshSnapshot();
}

/** A side refused its credentials: said once, and not while the connection is being taken down. */
export function markSigninNeeded(ports: StatePorts, side: Side): Promise<void> {
  return updateConnection(
    ports,
    (connection) => {
      const standing = connection.connected && !connection.disconnecting;
      return !standing || connection.signinNeeded === side
        ? connection
        : { ...connection, signinNeeded: side };
    },
    { strict: true, log: [connectionRow('SIGNIN_NEEDED', { level: 'error', params: { side } })] },
  );
}

/** No sign-in is under way any more. */
export function notSigningIn(connection: Connection): Connection {
  return connection.signingIn ? { ...connection, signingIn: false } : connection;
}

/** The checks in this state count no more and have to be asked for again. */
export async function forgetPreflight(ports: StatePorts, state: Preflight['state']): Promise<void> {
  if ((await readSetup(ports.store)).preflight.state === state)
    await updateSetup(ports, (setup) => ({ ...setup, preflight: NO_PREFLIGHT }));
}

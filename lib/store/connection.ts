import type { Connection } from '../domain/connection';
import type { WriteTx } from './schema';
import { getMeta, putMeta } from './store';

/** Changes some of what is known of the connection, where there is one; `undefined` leaves it as it is. */
export async function changeConnection(
  tx: WriteTx,
  change: (connection: Connection) => Partial<Connection> | undefined,
): Promise<void> {
  const connection = await getMeta(tx, 'connection');
  const changed = connection && change(connection);
  if (connection && changed) await putMeta(tx, 'connection', { ...connection, ...changed });
}

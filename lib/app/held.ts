import { nudge } from './nudge';
import type { LogCode } from '../kernel/codes';
import type { LedgerRow } from '../domain/ledger';
import { orderRow } from '../domain/log-row';
import type { Answer, CommandInput, CommandResults } from '../messaging/protocol';
import { settingsSchema } from '../settings/schema';
import type { WriteTx } from '../store/schema';
import { requestRun } from '../store/pending';
import { addLog, getMeta, putMeta } from '../store/store';
import { DONE } from './answer';
import { announceState } from './connection-state';
import type { AppPorts, StatePorts } from './ports';

export const EXPORT_RELEASED = { trigger: 'release', category: null, exportOnly: true } as const;

type Released = Answer<CommandResults['release-held']>;

/** Held work orders go to the export at once, without another look (product §2.1 point 7). */
export async function releaseHeld(
  ports: AppPorts,
  { workOrderIds, floodLimit }: CommandInput<'release-held'>,
): Promise<Released> {
  const now = ports.clock.now();
  const released = await changeHeld(
    ports,
    workOrderIds,
    'WORK_ORDER_RELEASED',
    (row) => ({
      ...row,
      state: 'waiting',
      code: null,
      params: {},
      releasedAt: now,
      notBefore: 0,
      updatedAt: now,
    }),
    floodLimit,
  );
  if (released > 0) nudge(ports, 'released');
  return { ok: true, value: { released } };
}

/** No document is made for it unless the person takes it back; the reason it was held for stays in its row. */
export async function ignoreHeld(
  ports: StatePorts,
  { workOrderId }: CommandInput<'ignore-held'>,
): Promise<Answer> {
  const now = ports.clock.now();
  await changeHeld(
    ports,
    [workOrderId],
    'WORK_ORDER_IGNORED',
    (row) => ({ ...row, state: 'ignored', updatedAt: now }),
    null,
  );
  return DONE;
}

/** One transaction for the rows, their log rows and the raised limit; on disk before anything acts on it. */
async function changeHeld(
  ports: StatePorts,
  workOrderIds: readonly string[] | null,
  code: LogCode,
  change: (row: LedgerRow) => LedgerRow,
  floodLimit: number | null,
): Promise<number> {
  const changed = await ports.store.write(
    ['ledger', 'log'],
    async (tx) => {
      const rows = await heldRows(tx, workOrderIds);
      for (const row of rows) await tx.objectStore('ledger').put(change(row));
      await addLog(
        tx,
        ports.clock,
        rows.map((row) => orderRow(row, 'info', code)),
      );
      if (floodLimit !== null) await raiseFloodLimit(tx, floodLimit);
      if (code === 'WORK_ORDER_RELEASED' && rows.length > 0) await requestRun(tx, EXPORT_RELEASED);
      return rows.length;
    },
    { strict: true },
  );
  ports.announce('ledger');
  await announceState(ports, changed > 0);
  return changed;
}

async function heldRows(tx: WriteTx, workOrderIds: readonly string[] | null): Promise<readonly LedgerRow[]> {
  const companyId = (await getMeta(tx, 'settings'))?.companyId ?? '';
  const held = await tx.objectStore('ledger').index('state').getAll([companyId, 'held']);
  return workOrderIds === null ? held : held.filter(({ workOrderId }) => workOrderIds.includes(workOrderId));
}

/** A limit outside what the setting allows changes nothing. */
async function raiseFloodLimit(tx: WriteTx, floodLimit: number): Promise<void> {
  const raised = settingsSchema.safeParse({ ...(await getMeta(tx, 'settings')), floodLimit });
  if (raised.success) await putMeta(tx, 'settings', raised.data);
}

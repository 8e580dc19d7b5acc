import { nudge } from './nudge';
import type { Connection } from '../domain/connection';
import { settledBy } from '../domain/ledger';
import type { Answer, CommandInput } from '../messaging/protocol';
import { changeCompany } from '../store/company';
import { requestRun } from '../store/pending';
import type { WriteTx } from '../store/schema';
import { addLog, getMeta, putMeta } from '../store/store';
import { DONE } from './answer';
import { announceState } from './connection-state';
import { EXPORT_RELEASED } from './held';
import { orderRow } from '../domain/log-row';
import type { AppPorts, StatePorts } from './ports';

type Lock = NonNullable<Connection['lock']>;
type UnlockPorts = StatePorts & Pick<AppPorts, 'engine'>;

/** What a person decides about a locked export (product §7). A decision that does not fit the lock changes nothing. */
export async function unlock(ports: UnlockPorts, input: CommandInput<'unlock'>): Promise<Answer> {
  const isDecided = await ports.store.write(
    ['ledger', 'companies', 'log'],
    async (tx) => {
      const connection = await getMeta(tx, 'connection');
      const companyId = (await getMeta(tx, 'settings'))?.companyId ?? '';
      if (!connection?.lock) return false;
      const lock = await decide(ports, tx, { ...input, companyId, lock: connection.lock });
      if (lock === undefined) return false;
      await putMeta(tx, 'connection', { ...connection, lock });
      await requestRun(tx, EXPORT_RELEASED);
      return true;
    },
    { strict: true },
  );
  if (!isDecided) return DONE;
  ports.announce('ledger');
  await announceState(ports, true);
  nudge(ports, 'unlocked');
  return DONE;
}

interface Decision extends CommandInput<'unlock'> {
  companyId: string;
  lock: Lock;
}

/** The lock as it is afterwards; undefined when the decision is not one about this lock. */
async function decide(ports: UnlockPorts, tx: WriteTx, decision: Decision): Promise<Lock | null | undefined> {
  const { lock, companyId } = decision;
  switch (`${decision.decision} ${lock.code}` as const) {
    case 'recount DUPLICATE_ALARM':
      // Every export begins with the count.
      return lock;
    case 'keep DUPLICATE_ALARM':
      return (await keepDocument(ports, tx, decision)) ? null : undefined;
    case 'restore LEDGER_MISSING':
      await changeCompany(tx, companyId, (state) => ({ ...state, ledgerReady: false }));
      return lock;
    case 'go-on LEDGER_MISSING':
      if (lock.rebuilt === undefined) return undefined;
      await changeCompany(tx, companyId, ({ ledgerLost: _decided, ...state }) => state);
      return null;
    case 'go-on FIRST_PAGE_LOOK':
      await acceptPage(ports, tx, decision);
      return null;
    default:
      return undefined;
  }
}

/**
 * A person has looked at the first journal page: others follow. That may have been days after it was read back, and it
 * may have been removed for what was seen: it is read once more before its work order is closed.
 */
async function acceptPage({ clock }: UnlockPorts, tx: WriteTx, { companyId, lock }: Decision): Promise<void> {
  await changeCompany(tx, companyId, (state) => ({ ...state, pageAccepted: true }));
  const row = await tx.objectStore('ledger').get([companyId, lock.record ?? '']);
  if (row?.code !== 'FIRST_PAGE_LOOK') return;
  const accepted = { ...row, code: null, params: {}, checked: false, updatedAt: clock.now() };
  await tx.objectStore('ledger').put(accepted);
  await addLog(tx, clock, [orderRow(row, 'info', 'PAGE_ACCEPTED', { document: row.documentNumber ?? '' })]);
}

/** *Document N hoort erbij*: all documents stay, this one is the work order's. */
async function keepDocument(
  { clock }: UnlockPorts,
  tx: WriteTx,
  { companyId, lock, document }: Decision,
): Promise<boolean> {
  const row = await tx.objectStore('ledger').get([companyId, lock.record ?? '']);
  const numbers = lock.numbers ?? [];
  if (row?.state !== 'alarm' || !numbers.includes(document)) return false;
  const target = (await getMeta(tx, 'settings'))?.exportTarget === 'journal' ? 'journal' : 'sales-order';
  // An alarm of an earlier version knows their numbers alone.
  const found = row.found?.find(({ number }) => number === document);
  const unknown = { kind: target, number: document, recordId: null, bookDate: '', total: null } as const;
  const kept = { ...settledBy(row, found ?? unknown, target), updatedAt: clock.now() };
  await tx.objectStore('ledger').put(kept);
  await addLog(tx, clock, [
    orderRow(kept, 'info', 'DOCUMENT_KEPT', { document, numbers: numbers.join(', ') }),
  ]);
  return true;
}

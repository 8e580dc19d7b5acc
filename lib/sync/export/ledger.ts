import type { LedgerRow } from '../../domain/ledger';
import { type NewLogRow, orderRow } from '../../domain/log-row';
import type { WorkOrder } from '../../domain/work-order';
import { canonicalJson, sha256 } from '../../kernel/hash';
import type { WriteTx } from '../../store/schema';
import { type RunContext, save } from '../context';
import type { Problem } from './built';
import { referenceOf } from './document-input';

export function newLedgerRow(context: RunContext, workOrderId: string): LedgerRow {
  const now = context.ports.clock.now();
  return {
    companyId: context.run.companyId,
    workOrderId,
    state: 'waiting',
    orderNr: '',
    workDate: '',
    customerName: '',
    reference: referenceOf(context.settings.referencePrefix, workOrderId),
    code: null,
    params: {},
    firstSeenAt: now,
    updatedAt: now,
    releasedAt: null,
    document: null,
    payloadHash: null,
    contentHash: null,
    sendStartedAt: null,
    posts: 0,
    looks: 0,
    notBefore: 0,
    checked: false,
    documentNumber: null,
    documentRecordId: null,
    closedAt: null,
  };
}

interface PutOptions {
  strict?: boolean;
  log?: readonly NewLogRow[];
}

/**
 * Changes one row and stores it with its log rows in one transaction; `strict` for intents and acknowledgements. What a
 * person said about it meanwhile stands: returned is what is stored then.
 */
export async function putRow(
  context: RunContext,
  row: LedgerRow,
  change: Partial<LedgerRow>,
  options: PutOptions = {},
): Promise<LedgerRow> {
  return await amendRow(
    context,
    row,
    (current) => (current.state === 'ignored' ? current : { ...changed(row, change), ...wordOf(current) }),
    options,
  );
}

/** The service's words go with the code that they came with. */
function changed(row: LedgerRow, change: Partial<LedgerRow>): LedgerRow {
  if (!('code' in change)) return { ...row, ...change };
  const { original: _about, ...rest } = row;
  return { ...rest, ...change };
}

/** What only a person changes. */
export function wordOf({ fixes, ignoredBecause }: LedgerRow): Partial<LedgerRow> {
  return {
    ...(fixes !== undefined && { fixes }),
    ...(ignoredBecause !== undefined && { ignoredBecause }),
  };
}

/** Stores a row inside the transaction, with what a person said about it meanwhile. */
export async function putWithWord(tx: WriteTx, row: LedgerRow): Promise<void> {
  const ledger = tx.objectStore('ledger');
  const current = await ledger.get([row.companyId, row.workOrderId]);
  await ledger.put(current === undefined ? row : { ...row, ...wordOf(current) });
}

/** What is stored of a row by now: a person may have decided about it while something else was done. */
export async function storedRow(
  { ports }: RunContext,
  { companyId, workOrderId }: LedgerRow,
): Promise<LedgerRow | undefined> {
  return await ports.store.read(['ledger'], (tx) => tx.objectStore('ledger').get([companyId, workOrderId]));
}

/** Changes what is stored of a row by now, for news that leave alone what else became of it during a call. */
export async function amendRow(
  context: RunContext,
  row: LedgerRow,
  change: (current: LedgerRow) => LedgerRow,
  options: PutOptions = {},
): Promise<LedgerRow> {
  const updatedAt = context.ports.clock.now();
  const amended = await save(
    context,
    ['ledger'],
    async (tx) => {
      const ledger = tx.objectStore('ledger');
      const current = (await ledger.get([row.companyId, row.workOrderId])) ?? row;
      const next = { ...change(current), updatedAt };
      await ledger.put(next);
      return next;
    },
    options,
  );
  context.ports.announce('ledger');
  return amended;
}

/** A named problem on this record alone; logged when it is new, tried again in every run. */
export async function park(context: RunContext, row: LedgerRow, problem: Problem): Promise<LedgerRow> {
  const { proposal } = problem;
  const { proposal: _before, ...rest } = row;
  const change = { state: 'problem', ...saidBy(problem), ...(proposal && { proposal }) } as const;
  return await putRow(context, rest, change, { log: newsOfProblem(row, problem) });
}

/** What is kept of a problem, with the service's words about it. */
export function saidBy({ code, params, original }: Problem): Pick<LedgerRow, 'code' | 'params' | 'original'> {
  return { code, params, ...(original !== undefined && { original }) };
}

/** A line in the log for a problem that is another one than before: the service may have another reason for the same no. */
export function newsOfProblem(row: LedgerRow, { code, params, original }: Problem): NewLogRow[] {
  const isSame = row.code === code && canonicalJson(row.params) === canonicalJson(params);
  return isSame && row.original === original ? [] : [{ ...orderLog(row, 'error', code, params), original }];
}

/** Nothing to invoice: no document, said once; looked at again in every run, since something may be added. */
export async function skip(context: RunContext, row: LedgerRow): Promise<LedgerRow> {
  const code = 'NOTHING_TO_INVOICE';
  const log = row.code === code ? [] : [orderLog(row, 'info', code)];
  return await putRow(context, row, { state: 'skipped', code, params: {} }, { log });
}

export interface RowChange {
  row: LedgerRow;
  change: (current: LedgerRow) => LedgerRow;
}

/**
 * Changes rows and stores them with their log rows in one transaction that is on disk when it resolves. One that has
 * come into another state meanwhile is left alone.
 */
export async function changeRows(
  context: RunContext,
  changes: readonly RowChange[],
  log: readonly NewLogRow[] = [],
): Promise<void> {
  const updatedAt = context.ports.clock.now();
  await save(
    context,
    ['ledger'],
    async (tx) => {
      const ledger = tx.objectStore('ledger');
      for (const { row, change } of changes) {
        const current = await ledger.get([row.companyId, row.workOrderId]);
        if (current?.state === row.state) await ledger.put({ ...change(current), updatedAt });
      }
    },
    { strict: true, log },
  );
  context.ports.announce('ledger');
}

/** A log row about one work order, with the fiscal year of its document. */
export function orderLog(...about: Parameters<typeof orderRow>): NewLogRow {
  const [{ document }] = about;
  return { ...orderRow(...about), documentYear: document?.bookDate.slice(0, 4) };
}

/**
 * SHA-256 over everything of the work order that the document or its meaning depends on; not its status or that it
 * was archived, nor the names and addresses that only a new relation is made from.
 */
export async function contentHashOf(order: WorkOrder): Promise<string> {
  const { status: _status, workStatus: _workStatus, parties: _parties, ...content } = order;
  return await sha256(canonicalJson({ ...content, archived: false }));
}

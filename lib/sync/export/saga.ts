import type { LogCode } from '../../kernel/codes';
import type { LedgerRow } from '../../domain/ledger';
import type { SalesOrderDocument, StoredDocument } from '../../domain/sales-order';
import type { WorkOrder } from '../../domain/work-order';
import type { AppError } from '../../kernel/app-error';
import { dueAt } from '../../kernel/clock';
import { canonicalJson, sha256 } from '../../kernel/hash';
import type { WriteTx } from '../../store/schema';
import { atStepBorder, companyState, save, updateCompany } from '../context';
import { documentContext, type ExportContext } from './context';
import { type Built, refuse } from './built';
import { buildDocument } from './document';
import { findDocuments, findElsewhere, totalsOf } from './found';
import { contentHashOf, orderLog, putRow } from './ledger';
import { checkReferences } from './lookups';
import { closed, keepOpen } from './closings';
import { raiseAlarm, raiseLock } from './locks';

/**
 * Takes one work order as far as it can go now, one stored state at a time (drawing: `lib/domain/ledger.ts`).
 * Called again after a death it goes on from the row. `order` is the work order as just listed; undefined when
 * it is no longer among the *Compleet* ones.
 */
export async function advance(
  context: ExportContext,
  start: LedgerRow,
  order: WorkOrder | undefined,
): Promise<LedgerRow> {
  let row = start;
  for (;;) {
    atStepBorder(context);
    const next = await step(context, row, order);
    if (!hasProgressed(row, next)) return next;
    row = next;
  }
}

function hasProgressed(before: LedgerRow, after: LedgerRow): boolean {
  return before.state !== after.state || before.checked !== after.checked || before.looks !== after.looks;
}

/** One transition; a row that has not progressed means: nothing more to do now. */
async function step(
  context: ExportContext,
  row: LedgerRow,
  order: WorkOrder | undefined,
): Promise<LedgerRow> {
  switch (row.state) {
    case 'waiting':
      return order === undefined ? row : await freeze(context, row, order);
    case 'prepared':
      return await prepared(context, row, order);
    case 'sending':
      // Only met after a death between the intent and its outcome: what happened is not known.
      return await becomeUnknown(context, row);
    case 'unknown':
      return isLater(context, row.notBefore) ? row : await lookAgain(context, row);
    case 'acked':
      return row.checked ? await close(context, row) : await check(context, row);
    default:
      return row;
  }
}

function isLater({ ports: { clock } }: ExportContext, moment: number): boolean {
  return dueAt(moment, clock.now()) > clock.now();
}

/** E1 + E2: snapshot, validation, mapping; the intent is on disk before anything is sent. */
async function freeze(context: ExportContext, row: LedgerRow, order: WorkOrder): Promise<LedgerRow> {
  const built = await build(context, order);
  if (!built.ok) return await park(context, row, built.problem.code, built.problem.params);
  const [payloadHash, contentHash] = await Promise.all([
    sha256(canonicalJson(built.value)),
    contentHashOf(order),
  ]);
  return await putRow(
    context,
    row,
    // What was said before stays until it is something else; so do POSTs whose outcome is not known.
    { state: 'prepared', reference: built.value.reference, document: built.value, payloadHash, contentHash },
    { strict: true },
  );
}

async function build(context: ExportContext, order: WorkOrder): Promise<Built<SalesOrderDocument>> {
  const built = buildDocument(order, await documentContext(context, order));
  if (!built.ok) return built;
  const year = built.value.bookDate.slice(0, 4);
  if (!context.years.has(year)) return refuse('YEAR_MISSING', { year });
  const problem = await checkReferences(built.value, context.lookups);
  return problem === undefined ? built : { ok: false, problem };
}

/** A named problem on this record alone; logged when it is new, tried again in every run. */
export async function park(
  context: ExportContext,
  row: LedgerRow,
  code: LogCode,
  params: LedgerRow['params'],
  original?: string,
): Promise<LedgerRow> {
  const isNews = row.code !== code || canonicalJson(row.params) !== canonicalJson(params);
  const log = isNews ? [{ ...orderLog(row, 'error', code, params), original }] : [];
  return await putRow(context, row, { state: 'problem', code, params }, { log });
}

/** E3 + E4 + E5: look up, store the intent to send, send once. */
async function prepared(
  context: ExportContext,
  row: LedgerRow,
  order: WorkOrder | undefined,
): Promise<LedgerRow> {
  const { document } = row;
  if (document === null) return await putRow(context, row, { state: 'waiting' });
  // Nothing was sent yet, so a newer version of the work order simply replaces the frozen one.
  if (row.posts === 0 && order !== undefined && (await contentHashOf(order)) !== row.contentHash)
    return await putRow(context, row, { state: 'waiting' });
  const hits = await findDocuments(context, row, document);
  if (hits.length > 0) return await settle(context, row, hits, row.posts > 0);
  if (order === undefined) return await leaveOut(context, row);
  const elsewhere = row.posts > 0 ? [] : await findElsewhere(context, row, document.bookDate.slice(0, 4));
  const [there] = elsewhere;
  if (there !== undefined) {
    const moved = { ...row, document: { ...document, bookDate: there.bookDate } };
    return await settle(context, moved, elsewhere, false);
  }
  atStepBorder(context);
  const sending = await putRow(
    context,
    row,
    { state: 'sending', sendStartedAt: context.ports.clock.now(), posts: row.posts + 1, looks: 0 },
    { strict: true },
  );
  return await post(context, sending, document);
}

/** No longer *Compleet* (or no longer readable): nothing is sent, and after an earlier POST a person decides. */
async function leaveOut(context: ExportContext, row: LedgerRow): Promise<LedgerRow> {
  if (row.posts === 0) return await putRow(context, row, { state: 'waiting' });
  return await park(context, row, 'UNKNOWN_OUTCOME', { posts: row.posts });
}

async function post(
  context: ExportContext,
  row: LedgerRow,
  document: SalesOrderDocument,
): Promise<LedgerRow> {
  const columns = {
    header: new Set(context.headerColumns.keys()),
    line: new Set(context.lineColumns.keys()),
  };
  const outcome = await context.ports.accountView.createSalesOrder(context.run.companyId, document, columns);
  if (outcome.kind === 'applied') return await acknowledge(context, row, outcome.value, 'DOCUMENT_CREATED');
  if (outcome.kind === 'unknown') return await becomeUnknown(context, row, outcome.error);
  const { error } = outcome;
  // Nothing was made, so this POST does not count.
  const refused = { ...row, posts: row.posts - 1 };
  if (error.kind === 'permanent') {
    // "Bestaat al" has no code of its own (accountview-api §10.22): what is there tells.
    const hits = await findDocuments(context, row, document);
    if (hits.length > 0) return await settle(context, refused, hits, false);
    return await park(context, refused, error.code, error.params, error.original);
  }
  await putRow(context, refused, { state: 'prepared' }, { strict: true });
  throw error;
}

/** E6: the document's key is on disk before anything else happens to the work order. */
async function acknowledge(
  context: ExportContext,
  row: LedgerRow,
  document: StoredDocument,
  code: 'DOCUMENT_CREATED' | 'DOCUMENT_ADOPTED',
): Promise<LedgerRow> {
  const acked: LedgerRow = {
    ...row,
    state: 'acked',
    code: null,
    params: {},
    documentNumber: document.number,
    documentRecordId: document.recordId,
    checked: false,
    updatedAt: context.ports.clock.now(),
  };
  await save(
    context,
    ['ledger', 'jobs'],
    async (tx) => {
      await tx.objectStore('ledger').put(acked);
      await countDocument(context, tx);
    },
    { strict: true, log: [orderLog(acked, 'info', code, { document: document.number })] },
  );
  context.ports.announce('ledger');
  return acked;
}

/** Together with the row, so that a death right after it loses no count. */
async function countDocument({ jobId }: ExportContext, tx: WriteTx): Promise<void> {
  const job = await tx.objectStore('jobs').get(jobId);
  if (job?.kind !== 'export') return;
  const counts = { ...job.counts, documents: job.counts.documents + 1 };
  await tx.objectStore('jobs').put({ ...job, counts });
}

async function becomeUnknown(context: ExportContext, row: LedgerRow, error?: AppError): Promise<LedgerRow> {
  const started = row.sendStartedAt ?? context.ports.clock.now();
  const first = context.ports.settleSeconds[0] ?? 0;
  const log = [{ ...orderLog(row, 'warning', 'UNKNOWN_OUTCOME'), original: error?.original }];
  const change = {
    state: 'unknown',
    code: 'UNKNOWN_OUTCOME',
    params: {},
    looks: 0,
    notBefore: started + first * 1000,
  } as const;
  return await putRow(context, row, change, { strict: true, log });
}

/** An alarm may be a minute late, and the wait after a refused look-up another one. */
const LATE_MS = 150_000;

/** One look-up of an unknown outcome; the settle times count from the start of the POST (reliability §3.2). */
async function lookAgain(context: ExportContext, row: LedgerRow): Promise<LedgerRow> {
  const { document } = row;
  if (document === null) return await park(context, row, 'UNKNOWN_OUTCOME', {});
  const hits = await findDocuments(context, row, document);
  if (hits.length > 0) return await settle(context, row, hits, true);
  const { settleSeconds, clock } = context.ports;
  const now = clock.now();
  // A look far behind its time does not count before another POST: the clock may have been set forward.
  const isLate = row.posts < 2 && now - row.notBefore > LATE_MS;
  const looks = isLate ? Math.max(row.looks, 1) : row.looks + 1;
  const nextLook = settleSeconds[looks];
  if (nextLook !== undefined) {
    // After the clock was set, the times count from now on: a look too late harms nobody.
    const counted = now - (settleSeconds[looks - 1] ?? 0) * 1000;
    const sendStartedAt = isLate ? counted : Math.min(row.sendStartedAt ?? 0, now);
    const notBefore = sendStartedAt + nextLook * 1000;
    return await putRow(
      context,
      row,
      { looks, notBefore, sendStartedAt },
      { log: [orderLog(row, 'info', 'OUTCOME_LOOKUP', { look: looks })] },
    );
  }
  // Nothing was found at the last settle time: one more POST by itself, then a person.
  if (row.posts < 2) return await putRow(context, row, { state: 'prepared', code: null }, { strict: true });
  return await park(context, row, 'UNKNOWN_OUTCOME', { posts: row.posts });
}

/** Adopts the one document that is there; a foreign one only when its total is ours, else a person compares. */
async function settle(
  context: ExportContext,
  row: LedgerRow,
  hits: readonly StoredDocument[],
  isOwn: boolean,
): Promise<LedgerRow> {
  const [hit] = hits;
  if (hits.length > 1 || hit === undefined) return await raiseAlarm(context, row, hits);
  const difference = isOwn ? undefined : totalsOf(row, hit);
  if (difference !== undefined) return await park(context, row, 'TOTALS_DIFFER', difference);
  return await acknowledge(context, row, hit, 'DOCUMENT_ADOPTED');
}

/** After each POST: exactly one document carries the reference, and its total is what was sent. */
async function check(context: ExportContext, row: LedgerRow): Promise<LedgerRow> {
  const { document } = row;
  if (document === null) return await putRow(context, row, { checked: true });
  const hits = await findDocuments(context, row, document);
  if (hits.length > 1) return await raiseAlarm(context, row, hits);
  const [hit] = hits;
  if (hit === undefined) return await raiseLock(context, row, 'REFERENCE_NOT_STORED');
  const totals = totalsOf(row, hit);
  const differs = totals === undefined ? [] : [orderLog(row, 'warning', 'TOTALS_DIFFER', totals)];
  const checked = await putRow(context, row, { checked: true }, { log: differs });
  const { referenceProven } = await companyState(context);
  if (!referenceProven)
    await updateCompany(context, (state) => ({ ...state, referenceProven: true }), { strict: true });
  return checked;
}

/** E7: only an acknowledged, checked and unchanged work order is closed; the intent is stored first. */
async function close(context: ExportContext, row: LedgerRow): Promise<LedgerRow> {
  const read = await context.ports.outsmart.workOrder(row.workOrderId, context.signal);
  if (!read.ok) return await keepOpen(context, row, read.code);
  if (row.contentHash !== null && (await contentHashOf(read.value)) !== row.contentHash)
    return await keepOpen(context, row, 'CHANGED_AFTER_EXPORT');
  const { status } = read.value;
  if (status !== 'Compleet' && status !== 'Afgehandeld')
    return await keepOpen(context, row, 'CHANGED_AFTER_EXPORT');
  // Handled by somebody else: nothing is left to do, and nothing is proven about a close of ours.
  if (status === 'Afgehandeld') return await closed(context, row);
  const closing = await putRow(context, row, { state: 'closing', code: null, params: {} }, { strict: true });
  await context.ports.outsmart.closeWorkOrder(row.workOrderId);
  return closing;
}

import { type ExportDocument, kindOf } from '../../domain/document';
import type { LedgerRow } from '../../domain/ledger';
import type { WorkOrder } from '../../domain/work-order';
import { atStepBorder } from '../context';
import { acknowledge, settle } from './acknowledge';
import { claim } from './claims';
import { type ExportContext, sentColumns } from './context';
import { findDocuments, findEarlier, findElsewhere } from './found';
import { contentHashOf, park, putRow } from './ledger';
import { becomeUnknown } from './outcome';

/** Claim, E3 + E4 + E5: look up, store the intent to send, send once. */
export async function prepared(
  context: ExportContext,
  row: LedgerRow,
  order: WorkOrder | undefined,
): Promise<LedgerRow> {
  const { document } = row;
  if (document === null) return await putRow(context, row, { state: 'waiting' });
  // Nothing was sent yet, so a newer version of the work order, or another target, replaces what was frozen.
  if (row.posts === 0 && order !== undefined && (await isOutdated(context, row, document, order)))
    return await putRow(context, row, { state: 'waiting' });
  if (row.posts === 0 && order !== undefined) {
    const claimed = await claim(context, row, order);
    if (claimed.state !== 'prepared' || claimed.notBefore > context.ports.clock.now()) return claimed;
    return await lookAndSend(context, claimed, document, order);
  }
  return await lookAndSend(context, row, document, order);
}

async function isOutdated(
  { target }: ExportContext,
  row: LedgerRow,
  document: ExportDocument,
  order: WorkOrder,
): Promise<boolean> {
  return kindOf(document) !== target || (await contentHashOf(order)) !== row.contentHash;
}

async function lookAndSend(
  context: ExportContext,
  row: LedgerRow,
  document: ExportDocument,
  order: WorkOrder | undefined,
): Promise<LedgerRow> {
  const hits = await findDocuments(context, row, document);
  if (hits.length > 0) return await settle(context, row, hits, row.posts > 0);
  if (order === undefined) return await leaveOut(context, row);
  const isAgain = row.posts > 0;
  const elsewhere = isAgain
    ? await findEarlier(context, row)
    : await findElsewhere(context, row, document.bookDate.slice(0, 4));
  const [there] = elsewhere;
  if (there !== undefined) {
    const moved = { ...row, document: { ...document, bookDate: there.bookDate } };
    return await settle(context, moved, elsewhere, isAgain);
  }
  atStepBorder(context);
  const sending = await putRow(
    context,
    row,
    { state: 'sending', sendStartedAt: context.ports.clock.now(), posts: row.posts + 1, looks: 0 },
    { strict: true },
  );
  // Somebody said meanwhile that it is not to be exported.
  if (sending.state !== 'sending') return sending;
  return await post(context, sending, document);
}

/** No longer *Compleet* (or no longer readable): nothing is sent, and after an earlier POST a person decides. */
async function leaveOut(context: ExportContext, row: LedgerRow): Promise<LedgerRow> {
  if (row.posts === 0) return await putRow(context, row, { state: 'waiting' });
  return await park(context, row, { code: 'UNKNOWN_OUTCOME', params: { posts: row.posts } });
}

async function post(context: ExportContext, row: LedgerRow, document: ExportDocument): Promise<LedgerRow> {
  const kind = kindOf(document);
  const columns = await sentColumns(context, kind);
  const outcome = await context.ports.accountView.createDocument(context.run.companyId, document, columns);
  if (outcome.kind === 'applied')
    return await acknowledge(
      context,
      row,
      outcome.value,
      kind === 'journal' ? 'PAGE_CREATED' : 'DOCUMENT_CREATED',
    );
  if (outcome.kind === 'unknown') return await becomeUnknown(context, row, outcome.error);
  const { error } = outcome;
  // Nothing was made, so this POST does not count.
  const refused = { ...row, posts: row.posts - 1 };
  if (error.kind === 'permanent') {
    // "Bestaat al" has no code of its own (accountview-api §10.22): what is there tells.
    const hits = await findDocuments(context, row, document);
    if (hits.length > 0) return await settle(context, refused, hits, false);
    const { code, original } = error;
    return await park(context, refused, { code, params: aboutRefusal(error.params, document), original });
  }
  await putRow(context, refused, { state: 'prepared' }, { strict: true });
  throw error;
}

/** A refusal that is about the date says which. */
function aboutRefusal(params: LedgerRow['params'], { bookDate }: ExportDocument): LedgerRow['params'] {
  return { ...params, date: bookDate };
}

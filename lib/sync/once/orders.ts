import type { OrderRows } from '../../accountview/port';
import { RECORD_KIND, recordRef } from '../../domain/category';
import { FROM_ORDER_PREFIX } from '../../domain/work-order';
import { NO_PREVIEW_COUNTS, type PreviewCounts } from '../../domain/preview';
import type { ImportJob } from '../../domain/run';
import { canonicalJson, fastHash } from '../../kernel/hash';
import type { OutgoingWorkOrder } from '../../outsmart/port';
import { rowsUnder } from '../../store/rows';
import type { Link } from '../../store/schema';
import { atStepBorder, type RunContext } from '../context';
import type { SurveyListener } from '../import/survey';
import type { SurveyedRecord } from '../port';
import { text } from '../rules/fields';
import { MAPPING_VERSION } from '../rules/rule';
import { makeOnce } from './make-once';
import { type Aside, noLink, type OnceItem, OnceRun, readLinks } from './once-run';
import { beginOrderPass, orderPages } from './order-pages';
import { createParties, type Parties } from './order-parties';
import { isLeftOut, mapOrder, orderNumber, workOrderNumber } from './order-rule';

const CATEGORY = 'sales-orders';
const EVENT = 'WORK_ORDER_CREATED' as const;
/** Set aside for what the order itself says: a change of it shows. Other reasons lie elsewhere. */
const OWN_REASONS: readonly unknown[] = [
  undefined,
  'ORDER_INVOICED',
  'DUPLICATE_KEY',
  'FIELD_TOO_LONG',
  'RECORD_KEY_MISSING',
  'NUMBER_AMBIGUOUS',
];

/**
 * Makes a work order of every AccountView order from the *from* day on, each once (product §3): known by its
 * number, looked up before it is made. What becomes of one afterwards does not change the other.
 */
export async function runSalesOrders(context: RunContext, job: ImportJob): Promise<ImportJob> {
  const begun = await OnceRun.begin(context, CATEGORY, job);
  const pass = await beginOrderPass(context, job, begun.links.some(isOpen));
  const own = await ownDocuments(context);
  const parties = createParties(context);
  for await (const page of orderPages(context, pass)) {
    for (const order of page) {
      if (own(order) || isLeftOut(order, context.settings)) continue;
      begun.step();
      await importOrder(begun, parties, order);
      if (begun.isOutgrown) return begun.end(pass);
    }
    await begun.checkpoint();
  }
  if (pass.kind === 'full') await settleGone(begun);
  return begun.end(pass);
}

/** Waits for something else than a change of the order itself. */
function isOpen({ attempt, aside, missingSince }: Link): boolean {
  return missingSince === undefined && (attempt !== undefined || !OWN_REASONS.includes(aside?.code));
}

/**
 * Orders that a pass over all no longer shows keep later passes waiting no longer. A POST of unknown outcome is
 * looked for to the end first; it is not sent again.
 */
async function settleGone(run: OnceRun): Promise<void> {
  const { context } = run;
  for (const link of run.unmet.filter(isOpen)) {
    run.step();
    const { key, attempt, sent, aside, hash } = link;
    const number = sent['number'] ?? key;
    const find = () => context.ports.outsmart.findWorkOrders(`${FROM_ORDER_PREFIX}${number}`, context.signal);
    const item = { key, number, name: aside?.name ?? '', hash: aside?.hash ?? hash };
    if (attempt !== undefined)
      await makeOnce(run, { ...item, event: EVENT, sent, find, post: undefined }, link);
    const now = run.linkOf(key);
    if (now.attempt === undefined || now.aside !== null)
      await run.store({ ...now, missingSince: context.ports.clock.now() });
  }
}

async function importOrder(run: OnceRun, parties: Parties, order: OrderRows): Promise<void> {
  const known = run.linkOf(keyOf(order));
  const isBack = known.missingSince !== undefined;
  const link = isBack ? await run.store({ ...known, missingSince: undefined }) : known;
  if (isOther(order, link)) return await setOtherAside(run, order);
  if (link.targetId !== undefined && link.aside === null) return run.countKnown(link);
  const { item, mapped } = await planOrder(run.context, parties, order);
  if (!mapped.ok && link.attempt === undefined) return await run.setAside(item, link, mapped.aside);
  const again = (): Promise<void> => importOrder(run, parties, order);
  await makeOnce(run, { ...item, ...making(run.context, order, mapped), again }, link);
}

/** What stands under the order's number, and how it comes to stand there. */
function making(context: RunContext, order: OrderRows, mapped: ReturnType<typeof mapOrder>) {
  const { outsmart } = context.ports;
  return {
    event: EVENT,
    sent: { recordId: text(order.header, 'REC_ID'), number: orderNumber(order) },
    find: () => outsmart.findWorkOrders(workOrderNumber(order), context.signal),
    // An order that no longer can be sent is looked for after a POST of it, and not sent again.
    post: mapped.ok ? () => outsmart.createWorkOrder(mapped.workOrder) : undefined,
  };
}

/** A number stands for one order: one with another key under it, of another year say, cannot become a work order. */
function isOther({ header }: OrderRows, { sent }: Link): boolean {
  const known = sent['recordId'] ?? '';
  return known !== '' && known !== text(header, 'REC_ID');
}

async function setOtherAside(run: OnceRun, order: OrderRows): Promise<void> {
  const number = orderNumber(order);
  const key = `${keyOf(order)}\u0001${text(order.header, 'REC_ID')}`;
  const item = { key, number, name: '', hash: key };
  await run.setAside(item, run.linkOf(key), { code: 'DUPLICATE_KEY', params: { number } });
}

function keyOf(order: OrderRows): string {
  return orderNumber(order).toUpperCase() || `?${text(order.header, 'REC_ID')}`;
}

async function planOrder(context: RunContext, parties: Parties, order: OrderRows) {
  const known = await parties(order);
  const mapped = mapOrder(order, known, context.settings);
  const { delivery = {} } = known;
  const content = mapped.ok ? mapped.workOrder : { ...mapped.aside, order: [order.header, order.lines] };
  const item: OnceItem = {
    key: keyOf(order),
    number: orderNumber(order),
    name: text(delivery, 'ACCT_NAME'),
    hash: fastHash(`${MAPPING_VERSION}|${canonicalJson(content)}`),
  };
  return { item, mapped };
}

/** Orders that the export made, whatever has become of their reference since: they are never imported. */
async function ownDocuments({ ports, run }: RunContext): Promise<(order: OrderRows) => boolean> {
  const rows = await ports.store.read(['ledger'], (tx) =>
    tx.objectStore('ledger').getAll(rowsUnder(run.companyId)),
  );
  const made = new Set(rows.map(({ documentRecordId }) => documentRecordId).filter((id) => id !== ''));
  return ({ header }) => made.has(text(header, 'REC_ID'));
}

/** What an import would do now; writes nothing anywhere. */
export async function surveyOrders(context: RunContext, listener?: SurveyListener): Promise<PreviewCounts> {
  const counts = { ...NO_PREVIEW_COUNTS };
  const parties = createParties(context);
  const own = await ownDocuments(context);
  const links = await readLinks(context, CATEGORY);
  let rows = 0;
  for await (const page of orderPages(context, { since: null })) {
    for (const order of page) {
      if (own(order) || isLeftOut(order, context.settings)) continue;
      atStepBorder(context);
      const link = links.get(keyOf(order)) ?? noLink(context, CATEGORY, keyOf(order));
      const found = await surveyOrder(context, parties, order, link);
      counts[found === null ? 'unchanged' : found.outcome === 'new' ? 'new' : 'setAside'] += 1;
      if (found !== null) listener?.record(found);
    }
    rows += page.length;
    await listener?.page?.(CATEGORY, rows);
  }
  return counts;
}

/** One that would be made or set aside; null for one that is there. */
async function surveyOrder(
  context: RunContext,
  parties: Parties,
  order: OrderRows,
  link: Link,
): Promise<SurveyedRecord | null> {
  if (link.targetId !== undefined && link.aside === null && !isOther(order, link)) return null;
  const { item, mapped } = await planOrder(context, parties, order);
  const number = workOrderNumber(order);
  const aside = mapped.ok ? null : mapped.aside;
  const found = aside === null ? await context.ports.outsmart.findWorkOrders(number, context.signal) : [];
  if (found.length === 1 && !isOther(order, link)) return null;
  const isTwin = found.length > 0;
  const why: Aside | null = isTwin ? { code: 'DUPLICATE_KEY', params: { number } } : aside;
  return {
    category: CATEGORY,
    record: recordRef(RECORD_KIND[CATEGORY], item.number || '?'),
    name: item.name,
    outcome: why === null ? 'new' : 'set-aside',
    fields: mapped.ok ? fieldsOf(mapped.workOrder) : [],
    aside: why === null ? null : { code: why.code, params: why.params },
  };
}

/** The plain fields that would be sent. */
function fieldsOf(workOrder: OutgoingWorkOrder): SurveyedRecord['fields'] {
  return Object.entries(workOrder).flatMap(([field, value]) =>
    typeof value === 'string' ? [{ field, from: '', to: value }] : [],
  );
}

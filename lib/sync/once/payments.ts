import { RECORD_KIND, recordRef } from '../../domain/category';
import { NO_PREVIEW_COUNTS, type PreviewCounts } from '../../domain/preview';
import type { ImportJob, ImportPass } from '../../domain/run';
import { AppError } from '../../kernel/app-error';
import { canonicalJson, fastHash } from '../../kernel/hash';
import type { IncomingRecord, OutgoingRecord, PostOutcome } from '../../outsmart/port';
import type { Link } from '../../store/schema';
import { atStepBorder, type RunContext } from '../context';
import { dictionaryOf } from '../dictionary';
import { foundObject } from '../discover';
import { memoize } from '../export/lookups';
import type { SurveyListener } from '../import/survey';
import { text } from '../rules/fields';
import { makeOnce, type Making } from './make-once';
import { type Aside, noLink, type OnceItem, OnceRun, readLinks } from './once-run';
import {
  invoicesOf,
  nextStep,
  OPEN_ITEM_FIELDS,
  type OpenItem,
  openItemOf,
  referenceOf,
  type Step,
} from './payment-rule';

const CATEGORY = 'payments';

/**
 * Tells OutSmart what was paid in AccountView on the invoices that both know by one number (product §3): of each
 * open item the amount that came since the last time, each step once.
 */
export async function runPayments(context: RunContext, job: ImportJob): Promise<ImportJob> {
  const unavailable: ImportJob = { ...job, unavailable: [CATEGORY] };
  const rows = await readOpenItems(context);
  if (rows === null) return unavailable;
  const pass = passOf(context);
  const run = await OnceRun.begin(context, CATEGORY, job);
  const invoices = createInvoices(context);
  try {
    for (const row of rows) {
      run.step();
      await importItem(run, invoices, row);
      if (run.isOutgrown) break;
    }
  } catch (error) {
    if (isAbsent(error)) return unavailable;
    throw error;
  }
  await run.checkpoint();
  return run.end(pass);
}

/** What an import would do now, null when this company or OutSmart has no such list; writes nothing anywhere. */
export async function surveyPayments(
  context: RunContext,
  listener?: SurveyListener,
): Promise<PreviewCounts | null> {
  const counts = { ...NO_PREVIEW_COUNTS };
  const rows = await readOpenItems(context);
  if (rows === null) return null;
  const links = await readLinks(context, CATEGORY);
  const invoices = createInvoices(context);
  try {
    for (const row of rows) {
      atStepBorder(context);
      const { key } = row.item;
      const plan = await planPayment(
        context,
        invoices,
        row,
        links.get(key) ?? noLink(context, CATEGORY, key),
      );
      if (plan === undefined) continue;
      counts[plan.kind === 'aside' ? 'setAside' : plan.kind === 'payment' ? 'new' : 'unchanged'] += 1;
      tell(listener, plan);
    }
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
  await listener?.page?.(CATEGORY, rows.length);
  return counts;
}

function tell(listener: SurveyListener | undefined, plan: Plan): void {
  if (plan.kind === 'none') return;
  const { item } = plan;
  listener?.record({
    category: CATEGORY,
    record: recordRef(RECORD_KIND[CATEGORY], item.number),
    name: item.name,
    outcome: plan.kind === 'aside' ? 'set-aside' : 'new',
    fields:
      plan.kind === 'payment'
        ? [{ field: 'int_amount', from: '', to: String(plan.payment['int_amount']) }]
        : [],
    aside: plan.kind === 'aside' ? { code: plan.aside.code, params: plan.aside.params } : null,
  });
}

/** OutSmart has no such endpoint (outsmart-openapi §5.1). */
function isAbsent(error: unknown): boolean {
  return error instanceof AppError && error.side === 'outsmart' && error.params['code'] === 1001;
}

interface ItemRow {
  item: Pick<OpenItem, 'key' | 'debtor' | 'invoice'>;
  known: OpenItem | Aside;
}

/** All open items with an invoice number; null when the company has no table of them with these columns. */
async function readOpenItems(context: RunContext): Promise<ItemRow[] | null> {
  const found = await foundObject(context, 'open-items');
  if (found === null) return null;
  const columns = new Set((await dictionaryOf(context, found.table)).map(({ name }) => name));
  if (!OPEN_ITEM_FIELDS.every((name) => columns.has(name))) return null;
  const { accountView } = context.ports;
  const { code: businessObject, table } = found;
  const query = { businessObject, table, keyField: 'SUB_INV', fields: OPEN_ITEM_FIELDS, filters: [] };
  const rows = await accountView.find(context.run.companyId, query, context.signal);
  return rows.flatMap((row) => {
    const known = openItemOf(row);
    if (known === undefined) return [];
    const item = { key: text(row, 'SUB_INV'), debtor: '', invoice: text(row, 'INV_NR') };
    return [{ item: 'key' in known ? known : item, known }];
  });
}

/** OutSmart's invoices by number, read when the first one is needed. */
function createInvoices({ ports, signal }: RunContext) {
  const read = memoize(async () => {
    const byNumber = new Map<string, IncomingRecord[]>();
    for (const invoice of await ports.outsmart.invoices(signal)) {
      const number = invoice['inv_number_formatted'] ?? '';
      byNumber.set(number, [...(byNumber.get(number) ?? []), invoice]);
    }
    return byNumber;
  });
  return async (item: OpenItem): Promise<IncomingRecord[]> =>
    invoicesOf((await read('')).get(item.invoice) ?? [], item);
}

type Invoices = ReturnType<typeof createInvoices>;

function itemOf({ item: { key, debtor, invoice }, known }: ItemRow): OnceItem {
  return { key, number: debtor, name: invoice, hash: fastHash(canonicalJson(known)) };
}

type Plan = Step & { item: OnceItem; known?: OpenItem };

/** What is to be done about an item; `undefined` for one that OutSmart does not know. */
async function planPayment(
  context: RunContext,
  invoices: Invoices,
  row: ItemRow,
  link: Link,
): Promise<Plan | undefined> {
  const { known } = row;
  const item = itemOf(row);
  if (!('key' in known)) return { item, kind: 'aside', aside: known };
  // Told before, or nothing was ever paid: nothing to ask OutSmart.
  if (link.aside === null && (link.sent['paid'] ?? '0') === known.paid)
    return link.hash === '' ? undefined : { item, known, kind: 'none' };
  const found = await invoices(known);
  const [match] = found;
  if (match === undefined) return undefined;
  if (found.length > 1)
    return { item, kind: 'aside', aside: { code: 'DUPLICATE_KEY', params: { number: item.name } } };
  const { outsmart } = context.ports;
  const payments = await outsmart.transactions('int_inv_id', match['inv_id'] ?? '', context.signal);
  return { item, known, ...nextStep(known, match, payments) };
}

async function importItem(run: OnceRun, invoices: Invoices, row: ItemRow): Promise<void> {
  const link = run.linkOf(row.item.key);
  // A payment of which nobody knows whether it was made comes before whatever is to be told now.
  if (link.attempt !== undefined) {
    const again = (): Promise<void> => importItem(run, invoices, row);
    return await makeOnce(run, { ...begun(run.context, itemOf(row), link), again }, link);
  }
  const plan = await planPayment(run.context, invoices, row, link);
  if (plan === undefined) return;
  const { item } = plan;
  if (plan.kind === 'aside') return await run.setAside(item, link, plan.aside);
  if (plan.known === undefined) return;
  const { paid } = plan.known;
  if (plan.kind === 'none')
    return await run.confirm(item, link, link.sent['paid'] === paid ? link.sent : { paid });
  const sent = {
    paid,
    reference: referenceOf(plan.known),
    payment: JSON.stringify(plan.payment),
  };
  await makeOnce(run, making(run.context, item, sent, plan.payment), link);
}

/** The payment as it was first sent: what was paid since then is another step. */
function begun(context: RunContext, item: OnceItem, { sent }: Link): Making {
  const payment = JSON.parse(sent['payment'] ?? '{}') as OutgoingRecord;
  return making(context, item, sent, payment);
}

function making(
  { ports: { outsmart }, signal }: RunContext,
  item: OnceItem,
  sent: Link['sent'],
  payment: OutgoingRecord,
): Making {
  const find = async (): Promise<readonly string[]> => {
    const found = await outsmart.transactions('int_external_transaction_id', sent['reference'] ?? '', signal);
    return found.map((record) => record['int_transaction_id'] ?? '');
  };
  const post = async (): Promise<PostOutcome<string>> => {
    const outcome = await outsmart.createTransaction(payment);
    if (outcome.kind !== 'applied') return outcome;
    return { kind: 'applied', value: outcome.value['int_transaction_id'] ?? '' };
  };
  return { ...item, sent, find, post, event: 'PAYMENT_CREATED' };
}

/** Everything is read every time: open items are few, and no column says when one was paid. */
function passOf({ ports }: RunContext): ImportPass {
  const now = ports.clock.now();
  return {
    basis: CATEGORY,
    kind: 'full',
    writes: [CATEGORY],
    begunAt: now,
    startedAt: now,
    since: null,
    fullPage: 0,
    catchUps: 0,
    isNews: false,
  };
}

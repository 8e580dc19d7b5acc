import { type DocumentKind, REFERENCE_FIELDS, type ReferenceField } from '../../domain/document';
import { type RecordRef, recordRef } from '../../domain/category';
import { type LedgerRow, waitsForHand } from '../../domain/ledger';
import type { PreviewDocument, PreviewLine } from '../../domain/preview';
import type { Parsed, WorkOrder } from '../../domain/work-order';
import type { LogCode } from '../../kernel/codes';
import { referenceIn } from '../../store/company';
import { atStepBorder, companyState, type RunContext } from '../context';
import { buildChecked } from './build';
import { isClaimedElsewhere } from './claims';
import { columnsOf, documentContext, type ExportContext, readFacts, TABLES, targetOf } from './context';
import { pretendMaker } from './create-missing';
import { type Ledger, place, readLedger } from './intake';
import { newLedgerRow } from './ledger';
import { isNothing } from './built';
import { type InvoiceLine, invoiceLines, lineTotal } from './lines';
import { listQualifying } from './list';
import { holdFlood } from './qualify';
import type { Checked, Missing, Note } from './references';

/** Work orders between two words about how far it is. */
const PROGRESS_STEP = 25;

/** Told of an export survey while it goes on. */
export interface ExportSurveyListener {
  /** Must not wait. */
  document: (document: PreviewDocument) => void;
  /** Work orders looked at so far; awaited. */
  progress?: (done: number) => Promise<void>;
}

/**
 * What an export with these settings would make of every work order that is *Compleet* (product §5): the exact
 * documents, and why others are held, skipped or a problem. Writes nothing at either service and changes no status.
 */
export async function surveyExport(base: RunContext, listener: ExportSurveyListener): Promise<void> {
  const target = targetOf(base);
  const field = await likelyField(base, target);
  const context: ExportContext = { ...base, ...(await readFacts(base, target, field)), jobId: '' };
  const ledger = await readLedger(context);
  const list = await listQualifying(context, ledger);
  const rows = placed(context, list, ledger);
  for (const [index, entry] of list.entries()) {
    atStepBorder(context);
    const row = rows[index] ?? newLedgerRow(context, entry.ok ? entry.value.id : entry.key);
    listener.document(await look(context, entry, row));
    const isTime = (index + 1) % PROGRESS_STEP === 0 || index + 1 === list.length;
    if (isTime) await listener.progress?.(index + 1);
  }
}

/** The column that the self-test found, or will find: the first that the dictionary has. */
async function likelyField(context: RunContext, target: DocumentKind): Promise<ReferenceField> {
  const reference = referenceIn(await companyState(context), target);
  if (reference !== undefined) return reference.field;
  const columns = await columnsOf(context, TABLES[target].header);
  return REFERENCE_FIELDS[target].find((field) => columns.has(field)) ?? REFERENCE_FIELDS[target][0];
}

/** The row that each listed work order has or would get in this run; one per entry. */
function placed(
  context: ExportContext,
  list: readonly Parsed<WorkOrder>[],
  ledger: Ledger,
): (LedgerRow | undefined)[] {
  const changes = list.map((entry) => place(context, entry, ledger));
  const fresh = changes.flatMap((change) => (change?.isNew === true ? [change.row] : []));
  const held = new Map(holdFlood(fresh, context.settings.floodLimit).map((row) => [row.workOrderId, row]));
  return changes.map((change, index) => {
    const entry = list[index];
    if (change === undefined) return entry === undefined || entry.ok ? undefined : ledger.get(entry.key);
    return held.get(change.row.workOrderId) ?? change.row;
  });
}

/** States in which a claim of another browser is met before anything is made. */
const UNSENT: ReadonlySet<LedgerRow['state']> = new Set(['waiting', 'elsewhere', 'prepared']);

async function look(
  context: ExportContext,
  entry: Parsed<WorkOrder>,
  row: LedgerRow,
): Promise<PreviewDocument> {
  const base = described(context, row);
  if (!entry.ok) return { ...base, result: 'problem', code: entry.code, params: entry.params };
  if (UNSENT.has(row.state) && isClaimedElsewhere(context, row, entry.value)) {
    const { workStatus } = entry.value;
    return { ...base, result: 'skip', code: 'CLAIMED_ELSEWHERE', params: { workStatus } };
  }
  const skipped = whySkipped(row);
  if (skipped !== undefined)
    return { ...base, result: 'skip', code: skipped, params: skipped === row.code ? row.params : {} };
  const notes: Note[] = [];
  const maker = pretendMaker(context, row.fixes, (missing) => notes.push(noteOf(missing)));
  const checked = await buildChecked(context, row, entry.value, maker);
  const shown = { ...base, ...(await documentOf(context, entry.value, checked, row)), notes };
  if (row.state === 'held') {
    // What will be in its way once it is released is better known before.
    if (checked.kind === 'problem' && !isNothing(checked.problem))
      notes.push({ code: checked.problem.code, params: checked.problem.params });
    if (checked.kind === 'ready') notes.push(...checked.notes);
    return { ...shown, result: 'hold', code: row.code, params: row.params };
  }
  if (checked.kind === 'problem')
    return {
      ...shown,
      result: isNothing(checked.problem) ? 'skip' : 'problem',
      code: checked.problem.code,
      params: checked.problem.params,
    };
  if (checked.kind === 'ready') notes.push(...checked.notes);
  return { ...shown, ...whyNotNow(context, row) };
}

/** Why one that is ready goes nowhere by itself. */
function whyNotNow({ settings }: ExportContext, row: LedgerRow): Partial<PreviewDocument> {
  if (!settings.thisBrowserExports) return { result: 'skip', code: 'SKIPPED_NOT_HERE' };
  return waitsForHand(row) ? { result: 'hold', code: 'WAITS_FOR_HAND' } : {};
}

/** What would be made in AccountView, for a person to know. */
function noteOf({ kind, key }: Missing): Note {
  return kind === 'relation'
    ? { code: 'RELATION_CREATED', params: { debtor: key } }
    : { code: 'ARTICLE_CREATED', params: { article: key } };
}

/** Why a work order gets no document now, for one that is neither held nor to be exported. */
function whySkipped({ state, code, documentNumber }: LedgerRow): LogCode | undefined {
  if (state === 'skipped') return code ?? 'SKIPPED_NOT_LISTED';
  if (state === 'ignored') return 'WORK_ORDER_IGNORED';
  if (state === 'elsewhere' || state === 'alarm') return code ?? 'CLAIMED_ELSEWHERE';
  if (documentNumber !== null) return code ?? 'DUPLICATE_FOUND';
  return state === 'sending' || state === 'unknown' ? 'UNKNOWN_OUTCOME' : undefined;
}

function described({ target }: ExportContext, row: LedgerRow): PreviewDocument {
  const record: RecordRef = recordRef('work-order', row.workOrderId);
  return {
    record,
    orderNr: row.orderNr,
    name: row.customerName,
    result: 'export',
    code: null,
    params: {},
    kind: target,
    date: row.workDate,
    year: row.workDate.slice(0, 4),
    total: null,
    vat: null,
    debtor: '',
    lines: [],
    notes: [],
  };
}

/** What the document itself shows, as far as there is one. */
async function documentOf(
  context: ExportContext,
  order: WorkOrder,
  checked: Checked,
  { fixes }: LedgerRow,
): Promise<Partial<PreviewDocument>> {
  const mapping = await documentContext(context, order, fixes);
  const invoice = invoiceLines(order, context.settings, mapping.hours);
  const lines = invoice.ok ? invoice.value.lines.map(toLine) : [];
  if (checked.kind !== 'ready') return { lines };
  const { document } = checked;
  const { bookDate: date, total } = document;
  const about = { date, year: date.slice(0, 4), total };
  if (document.kind !== 'journal')
    return { ...about, debtor: document.header['RPL_INV'] ?? '', lines: [...lines, ...textLines(document)] };
  const accounts = lines.map((line, index) => ({
    ...line,
    account: document.lines[index]?.account ?? '',
    vatCode: document.lines[index]?.vatCode ?? '',
  }));
  return { ...about, vat: document.vat, debtor: document.header['SUB_NR'] ?? '', lines: accounts };
}

function toLine(line: InvoiceLine): PreviewLine {
  const { articleCode: article, description, quantity, unitPrice } = line;
  return { article, description, quantity, unitPrice, total: lineTotal(line) };
}

function textLines({ lines }: { lines: readonly Omit<InvoiceLine, 'hourType'>[] }): PreviewLine[] {
  return lines
    .filter(({ articleCode }) => articleCode === '')
    .map((line) => toLine({ ...line, hourType: '' }));
}

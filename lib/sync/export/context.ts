import type { DocumentColumns } from '../../accountview/port';
import type { Administration } from '../../domain/company';
import type { DocumentKind, ReferenceField } from '../../domain/document';
import type { LedgerRow } from '../../domain/ledger';
import type { HourType, Parsed, WorkOrder } from '../../domain/work-order';
import type { Decimal } from '../../kernel/decimal';
import { AppError } from '../../kernel/app-error';
import { referenceIn } from '../../store/company';
import type { RunContext } from '../context';
import { companyState } from '../context';
import { dictionaryOf } from '../dictionary';
import { type Books, booksFor, readBooks } from './books';
import type { DocumentContext } from './document-input';
import { createLookups, type Lookups, salePrice } from './lookups';
import { noticeYears } from './new-year';
import type { Columns } from './texts';
import { createYears, type YearDocuments } from './years';

/** Everything one export run knows besides the ledger. */
export interface ExportContext extends RunContext {
  /** The job that counts the documents. */
  jobId: string;
  /** The kind of documents that are made now; earlier ones may be of the other. */
  target: DocumentKind;
  referenceField: ReferenceField;
  headerColumns: Columns;
  lineColumns: Columns;
  administrations: readonly Administration[];
  /** Fiscal years that may be written to, e.g. `2026`, and those that are archived. */
  years: ReadonlySet<string>;
  archivedYears: ReadonlySet<string>;
  documents: YearDocuments;
  hourTypes: ReadonlyMap<string, HourType>;
  defaultHourPrice: Decimal | null;
  travelPrice: Decimal | null;
  lookups: Lookups;
  /** For journal pages. */
  books: Books | undefined;
  /** What this run knows to be proven. */
  proven: Set<Proof>;
  /** Work orders that are being read for their close. */
  reads: Map<string, Promise<Parsed<WorkOrder>>>;
}

export const TABLES = {
  'sales-order': { header: 'SO_HDR', line: 'SO_LINE' },
  journal: { header: 'DJ_PAGE', line: 'DJ_LINE' },
} as const;

/** Reads once per run what every document needs. */
export async function openExport(context: RunContext, jobId: string): Promise<ExportContext> {
  const target = targetOf(context);
  const referenceField = await referenceFieldOf(context, target);
  const facts = await readFacts(context, target, referenceField);
  await noticeYears(context, facts.administrations, target);
  return { ...context, ...facts, jobId };
}

export function targetOf({ settings }: RunContext): DocumentKind {
  return settings.exportTarget === 'journal' ? 'journal' : 'sales-order';
}

/** The preflight's self-test finds the field before settings can be saved. */
async function referenceFieldOf(context: RunContext, target: DocumentKind): Promise<ReferenceField> {
  const reference = referenceIn(await companyState(context), target);
  if (reference !== undefined) return reference.field;
  throw new AppError('REFERENCE_NOT_STORED', { kind: 'permanent', side: 'accountview' });
}

/** Everything that is read of both services before a document can be made; changes nothing. */
export async function readFacts(
  context: RunContext,
  target: DocumentKind,
  referenceField: ReferenceField,
): Promise<Omit<ExportContext, keyof RunContext | 'jobId'>> {
  const { accountView, outsmart } = context.ports;
  const { settings, run, signal } = context;
  const lookups = createLookups(context);
  // No more than two reads of one service at a time (reliability §3.4).
  const [headerColumns, lineColumns, hourTypes] = await Promise.all([
    columnsOf(context, TABLES[target].header),
    columnsOf(context, TABLES[target].line),
    outsmart.hourTypes(signal),
  ]);
  const administrations = await accountView.administrations(run.companyId, signal);
  const yearsThat = (archived: boolean): Set<string> =>
    new Set(administrations.filter((year) => year.archived === archived).map(({ year }) => year));
  return {
    target,
    referenceField,
    headerColumns,
    lineColumns,
    administrations,
    years: yearsThat(false),
    archivedYears: yearsThat(true),
    documents: createYears(context, { kind: target, field: referenceField }),
    hourTypes: new Map(hourTypes.map((hourType) => [hourType.code, hourType])),
    defaultHourPrice: await salePrice(lookups, settings.defaultHourArticle),
    travelPrice: await salePrice(lookups, settings.travelArticle),
    lookups,
    books: target === 'journal' ? await readBooks(context) : undefined,
    proven: new Set(),
    reads: new Map(),
  };
}

/** A table's columns in this company, by name. */
export async function columnsOf(context: RunContext, table: string): Promise<Columns> {
  return new Map((await dictionaryOf(context, table)).map((field) => [field.name, field]));
}

/** What a connection has to prove once, and then has proven for good; a kind: its documents are read back by their reference. */
type Proof = 'closeProven' | 'claimProven' | 'pageAccepted' | DocumentKind;

/** Asked of the store until it is proven: it is asked for with every work order. */
export async function isProven(context: ExportContext, proof: Proof): Promise<boolean> {
  if (context.proven.has(proof)) return true;
  const state = await companyState(context);
  const isKind = proof === 'sales-order' || proof === 'journal';
  const isTrue = isKind ? referenceIn(state, proof)?.proven === true : state[proof] === true;
  if (isTrue) context.proven.add(proof);
  return isTrue;
}

/** Columns of a kind of document, for its POST. */
export async function sentColumns(context: ExportContext, kind: DocumentKind): Promise<DocumentColumns> {
  if (kind === context.target)
    return { header: new Set(context.headerColumns.keys()), line: new Set(context.lineColumns.keys()) };
  const { header, line } = TABLES[kind];
  const [headers, lines] = await Promise.all([columnsOf(context, header), columnsOf(context, line)]);
  return { header: new Set(headers.keys()), line: new Set(lines.keys()) };
}

/** What the pure mapping of one work order needs. */
export async function documentContext(
  context: ExportContext,
  order: WorkOrder,
  fixes: LedgerRow['fixes'] = {},
): Promise<DocumentContext> {
  const { settings, referenceField, headerColumns, lineColumns, hourTypes } = context;
  const { defaultHourPrice: defaultPrice, travelPrice, lookups, books } = context;
  const hours = { hourTypes, articleCodes: await hourArticles(context, order), defaultPrice, travelPrice };
  const base = {
    settings,
    referenceField,
    headerColumns,
    lineColumns,
    hours,
    agreed: new Set(fixes.shorten),
    // Agreed to for one date: another one that the work order got since is its own again.
    bookDate: fixes.bookDate?.insteadOf === order.workDate ? fixes.bookDate?.date : undefined,
  };
  if (books !== undefined) return { ...base, books: await booksFor(books, lookups, order, base) };
  return {
    ...base,
    deliveryCode: await deliveryCode(context, order),
    employeeNumber: await employeeNumber(context, order),
  };
}

/** Hour type codes of the work order that are article codes: mapped to themselves (product §3). */
async function hourArticles({ settings, lookups }: ExportContext, order: WorkOrder): Promise<Set<string>> {
  const codes = [...new Set(order.periods.map((period) => period.hourType))].filter(
    (code) => code !== '' && settings.hourArticles[code] === undefined,
  );
  const articleCodes = new Set<string>();
  for (const code of codes) if ((await lookups.article(code)) !== undefined) articleCodes.add(code);
  return articleCodes;
}

/** Code of an address that was imported: `AV-<REC_ID>` (product §3). */
const FROM_ADDRESS = /^AV-(.+)$/;

async function deliveryCode({ headerColumns, lookups }: ExportContext, order: WorkOrder): Promise<string> {
  const [, recordId = ''] = FROM_ADDRESS.exec(order.addressCode) ?? [];
  if (recordId === '' || !headerColumns.has('DEL_CODE')) return '';
  const address = await lookups.address(recordId);
  return address !== undefined && address['SUB_NR'] === order.debtorNumber ? recordId : '';
}

async function employeeNumber({ headerColumns, lookups }: ExportContext, order: WorkOrder): Promise<string> {
  const { employeeNumber: number } = order;
  if (number === '' || !headerColumns.has('EMP_NR')) return '';
  return (await lookups.employee(number)) === undefined ? '' : number;
}

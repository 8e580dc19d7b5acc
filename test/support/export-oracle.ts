import type { Settings } from '../../lib/settings/schema';
import type { Company } from '../simulator/accountview/company';
import type { Row } from '../simulator/accountview/table';
import type { MaterialLine, WorkOrder } from '../simulator/outsmart/work-order';
import type { World } from '../simulator/world';
import { hourLines } from './export-oracle-hours';
import { centsOf, type Exact, exact, percentOf, ZERO } from './export-oracle-numbers';

/**
 * What a work order comes to, or why it cannot be exported: written from product §4 alone, in whole numbers. It calls
 * nothing of the export, and knows nothing of years, holds and statuses.
 */

export type HourTypeReason = 'FIELD_REQUIRED' | 'NUMBER_AMBIGUOUS';

/** What both services say, by key. */
export interface OracleBooks {
  articles: ReadonlyMap<string, { price: Exact; group: string; vat: string }>;
  /** The sale price; a reason where it is empty or can be read in two ways. */
  hourTypes: ReadonlyMap<string, Exact | HourTypeReason>;
  /** The percentage that is invoiced: nothing where it is reverse-charged. */
  vat: ReadonlyMap<string, Exact>;
  /** `blocked`: for everything; `orders`: for sales orders only. */
  debtors: ReadonlyMap<string, 'open' | 'blocked' | 'orders'>;
  projects: ReadonlySet<string>;
  /** Columns of the lines that this company has. */
  hasLineText: boolean;
  hasLineProject: boolean;
}

export type OracleLine =
  | { article: string; quantity: Exact; price: Exact; hourType?: string }
  | { reason: string };

/** Cents, or all the reasons that could be named. */
export type Verdict = { kind: 'document'; total: bigint; vat: bigint } | { kind: 'none'; reasons: string[] };

interface Question {
  settings: Settings;
  books: OracleBooks;
}

/** What must become of the work order; a list of verdicts where the product leaves a choice. */
export function verdictOf(order: WorkOrder, question: Question): readonly Verdict[] {
  const lines = [
    ...hourLines(order, question.settings, question.books),
    ...order.Materials.flatMap((line) => materialLines(line, question)),
  ];
  const reasons = [...headerReasons(order, question), ...lines.flatMap((line) => reasonsOf(line, question))];
  const found = lines.filter((line) => 'article' in line);
  const nothing: Verdict = { kind: 'none', reasons: [...reasons, 'NOTHING_TO_INVOICE'] };
  if (found.length === 0) return [nothing];
  if (reasons.length > 0) return [{ kind: 'none', reasons }];
  const document = sumOf(found, question);
  // Whether lines of nothing are something to invoice is not said.
  return found.every(({ quantity }) => quantity.units === 0n) ? [document, nothing] : [document];
}

function headerReasons(order: WorkOrder, { settings, books }: Question): string[] {
  const reasons: string[] = [];
  const isPage = settings.exportTarget === 'journal';
  const work = order.CustomerDebtorNr ?? '';
  const invoice = order.CustomerDebtorNrInvoice ?? '';
  const payer = invoice === '' ? work : invoice;
  for (const number of isPage || work === '' ? [payer] : [payer, work]) {
    const state = books.debtors.get(number);
    if (state === undefined) reasons.push('RELATION_NOT_FOUND');
    if (state === 'blocked' || (state === 'orders' && !isPage)) reasons.push('DEBTOR_BLOCKED');
  }
  if ((order.WorkDate ?? '') === '' || payer === '') reasons.push('FIELD_REQUIRED');
  const project = order.ProjectNr ?? '';
  const isUsed = isPage || books.hasLineProject;
  if (project !== '' && isUsed && !books.projects.has(project)) reasons.push('PROJECT_NOT_FOUND');
  return reasons;
}

function materialLines(line: MaterialLine, question: Question): OracleLine[] {
  const { settings, books } = question;
  const code = line.MaterialCode ?? '';
  const quantity = amountOf(line.MaterialNr, code);
  const price = amountOf(line.MaterialPrice, code);
  const total = line.MaterialTotalPrice === '' ? null : exact(line.MaterialTotalPrice);
  if (quantity === undefined || price === undefined || total === undefined)
    return [{ reason: 'NUMBER_AMBIGUOUS' }, { reason: 'FIELD_REQUIRED' }];
  const lines: OracleLine[] = [];
  const cents = centsOf(quantity, price);
  if (total !== null && isFarFrom(cents, total)) lines.push({ reason: 'TOTALS_DIFFER' });
  if (quantity.units === 0n && code !== '' && settings.zeroLines === 'leave-out') return lines;
  const hasAmount = quantity.units !== 0n && price.units !== 0n;
  const isText =
    code === '' && !hasAmount && (settings.freeText === 'text' || settings.defaultArticle === '');
  if (isText) return lines;
  const article = code === '' ? settings.defaultArticle : code;
  const hasText = settings.exportTarget === 'journal' || books.hasLineText;
  if (hasText && line.MaterialName.length > 40) lines.push({ reason: 'FIELD_TOO_LONG' });
  if (!books.articles.has(article)) {
    const reasons = ['MATERIAL_NOT_FOUND', ...unmapped(article, undefined, question)];
    return [...lines, ...reasons.map((reason) => ({ reason }))];
  }
  return [...lines, { article, quantity, price }];
}

/** A line of text may leave its numbers empty. */
function amountOf(text: string, code: string): Exact | undefined {
  return text === '' && code === '' ? ZERO : exact(text);
}

/** More than a cent off the rounded product. */
function isFarFrom(cents: bigint, total: Exact): boolean {
  const unit = 10n ** BigInt(total.scale);
  const difference = 100n * total.units - cents * unit;
  return (difference < 0n ? -difference : difference) > unit;
}

function reasonsOf(line: OracleLine, question: Question): string[] {
  return 'reason' in line ? [line.reason] : unmapped(line.article, line.hourType, question);
}

/** What a line of a journal page cannot be booked without. */
function unmapped(article: string, hourType: string | undefined, question: Question): string[] {
  const { settings, books } = question;
  if (settings.exportTarget !== 'journal') return [];
  const group = books.articles.get(article)?.group ?? '';
  const account = settings.revenueAccounts[group] ?? settings.defaultRevenue;
  return [
    ...(account === '' ? ['REVENUE_UNMAPPED'] : []),
    ...(vatCodeOf(article, hourType, question) === '' ? ['VAT_UNMAPPED'] : []),
  ];
}

function vatCodeOf(article: string, hourType: string | undefined, { settings, books }: Question): string {
  const chosen = hourType === undefined ? undefined : settings.vatCodes[hourType];
  const own = books.articles.get(article)?.vat ?? '';
  return chosen ?? settings.vatCodes[article] ?? (own === '' ? settings.defaultVat : own);
}

function sumOf(lines: readonly Exclude<OracleLine, { reason: string }>[], question: Question): Verdict {
  const isPage = question.settings.exportTarget === 'journal';
  const sign = isPage && question.settings.reverseSign ? -1n : 1n;
  let [total, vat] = [0n, 0n];
  for (const line of lines) {
    const cents = centsOf(line.quantity, line.price);
    total += cents;
    if (isPage) vat += percentOf(cents, rateOf(line, question));
  }
  return { kind: 'document', total: sign * total, vat: sign * vat };
}

function rateOf({ article, hourType }: Exclude<OracleLine, { reason: string }>, question: Question): Exact {
  return question.books.vat.get(vatCodeOf(article, hourType, question)) ?? ZERO;
}

/** Reads the services' own tables. */
export function oracleBooks(company: Company, { outsmart }: World): OracleBooks {
  const has = (table: string, column: string): boolean =>
    company.table(table).definition.fields.some(({ name }) => name === column);
  const hasVat = has('ARTICLE', 'VAT_CODE');
  return {
    articles: new Map(
      company.table('ARTICLE').rows.map((row) => [
        word(row, 'ART_CODE'),
        {
          price: number(row, 'PX_SELL'),
          group: word(row, 'AG_CODE'),
          vat: hasVat ? word(row, 'VAT_CODE') : '',
        },
      ]),
    ),
    hourTypes: new Map(
      outsmart
        .entity('hourtypes')
        .rows.map(({ code, sale_price: price }) => [code ?? '', hourPrice(price ?? '')]),
    ),
    vat: new Map(
      company
        .table('VAT')
        .rows.map((row) => [
          word(row, 'VAT_CODE'),
          row['IS_REVERSE'] === true ? ZERO : number(row, 'VAT_PCT'),
        ]),
    ),
    debtors: new Map(company.table('CONTACT').rows.map((row) => [word(row, 'SUB_NR'), blockOf(row)])),
    projects: new Set(company.table('PROJECTS').rows.map((row) => word(row, 'PROJ_CODE'))),
    hasLineText: has('SO_LINE', 'ART_DESC1'),
    hasLineProject: has('SO_LINE', 'PROJ_CODE'),
  };
}

function hourPrice(price: string): Exact | HourTypeReason {
  return exact(price) ?? (price === '' ? 'FIELD_REQUIRED' : 'NUMBER_AMBIGUOUS');
}

function blockOf(row: Row): 'open' | 'blocked' | 'orders' {
  if (row['REC_BLK'] === true) return 'blocked';
  return row['BLK_SP'] === true ? 'orders' : 'open';
}

function word(row: Row, column: string): string {
  return String(row[column] ?? '');
}

function number(row: Row, column: string): Exact {
  return exact(word(row, column)) ?? ZERO;
}

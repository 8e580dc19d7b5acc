import type { JournalLine, JournalPageDocument } from '../../domain/journal-page';
import { big, type Decimal, roundCents, toDecimal } from '../../kernel/decimal';
import type { Settings } from '../../settings/schema';
import { type Built, refuse } from './built';
import {
  type ArticleFacts,
  type DocumentInput,
  referenceWithNumber,
  remarkOf,
  type VatRate,
} from './document-input';
import { type InvoiceLine, lineTotal, sumOf } from './lines';
import { type Agreed, type Columns, cut, findTooLong, isColumn, NOTHING_AGREED, shortened } from './texts';

/** `DJ_PAGE.HDR_DESC` (accountview-api §8.8). */
const DESCRIPTION_LENGTH = 40;

/** A page of a sales journal (`DJ2`; product §4, *Journal pages*). */
export function journalPage(input: DocumentInput): Built<JournalPageDocument> {
  const { context, reference, bookDate } = input;
  const { agreed = NOTHING_AGREED, headerColumns, lineColumns, settings } = context;
  const lines: JournalLine[] = [];
  for (const one of input.lines) {
    const made = toLine(one, input);
    if (!made.ok) return made;
    const line = shortenLine(made.value, lineColumns, agreed);
    const values = { TRN_DESC: line.description, PROJ_CODE: line.projectCode };
    const problem = findTooLong(values, lineColumns, { line: lines.length + 1 });
    if (problem !== undefined) return { ok: false, problem };
    lines.push(line);
  }
  const header = headerOf(input);
  const problem = findTooLong(header, headerColumns);
  if (problem !== undefined) return { ok: false, problem };
  return {
    ok: true,
    value: {
      kind: 'journal',
      reference,
      referenceField: 'HDR_DESC',
      bookDate,
      header,
      lines,
      total: sumOf(input.lines.map(lineTotal)),
      vat: signed(sumOf(lines.map(({ vatAmount }) => vatAmount)), settings),
    },
  };
}

function headerOf(input: DocumentInput): Readonly<Record<string, string>> {
  const { order, context, reference, bookDate, invoiceDebtor } = input;
  const { settings, headerColumns } = context;
  const remark = remarkOf(input, settings.descriptionRemark || settings.descriptionLine);
  return {
    DJ_CODE: settings.journal,
    SUB_NR: invoiceDebtor,
    TRN_DATE: bookDate,
    HDR_DESC: referenceWithNumber(reference, order.orderNr, (text) => cut(text, DESCRIPTION_LENGTH)),
    GROSS_FLG: 'false',
    ...(settings.sendPeriod && { PERIOD: String(Number(bookDate.slice(5, 7))) }),
    ...(remark !== '' && isColumn(headerColumns, 'COMMENT1') && { COMMENT1: remark }),
  };
}

function toLine(line: InvoiceLine, { context }: DocumentInput): Built<JournalLine> {
  const { settings, books } = context;
  const article = books?.articles.get(line.articleCode);
  const group = article?.group ?? '';
  const account = settings.revenueAccounts[group] ?? settings.defaultRevenue;
  const vatCode = vatCodeOf(line, article, settings);
  const rate = books?.vat.get(vatCode);
  // Of an article that is not there nobody can say where it belongs.
  if (article === undefined && (account === '' || rate === undefined))
    return refuse('MATERIAL_NOT_FOUND', { article: line.articleCode });
  if (account === '') return refuse('REVENUE_UNMAPPED', { article: line.articleCode, group });
  if (rate === undefined) return refuse('VAT_UNMAPPED', unmapped(line, vatCode));
  const net = lineTotal(line);
  return {
    ok: true,
    value: {
      account,
      description: line.description === '' ? (article?.description ?? '') : line.description,
      amount: signed(net, settings),
      vatCode,
      vatAmount: signed(vatOf(net, rate), settings),
      projectCode: line.projectCode,
      costCentre: settings.costCentre,
    },
  };
}

/** A person's choice for the hour type or the article, else the article's own code, else the default. */
function vatCodeOf(line: InvoiceLine, article: ArticleFacts | undefined, settings: Settings): string {
  const { vatCodes, defaultVat } = settings;
  return vatCodes[line.hourType] ?? vatCodes[line.articleCode] ?? (article?.vatCode || defaultVat);
}

function unmapped({ hourType, articleCode }: InvoiceLine, vat: string) {
  const about = hourType === '' ? { article: articleCode } : { hourType };
  return vat === '' ? about : { ...about, vat };
}

function vatOf(net: Decimal, { percentage, isReverse }: VatRate): Decimal {
  return isReverse ? toDecimal(0) : toDecimal(roundCents(big(net).times(big(percentage)).div(100)));
}

/** Positive is revenue, unless this journal has it the other way round. */
function signed(amount: Decimal, { reverseSign }: Settings): Decimal {
  return reverseSign ? toDecimal(big(amount).times(-1)) : amount;
}

function shortenLine(line: JournalLine, columns: Columns, agreed: Agreed): JournalLine {
  const { TRN_DESC = '' } = shortened({ TRN_DESC: line.description }, columns, agreed);
  return { ...line, description: TRN_DESC };
}

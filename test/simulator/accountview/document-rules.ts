import { centsOf, centsOfProduct, centsToText } from '../decimal';
import { dutchTimestamp, parseDate } from '../dutch-time';
import type { Company } from './company';
import type { DocumentRule } from './objects';
import { Refusal } from './refusal';
import type { Row, Table, Value } from './table';
import type { Draft, WriteContext } from './write';

/** Business rules for orders and journal pages (accountview-api §8.7, §8.8). */
export function checkDocument(
  { company, object }: WriteContext,
  rule: DocumentRule,
  draft: Draft,
  year: number,
  bookDate: string,
): void {
  for (const column of rule.debtors) checkDebtor(company, rule, draft.header[column]);
  checkPeriod(company, parseDate(bookDate) ?? parseDate(text(draft.header[rule.date])));
  for (const column of rule.unique)
    checkUnique(company.table(object.table, year), column, draft.header[column]);
  for (const line of draft.lines) {
    checkLine(rule, line);
    checkAccount(company, draft, line);
  }
}

function checkDebtor(company: Company, { isOrder }: DocumentRule, number: Value | undefined): void {
  const debtor = company.table('CONTACT').find(number ?? '');
  if (debtor === undefined || text(number) === '') return;
  if (debtor['REC_BLK'] === true) throw new Refusal(`Debiteur ${text(number)} is geblokkeerd.`);
  if (isOrder && debtor['BLK_SP'] === true)
    throw new Refusal(`Debiteur ${text(number)} is geblokkeerd voor orders.`);
}

function checkPeriod(company: Company, date: string | undefined): void {
  if (company.closedUntil === '' || date === undefined || date > company.closedUntil) return;
  throw new Refusal(`De periode van ${date} is afgesloten.`);
}

function checkUnique(table: Table, column: string, value: Value | undefined): void {
  if (value === undefined || value === '') return;
  if (table.rows.some((row) => row[column] === value))
    throw new Refusal(`${column} ${text(value)} bestaat al.`);
}

/** A text line is possible as long as it is worth nothing. */
function checkLine(rule: DocumentRule, line: Row): void {
  if (!('quantity' in rule.lineTotal) || text(line['ART_CODE']) !== '') return;
  const { quantity, price } = rule.lineTotal;
  if (centsOfProduct(text(line[quantity]), text(line[price])) !== 0n)
    throw new Refusal('Veld ART_CODE (Artikelcode) is verplicht bij een regel met een bedrag.');
}

/** What an account demands of its lines (accountview-api §8.10); a header's cost centre counts for all of them. */
function checkAccount(company: Company, { header }: Draft, line: Row): void {
  const account = company.table('LEDGER').find(line['ACCT_NR'] ?? '');
  if (account === undefined || text(line['ACCT_NR']) === '') return;
  const costCentre = text(line['COST_CODE']) || text(header['COST_CODE']);
  if (account['COST_MAND'] === true && costCentre === '')
    throw new Refusal(`Veld COST_CODE (Kostenplaats) is verplicht bij rekening ${text(line['ACCT_NR'])}.`);
  if (account['VAT_MAND'] === true && text(line['VAT_CODE']) === '')
    throw new Refusal(`Veld VAT_CODE (Btw-code) is verplicht bij rekening ${text(line['ACCT_NR'])}.`);
}

/** Numbers, defaults and totals that AccountView fills in itself. */
export function completeDocument(
  context: WriteContext,
  rule: DocumentRule,
  draft: Draft,
  year: number,
): void {
  const { company } = context;
  const { header } = draft;
  number(context, header, year);
  if (text(header[rule.date]) === '')
    header[rule.date] = `${dutchTimestamp(company.now()).slice(0, 10)}T00:00:00`;
  if (text(header['RPL_DEL']) === '' && header['RPL_INV'] !== undefined)
    header['RPL_DEL'] = header['RPL_INV'];
  for (const line of draft.lines) completeLine(context, line);
  setTotals(rule, draft);
}

function number({ company, model, object }: WriteContext, header: Row, year: number): void {
  const numbered = model.tables.get(object.table)?.numbered;
  if (numbered === undefined || text(header[numbered.field]) !== '') return;
  header[numbered.field] = company.nextNumber(`${object.table}/${year}`, year * 10_000);
}

/** An article line without text gets the article's description, where this company's lines have one. */
function completeLine({ company, model, object }: WriteContext, line: Row): void {
  const columns = model.tables.get(object.detail ?? '')?.fields ?? [];
  const article = company.table('ARTICLE').find(line['ART_CODE'] ?? '');
  if (article === undefined || text(line['ART_CODE']) === '') return;
  if (text(line['ART_DESC1']) === '' && columns.some(({ name }) => name === 'ART_DESC1'))
    line['ART_DESC1'] = article['ART_DESC1'] ?? '';
  line['AG_CODE'] ??= article['AG_CODE'] ?? '';
}

/** Each line is rounded half away from zero to cents; the total is their sum (product §4). */
function setTotals(rule: DocumentRule, { header, lines }: Draft): void {
  if ('quantity' in rule.lineTotal) {
    const { quantity, price, into } = rule.lineTotal;
    let total = 0n;
    for (const line of lines) {
      const cents = centsOfProduct(text(line[quantity]), text(line[price]));
      line[into] = Number(centsToText(cents));
      total += cents;
    }
    header[rule.total] = Number(centsToText(total));
    return;
  }
  const { amount, vat, vatTotal } = rule.lineTotal;
  header[rule.total] = sum(lines, amount);
  header[vatTotal] = sum(lines, vat);
}

function sum(lines: readonly Row[], column: string): number {
  return Number(centsToText(lines.reduce((total, line) => total + centsOf(text(line[column])), 0n)));
}

function text(value: Value | undefined): string {
  return value === undefined || value === null ? '' : String(value);
}

import type { WorkOrder } from '../../domain/work-order';
import type { RunContext } from '../context';
import { decimal, flag, text } from '../rules/fields';
import type { DocumentContext } from './document-input';
import type { ArticleFacts, JournalBooks, VatRate } from './document-input';
import { invoiceLines } from './lines';
import type { Lookups } from './lookups';

/** What is the same for every journal page of a run. */
export type Books = Pick<JournalBooks, 'vat'>;

/** VAT codes with their percentage (accountview-api §8.10). One whose percentage cannot be read is not known. */
export async function readBooks({ ports, run, signal }: RunContext): Promise<Books> {
  const query = { businessObject: 'VA1', table: 'VAT', keyField: 'VAT_CODE' };
  const fields = ['VAT_CODE', 'VAT_PCT', 'IS_REVERSE'];
  const rows = await ports.accountView.find(run.companyId, { ...query, fields, filters: [] }, signal);
  const rates = rows.flatMap((row): [string, VatRate][] => {
    const percentage = decimal(row, 'VAT_PCT');
    if (percentage === undefined) return [];
    return [[text(row, 'VAT_CODE'), { percentage, isReverse: flag(row, 'IS_REVERSE') }]];
  });
  return { vat: new Map(rates) };
}

/** The same with the articles that this work order's lines come from. */
export async function booksFor(
  books: Books,
  lookups: Lookups,
  order: WorkOrder,
  { settings, hours }: DocumentContext,
): Promise<JournalBooks> {
  const invoice = invoiceLines(order, settings, hours);
  const lines = invoice.ok ? invoice.value.lines : [];
  const codes = [...new Set(lines.map(({ articleCode }) => articleCode))];
  const articles = new Map<string, ArticleFacts>();
  for (const code of codes) {
    const article = await lookups.article(code);
    if (article === undefined) continue;
    articles.set(code, {
      group: text(article, 'AG_CODE'),
      vatCode: text(article, 'VAT_CODE'),
      description: text(article, 'ART_DESC1'),
    });
  }
  return { ...books, codes, articles };
}

import type { SourceRow } from '../../accountview/port';
import type { SalesOrderDocument } from '../../domain/sales-order';
import type { Decimal } from '../../kernel/decimal';
import type { RunContext } from '../context';
import { decimal, flag, text } from '../rules/fields';
import type { Problem } from './built';

/** What AccountView says about debtors and articles, asked once per key and run. */
export interface Lookups {
  debtor(number: string): Promise<SourceRow | undefined>;
  article(code: string): Promise<SourceRow | undefined>;
}

export function createLookups(context: RunContext): Lookups {
  const debtors = memoize((number) =>
    findOne(
      context,
      { businessObject: 'AR1', table: 'CONTACT', keyField: 'SUB_NR', extra: ['REC_BLK', 'BLK_SP'] },
      number,
    ),
  );
  const articles = memoize((code) =>
    findOne(
      context,
      { businessObject: 'AK1', table: 'ARTICLE', keyField: 'ART_CODE', extra: ['PX_SELL'] },
      code,
    ),
  );
  return { debtor: debtors, article: articles };
}

interface Key {
  businessObject: string;
  table: string;
  keyField: string;
  extra: readonly string[];
}

/** FoxPro's `=` may find "100" for "10": only an exact key counts (accountview-api §4.2). */
export async function findOne(
  { ports, run, signal }: RunContext,
  { extra, ...key }: Key,
  value: string,
): Promise<SourceRow | undefined> {
  const { keyField } = key;
  const filters = [{ field: keyField, operator: 'Equal', value, type: 'C' }] as const;
  const query = { ...key, fields: [keyField, ...extra], filters };
  const rows = await ports.accountView.find(run.companyId, query, signal);
  return rows.find((row) => text(row, keyField) === value);
}

/** One question per key; one that failed may be asked again. */
export function memoize<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = ask(key);
    answers.set(key, answer);
    // A failed question may be asked again.
    answer.catch(() => answers.delete(key));
    return answer;
  };
}

/** Everything the document refers to exists and may be used; checked before anything is sent. */
export async function checkReferences(
  document: SalesOrderDocument,
  lookups: Lookups,
): Promise<Problem | undefined> {
  for (const field of ['RPL_INV', 'RPL_DEL']) {
    const number = document.header[field];
    if (number === undefined) continue;
    const debtor = await lookups.debtor(number);
    if (debtor === undefined) return { code: 'RELATION_NOT_FOUND', params: { debtor: number } };
    if (flag(debtor, 'REC_BLK') || flag(debtor, 'BLK_SP'))
      return { code: 'DEBTOR_BLOCKED', params: { debtor: number } };
  }
  for (const code of new Set(document.lines.map((line) => line.articleCode))) {
    if ((await lookups.article(code)) === undefined)
      return { code: 'MATERIAL_NOT_FOUND', params: { article: code } };
  }
  return undefined;
}

/** The sale price of an article, or null when it does not exist or has none that can be read. */
export async function salePrice(lookups: Lookups, code: string): Promise<Decimal | null> {
  if (code === '') return null;
  const article = await lookups.article(code);
  return article === undefined ? null : (decimal(article, 'PX_SELL') ?? null);
}

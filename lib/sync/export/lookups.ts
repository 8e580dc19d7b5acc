import type { SourceRow } from '../../accountview/port';
import { AppError } from '../../kernel/app-error';
import type { Decimal } from '../../kernel/decimal';
import type { RunContext } from '../context';
import { dictionaryOf } from '../dictionary';
import { foundObject } from '../discover';
import { decimal, text } from '../rules/fields';

/** What AccountView says about what documents refer to, asked once per key and run. */
export interface Lookups {
  debtor(number: string): Promise<SourceRow | undefined>;
  /** Debtors whose `DEB_NR` is this number of OutSmart's: those that AccountView numbered itself. */
  numberedDebtors(number: string): Promise<readonly SourceRow[]>;
  article(code: string): Promise<SourceRow | undefined>;
  project(code: string): Promise<SourceRow | undefined>;
  /** A delivery address by its `REC_ID`. */
  address(recordId: string): Promise<SourceRow | undefined>;
  /** Undefined too when the company has no table of employees. */
  employee(number: string): Promise<SourceRow | undefined>;
  account(number: string): Promise<SourceRow | undefined>;
  journal(code: string): Promise<SourceRow | undefined>;
  costCentre(code: string): Promise<SourceRow | undefined>;
  /** What was just made is asked for anew. */
  forget(kind: 'debtor' | 'article', key: string): void;
}

const DEBTOR = {
  businessObject: 'AR1',
  table: 'CONTACT',
  keyField: 'SUB_NR',
  extra: ['REC_BLK', 'BLK_SP', 'CNT_CODE'],
};
const ARTICLE = {
  businessObject: 'AK1',
  table: 'ARTICLE',
  keyField: 'ART_CODE',
  extra: ['PX_SELL', 'AG_CODE'],
};

/** The simple ones: a table, its key and what is read besides (accountview-api §8). */
const PLAIN = {
  project: { businessObject: 'PJ1', table: 'PROJECTS', keyField: 'PROJ_CODE', extra: [] },
  address: { businessObject: 'ADDR', table: 'DEL_ADDR', keyField: 'REC_ID', extra: ['SUB_NR'] },
  account: { businessObject: 'GL1', table: 'LEDGER', keyField: 'ACCT_NR', extra: ['REC_BLK', 'COST_MAND'] },
  journal: { businessObject: 'DJ1', table: 'DAILY', keyField: 'DJ_CODE', extra: [] },
  costCentre: { businessObject: 'CC1', table: 'COST', keyField: 'COST_CODE', extra: [] },
} as const satisfies Record<string, Key>;

export function createLookups(context: RunContext): Lookups {
  const debtors = memoize((number) => findOne(context, DEBTOR, number));
  const numbered = memoize((number) => findNumbered(context, number));
  const articles = memoize(async (code) => findOne(context, await articleKey(context), code));
  const plain = (name: keyof typeof PLAIN) => memoize((key) => findOne(context, PLAIN[name], key));
  /** Of use where it can be read, and left out where the user may not see it. */
  const optional = (ask: (key: string) => Promise<SourceRow | undefined>) =>
    memoize((key) => unlessForbidden(() => ask(key)));
  return {
    debtor: debtors,
    numberedDebtors: numbered,
    article: articles,
    project: plain('project'),
    address: optional(plain('address')),
    employee: optional((number) => findEmployee(context, number)),
    account: plain('account'),
    journal: plain('journal'),
    costCentre: plain('costCentre'),
    forget: (kind, key) => {
      for (const answers of kind === 'debtor' ? [debtors, numbered] : [articles]) answers.forget(key);
    },
  };
}

async function unlessForbidden<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AppError && error.kind === 'rights') return undefined;
    throw error;
  }
}

/** Text and VAT code are for journal pages; whether an article has the latter is for the dictionary to say. */
async function articleKey(context: RunContext): Promise<Key> {
  if (context.settings.exportTarget !== 'journal') return ARTICLE;
  const columns = await dictionaryOf(context, ARTICLE.table);
  const hasVat = columns.some(({ name }) => name === 'VAT_CODE');
  return { ...ARTICLE, extra: [...ARTICLE.extra, 'ART_DESC1', ...(hasVat ? ['VAT_CODE'] : [])] };
}

async function findEmployee(context: RunContext, number: string): Promise<SourceRow | undefined> {
  const object = await foundObject(context, 'employees');
  if (object === null) return undefined;
  const { code, table } = object;
  return await findOne(context, { businessObject: code, table, keyField: 'EMP_NR', extra: [] }, number);
}

/** `DEB_NR` keeps the number of the other side (accountview-api §8.1), where the company has the column. */
async function findNumbered(context: RunContext, number: string): Promise<readonly SourceRow[]> {
  const columns = await dictionaryOf(context, DEBTOR.table);
  if (!columns.some(({ name }) => name === EXTERNAL_NUMBER)) return [];
  const { extra, ...key } = DEBTOR;
  const filters = [{ field: EXTERNAL_NUMBER, operator: 'Equal', value: number, type: 'C' }] as const;
  const query = { ...key, fields: [key.keyField, EXTERNAL_NUMBER, ...extra], filters };
  const rows = await context.ports.accountView.find(context.run.companyId, query, context.signal);
  return rows.filter((row) => text(row, EXTERNAL_NUMBER) === number);
}

/** Holds OutSmart's number of a debtor that AccountView numbered. */
export const EXTERNAL_NUMBER = 'DEB_NR';

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

/** A function that remembers its answers. */
export type Memoized<T> = ((key: string) => Promise<T>) & { forget: (key: string) => void };

/** One question per key; one that failed may be asked again. */
export function memoize<T>(ask: (key: string) => Promise<T>): Memoized<T> {
  const answers = new Map<string, Promise<T>>();
  const remembered = (key: string): Promise<T> => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = ask(key);
    answers.set(key, answer);
    // A failed question may be asked again.
    answer.catch(() => answers.delete(key));
    return answer;
  };
  return Object.assign(remembered, { forget: (key: string) => void answers.delete(key) });
}

/** The sale price of an article, or null when it does not exist or has none that can be read. */
export async function salePrice(lookups: Lookups, code: string): Promise<Decimal | null> {
  if (code === '') return null;
  const article = await lookups.article(code);
  return article === undefined ? null : (decimal(article, 'PX_SELL') ?? null);
}

import { accountViewChanged, type AppError } from '../kernel/app-error';
import type { SourceRow } from './port';
import { text } from './rows';

/** A page that is shorter than this and than what was asked for is the last: no service caps pages this low. */
const SMALLEST_CAP = 10;

export interface ReadAll {
  pageSize: number;
  keyField: string;
  businessObject: string;
  /** A page that comes again ends the chain instead of being an error: for lists that may not know `LastKey`. */
  repeatEnds?: boolean;
  readPage: (lastKey: string | null) => Promise<readonly SourceRow[]>;
}

/**
 * All rows of a chain of pages (reliability §3.5). The service may cap a page below what was asked for, so a
 * short page does not end the chain; a page that brings nothing new does. `LastKey` may be inclusive: a row
 * that ends one page and begins the next counts once.
 *
 * Look-ups mostly bring one row or none, and each export makes three: a page of a handful of rows is taken as
 * complete without asking again.
 * @throws AppError API_CHANGED when the same page comes twice (`LastKey` is ignored)
 */
export async function readAll(chain: ReadAll): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const page of freshPages(chain)) rows.push(...page);
  return rows;
}

/** The same page by page: of each the rows that no page before it had. */
export async function* freshPages(chain: ReadAll): AsyncGenerator<readonly SourceRow[], void, undefined> {
  const seen = new Set<string>();
  let lastKey: string | null = null;
  for (;;) {
    const page = await chain.readPage(lastKey);
    const fresh = page.filter((row) => !seen.has(keyOf(chain, row)));
    if (fresh.length > 0) yield fresh;
    for (const row of page) if (keyOf(chain, row) !== '') seen.add(keyOf(chain, row));
    const nextKey = keyOf(chain, fresh.at(-1) ?? {});
    if (isLast(chain, page, lastKey)) return;
    if (fresh.length === 0 && chain.repeatEnds === true) return;
    if (fresh.length === 0 || nextKey === '') throw ignoresLastKey(chain);
    lastKey = nextKey;
  }
}

function isLast(chain: ReadAll, page: readonly SourceRow[], lastKey: string | null): boolean {
  if (page.length < Math.min(SMALLEST_CAP, chain.pageSize)) return true;
  // Nothing but the row the page before ended with.
  return page.every((row) => lastKey !== null && keyOf(chain, row) === lastKey);
}

function keyOf({ keyField }: ReadAll, row: SourceRow): string {
  return text(row, keyField);
}

function ignoresLastKey({ businessObject }: ReadAll): AppError {
  return accountViewChanged({ businessObject, what: 'LastKey' });
}

import type { Filter, SourceRow } from '../../accountview/port';
import { accountViewChanged } from '../../kernel/app-error';
import type { RunContext } from '../context';
import { text } from '../rules/fields';
import type { Source } from './sources';

/** Rows asked for per page; the service may give fewer (accountview-api §10, choice 11). */
const PAGE_SIZE = 500;

/** Pages of one source, read one after the other. */
export interface Chain {
  source: Source;
  fields: readonly string[];
  filters: readonly Filter[];
  /** Key of the last row that is stored; null begins at the first row. */
  from: string | null;
  /** A page with fewer rows is known to be the last; 0 when only the page after the last one tells. */
  fullPage: number;
}

export interface SourcePage {
  /** Without the rows that the page before brought. */
  rows: readonly SourceRow[];
  /** From where the next page goes on. */
  lastKey: string | null;
}

/**
 * Pages in the service's own order, the next one asked for while the caller works on this one (`LastKey` paging
 * is a chain, so one page ahead is all there is to gain).
 *
 * The end is proven, never guessed (reliability §3.5): whatever the length of a page, only a page after it that
 * brings nothing but the row it ended with, or no row, ends the chain. `LastKey` may be inclusive, and its row
 * may be gone by then.
 * @throws AppError API_CHANGED when a page comes again (`LastKey` is ignored)
 */
export async function* readAhead(context: RunContext, chain: Chain): AsyncGenerator<SourcePage> {
  let lastKey = chain.from;
  let seen: ReadonlySet<string | undefined> = new Set([lastKey?.toUpperCase() ?? '']);
  let next: Promise<readonly SourceRow[]> | undefined = readPage(context, chain, lastKey);
  while (next !== undefined) {
    const page: readonly SourceRow[] = await next;
    const rows = page.filter((row) => !seen.has(identityOf(chain, row)));
    const end = rows.findLast((row) => identityOf(chain, row) !== undefined);
    if (end === undefined) guardAgainstLoop(chain, page, lastKey);
    else lastKey = text(end, chain.source.keyField);
    seen = new Set(page.map((row) => identityOf(chain, row) ?? ''));
    const isLast = end === undefined || page.length < chain.fullPage;
    next = isLast ? undefined : readPage(context, chain, lastKey);
    if (rows.length > 0) yield { rows, lastKey };
  }
}

function readPage(
  context: RunContext,
  { source, fields, filters }: Chain,
  lastKey: string | null,
): Promise<readonly SourceRow[]> {
  const { businessObject, table } = source;
  const query = { businessObject, table, fields, filters, pageSize: PAGE_SIZE, lastKey };
  const page = context.ports.accountView.readPage(context.run.companyId, query, context.signal);
  // Its failure is met when the page is awaited; until then it must not count as unhandled.
  page.catch(() => {});
  return page;
}

/** A row's key as AccountView compares keys (accountview-api §10, choice 12); undefined when it has none. */
function identityOf({ source }: Chain, row: SourceRow): string | undefined {
  return text(row, source.keyField).toUpperCase() || undefined;
}

/** Nothing new: the end, unless there are other rows than the one that was to be gone on from. */
function guardAgainstLoop(chain: Chain, page: readonly SourceRow[], lastKey: string | null): void {
  const known = [undefined, lastKey?.toUpperCase()];
  if (page.every((row) => known.includes(identityOf(chain, row)))) return;
  throw accountViewChanged({ businessObject: chain.source.businessObject, what: 'LastKey' });
}

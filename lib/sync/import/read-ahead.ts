import type { SourceRow } from '../../accountview/port';
import { AppError } from '../../kernel/app-error';
import type { RunContext } from '../context';
import type { Source } from './sources';

/** Rows asked for per page; the service may give fewer (accountview-api §10, choice 11). */
const PAGE_SIZE = 500;

export interface SourcePage {
  /** Without the row that the page before ended with. */
  rows: readonly SourceRow[];
  /** From where the next page goes on. */
  lastKey: string | null;
}

/**
 * Pages of one source in the service's own order, the next one asked for while the caller works on this one
 * (`LastKey` paging is a chain, so one page ahead is all there is to gain).
 *
 * The end is proven, never guessed (reliability §3.5): a short page is followed by one more call, and only a
 * page with nothing but the last row, or none, ends the chain. A page that brings rows again that came before
 * the last key means that the service ignores `LastKey`.
 */
export async function* readAhead(
  context: RunContext,
  source: Source,
  fields: readonly string[],
  from: string | null,
): AsyncGenerator<SourcePage> {
  let lastKey = from;
  let seen: ReadonlySet<string> = new Set();
  let next = readPage(context, source, fields, lastKey);
  for (;;) {
    const page = await next;
    const rows = page.filter((row) => lastKey === null || keyOf(source, row) !== lastKey);
    const keys = rows.map((row) => keyOf(source, row)).filter((key) => key !== '');
    guardAgainstLoop(source, keys, seen);
    const end = keys.at(-1);
    if (end === undefined) {
      if (rows.length > 0) yield { rows, lastKey };
      return;
    }
    seen = new Set(keys);
    lastKey = end;
    next = readPage(context, source, fields, lastKey);
    yield { rows, lastKey };
  }
}

function readPage(
  context: RunContext,
  source: Source,
  fields: readonly string[],
  lastKey: string | null,
): Promise<readonly SourceRow[]> {
  const query = {
    businessObject: source.businessObject,
    table: source.table,
    fields,
    pageSize: PAGE_SIZE,
    lastKey,
  };
  const page = context.ports.accountView.readPage(context.run.companyId, query, context.signal);
  // Its failure is met when the page is awaited; until then it must not count as unhandled.
  page.catch(() => {});
  return page;
}

function keyOf(source: Source, row: SourceRow): string {
  return String(row[source.keyField] ?? '').trim();
}

function guardAgainstLoop(source: Source, keys: readonly string[], seen: ReadonlySet<string>): void {
  if (!keys.some((key) => seen.has(key))) return;
  throw new AppError('API_CHANGED', {
    kind: 'permanent',
    side: 'accountview',
    params: { businessObject: source.businessObject, what: 'LastKey' },
  });
}

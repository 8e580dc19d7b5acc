import { CATEGORIES, type Category, RECORD_KIND, type RecordRef, recordRef } from '../../domain/category';
import type { LogParams } from '../../domain/log-row';
import type { ProblemCode } from '../../kernel/codes';
import type { Link, ReadTx } from '../schema';

/** Records that are set aside for one reason. */
export interface AsideGroup {
  code: ProblemCode;
  count: number;
  /** Whose records are in it. */
  categories: readonly Category[];
}

/** A record that is set aside. */
export interface AsideRow {
  category: Category;
  record: RecordRef;
  key: string;
  /** '' when it is not known. */
  name: string;
  params: LogParams;
  /** The service's own words, where it said some. */
  original?: string | undefined;
}

/** Log rows in which the order of the causes is looked for. */
const RECENT_ROWS = 500;

/** The cause that the log tells of last comes first; those it no longer tells of, by their number. */
export async function readAsideGroups(tx: ReadTx, companyId: string): Promise<readonly AsideGroup[]> {
  const index = tx.objectStore('links').index('aside');
  const groups: AsideGroup[] = [];
  const range = IDBKeyRange.bound([companyId], [companyId, []]);
  let cursor = await index.openKeyCursor(range, 'nextunique');
  while (cursor) {
    const [, code] = cursor.key as unknown as [string, ProblemCode];
    const keys = await index.getAllKeys(IDBKeyRange.only([companyId, code]));
    const met = new Set(keys.map(([, feed]) => categoryOf(feed as Link['category'])));
    groups.push({ code, count: keys.length, categories: CATEGORIES.filter((category) => met.has(category)) });
    cursor = await cursor.continue();
  }
  const order = await lastTold(tx, new Set(groups.map(({ code }) => code)));
  const place = ({ code }: AsideGroup): number => (order.includes(code) ? order.indexOf(code) : order.length);
  return groups.toSorted((a, b) => place(a) - place(b) || b.count - a.count);
}

/** Codes in the order in which the newest import rows tell of them. */
async function lastTold(tx: ReadTx, codes: ReadonlySet<string>): Promise<readonly string[]> {
  const told: string[] = [];
  if (codes.size < 2) return told;
  const imports = IDBKeyRange.bound(['import'], ['import', []]);
  let cursor = await tx.objectStore('log').index('direction').openCursor(imports, 'prev');
  for (let row = 0; cursor && row < RECENT_ROWS && told.length < codes.size; row += 1) {
    const { code } = cursor.value;
    if (codes.has(code) && !told.includes(code)) told.push(code);
    cursor = await cursor.continue();
  }
  return told;
}

export async function readAsideRows(
  tx: ReadTx,
  companyId: string,
  code: ProblemCode,
  limit: number,
): Promise<readonly AsideRow[]> {
  const links = await tx.objectStore('links').index('aside').getAll([companyId, code], limit);
  return await Promise.all(links.map((link) => toRow(tx, link)));
}

async function toRow(tx: ReadTx, { category: feed, key: known, aside }: Link): Promise<AsideRow> {
  const category = categoryOf(feed);
  const key = aside?.key ?? known.split('\u0001')[0] ?? known;
  const record = recordRef(RECORD_KIND[category], key);
  // The newest of its rows: a name may have changed.
  const told = await tx.objectStore('log').index('record').openCursor(IDBKeyRange.only(record), 'prev');
  const name = aside?.name ?? told?.value.recordName ?? '';
  const original = told?.value.code === aside?.code ? told?.value.original : undefined;
  return { category, record, key, name, params: aside?.params ?? {}, original };
}

/** A link between a material and its category belongs to the material. */
function categoryOf(feed: Link['category']): Category {
  return feed === 'category-links' ? 'materials' : feed;
}

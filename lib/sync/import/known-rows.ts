import { rowsUnder } from '../../store/rows';
import type { Link, ReadTx, Schema } from '../../store/schema';
import { atStepBorder, type RunContext } from '../context';
import type { Feed } from '../rules/rule';

type Keyed = 'links' | 'targets' | 'staged';

/**
 * What is stored of a feed under these keys, by key. A page's keys lie close together, so all of it is asked for
 * in one go; where too much lies in between, the rest one by one.
 */
export async function readKnown<N extends Keyed>(
  { ports, run }: RunContext,
  name: N,
  feed: Feed,
  keys: readonly string[],
): Promise<Map<string, Schema[N]['value']>> {
  const sorted = keys.toSorted(byCodeUnit);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const { companyId } = run;
  const limit = keys.length * 2 + 50;
  return await ports.store.read([name], async (tx: ReadTx) => {
    const rows = tx.objectStore<N>(name);
    const range = IDBKeyRange.bound([companyId, feed, first], [companyId, feed, last]);
    const near = await rows.getAll(range, limit);
    const found = new Map(near.map((row) => [row.key, row] as const));
    if (near.length < limit) return found;
    const rest = sorted.filter((key) => !found.has(key));
    for (const row of await Promise.all(rest.map((key) => rows.get([companyId, feed, key]))))
      if (row !== undefined) found.set(row.key, row);
    return found;
  });
}

const CHUNK = 1000;

/** All rows of the link table of a feed, some at a time. */
export async function* linksOf(context: RunContext, feed: Feed): AsyncGenerator<readonly Link[]> {
  const { companyId } = context.run;
  const end = rowsUnder(companyId, feed).upper as IDBValidKey;
  let after: IDBValidKey = [companyId, feed];
  for (;;) {
    atStepBorder(context);
    const range = IDBKeyRange.bound(after, end, true);
    const links = await context.ports.store.read(['links'], (tx) =>
      tx.objectStore('links').getAll(range, CHUNK),
    );
    yield links;
    const last = links.at(-1);
    if (last === undefined || links.length < CHUNK) return;
    after = [companyId, feed, last.key];
  }
}

/** IndexedDB's order of texts. */
function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

import type { RequestRecord } from '../simulator/index';
import { command } from '../support/page-data';
import { assertExported, openHeldFixture, releaseAll } from './export-fixture';
import {
  assertImported,
  type Fixture,
  openFixture,
  PAGE_SIZE,
  type Parts,
  runByButton,
  runOnce,
  type Sizes,
} from './fixture';
import { type Figures, rounded } from './figures';

const BAR = 1.05;
/** As many as R1 imports. */
const SIZES: Sizes = { relations: 20_000, articles: 30_000, projects: 4_000 };
const WORK_ORDERS = 500;

/** What calls are made for, and how often each has to be made at least. */
type Minimum = Readonly<Record<string, number>>;

/** Two lists, and five calls for each work order (reliability §5.3). */
const EXPORT_MINIMUM: Minimum = {
  'outsmart GET GetWorkorders update_status=false': 2,
  'accountview GET AccountViewData SO1': 2 * WORK_ORDERS,
  'accountview POST AccountViewData SO1': WORK_ORDERS,
  'outsmart GET GetWorkorder update_status=false': WORK_ORDERS,
  'outsmart GET GetWorkorder update_status=true': WORK_ORDERS,
};

/** R4: calls ÷ the fewest there can be. They are counted, not timed, so one round tells. */
export async function measureCalls(parts: Parts): Promise<Figures> {
  const imported = await countImport(parts);
  const exported = await countExport(parts);
  return {
    R4: { value: Math.max(imported, exported), bar: BAR },
    'R4.import': { value: imported, bar: BAR },
    'R4.export': { value: exported, bar: BAR },
  };
}

/**
 * The reads of a first import, and all calls of a comparison of everything after it, which has nothing to write: the
 * worse of the two. How many rows a first import writes at once is not part of the minimum.
 */
async function countImport(parts: Parts): Promise<number> {
  const fixture = await openFixture(parts, SIZES);
  try {
    const minimum = importMinimum(fixture);
    await runOnce(fixture);
    assertImported(fixture, SIZES);
    const { requests } = fixture.simulator;
    const reads = requests.filter(({ side, method }) => side === 'accountview' || method === 'GET');
    const first = judge(parts, 'a first import', reads, minimum);
    parts.say(`R4: a first import writes in ${requests.length - reads.length} more calls`);
    const from = requests.length;
    await compareEverything(fixture);
    const again = judge(parts, 'everything once more', requests.slice(from), minimum);
    return Math.max(first, again);
  } finally {
    await fixture.close();
  }
}

/** The pages of each table and one that proves its end, and OutSmart's list of each category. */
function importMinimum({ simulator }: Fixture): Minimum {
  const { accountView, expectations } = simulator.world;
  const company = accountView.company(expectations.company);
  const tables = { AG1: 'ART_GRP', AR1: 'CONTACT', AK1: 'ARTICLE', PJ1: 'PROJECTS' };
  const pages = Object.entries(tables).map(([businessObject, table]) => [
    `accountview GET AccountViewData ${businessObject}`,
    Math.ceil(company.table(table).rows.length / PAGE_SIZE) + 1,
  ]);
  const lists = ['categories', 'relations', 'materials', 'hourtypes', 'projects'].map((endpoint) => [
    `outsmart GET ${endpoint}`,
    1,
  ]);
  return Object.fromEntries([...pages, ...lists]) as Minimum;
}

/** *Alles opnieuw vergelijken*, by its command: the button and its warning are not what is measured. */
async function compareEverything(fixture: Fixture): Promise<void> {
  await runByButton(fixture, (page) => command(page, 'sync-now', { category: null, everything: true }));
}

async function countExport(parts: Parts): Promise<number> {
  const fixture = await openHeldFixture(parts, WORK_ORDERS);
  try {
    await releaseAll(fixture);
    assertExported(fixture.simulator, WORK_ORDERS);
    return judge(parts, `an export of ${WORK_ORDERS}`, fixture.simulator.requests, EXPORT_MINIMUM);
  } finally {
    await fixture.close();
  }
}

/** Calls ÷ minimum; says what is made more often, and what less. */
function judge({ say }: Parts, what: string, requests: readonly RequestRecord[], minimum: Minimum): number {
  const made = new Map<string, number>();
  for (const request of requests) made.set(purposeOf(request), (made.get(purposeOf(request)) ?? 0) + 1);
  const least = Object.values(minimum).reduce((sum, count) => sum + count, 0);
  say(`R4: ${what}: ${requests.length} calls, at least ${least}`);
  for (const purpose of new Set([...made.keys(), ...Object.keys(minimum)])) {
    const more = (made.get(purpose) ?? 0) - (minimum[purpose] ?? 0);
    if (more !== 0) say(`R4:   ${more > 0 ? '+' : ''}${more}  ${purpose}`);
  }
  return rounded(requests.length / least);
}

/** Told from the wire alone. */
function purposeOf({ side, method, path, businessObject, query }: RequestRecord): string {
  const name = path.replace(/\/$/, '').split('/').at(-1) ?? path;
  const { update_status: update } = query;
  const parts = [side, method, name, businessObject, update && `update_status=${update}`];
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

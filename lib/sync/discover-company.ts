import type { SourceRow } from '../accountview/port';
import { type AppError, toAppError } from '../kernel/app-error';
import { changeCompany } from '../store/company';
import type { CompanyState } from '../store/schema';
import { discoverObjects } from './discover';
import { type Found, FOUND_COLUMNS, type FoundColumn, withFound } from './found';
import type { EnginePorts } from './port';
import { text } from './rules/fields';

const PAGE_SIZE = 500;
/** Rows beyond these pages bring hardly a code that those before them did not; every pass over the table adds it. */
const MAX_PAGES = 20;

/**
 * Asks what the steps offer to choose from: the objects that the dictionary names and the codes of filters and
 * options. Each on its own: a module that this company lacks takes nothing away from the others.
 * @throws AppError when a service is away or a sign-in is over
 */
export async function discoverCompany(ports: EnginePorts, companyId: string): Promise<void> {
  const { accountView, clock, store } = ports;
  let obstacle: AppError | undefined;
  const remember = async (look: () => Promise<Partial<CompanyState>>): Promise<void> => {
    try {
      const seen = await look();
      await store.write(['companies'], (tx) =>
        changeCompany(tx, companyId, (company) => ({
          ...company,
          ...seen,
          found: { ...company.found, ...seen.found },
        })),
      );
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.kind !== 'permanent' && error.kind !== 'rights') obstacle ??= error;
    }
  };
  await remember(async () => {
    const objects = await discoverObjects(accountView, companyId);
    return { objects, objectsAt: clock.now() };
  });
  for (const column of FOUND_COLUMNS)
    await remember(async () => ({ found: await findCodes(ports, companyId, column) }));
  await remember(async () => ({ found: await findAtOutSmart(ports) }));
  if (obstacle !== undefined) throw obstacle;
}

/** What an export maps from: OutSmart's own lists (outsmart-openapi §3.6, §3.15). */
async function findAtOutSmart({ outsmart }: EnginePorts): Promise<Found> {
  const hourTypes = await outsmart.hourTypes();
  return {
    'hour-types': hourTypes.map(({ code, name }) => ({ code, name })),
    'work-statuses': await outsmart.workStatuses(),
  };
}

async function findCodes(
  { accountView }: EnginePorts,
  companyId: string,
  { businessObject, table, keyField, code, name }: FoundColumn,
): Promise<Found> {
  const dictionary = await accountView.dictionary(companyId, table);
  if (dictionary.length > 0 && !dictionary.some((field) => field.name === code)) return {};
  const fields = [...new Set([keyField, code, ...(name === undefined ? [] : [name])])];
  let found: Found = {};
  let lastKey: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = { businessObject, table, fields, pageSize: PAGE_SIZE, lastKey };
    const rows: readonly SourceRow[] = await accountView.readPage(companyId, query);
    const last = text(rows.at(-1) ?? {}, keyField);
    found = withFound(found, table, rows);
    // The page after the last one brings nothing, or the row that it was to go on from.
    if (last === '' || last === lastKey) break;
    lastKey = last;
  }
  return found;
}

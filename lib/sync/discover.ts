import type { AccountViewClient } from '../accountview/port';
import type { DiscoveredObject, FoundObject } from '../domain/approval';
import type { BusinessObject, TableInfo } from '../domain/company';
import { companyState, type RunContext, updateCompany } from './context';

/** What was found of each kind; null: this company has none. */
export type Discovered = Record<DiscoveredObject, FoundObject | null>;

/** The key of an employee, on whatever table refers to one (accountview-api §8.6). */
const EMPLOYEE_KEY = 'EMP_NR';
/** accountview-api §4.6: the table is known, the code of its object is not. */
const OPEN_ITEMS = 'OPENITEM';
const MAX_AGE_MS = 24 * 3_600_000;

/**
 * Finds the objects whose codes are not public through the data dictionary (accountview-api §6.3). Only what the
 * list of business objects shows as well is taken: a code alone may belong to a module that this company lacks.
 */
export async function discoverObjects(
  accountView: AccountViewClient,
  companyId: string,
  signal?: AbortSignal,
): Promise<Discovered> {
  const objects = await accountView.businessObjects(companyId, signal);
  const objectOf = async (table: string): Promise<FoundObject | null> =>
    choose(await accountView.tables(companyId, { field: 'DBF_NAME', value: table }, signal), objects);
  const uses = await accountView.columnUses(companyId, EMPLOYEE_KEY, signal);
  // What other tables refer to has to have that key itself.
  const parents = new Set(uses.map(({ parent }) => parent));
  const tables = new Set(uses.map(({ table }) => table).filter((table) => parents.has(table)));
  let employees: FoundObject | null = null;
  for (const table of tables) employees ??= await objectOf(table);
  return { employees, 'open-items': await objectOf(OPEN_ITEMS) };
}

function choose(tables: readonly TableInfo[], objects: readonly BusinessObject[]): FoundObject | null {
  for (const { table, objectCode, description } of tables) {
    const object = objects.find(({ code }) => code === objectCode);
    if (object !== undefined)
      return { code: objectCode, table, description: object.description || description };
  }
  return null;
}

/**
 * The object a person chose in the settings, else the one that was discovered at most a day ago; null when this
 * company has none, or not the chosen one.
 */
export async function foundObject(context: RunContext, kind: DiscoveredObject): Promise<FoundObject | null> {
  const { settings, ports, run, signal } = context;
  const { accountView, clock } = ports;
  const chosen = kind === 'employees' ? settings.employeeObject : settings.openItemObject;
  if (chosen !== '') {
    const tables = await accountView.tables(run.companyId, { field: 'OBJ_CODE', value: chosen }, signal);
    return choose(tables, await accountView.businessObjects(run.companyId, signal));
  }
  const { objects, objectsAt = 0 } = await companyState(context);
  const known = clock.now() - objectsAt < MAX_AGE_MS ? objects?.[kind] : undefined;
  if (known !== undefined) return known;
  const found = await discoverObjects(accountView, run.companyId, signal);
  await updateCompany(context, (state) => ({ ...state, objects: found, objectsAt: clock.now() }));
  return found[kind];
}

import { dutchDay } from '../../lib/kernel/clock';
import type { Settings } from '../../lib/settings/schema';
import type { World } from '../simulator/index';
import type { EntityRow } from '../simulator/outsmart/entity-table';
import { isLed, keyOf, LISTS } from '../support/import-oracle';
import { recordsOf } from '../support/import-oracle-records';
import type { BooksTable, Said } from '../support/import-oracle-types';
import type { Violation } from './checker';

const TABLES = ['ART_GRP', 'CONTACT', 'DEL_ADDR', 'ARTICLE', 'PROJECTS'] as const;

/**
 * (g) OutSmart holds for every row of AccountView what product §3 makes of it, whatever happened on the way. Only
 * fields in which AccountView leads: the others depend on what OutSmart's users do. It asks the tests' own reading
 * of the rules, not the engine's.
 */
export function importGaps(world: World, companyId: string, settings: Settings): Violation[] {
  const company = world.accountView.companies.find(({ id }) => id === companyId);
  if (company === undefined) return [];
  const read = (name: string): BooksTable => {
    const { rows, definition } = company.table(name);
    return { rows, columns: new Set(definition.fields.map((field) => field.name)) };
  };
  const { employees } = world.behaviour;
  const books = {
    ...Object.fromEntries(TABLES.map((name) => [name, read(name)])),
    ...(employees === null ? {} : { employees: read(employees.table) }),
  };
  const said = recordsOf({ books, settings, today: dutchDay(world.now().getTime()) });
  return LISTS.flatMap((endpoint) => {
    const rows = new Map(world.outsmart.entity(endpoint).rows.map((row) => [keyOf(endpoint, row), row]));
    return (said[endpoint] ?? []).flatMap((record) => {
      const key = keyOf(endpoint, record.fields);
      const problem = differs(record, rows.get(key), settings);
      if (problem === undefined) return [];
      return [{ rule: 'g: an import converges', message: `${endpoint} ${key}: ${problem}` } as const];
    });
  });
}

function differs(record: Said, row: EntityRow | undefined, settings: Settings): string | undefined {
  if (row === undefined) return 'not there';
  const wrong = Object.entries(record.fields).find(
    ([field, value]) => isLed(record, field, settings) && !isSame(field, row[field] ?? '', value),
  );
  return wrong && `${wrong[0]} is ${row[wrong[0]] ?? ''}, should be ${wrong[1]}`;
}

function isSame(field: string, left: string, right: string): boolean {
  return field.endsWith('price') ? Number(left) === Number(right) : left.trim() === right.trim();
}

import type { Company } from '../accountview/company';
import type { World } from '../world';

/**
 * The rows of both sides as JSON. `?side=`, `?company=`, `?table=` and `?year=` narrow it down; `table` is a
 * table of AccountView or a list of OutSmart.
 */
export function tablesOf(world: World, query: Readonly<Record<string, string>>): Record<string, unknown> {
  const { side, company, table } = query;
  const companies = world.accountView.companies.filter(
    ({ code }) => company === undefined || code === company,
  );
  const year = query['year'] === undefined ? undefined : Number(query['year']);
  const accountview = Object.fromEntries(
    companies.map((one) => [one.code, companyTables(world, one, table, year)]),
  );
  return {
    ...(side === 'outsmart' ? {} : { accountview }),
    ...(side === 'accountview' ? {} : { outsmart: outSmartTables(world, table) }),
  };
}

function companyTables(
  { accountView }: World,
  company: Company,
  only?: string,
  onlyYear?: number,
): Record<string, unknown> {
  const definitions = [...accountView.model.tables.values()].filter(
    ({ name }) => only === undefined || name === only.toUpperCase(),
  );
  const years = [...company.years.keys()].filter((year) => onlyYear === undefined || year === onlyYear);
  return Object.fromEntries(
    definitions.map(({ name, perYear }) => [
      name,
      perYear
        ? Object.fromEntries(years.map((year) => [year, company.table(name, year).rows]))
        : company.table(name).rows,
    ]),
  );
}

function outSmartTables({ outsmart }: World, only?: string): Record<string, unknown> {
  const all: [string, readonly unknown[]][] = outsmart.entities.map((table) => [
    table.entity.endpoint,
    table.rows,
  ]);
  all.push(['workOrders', [...outsmart.workOrders.values()]]);
  return Object.fromEntries(
    all.filter(([name]) => only === undefined || name.toLowerCase() === only.toLowerCase()),
  );
}

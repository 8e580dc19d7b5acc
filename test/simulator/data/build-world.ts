import type { Company } from '../accountview/company';
import type { Row } from '../accountview/table';
import { dutchDate } from '../dutch-time';
import type { DataOptions, SimulatorOptions } from '../types';
import { createEmptyWorld, type World } from '../world';
import { addArticles } from './articles';
import { addDictionary } from './dictionary-rows';
import { addDifficultRecords, addDifficultWorkOrders } from './difficult';
import { addImportCases, addOutSmartTwins } from './import-cases';
import { addAddresses, addAdministrations, addEmployees, addLedger, addProjects, EMPLOYEES } from './ledger';
import { addOutSmartLists, addOutSmartRelations } from './out-smart-lists';
import { addInvoices, addOpenItems } from './payments';
import { addRelations } from './relations';
import { addSalesOrders } from './sales-orders';
import { addOtherStates, addWorkOrders } from './work-orders';

/** The redirect address of the extension's own, stable id. */
export const EXTENSION_REDIRECT_URI = 'https://jdfkpdikiimficjblgecpfbmkobnehpf.chromiumapp.org/accountview';
export const USERNAME = 'boekhouder';
export const PASSWORD = 'Kraan-1234';

type FollowsOthers = 'workOrderDaysAgo' | 'addresses' | 'openItems';
type Sizes = Required<Omit<DataOptions, FollowsOthers>> & Pick<DataOptions, FollowsOthers>;
/** This many debtors have an address and an open item, unless a number is given. */
const FIRST_DEBTORS = 6;
const SIZES: Sizes = {
  relations: 40,
  articles: 60,
  workOrders: 12,
  difficult: true,
  otherStates: true,
  projects: 6,
  salesOrders: 8,
  employees: EMPLOYEES.length,
  importCases: false,
  otherCompanies: true,
};

/** The same options and seed give the same world, except that its dates follow the clock. */
export function buildWorld(options: SimulatorOptions): World {
  const world = createEmptyWorld(options);
  const sizes: Sizes = { ...SIZES, ...options.data };
  addUsers(world, options.redirectUris ?? []);
  const thisYear = Number(dutchDate(world.now()).slice(0, 4));
  const [main, service, old] = addCompanies(world);
  addAdministrations(main, [thisYear - 1, thisYear], false);
  addAdministrations(service, [thisYear], false);
  addAdministrations(old, [thisYear - 3, thisYear - 2, thisYear], true);
  const debtors = fillCompany(world, main, sizes);
  if (sizes.otherCompanies) fillOtherCompanies(world, service, old);
  fillOutSmart(world, main, debtors, sizes);
  return world;
}

function fillOtherCompanies(world: World, service: Company, old: Company): void {
  fillCompany(world, service, {
    ...SIZES,
    relations: 6,
    articles: 0,
    projects: 1,
    salesOrders: 2,
    difficult: false,
  });
  fillCompany(world, old, {
    ...SIZES,
    relations: 3,
    articles: 0,
    projects: 0,
    salesOrders: 0,
    difficult: false,
  });
}

function addUsers({ accountView }: World, redirectUris: readonly string[]): void {
  const user = { password: PASSWORD, denied: [], readOnly: false };
  accountView.users.push({ ...user, username: USERNAME });
  // Whoever lacks a right does not see the object at all (accountview-api §10 row 29).
  accountView.users.push({ ...user, username: 'beperkt', denied: ['SO1'] });
  accountView.users.push({ ...user, username: 'lezer', readOnly: true });
  for (const uri of [EXTENSION_REDIRECT_URI, ...redirectUris]) accountView.redirectUris.add(uri);
}

function addCompanies({ accountView, behaviour }: World): [Company, Company, Company] {
  const id = (guid: string, code: string): string =>
    behaviour.companyIds === 'guid' ? guid : `NL.${code}.1`;
  const add = (guid: string, code: string, description: string): Company =>
    accountView.addCompany({ id: id(guid, code), code, description });
  return [
    add('7f0c2b1e-5a34-4c0e-9a0b-2f6f1f0a1c11', 'KRAAN', 'Installatiebedrijf De Kraan BV'),
    add('c1d5d0a2-81c5-4c51-8a0e-8a0f0a7b9d22', 'KRAANSV', 'De Kraan Service BV'),
    add('e2a7b9c4-0d16-4f6a-b3d8-5c1e9f2a7b33', 'KRAANOUD', 'De Kraan Installaties (archief)'),
  ];
}

function fillCompany(world: World, company: Company, sizes: Sizes): Row[] {
  const { random, accountView, behaviour } = world;
  addLedger(company);
  const debtors = addRelations(company, random, sizes.relations);
  addArticles(company, random, sizes.articles);
  addEmployees(company, random, behaviour.employees?.table, sizes.employees);
  addProjects(company, random, debtors, sizes.projects);
  const few = Math.min(FIRST_DEBTORS, debtors.length);
  addAddresses(company, random, debtors, sizes.addresses ?? few);
  addOpenItems(company, debtors, sizes.openItems ?? few);
  addSalesOrders(company, random, debtors, sizes.salesOrders);
  if (sizes.difficult) addDifficultRecords(world, company);
  if (sizes.importCases) addImportCases(world, company);
  addDictionary(company, accountView.model);
  return debtors;
}

function fillOutSmart(world: World, company: Company, debtors: readonly Row[], sizes: Sizes): void {
  const { outsmart, random } = world;
  const customers = debtors.slice(0, 20);
  addOutSmartLists(outsmart);
  addOutSmartRelations(outsmart, debtors.slice(0, 12));
  addWorkOrders(outsmart, random, customers, sizes.workOrders, sizes.workOrderDaysAgo);
  if (sizes.otherStates) addOtherStates(outsmart, random, customers);
  if (sizes.difficult) addDifficultWorkOrders(world, company);
  addInvoices(outsmart, company);
  if (sizes.importCases) addOutSmartTwins(outsmart);
}

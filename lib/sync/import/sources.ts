import { type Category, RECORD_KIND, type RecordRef, recordRef } from '../../domain/category';
import type { FoundObject } from '../../domain/approval';
import type { FieldInfo } from '../../domain/company';
import type { ImportSource } from '../../domain/run';
import type { Settings } from '../../settings/schema';
import type { CompanyState } from '../../store/schema';
import type { RunContext } from '../context';
import { dictionaryOf } from '../dictionary';
import { foundObject } from '../discover';
import {
  ARTICLE_FIELDS,
  ARTICLE_OPTIONAL_FIELDS,
  categoryLinkRule,
  hourTypeRule,
  mapCategoryLink,
  mapHourType,
  mapMaterial,
  materialRule,
} from '../rules/article';
import {
  ARTICLE_GROUP_FIELDS,
  ARTICLE_GROUP_OPTIONAL_FIELDS,
  categoryRule,
  mapCategory,
} from '../rules/article-group';
import { CONTACT_FIELDS, contactRule, mapContacts } from '../rules/contact';
import { ADDRESS_FIELDS, ADDRESS_OPTIONAL_FIELDS, addressRule, mapAddress } from '../rules/delivery-address';
import {
  EMPLOYEE_FIELDS,
  EMPLOYEE_NAME_FIELDS,
  EMPLOYEE_OPTIONAL_FIELDS,
  employeeRule,
  mapEmployee,
} from '../rules/employee';
import { mapProject, PROJECT_FIELDS, PROJECT_OPTIONAL_FIELDS, projectRule } from '../rules/project';
import { mapRelation, RELATION_FIELDS, relationRule } from '../rules/relation';
import type { Feed, FeedRule, MapRow } from '../rules/rule';

export interface SourceFeed {
  rule: FeedRule;
  map: MapRow;
  /** The switch that turns this feed on. */
  category: Category;
  /** Needs this category to be imported: a link needs both of its ends. */
  alsoNeeds?: Category;
  /** Where this category is switched on, its records come first. */
  after?: Category;
}

/** One AccountView table that is read page by page, and the OutSmart lists it feeds. */
export interface Source {
  businessObject: string;
  table: string;
  keyField: string;
  fields: readonly string[];
  /** Asked for only where the dictionary has them. */
  optionalFields: readonly string[];
  feeds: readonly SourceFeed[];
  /** Settings that decide which rows become records, and which records. */
  options: readonly (keyof Settings)[];
  /** Switches of other categories that do so too. */
  switches?: readonly Category[];
}

/** What a run works on, in the order of product §3. */
export const JOB_SOURCES: readonly { source: ImportSource; categories: readonly Category[] }[] = [
  { source: 'AG1', categories: ['categories'] },
  { source: 'AR1', categories: ['relations', 'contacts'] },
  { source: 'ADDR', categories: ['addresses'] },
  { source: 'AK1', categories: ['materials', 'hour-types'] },
  { source: 'PJ1', categories: ['projects'] },
  { source: 'EMP', categories: ['employees'] },
  { source: 'SO1', categories: ['sales-orders'] },
  { source: 'OPEN', categories: ['payments'] },
];

/** Tables whose names the contract gives. */
export const SOURCES: readonly Source[] = [
  {
    businessObject: 'AG1',
    table: 'ART_GRP',
    keyField: 'AG_CODE',
    fields: ARTICLE_GROUP_FIELDS,
    optionalFields: ARTICLE_GROUP_OPTIONAL_FIELDS,
    feeds: [{ rule: categoryRule, map: mapCategory, category: 'categories' }],
    options: [],
  },
  {
    businessObject: 'AR1',
    table: 'CONTACT',
    keyField: 'SUB_NR',
    fields: [...RELATION_FIELDS, ...CONTACT_FIELDS],
    optionalFields: [],
    feeds: [
      { rule: relationRule, map: mapRelation, category: 'relations' },
      { rule: contactRule, map: mapContacts, category: 'contacts', after: 'relations' },
    ],
    options: ['blockedDebtors', 'relationGroups', 'workorderEmail'],
    switches: ['relations'],
  },
  {
    businessObject: 'ADDR',
    table: 'DEL_ADDR',
    keyField: 'REC_ID',
    fields: ADDRESS_FIELDS,
    optionalFields: ADDRESS_OPTIONAL_FIELDS,
    feeds: [{ rule: addressRule, map: mapAddress, category: 'addresses' }],
    options: [],
  },
  {
    businessObject: 'AK1',
    table: 'ARTICLE',
    keyField: 'ART_CODE',
    fields: ARTICLE_FIELDS,
    optionalFields: ARTICLE_OPTIONAL_FIELDS,
    feeds: [
      { rule: materialRule, map: mapMaterial, category: 'materials' },
      { rule: categoryLinkRule, map: mapCategoryLink, category: 'materials', alsoNeeds: 'categories' },
      { rule: hourTypeRule, map: mapHourType, category: 'hour-types' },
    ],
    options: ['hourUnit', 'hoursBy', 'hourGroups', 'articleGroups', 'blockedArticles', 'defaultUnit'],
  },
  {
    businessObject: 'PJ1',
    table: 'PROJECTS',
    keyField: 'PROJ_CODE',
    fields: PROJECT_FIELDS,
    optionalFields: PROJECT_OPTIONAL_FIELDS,
    feeds: [{ rule: projectRule, map: mapProject, category: 'projects' }],
    options: ['projects', 'projectStatuses', 'defaultProjectStatus'],
  },
];

/** The employees' table, which each company may have under another name (accountview-api §6.3). */
function employeeSource({ code, table }: FoundObject): Source {
  return {
    businessObject: code,
    table,
    keyField: EMPLOYEE_FIELDS[0],
    fields: EMPLOYEE_FIELDS,
    optionalFields: EMPLOYEE_OPTIONAL_FIELDS,
    feeds: [{ rule: employeeRule, map: mapEmployee, category: 'employees' }],
    options: [],
  };
}

/** A source with the columns that this company has; undefined when it has no such table. */
export async function openSource(
  context: RunContext,
  name: ImportSource,
): Promise<{ source: Source; fields: string[] } | undefined> {
  const found = name === 'EMP' ? await foundObject(context, 'employees') : null;
  const source = found
    ? employeeSource(found)
    : SOURCES.find(({ businessObject }) => businessObject === name);
  if (source === undefined) return undefined;
  const fields = fieldsOf(source, await dictionaryOf(context, source.table));
  const hasNames = name !== 'EMP' || EMPLOYEE_NAME_FIELDS.some((column) => fields.includes(column));
  return hasNames ? { source, fields } : undefined;
}

/** The feeds of these categories; `isThere`: whether a category's records are at OutSmart. */
export function feedsOf(
  source: Source,
  categories: readonly Category[],
  isThere: (category: Category) => boolean,
): SourceFeed[] {
  return source.feeds.filter(
    ({ category, alsoNeeds }) =>
      categories.includes(category) && (alsoNeeds === undefined || isThere(alsoNeeds)),
  );
}

/** Whether what refers to this category may go out: it is switched on, and was written to its end before. */
export function isImported(settings: Settings, { imports }: CompanyState, category: Category): boolean {
  return settings.imports[category] && imports[category]?.imported === true;
}

/**
 * Columns to ask for: the proven ones and those that the dictionary confirms. Where the dictionary knows the
 * table, it also takes out a proven column that this company does not have.
 */
function fieldsOf(source: Source, dictionary: readonly FieldInfo[]): string[] {
  const known = new Set(dictionary.map((field) => field.name));
  const proven = source.fields.filter(
    (name) => known.size === 0 || known.has(name) || name === source.keyField,
  );
  return [...proven, ...source.optionalFields.filter((name) => known.has(name))];
}

/** A category's links are part of its work, not of its numbers. */
export function isMainFeed({ rule, category }: SourceFeed): boolean {
  return rule.feed === category;
}

/** Name of a record in the log; a link is named after its material. */
export function refOf(feed: Feed, key: string): RecordRef {
  if (feed === 'category-links') return recordRef('material', key.split('\u0001')[0] ?? key);
  return recordRef(RECORD_KIND[feed], key);
}

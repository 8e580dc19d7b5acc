import { type ImportableCategory, RECORD_KIND, type RecordRef, recordRef } from '../../domain/category';
import type { FieldInfo } from '../../domain/company';
import type { ImportSource } from '../../domain/run';
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
import { mapRelation, RELATION_FIELDS, relationRule } from '../rules/relation';
import type { Feed, FeedRule, MapRow } from '../rules/rule';

export interface SourceFeed {
  rule: FeedRule;
  map: MapRow;
  /** The switch that turns this feed on. */
  category: ImportableCategory;
  /** Also needs this switch: a link needs both of its ends. */
  alsoNeeds?: ImportableCategory;
}

/** One AccountView table that is read page by page, and the OutSmart lists it feeds. */
export interface Source {
  businessObject: ImportSource;
  table: string;
  keyField: string;
  fields: readonly string[];
  /** Asked for only where the dictionary has them. */
  optionalFields: readonly string[];
  feeds: readonly SourceFeed[];
}

/** In the order of product §3. */
export const SOURCES: readonly Source[] = [
  {
    businessObject: 'AG1',
    table: 'ART_GRP',
    keyField: 'AG_CODE',
    fields: ARTICLE_GROUP_FIELDS,
    optionalFields: ARTICLE_GROUP_OPTIONAL_FIELDS,
    feeds: [{ rule: categoryRule, map: mapCategory, category: 'categories' }],
  },
  {
    businessObject: 'AR1',
    table: 'CONTACT',
    keyField: 'SUB_NR',
    fields: RELATION_FIELDS,
    optionalFields: [],
    feeds: [{ rule: relationRule, map: mapRelation, category: 'relations' }],
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
  },
];

export function sourceOf(businessObject: ImportSource): Source {
  const source = SOURCES.find((candidate) => candidate.businessObject === businessObject);
  if (source === undefined) throw new RangeError(`no source ${businessObject}`);
  return source;
}

/**
 * Columns to ask for: the proven ones and those that the dictionary confirms. Where the dictionary knows the
 * table, it also takes out a proven column that this company does not have.
 */
export function fieldsOf(source: Source, dictionary: readonly FieldInfo[]): string[] {
  const known = new Set(dictionary.map((field) => field.name));
  const proven = source.fields.filter(
    (name) => known.size === 0 || known.has(name) || name === source.keyField,
  );
  return [...proven, ...source.optionalFields.filter((name) => known.has(name))];
}

/** Name of a record in the log; a link is named after its material. */
export function refOf(feed: Feed, key: string): RecordRef {
  if (feed === 'category-links') return recordRef('material', key.split('\u0001')[0] ?? key);
  return recordRef(RECORD_KIND[feed], key);
}

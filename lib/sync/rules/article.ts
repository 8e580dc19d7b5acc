import type { SourceRow } from '../../accountview/port';
import type { Settings } from '../../settings/schema';
import { decimal, flag, text } from './fields';
import type { FeedRule, Mapped } from './rule';

/** Proven columns of `ARTICLE` (accountview-api §8.4) … */
export const ARTICLE_FIELDS = ['ART_CODE', 'ART_DESC1', 'AG_CODE', 'PX_SELL', 'COST_PX', 'CNG_DATE'] as const;
/** … and those that are used only where the dictionary has them. */
export const ARTICLE_OPTIONAL_FIELDS = ['ART_UNIT', 'VAT_CODE', 'REC_BLK'] as const;

/** Unit of an article that has none: OutSmart demands one. */
const DEFAULT_UNIT = 'st';

export const materialRule: FeedRule = {
  feed: 'materials',
  endpoint: 'materials',
  targetKey: (fields) => fields['code'] ?? '',
  policies: { code: 'key', description: 'lead', price: 'lead', unit: 'lead', vat_code: 'lead' },
  numeric: new Set(['price']),
  required: new Set(['code', 'description', 'price', 'unit']),
};

export const hourTypeRule: FeedRule = {
  feed: 'hour-types',
  endpoint: 'hourtypes',
  targetKey: (fields) => fields['code'] ?? '',
  policies: {
    code: 'key',
    name: 'lead',
    sale_price: 'lead',
    cost_price: 'lead',
    active: 'lead',
    sale_booking: 'new',
    cost_booking: 'new',
  },
  numeric: new Set(['sale_price', 'cost_price', 'active', 'sale_booking', 'cost_booking']),
  required: new Set(['code', 'name', 'cost_booking', 'sale_booking', 'sale_price']),
};

export const categoryLinkRule: FeedRule = {
  feed: 'category-links',
  endpoint: 'material_categories',
  targetKey: (fields) => linkKey(fields['mct_mat_code'] ?? '', fields['mct_cat_code'] ?? ''),
  policies: { mct_mat_code: 'key', mct_cat_code: 'key' },
  numeric: new Set(),
  required: new Set(['mct_mat_code', 'mct_cat_code']),
};

/** A pair as one key; the separator cannot stand in a code. */
export function linkKey(articleCode: string, groupCode: string): string {
  return `${articleCode}\u0001${groupCode}`;
}

/** `ARTICLE` → material. Prices go out as comma text, the documented form (outsmart-openapi §6). */
export function mapMaterial(row: SourceRow): Mapped {
  const read = readArticle(row, 'materials');
  if (read.kind === 'aside') return read;
  const { key, name, price } = read;
  const vatCode = text(row, 'VAT_CODE');
  const record = {
    code: key,
    description: name,
    price: price.replace('.', ','),
    unit: text(row, 'ART_UNIT') || DEFAULT_UNIT,
    ...(vatCode === '' ? {} : { vat_code: vatCode }),
  };
  return { kind: 'record', feed: 'materials', key, name, record };
}

/** An article whose unit is the hour unit → hour type; all others are skipped. */
export function mapHourType(row: SourceRow, settings: Settings): Mapped {
  if (text(row, 'ART_UNIT').toLowerCase() !== settings.hourUnit.trim().toLowerCase()) return { kind: 'skip' };
  const read = readArticle(row, 'hour-types');
  if (read.kind === 'aside') return read;
  const cost = decimal(row, 'COST_PX');
  if (cost === undefined) return ambiguous('hour-types', read.key, read.name, 'COST_PX');
  const record = {
    code: read.key,
    name: read.name,
    sale_price: read.price,
    cost_price: cost,
    active: flag(row, 'REC_BLK') ? 0 : 1,
    sale_booking: 1,
    cost_booking: 0,
  };
  return { kind: 'record', feed: 'hour-types', key: read.key, name: read.name, record };
}

/** The pair that puts a material in its category. */
export function mapCategoryLink(row: SourceRow): Mapped {
  const article = text(row, 'ART_CODE');
  const group = text(row, 'AG_CODE');
  if (article === '' || group === '') return { kind: 'skip' };
  const record = { mct_mat_code: article, mct_cat_code: group };
  return { kind: 'record', feed: 'category-links', key: linkKey(article, group), name: article, record };
}

type Aside = Extract<Mapped, { kind: 'aside' }>;
type ReadArticle = { kind: 'article'; key: string; name: string; price: string } | Aside;

function readArticle(row: SourceRow, feed: 'materials' | 'hour-types'): ReadArticle {
  const key = text(row, 'ART_CODE');
  const name = text(row, 'ART_DESC1') || key;
  if (key === '')
    return { kind: 'aside', feed, key, name, code: 'RECORD_KEY_MISSING', params: { field: 'ART_CODE' } };
  const price = decimal(row, 'PX_SELL');
  if (price === undefined) return ambiguous(feed, key, name, 'PX_SELL');
  return { kind: 'article', key, name, price };
}

function ambiguous(feed: 'materials' | 'hour-types', key: string, name: string, field: string): Aside {
  return { kind: 'aside', feed, key, name, code: 'NUMBER_AMBIGUOUS', params: { field } };
}

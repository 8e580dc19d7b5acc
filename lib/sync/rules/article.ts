import type { SourceRow } from '../../accountview/port';
import type { Decimal } from '../../kernel/decimal';
import type { Settings } from '../../settings/schema';
import { activeOf, decimal, flag, has, isAmong, isSameCode, text } from './fields';
import { fitting, LONG_TEXT } from './fitting';
import { type AsideMapped, type FeedRule, type MapContext, type Mapped, setAside } from './rule';

/** Proven columns of `ARTICLE` (accountview-api §8.4) … */
export const ARTICLE_FIELDS = ['ART_CODE', 'ART_DESC1', 'AG_CODE', 'PX_SELL', 'COST_PX', 'CNG_DATE'] as const;
/** … and those that are used only where the dictionary has them. */
export const ARTICLE_OPTIONAL_FIELDS = ['ART_UNIT', 'VAT_CODE', 'REC_BLK'] as const;

export const materialRule: FeedRule = {
  feed: 'materials',
  endpoint: 'materials',
  targetKey: (fields) => fields['code'] ?? '',
  policies: { code: 'key', description: 'description', price: 'price', unit: 'unit', vat_code: 'price' },
  numeric: new Set(['price']),
  required: new Set(['code', 'description', 'price', 'unit']),
  lengths: { description: LONG_TEXT },
};

export const hourTypeRule: FeedRule = {
  feed: 'hour-types',
  endpoint: 'hourtypes',
  targetKey: (fields) => fields['code'] ?? '',
  policies: {
    code: 'key',
    name: 'name',
    sale_price: 'price',
    cost_price: 'price',
    active: 'active',
    sale_booking: 'new',
    cost_booking: 'new',
  },
  numeric: new Set(['sale_price', 'cost_price', 'active', 'sale_booking', 'cost_booking']),
  required: new Set(['code', 'name', 'cost_booking', 'sale_booking', 'sale_price']),
  lengths: {},
};

export const categoryLinkRule: FeedRule = {
  feed: 'category-links',
  endpoint: 'material_categories',
  targetKey: (fields) => linkKey(fields['mct_mat_code'] ?? '', fields['mct_cat_code'] ?? ''),
  policies: { mct_mat_code: 'key', mct_cat_code: 'key' },
  numeric: new Set(),
  required: new Set(['mct_mat_code', 'mct_cat_code']),
  lengths: {},
};

/** A pair as one key; the separator cannot stand in a code. */
export function linkKey(articleCode: string, groupCode: string): string {
  return `${articleCode}\u0001${groupCode}`;
}

/** `ARTICLE` → material, also of an article that is an hour type. Prices go out as comma text (outsmart-openapi §6). */
export const mapMaterial = fitting(materialRule, (row: SourceRow, { settings }: MapContext): Mapped => {
  const article = readArticle(row, 'materials');
  if (isLeftOut(row, settings)) return { kind: 'skip', feed: 'materials', key: article.key };
  if (article.kind === 'aside') return article;
  const { feed, key, name, price } = article;
  const record = {
    code: key,
    description: name,
    price: price.replace('.', ','),
    unit: text(row, 'ART_UNIT') || settings.defaultUnit.trim(),
    ...(has(row, 'VAT_CODE') ? { vat_code: text(row, 'VAT_CODE') } : {}),
  };
  return { kind: 'record', feed, key, name, record };
});

/** The material filters of product §3. A row without a code is no article that a filter could mean. */
function isLeftOut(row: SourceRow, { articleGroups, blockedArticles }: Settings): boolean {
  if (text(row, 'ART_CODE') === '') return false;
  return (
    !isAmong(articleGroups, text(row, 'AG_CODE')) || (blockedArticles === 'skip' && flag(row, 'REC_BLK'))
  );
}

/** An article that the settings call an hour → hour type. */
export const mapHourType = fitting(hourTypeRule, (row: SourceRow, { settings }: MapContext): Mapped => {
  const article = readArticle(row, 'hour-types');
  const { feed, key, name } = article;
  if (!isHour(row, settings)) return { kind: 'skip', feed, key };
  if (article.kind === 'aside') return article;
  const cost = has(row, 'COST_PX') ? decimal(row, 'COST_PX') : '';
  if (cost === undefined) return setAside(article, 'NUMBER_AMBIGUOUS', { field: 'COST_PX' });
  const record = {
    code: key,
    name,
    sale_price: article.price,
    ...(cost === '' ? {} : { cost_price: cost }),
    ...activeOf(row),
    sale_booking: 1,
    cost_booking: 0,
  };
  return { kind: 'record', feed, key, name, record };
});

/** By group, an empty list means that no article is an hour: it is no filter. */
function isHour(row: SourceRow, { hoursBy, hourGroups, hourUnit }: Settings): boolean {
  if (hoursBy === 'unit') return isSameCode(hourUnit, text(row, 'ART_UNIT'));
  return hourGroups.length > 0 && isAmong(hourGroups, text(row, 'AG_CODE'));
}

/** The pair that puts a material in its category; both ends have to be there. */
export const mapCategoryLink = fitting(categoryLinkRule, (row: SourceRow, context: MapContext): Mapped => {
  const article = text(row, 'ART_CODE');
  const group = text(row, 'AG_CODE');
  const key = linkKey(article, group);
  const isImported = mapMaterial(row, context).every(({ kind }) => kind === 'record');
  if (group === '' || !isImported) return { kind: 'skip', feed: 'category-links', key };
  const record = { mct_mat_code: article, mct_cat_code: group };
  return { kind: 'record', feed: 'category-links', key, name: article, record };
});

type ArticleFeed = 'materials' | 'hour-types';
type ReadArticle =
  | { kind: 'article'; feed: ArticleFeed; key: string; name: string; price: Decimal }
  | AsideMapped;

function readArticle(row: SourceRow, feed: ArticleFeed): ReadArticle {
  const key = text(row, 'ART_CODE');
  const name = text(row, 'ART_DESC1') || key;
  const named = { feed, key, name };
  if (key === '') return setAside(named, 'RECORD_KEY_MISSING', { field: 'ART_CODE' });
  const price = decimal(row, 'PX_SELL');
  if (price === undefined) return setAside(named, 'NUMBER_AMBIGUOUS', { field: 'PX_SELL' });
  return { ...named, kind: 'article', price };
}

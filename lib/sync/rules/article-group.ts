import type { SourceRow } from '../../accountview/port';
import { text } from './fields';
import { fitting } from './fitting';
import { type FeedRule, type Mapped, setAside } from './rule';

export const ARTICLE_GROUP_FIELDS = ['AG_CODE', 'AG_DESC'] as const;
/** Used where the dictionary has it. */
export const ARTICLE_GROUP_OPTIONAL_FIELDS = ['CNG_DATE'] as const;

export const categoryRule: FeedRule = {
  feed: 'categories',
  endpoint: 'categories',
  targetKey: (fields) => fields['cat_code'] ?? '',
  policies: { cat_code: 'key', cat_name: 'name', cat_display: 'new' },
  numeric: new Set(['cat_display']),
  required: new Set(['cat_code', 'cat_name', 'cat_display']),
  lengths: {},
};

/** `ART_GRP` → category (product §3). */
export const mapCategory = fitting(categoryRule, (row: SourceRow): Mapped => {
  const key = text(row, 'AG_CODE');
  const name = text(row, 'AG_DESC');
  const named = { feed: 'categories', key, name } as const;
  if (key === '') return setAside(named, 'RECORD_KEY_MISSING', { field: 'AG_CODE' });
  const record = { cat_code: key, cat_name: name === '' ? key : name, cat_display: 1 };
  return { ...named, kind: 'record', record };
});

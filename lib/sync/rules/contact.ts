import type { SourceRow } from '../../accountview/port';
import { text } from './fields';
import { fitting } from './fitting';
import { isDebtorLeftOut, mapRelation } from './relation';
import { type FeedRule, type MapContext, type Mapped, setAside } from './rule';

/** Columns of `CONTACT` beside those of the relation (accountview-api §8.1). */
export const CONTACT_FIELDS = ['ADMIN_CONT'] as const;

export const contactRule: FeedRule = {
  feed: 'contacts',
  endpoint: 'contactpersons',
  targetKey: (fields) => fields['cpn_code'] ?? '',
  policies: {
    cpn_code: 'key',
    cpn_debtor_nr: 'key',
    cpn_name: 'name',
    cpn_phone: 'phone',
    cpn_email: 'email',
  },
  numeric: new Set(),
  required: new Set(['cpn_code', 'cpn_debtor_nr', 'cpn_name']),
  lengths: {},
};

/** The persons in a debtor's own row: the main contact and the administrative one (product §3). */
const PERSONS = [
  { suffix: '1', name: 'MAIN_CONT', more: { cpn_phone: 'TEL_MOB', cpn_email: 'MC_MAILB' } },
  { suffix: '2', name: 'ADMIN_CONT', more: {} },
] as const;

/** `CONTACT` → contact persons. One without a name is none: it is no record and its mail address no person's. */
export const mapContacts = fitting(contactRule, (row: SourceRow, context: MapContext): Mapped[] => {
  const debtor = text(row, 'SUB_NR');
  if (debtor === '')
    return [setAside({ feed: 'contacts', key: '', name: '' }, 'RECORD_KEY_MISSING', { field: 'SUB_NR' })];
  const isSkipped = !hasRelation(row, context);
  return PERSONS.flatMap(({ suffix, name: column, more }): Mapped[] => {
    const key = `${debtor}-${suffix}`;
    const name = text(row, column);
    if (name === '') return [];
    if (isSkipped) return [{ kind: 'skip', feed: 'contacts', key }];
    const details = Object.entries(more).map(([field, from]) => [field, text(row, from)]);
    const record = {
      cpn_code: key,
      cpn_debtor_nr: debtor,
      cpn_name: name,
      ...(Object.fromEntries(details) as Record<string, string>),
    };
    return [{ kind: 'record', feed: 'contacts', key, name, record }];
  });
});

/**
 * A contact person must belong to a relation (outsmart-openapi §3.2): where relations are imported too, one that
 * is left out or set aside keeps its persons back, else only the filters do.
 */
function hasRelation(row: SourceRow, context: MapContext): boolean {
  const { settings } = context;
  return settings.imports.relations
    ? mapRelation(row, context).every(({ kind }) => kind === 'record')
    : !isDebtorLeftOut(row, settings);
}

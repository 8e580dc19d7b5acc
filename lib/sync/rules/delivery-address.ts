import type { SourceRow } from '../../accountview/port';
import { missingParts } from './address';
import { text } from './fields';
import { fitting } from './fitting';
import { type FeedRule, type Mapped, setAside } from './rule';

/** Columns of `DEL_ADDR` (accountview-api §8.3). */
export const ADDRESS_FIELDS = [
  'REC_ID',
  'SUB_NR',
  'DEL_NAME',
  'ADDRESS1',
  'POST_CODE',
  'CITY',
  'CNT_CODE',
] as const;
/** Used where the dictionary has it. */
export const ADDRESS_OPTIONAL_FIELDS = ['CNG_DATE'] as const;

export const addressRule: FeedRule = {
  feed: 'addresses',
  endpoint: 'addresses',
  targetKey: (fields) => fields['adr_code'] ?? '',
  policies: {
    adr_code: 'key',
    adr_debtor_nr: 'numbers',
    adr_line_1: 'address',
    adr_zip: 'address',
    adr_city: 'address',
    adr_country: 'address',
    adr_remark: 'new',
  },
  numeric: new Set(),
  required: new Set(['adr_code', 'adr_debtor_nr', 'adr_line_1', 'adr_zip', 'adr_city']),
  lengths: {},
};

/**
 * `DEL_ADDR` → work address. The row does not show whether its debtor is imported: it is sent either way, since
 * OutSmart takes an address of a number it does not know and shows it once the relation is there.
 */
export const mapAddress = fitting(addressRule, (row: SourceRow): Mapped => {
  const id = text(row, 'REC_ID');
  const name = text(row, 'DEL_NAME');
  const debtor = text(row, 'SUB_NR');
  const named = { feed: 'addresses', key: id === '' ? '' : `AV-${id}`, name } as const;
  if (id === '') return setAside(named, 'RECORD_KEY_MISSING', { field: 'REC_ID' });
  if (debtor === '') return setAside(named, 'FIELD_REQUIRED', { field: 'SUB_NR' });
  const street = text(row, 'ADDRESS1');
  const postalCode = text(row, 'POST_CODE');
  const city = text(row, 'CITY');
  const missing = missingParts({ street, postalCode, city });
  if (missing !== '') return setAside(named, 'ADDRESS_INCOMPLETE', { fields: missing });
  const record = {
    adr_code: named.key,
    adr_debtor_nr: debtor,
    adr_line_1: street,
    adr_zip: postalCode,
    adr_city: city,
    adr_country: text(row, 'CNT_CODE'),
    adr_remark: name,
  };
  return { ...named, kind: 'record', record };
});

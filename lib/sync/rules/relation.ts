import type { SourceRow } from '../../accountview/port';
import type { Settings } from '../../settings/schema';
import type { OutgoingRecord } from '../../outsmart/port';
import { addressOf, missingParts } from './address';
import { flag, text } from './fields';
import type { FeedRule, Mapped } from './rule';

/** Columns of `CONTACT` that the mapping reads (accountview-api §8.1, all from the dictionary). */
export const RELATION_FIELDS = [
  'SUB_NR',
  'ACCT_NAME',
  'MAIN_CONT',
  'TEL_BUS',
  'TEL_MOB',
  'MAIL_BUS',
  'MC_MAILB',
  'ST_STREET',
  'ST_NR',
  'ADDRESS1',
  'POST_CODE',
  'CITY',
  'CNT_CODE',
  'PO_BOX',
  'PO_CODE',
  'PO_CITY',
  'VAT_NR',
  'COC_CODE',
  'LNG_CODE',
  'RPL_INV',
  'REC_BLK',
  'CNG_DATE',
] as const;

export const relationRule: FeedRule = {
  feed: 'relations',
  endpoint: 'relations',
  targetKey: (fields) => fields['debtor_number'] ?? '',
  policies: {
    debtor_number: 'key',
    name: 'lead',
    contact: 'lead',
    street: 'lead',
    house_number: 'lead',
    postal_code: 'lead',
    city: 'lead',
    country: 'lead',
    vat_number: 'lead',
    kvk_number: 'lead',
    debtor_number_invoice: 'lead',
    active: 'lead',
    language: 'lead',
    phone_number: 'follow',
    mobile: 'follow',
    email: 'follow',
    email_workorder: 'follow',
  },
  numeric: new Set(['active']),
  required: new Set(['debtor_number', 'name', 'street', 'postal_code', 'city']),
};

/** `CONTACT` → relation (product §3, table of fields). */
export function mapRelation(row: SourceRow, settings: Settings): Mapped {
  const key = text(row, 'SUB_NR');
  const name = text(row, 'ACCT_NAME');
  const aside = { kind: 'aside', feed: 'relations', key, name } as const;
  if (key === '') return { ...aside, code: 'RECORD_KEY_MISSING', params: { field: 'SUB_NR' } };
  if (name === '') return { ...aside, code: 'FIELD_REQUIRED', params: { field: 'ACCT_NAME' } };
  const blocked = flag(row, 'REC_BLK');
  if (blocked && settings.blockedDebtors === 'skip') return { kind: 'skip' };
  const missing = missingParts(addressOf(row));
  if (missing.length > 0)
    return { ...aside, code: 'ADDRESS_INCOMPLETE', params: { fields: missing.join(', ') } };
  const active = blocked && settings.blockedDebtors === 'inactive' ? 0 : 1;
  return {
    kind: 'record',
    feed: 'relations',
    key,
    name,
    record: relationRecord(row, key, name, active, settings),
  };
}

function relationRecord(
  row: SourceRow,
  key: string,
  name: string,
  active: 0 | 1,
  settings: Settings,
): OutgoingRecord {
  const address = addressOf(row);
  const mainMail = text(row, 'MC_MAILB');
  const businessMail = text(row, 'MAIL_BUS');
  const workOrderMail =
    settings.workorderEmail === 'main-contact' && mainMail !== '' ? mainMail : businessMail;
  return {
    debtor_number: key,
    name,
    contact: text(row, 'MAIN_CONT'),
    phone_number: text(row, 'TEL_BUS'),
    mobile: text(row, 'TEL_MOB'),
    email: businessMail,
    email_workorder: workOrderMail,
    street: address.street,
    house_number: address.houseNumber,
    postal_code: address.postalCode,
    city: address.city,
    country: text(row, 'CNT_CODE'),
    vat_number: text(row, 'VAT_NR'),
    kvk_number: text(row, 'COC_CODE'),
    language: text(row, 'LNG_CODE').toLowerCase(),
    debtor_number_invoice: text(row, 'RPL_INV'),
    active,
  };
}

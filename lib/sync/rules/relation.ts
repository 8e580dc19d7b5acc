import type { SourceRow } from '../../accountview/port';
import type { Settings } from '../../settings/schema';
import type { OutgoingRecord } from '../../outsmart/port';
import { type Address, addressOf, missingParts } from './address';
import { activeOf, flag, isAmong, text } from './fields';
import { fitting } from './fitting';
import { type FeedRule, type MapContext, type Mapped, setAside } from './rule';

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
  'RPL_GRP',
  'REC_BLK',
  'CNG_DATE',
] as const;

export const relationRule: FeedRule = {
  feed: 'relations',
  endpoint: 'relations',
  targetKey: (fields) => fields['debtor_number'] ?? '',
  policies: {
    debtor_number: 'key',
    name: 'name',
    contact: 'name',
    language: 'name',
    street: 'address',
    house_number: 'address',
    postal_code: 'address',
    city: 'address',
    country: 'address',
    vat_number: 'numbers',
    kvk_number: 'numbers',
    debtor_number_invoice: 'numbers',
    active: 'active',
    phone_number: 'phone',
    mobile: 'phone',
    email: 'email',
    email_workorder: 'workorder-email',
  },
  numeric: new Set(['active']),
  required: new Set(['debtor_number', 'name', 'street', 'postal_code', 'city']),
  lengths: {},
};

/** Whether the settings leave a debtor out, and with it what belongs to it in the same row. */
export function isDebtorLeftOut(row: SourceRow, { blockedDebtors, relationGroups }: Settings): boolean {
  return (
    (blockedDebtors === 'skip' && flag(row, 'REC_BLK')) || !isAmong(relationGroups, text(row, 'RPL_GRP'))
  );
}

/** `CONTACT` → relation (product §3, table of fields). */
export const mapRelation = fitting(relationRule, (row: SourceRow, { settings }: MapContext): Mapped => {
  const key = text(row, 'SUB_NR');
  const name = text(row, 'ACCT_NAME');
  const named = { feed: 'relations', key, name } as const;
  if (key === '') return setAside(named, 'RECORD_KEY_MISSING', { field: 'SUB_NR' });
  if (isDebtorLeftOut(row, settings)) return { kind: 'skip', feed: 'relations', key };
  if (name === '') return setAside(named, 'FIELD_REQUIRED', { field: 'ACCT_NAME' });
  const address = addressOf(row);
  const missing = missingParts(address);
  if (missing !== '') return setAside(named, 'ADDRESS_INCOMPLETE', { fields: missing });
  const record = {
    debtor_number: key,
    name,
    ...toFields(row, address),
    email_workorder: workOrderMail(row, settings),
    ...(settings.blockedDebtors === 'import' ? { active: 1 } : activeOf(row)),
  };
  return { ...named, kind: 'record', record };
});

function workOrderMail(row: SourceRow, { workorderEmail }: Settings): string {
  const mainContact = workorderEmail === 'main-contact' ? text(row, 'MC_MAILB') : '';
  return mainContact || text(row, 'MAIL_BUS');
}

function toFields(row: SourceRow, address: Address): OutgoingRecord {
  return {
    contact: text(row, 'MAIN_CONT'),
    phone_number: text(row, 'TEL_BUS'),
    mobile: text(row, 'TEL_MOB'),
    email: text(row, 'MAIL_BUS'),
    street: address.street,
    house_number: address.houseNumber,
    postal_code: address.postalCode,
    city: address.city,
    country: text(row, 'CNT_CODE'),
    vat_number: text(row, 'VAT_NR'),
    kvk_number: text(row, 'COC_CODE'),
    language: text(row, 'LNG_CODE').toLowerCase(),
    debtor_number_invoice: text(row, 'RPL_INV'),
  };
}

import { describe, expect, it } from 'vitest';
import { mapContacts } from '../../../../lib/sync/rules/contact';
import { mapAddress } from '../../../../lib/sync/rules/delivery-address';
import type { SourceRow } from '../../../../lib/accountview/port';
import type { Mapped } from '../../../../lib/sync/rules/rule';
import type { Settings } from '../../../../lib/settings/schema';
import { aContact, aDeliveryAddress, aMapping, importing, only } from '../../../support/builders';

const contacts = (row: SourceRow, settings: Partial<Settings> = {}): readonly Mapped[] =>
  mapContacts(row, aMapping(settings));
const address = (change: SourceRow): Mapped => only(mapAddress(aDeliveryAddress(change), aMapping()));

describe('mapContacts', () => {
  it('makes the main and the administrative contact', () => {
    expect(contacts(aContact({ TEL_MOB: '06-1', ADMIN_CONT: 'Els Vos' }))).toEqual([
      {
        kind: 'record',
        feed: 'contacts',
        key: '1001-1',
        name: 'M. Smit',
        record: {
          cpn_code: '1001-1',
          cpn_debtor_nr: '1001',
          cpn_name: 'M. Smit',
          cpn_phone: '06-1',
          cpn_email: 'm@halm.example',
        },
      },
      {
        kind: 'record',
        feed: 'contacts',
        key: '1001-2',
        name: 'Els Vos',
        record: { cpn_code: '1001-2', cpn_debtor_nr: '1001', cpn_name: 'Els Vos' },
      },
    ]);
  });

  it.each<[string, SourceRow, string[]]>([
    ['nobody is named', { MAIN_CONT: '', ADMIN_CONT: ' ' }, []],
    ['there is only a mail address', { MAIN_CONT: '', MC_MAILB: 'planning@kraan.example' }, []],
    ['only the administrative one is named', { MAIN_CONT: '', ADMIN_CONT: 'Els Vos' }, ['1001-2']],
    ['both are the same person', { ADMIN_CONT: 'M. Smit' }, ['1001-1', '1001-2']],
  ])('makes nothing of a name that is not there: %s', (_case, change, keys) => {
    expect(contacts(aContact(change)).map(({ key }) => key)).toEqual(keys);
  });

  it.each<[string, SourceRow, Partial<Settings>]>([
    ['blocked', { REC_BLK: true }, { blockedDebtors: 'skip' }],
    ['of another group', {}, { relationGroups: ['ANDERS'] }],
    ['set aside', { CITY: '' }, {}],
    ['too long', { ACCT_NAME: 'L'.repeat(256) }, {}],
  ])('keeps back the contacts of a relation that is %s', (_case, change, settings) => {
    expect(contacts(aContact({ ADMIN_CONT: 'Els Vos', ...change }), settings)).toEqual([
      { kind: 'skip', feed: 'contacts', key: '1001-1' },
      { kind: 'skip', feed: 'contacts', key: '1001-2' },
    ]);
  });

  it('heeds only the filters while relations are not imported', () => {
    const settings = { imports: importing('contacts') };

    expect(contacts(aContact({ CITY: '' }), settings)).toMatchObject([{ kind: 'record', key: '1001-1' }]);
    expect(contacts(aContact(), { ...settings, relationGroups: ['ANDERS'] })).toMatchObject([
      { kind: 'skip', key: '1001-1' },
    ]);
  });

  it('sets aside a row without a debtor, and a name that is too long', () => {
    expect(contacts(aContact({ SUB_NR: '' }))).toMatchObject([{ kind: 'aside', code: 'RECORD_KEY_MISSING' }]);
    expect(contacts(aContact({ ADMIN_CONT: 'L'.repeat(256) }))).toMatchObject([
      { kind: 'record', key: '1001-1' },
      { kind: 'aside', key: '1001-2', code: 'FIELD_TOO_LONG', params: { field: 'cpn_name', length: 256 } },
    ]);
  });
});

describe('mapAddress', () => {
  it('maps every field of the table, the whole street line in one', () => {
    expect(address({})).toEqual({
      kind: 'record',
      feed: 'addresses',
      key: 'AV-R0001',
      name: 'Filiaal Noord',
      record: {
        adr_code: 'AV-R0001',
        adr_debtor_nr: '1001',
        adr_line_1: 'Kade 5',
        adr_zip: '8011 AB',
        adr_city: 'Zwolle',
        adr_country: 'NL',
        adr_remark: 'Filiaal Noord',
      },
    });
  });

  it.each<[string, SourceRow, object]>([
    ['without a city', { CITY: '' }, { code: 'ADDRESS_INCOMPLETE', params: { fields: 'city' } }],
    [
      'without street or postal code',
      { ADDRESS1: '', POST_CODE: null },
      { code: 'ADDRESS_INCOMPLETE', params: { fields: 'street, postal_code' } },
    ],
    ['of nobody', { SUB_NR: '' }, { code: 'FIELD_REQUIRED', params: { field: 'SUB_NR' } }],
    ['without a number', { REC_ID: '' }, { key: '', code: 'RECORD_KEY_MISSING' }],
    [
      'whose line is too long',
      { ADDRESS1: 'K'.repeat(256) },
      { code: 'FIELD_TOO_LONG', params: { field: 'adr_line_1', length: 256, max: 255, side: 'outsmart' } },
    ],
  ])('sets aside an address %s', (_case, change, expected) => {
    expect(address(change)).toMatchObject({ kind: 'aside', ...expected });
  });

  it('sends an address whatever becomes of its debtor, which its row does not show', () => {
    expect(address({ SUB_NR: '99999' })).toMatchObject({
      kind: 'record',
      record: { adr_debtor_nr: '99999' },
    });
  });
});

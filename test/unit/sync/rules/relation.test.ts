import { describe, expect, it } from 'vitest';
import { addressOf } from '../../../../lib/sync/rules/address';
import { mapRelation } from '../../../../lib/sync/rules/relation';
import type { Mapped } from '../../../../lib/sync/rules/rule';
import type { SourceRow } from '../../../../lib/accountview/port';
import type { Settings } from '../../../../lib/settings/schema';
import { aContact, aMapping, only } from '../../../support/builders';

const relation = (row: SourceRow, settings: Partial<Settings> = {}): Mapped =>
  only(mapRelation(row, aMapping(settings)));

const LEFT_OUT = { kind: 'skip', feed: 'relations', key: '1001' };
const WRENCH = '\u{1F527}';

describe('addressOf', () => {
  it.each([
    ['Molenweg 7', 'Molenweg', '7'],
    ['Molenweg 7a', 'Molenweg', '7a'],
    ['Burg. van Royensingel 12', 'Burg. van Royensingel', '12'],
    ['1e Helmersstraat 12', '1e Helmersstraat 12', ''],
    ['Plein 1944 12', 'Plein 1944 12', ''],
    ['Molenweg 7-9', 'Molenweg 7-9', ''],
    ['Molenweg', 'Molenweg', ''],
    ['Molenweg 7, achterom', 'Molenweg 7, achterom', ''],
    ['Dijk 4\r\nachterom', 'Dijk 4\r\nachterom', ''],
    ['Dorpsstraat 5 t/m 9', 'Dorpsstraat 5 t/m 9', ''],
    ['1e Kruisweg 12-14 bis', '1e Kruisweg 12-14 bis', ''],
  ])('splits %j only when nothing has to be guessed', (line, street, houseNumber) => {
    expect(addressOf(aContact({ ADDRESS1: line }))).toMatchObject({ street, houseNumber });
  });

  it('prefers the parts that AccountView keeps apart', () => {
    expect(addressOf(aContact({ ST_STREET: 'Plein 1944', ST_NR: '12' }))).toMatchObject({
      street: 'Plein 1944',
      houseNumber: '12',
    });
  });

  it('takes the postal address as a whole when the visiting one is incomplete', () => {
    const row = aContact({
      ADDRESS1: 'Kade 6',
      POST_CODE: '',
      PO_BOX: 'Postbus 12',
      PO_CODE: '3500 AB',
      PO_CITY: 'Houten',
    });

    expect(addressOf(row)).toEqual({
      street: 'Postbus 12',
      houseNumber: '',
      postalCode: '3500 AB',
      city: 'Houten',
    });
  });
});

describe('mapRelation', () => {
  it('maps every field of the table', () => {
    expect(relation(aContact({ TEL_MOB: '06-1' }))).toEqual({
      kind: 'record',
      feed: 'relations',
      key: '1001',
      name: 'Bakkerij De Halm',
      record: {
        debtor_number: '1001',
        name: 'Bakkerij De Halm',
        contact: 'M. Smit',
        phone_number: '030-1234567',
        mobile: '06-1',
        email: 'info@halm.example',
        email_workorder: 'info@halm.example',
        street: 'Molenweg',
        house_number: '7',
        postal_code: '3500 AA',
        city: 'Utrecht',
        country: 'NL',
        vat_number: 'NL001234567B01',
        kvk_number: '30123456',
        language: 'nl',
        debtor_number_invoice: '',
        active: 1,
      },
    });
  });

  it.each([
    ['inactive', { kind: 'record', record: { active: 0 } }],
    ['import', { kind: 'record', record: { active: 1 } }],
    ['skip', LEFT_OUT],
  ] as const)('treats a blocked debtor as %s', (blockedDebtors, expected) => {
    expect(relation(aContact({ REC_BLK: true }), { blockedDebtors })).toMatchObject(expected);
  });

  it('says nothing about active where the company has no column for it', () => {
    const { REC_BLK: _, ...row } = aContact();

    expect(relation(row)).not.toHaveProperty('record.active');
    expect(relation(row)).toHaveProperty('kind', 'record');
  });

  it.each([
    [[], 'VAST', 'record'],
    [['VAST'], 'VAST', 'record'],
    [[' vast '], 'VAST', 'record'],
    [['INTERN', 'VAST KLANT'], 'VAST KLANT', 'record'],
    [['VAST'], 'VAST KLANT', 'skip'],
    [['VAST'], '', 'skip'],
  ])('lets through group %j a debtor of group %j as %s', (relationGroups, RPL_GRP, kind) => {
    expect(relation(aContact({ RPL_GRP }), { relationGroups }).kind).toBe(kind);
  });

  it('does not set aside what a filter leaves out', () => {
    expect(relation(aContact({ CITY: '', ACCT_NAME: '' }), { relationGroups: ['ANDERS'] })).toEqual(LEFT_OUT);
  });

  it('sends work orders to the main contact when chosen and filled', () => {
    const settings = { workorderEmail: 'main-contact' } as const;

    expect(relation(aContact(), settings)).toMatchObject({ record: { email_workorder: 'm@halm.example' } });
    expect(relation(aContact({ MC_MAILB: '' }), settings)).toMatchObject({
      record: { email_workorder: 'info@halm.example' },
    });
  });

  it.each<[string, SourceRow, object]>([
    [
      'without any address',
      { ADDRESS1: '', CITY: '' },
      { code: 'ADDRESS_INCOMPLETE', params: { fields: 'street, city' } },
    ],
    [
      'with half an address and half a post box',
      { POST_CODE: '', PO_BOX: 'Postbus 1' },
      { code: 'ADDRESS_INCOMPLETE', params: { fields: 'postal_code' } },
    ],
    ['without a number', { SUB_NR: null }, { code: 'RECORD_KEY_MISSING', params: { field: 'SUB_NR' } }],
    ['without a name', { ACCT_NAME: ' ' }, { code: 'FIELD_REQUIRED', params: { field: 'ACCT_NAME' } }],
    [
      'whose name is too long',
      { ACCT_NAME: `${'L'.repeat(254)}${WRENCH}` },
      { code: 'FIELD_TOO_LONG', params: { field: 'name', length: 256, max: 255, side: 'outsmart' } },
    ],
    [
      'whose street is too long',
      { ADDRESS1: 'S'.repeat(256) },
      { code: 'FIELD_TOO_LONG', params: { field: 'street', length: 256, max: 255, side: 'outsmart' } },
    ],
  ])('sets aside a relation %s', (_case, change, expected) => {
    expect(relation(aContact(change))).toMatchObject({ kind: 'aside', feed: 'relations', ...expected });
  });

  it.each<[string, SourceRow, object]>([
    [
      'only a post box',
      { ADDRESS1: '', POST_CODE: '', CITY: '', PO_BOX: 'Postbus 9', PO_CODE: '8260 AA', PO_CITY: 'Kampen' },
      { street: 'Postbus 9', house_number: '', postal_code: '8260 AA', city: 'Kampen' },
    ],
    ['255 characters', { ACCT_NAME: 'L'.repeat(255) }, { name: 'L'.repeat(255) }],
    ['an emoji', { ACCT_NAME: `Loods ${WRENCH}` }, { name: `Loods ${WRENCH}` }],
    ['combining characters', { ACCT_NAME: 'Cafe\u0301' }, { name: 'Cafe\u0301' }],
    ['right-to-left marks', { ACCT_NAME: '\u202Ekna\u202C \u05D0' }, { name: '\u202Ekna\u202C \u05D0' }],
    ['a leading =', { MAIN_CONT: '=2+5' }, { contact: '=2+5' }],
    ['half a character', { ACCT_NAME: 'Nul \u0000 half \uD83D' }, { name: 'Nul  half \uFFFD' }],
    ['no language or country', { LNG_CODE: '', CNT_CODE: '' }, { language: '', country: '' }],
  ])('takes %s as it is', (_case, change, expected) => {
    expect(relation(aContact(change))).toMatchObject({ kind: 'record', record: expected });
  });

  it('keeps apart numbers that differ in zeros or case', () => {
    const keys = ['100', '0100', 'ab1', 'AB1'].map((SUB_NR) => relation(aContact({ SUB_NR })).key);

    expect(keys).toEqual(['100', '0100', 'ab1', 'AB1']);
  });
});

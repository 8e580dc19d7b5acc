import { describe, expect, it } from 'vitest';
import { planWrite } from '../../../lib/sync/import/merge';
import { addressOf } from '../../../lib/sync/rules/address';
import { hourTypeRule, mapCategoryLink, mapHourType, mapMaterial } from '../../../lib/sync/rules/article';
import { mapCategory } from '../../../lib/sync/rules/article-group';
import { mapRelation, relationRule } from '../../../lib/sync/rules/relation';
import { aContact, anArticle, aSettings } from '../../support/builders';

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
      ADDRESS1: '',
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
    expect(mapRelation(aContact({ TEL_MOB: '06-1' }), aSettings())).toEqual({
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
    ['skip', { kind: 'skip' }],
  ] as const)('treats a blocked debtor as %s', (blockedDebtors, expected) => {
    expect(mapRelation(aContact({ REC_BLK: true }), aSettings({ blockedDebtors }))).toMatchObject(expected);
  });

  it('sends work orders to the main contact when chosen and filled', () => {
    const settings = aSettings({ workorderEmail: 'main-contact' });

    expect(mapRelation(aContact(), settings)).toMatchObject({
      record: { email_workorder: 'm@halm.example' },
    });
    expect(mapRelation(aContact({ MC_MAILB: '' }), settings)).toMatchObject({
      record: { email_workorder: 'info@halm.example' },
    });
  });

  it('sets aside a relation without any address, naming what is missing', () => {
    expect(mapRelation(aContact({ ADDRESS1: '', CITY: '' }), aSettings())).toMatchObject({
      kind: 'aside',
      code: 'ADDRESS_INCOMPLETE',
      params: { fields: 'street, city' },
    });
  });

  it('sets aside a row without number or name', () => {
    expect(mapRelation(aContact({ SUB_NR: null }), aSettings())).toMatchObject({
      kind: 'aside',
      code: 'RECORD_KEY_MISSING',
    });
    expect(mapRelation(aContact({ ACCT_NAME: ' ' }), aSettings())).toMatchObject({
      kind: 'aside',
      code: 'FIELD_REQUIRED',
    });
  });
});

describe('article mappings', () => {
  it('sends a material with a comma price', () => {
    expect(mapMaterial(anArticle())).toMatchObject({
      record: { code: 'KRAAN-15', description: 'Kraan 15 mm', price: '48,9', unit: 'st', vat_code: '1' },
    });
  });

  it('fills in code and unit where AccountView has no description or unit', () => {
    expect(mapMaterial(anArticle({ ART_DESC1: '', ART_UNIT: '' }))).toMatchObject({
      record: { description: 'KRAAN-15', unit: 'st' },
    });
  });

  it('sets aside a price that cannot be read', () => {
    expect(mapMaterial(anArticle({ PX_SELL: '1.234,56' }))).toMatchObject({
      kind: 'aside',
      code: 'NUMBER_AMBIGUOUS',
    });
  });

  it('makes an hour type of an article whose unit is the hour unit in any case', () => {
    expect(mapHourType(anArticle({ ART_UNIT: 'UUR' }), aSettings())).toMatchObject({
      record: {
        code: 'KRAAN-15',
        sale_price: '48.9',
        cost_price: '30',
        sale_booking: 1,
        cost_booking: 0,
        active: 1,
      },
    });
    expect(mapHourType(anArticle(), aSettings())).toEqual({ kind: 'skip' });
  });

  it('links a material with its group', () => {
    expect(mapCategoryLink(anArticle())).toMatchObject({
      record: { mct_mat_code: 'KRAAN-15', mct_cat_code: 'SAN' },
    });
    expect(mapCategoryLink(anArticle({ AG_CODE: '' }))).toEqual({ kind: 'skip' });
  });

  it('names a category without description by its code', () => {
    expect(mapCategory({ AG_CODE: 'SAN', AG_DESC: '' })).toMatchObject({
      record: { cat_code: 'SAN', cat_name: 'SAN', cat_display: 1 },
    });
  });
});

describe('planWrite', () => {
  const record = {
    debtor_number: '1',
    name: 'A',
    street: 'S',
    postal_code: 'P',
    city: 'C',
    phone_number: '030',
    active: 1,
  };
  const target = {
    debtor_number: '1',
    name: 'A',
    street: 'S',
    postal_code: 'P',
    city: 'C',
    phone_number: '030',
    active: '1',
  };

  it('writes nothing when OutSmart already holds exactly that', () => {
    expect(planWrite(relationRule, record, { sent: undefined, target }).changed).toBe(false);
  });

  it('writes a record that OutSmart does not have', () => {
    expect(planWrite(relationRule, record, { sent: undefined, target: undefined })).toEqual({
      record,
      changed: true,
    });
  });

  it('leads with the name', () => {
    expect(planWrite(relationRule, { ...record, name: 'B' }, { sent: undefined, target })).toMatchObject({
      record: { name: 'B' },
      changed: true,
    });
  });

  it('leaves a phone number that somebody changed in OutSmart', () => {
    const plan = planWrite(
      relationRule,
      { ...record, phone_number: '031' },
      { sent: { phone_number: '030' }, target: { ...target, phone_number: '032' } },
    );

    expect(plan.changed).toBe(false);
    expect(plan.record).not.toHaveProperty('phone_number');
  });

  it('renews a phone number that still is what was sent last', () => {
    const plan = planWrite(
      relationRule,
      { ...record, phone_number: '031' },
      { sent: { phone_number: '030' }, target },
    );

    expect(plan).toMatchObject({ changed: true, record: { phone_number: '031' } });
  });

  it('blanks an optional field only when it was filled by us', () => {
    const empty = { ...record, contact: '' };

    expect(
      planWrite(relationRule, empty, { sent: undefined, target: { ...target, contact: 'X' } }).record,
    ).not.toHaveProperty('contact');
    expect(
      planWrite(relationRule, empty, { sent: { contact: 'X' }, target: { ...target, contact: 'X' } }),
    ).toMatchObject({ changed: true, record: { contact: '' } });
  });

  it('compares numbers as numbers and sends back required booking flags of an existing hour type', () => {
    const hourType = {
      code: 'M',
      name: 'Montage',
      sale_price: '62.5',
      cost_price: '31',
      active: 1,
      sale_booking: 1,
      cost_booking: 0,
    };
    const stored = {
      code: 'M',
      name: 'Montage',
      sale_price: '62,50',
      cost_price: '31.00',
      active: '1',
      sale_booking: '0',
      cost_booking: '1',
    };

    expect(planWrite(hourTypeRule, hourType, { sent: undefined, target: stored })).toEqual({
      record: { ...hourType, sale_booking: '0', cost_booking: '1' },
      changed: false,
    });
  });
});

import { describe, expect, it } from 'vitest';
import { mapCategoryLink, mapHourType, mapMaterial } from '../../../../lib/sync/rules/article';
import { mapCategory } from '../../../../lib/sync/rules/article-group';
import type { Mapped, MapRow } from '../../../../lib/sync/rules/rule';
import type { SourceRow } from '../../../../lib/accountview/port';
import type { Settings } from '../../../../lib/settings/schema';
import { aMapping, anArticle, only } from '../../../support/builders';

const by =
  (map: MapRow) =>
  (row: SourceRow, settings: Partial<Settings> = {}): Mapped =>
    only(map(row, aMapping(settings)));
const material = by(mapMaterial);
const hourType = by(mapHourType);
const link = by(mapCategoryLink);
const category = by(mapCategory);

const anHour = (change: SourceRow = {}): SourceRow =>
  anArticle({ ART_CODE: 'MONT', ART_UNIT: 'uur', ...change });

describe('mapMaterial', () => {
  it('sends a material with a comma price and its VAT code', () => {
    expect(material(anArticle())).toEqual({
      kind: 'record',
      feed: 'materials',
      key: 'KRAAN-15',
      name: 'Kraan 15 mm',
      record: { code: 'KRAAN-15', description: 'Kraan 15 mm', price: '48,9', unit: 'st', vat_code: '1' },
    });
  });

  it.each([
    [0.8755, '0,8755'],
    [12.345_67, '12,34567'],
    ['12.3450', '12,345'],
    ['62,4375', '62,4375'],
    [0, '0'],
    ['', '0'],
    [null, '0'],
    [-4.5, '-4,5'],
    [123_456_789.99, '123456789,99'],
    [0.000_000_1, '0,0000001'],
  ])('keeps all decimals of the price %j', (PX_SELL, price) => {
    expect(material(anArticle({ PX_SELL }))).toMatchObject({ record: { price } });
  });

  it.each([['1.234,56'], ['1,2,3'], ['12 euro'], [true]])('sets aside the price %j', (PX_SELL) => {
    expect(material(anArticle({ PX_SELL }))).toMatchObject({
      kind: 'aside',
      code: 'NUMBER_AMBIGUOUS',
      params: { field: 'PX_SELL' },
    });
  });

  it('never takes a price that is not there for nothing', () => {
    const { PX_SELL: _, ...row } = anArticle();

    expect(material(row)).toMatchObject({ kind: 'aside', code: 'NUMBER_AMBIGUOUS' });
  });

  it('fills in code and unit where AccountView has no description or unit', () => {
    const row = anArticle({ ART_DESC1: '', ART_UNIT: '' });

    expect(material(row, { defaultUnit: 'stuk' })).toMatchObject({
      record: { description: 'KRAAN-15', unit: 'stuk' },
    });
  });

  it('sends no unit of blanks, whatever the settings say', () => {
    expect(material(anArticle({ ART_UNIT: '' }), { defaultUnit: ' ' })).toMatchObject({
      kind: 'aside',
      code: 'FIELD_REQUIRED',
      params: { field: 'unit' },
    });
  });

  it('leaves out the VAT code where the company has no column for it', () => {
    const { VAT_CODE: _, ...row } = anArticle();

    expect(material(row)).toHaveProperty('kind', 'record');
    expect(material(row)).not.toHaveProperty('record.vat_code');
    expect(material(anArticle({ VAT_CODE: '' }))).toHaveProperty('record.vat_code', '');
  });

  it.each<[string, SourceRow, Partial<Settings>, string]>([
    ['of a chosen group', {}, { articleGroups: ['ELEK', 'SAN'] }, 'record'],
    ['of another group', {}, { articleGroups: ['ELEK'] }, 'skip'],
    ['of no group', { AG_CODE: '' }, { articleGroups: ['SAN'] }, 'skip'],
    ['that is blocked', { REC_BLK: true }, {}, 'record'],
    ['that is blocked, when told to skip', { REC_BLK: true }, { blockedArticles: 'skip' }, 'skip'],
    ['with an unreadable price of another group', { PX_SELL: '?' }, { articleGroups: ['ELEK'] }, 'skip'],
    ['that is an hour type', { ART_UNIT: 'uur' }, {}, 'record'],
  ])('takes an article %s', (_case, change, settings, kind) => {
    expect(material(anArticle(change), settings)).toMatchObject({ kind, feed: 'materials', key: 'KRAAN-15' });
  });

  it('holds a description of 64 kB, counted in bytes', () => {
    expect(material(anArticle({ ART_DESC1: 'd'.repeat(65_535) }))).toHaveProperty('kind', 'record');
    expect(material(anArticle({ ART_DESC1: 'é'.repeat(32_768) }))).toMatchObject({
      code: 'FIELD_TOO_LONG',
      params: { field: 'description', length: 65_536, max: 65_535, side: 'outsmart' },
    });
  });

  it('keeps apart codes that differ in zeros, and takes the signs of an address', () => {
    const keys = ['7', '07', '007', 'X/&=+%?#'].map((ART_CODE) => material(anArticle({ ART_CODE })).key);

    expect(keys).toEqual(['7', '07', '007', 'X/&=+%?#']);
  });

  it('sets aside a row without a code, whatever the filters', () => {
    expect(material(anArticle({ ART_CODE: '' }), { articleGroups: ['ELEK'] })).toMatchObject({
      code: 'RECORD_KEY_MISSING',
    });
  });
});

describe('mapHourType', () => {
  it('makes an hour type of an article whose unit is the hour unit in any case', () => {
    expect(hourType(anHour({ ART_UNIT: 'UUR', PX_SELL: 62.4375 }))).toEqual({
      kind: 'record',
      feed: 'hour-types',
      key: 'MONT',
      name: 'Kraan 15 mm',
      record: {
        code: 'MONT',
        name: 'Kraan 15 mm',
        sale_price: '62.4375',
        cost_price: '30',
        sale_booking: 1,
        cost_booking: 0,
        active: 1,
      },
    });
    expect(hourType(anArticle())).toEqual({ kind: 'skip', feed: 'hour-types', key: 'KRAAN-15' });
  });

  it.each<[string[], string, string]>([
    [['ARBD'], 'ARBD', 'record'],
    [['arbd'], 'ARBD', 'record'],
    [['ARBD'], 'SAN', 'skip'],
    [[], 'ARBD', 'skip'],
  ])('goes by the groups %j when told so: %s is %s', (hourGroups, AG_CODE, kind) => {
    expect(hourType(anArticle({ AG_CODE }), { hoursBy: 'group', hourGroups }).kind).toBe(kind);
  });

  it('is inactive when blocked, and says nothing where the company has no such column', () => {
    const { REC_BLK: _, COST_PX: __, ...row } = anHour();

    expect(hourType(anHour({ REC_BLK: true }))).toMatchObject({ record: { active: 0 } });
    expect(hourType(row)).toHaveProperty('kind', 'record');
    expect(hourType(row)).not.toHaveProperty('record.active');
    expect(hourType(row)).not.toHaveProperty('record.cost_price');
  });

  it('sets aside a cost price that cannot be read', () => {
    expect(hourType(anHour({ COST_PX: '1.2.3' }))).toMatchObject({
      kind: 'aside',
      code: 'NUMBER_AMBIGUOUS',
      params: { field: 'COST_PX' },
    });
  });
});

describe('mapCategoryLink', () => {
  it('links a material with its group', () => {
    expect(link(anArticle())).toMatchObject({ record: { mct_mat_code: 'KRAAN-15', mct_cat_code: 'SAN' } });
  });

  it.each<[string, SourceRow, Partial<Settings>]>([
    ['has no group', { AG_CODE: '' }, {}],
    ['is of another group', {}, { articleGroups: ['ELEK'] }],
    ['is blocked', { REC_BLK: true }, { blockedArticles: 'skip' }],
    ['is set aside', { PX_SELL: '?' }, {}],
  ])('links nothing when the material %s', (_case, change, settings) => {
    expect(link(anArticle(change), settings)).toMatchObject({ kind: 'skip', feed: 'category-links' });
  });
});

describe('mapCategory', () => {
  it('names a category without description by its code', () => {
    expect(category({ AG_CODE: 'SAN', AG_DESC: '' })).toMatchObject({
      record: { cat_code: 'SAN', cat_name: 'SAN', cat_display: 1 },
    });
    expect(category({ AG_CODE: '', AG_DESC: 'Sanitair' })).toMatchObject({ code: 'RECORD_KEY_MISSING' });
  });
});

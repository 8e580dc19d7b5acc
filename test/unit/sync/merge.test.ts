import { describe, expect, it } from 'vitest';
import { isStored, type Known, type PlannedWrite, planWrite } from '../../../lib/sync/import/merge';
import { hourTypeRule, materialRule } from '../../../lib/sync/rules/article';
import { addressRule } from '../../../lib/sync/rules/delivery-address';
import { projectRule } from '../../../lib/sync/rules/project';
import { relationRule } from '../../../lib/sync/rules/relation';
import type { FeedRule } from '../../../lib/sync/rules/rule';
import type { OutgoingRecord } from '../../../lib/outsmart/port';
import type { Settings } from '../../../lib/settings/schema';
import { aSettings } from '../../support/builders';

const START = aSettings().leads;
const record = {
  debtor_number: '1',
  name: 'A',
  street: 'S',
  postal_code: 'P',
  city: 'C',
  phone_number: '030',
  active: 1,
};
const target = { ...record, active: '1' };

function plan(
  rule: FeedRule,
  outgoing: OutgoingRecord,
  known: Partial<Known>,
  leads: Partial<Settings['leads']> = {},
): PlannedWrite {
  return planWrite(rule, outgoing, { sent: undefined, target: undefined, ...known }, { ...START, ...leads });
}

describe('planWrite', () => {
  it('writes nothing when OutSmart already holds exactly that', () => {
    expect(plan(relationRule, record, { target })).toEqual({
      record,
      own: record,
      changed: false,
      changes: [],
    });
  });

  it('writes a record that OutSmart does not have, and lists none of its fields as changed', () => {
    expect(plan(relationRule, record, {})).toEqual({ record, own: record, changed: true, changes: [] });
  });

  it('says which fields change, from what to what', () => {
    const changed = { ...record, name: 'B', city: 'D' };

    expect(plan(relationRule, changed, { target })).toEqual({
      record: changed,
      own: changed,
      changed: true,
      changes: [
        { field: 'name', from: 'A', to: 'B' },
        { field: 'city', from: 'C', to: 'D' },
      ],
    });
  });

  it('judges a field that the list does not show by what was sent last', () => {
    const sent = { mobile: '06-1' };

    expect(plan(relationRule, { ...record, mobile: '06-1' }, { target, sent }).changed).toBe(false);
    expect(plan(relationRule, { ...record, mobile: '06-2' }, { target, sent }).changes).toEqual([
      { field: 'mobile', from: '06-1', to: '06-2' },
    ]);
  });

  it('blanks an optional field only when it was filled by us', () => {
    const empty = { ...record, contact: '' };
    const filled = { ...target, contact: 'X' };

    expect(plan(relationRule, empty, { target: filled }).record).not.toHaveProperty('contact');
    expect(plan(relationRule, empty, { sent: { contact: 'X' }, target: filled })).toMatchObject({
      changed: true,
      record: { contact: '' },
      changes: [{ field: 'contact', from: 'X', to: '' }],
    });
  });

  it('takes the ends of lines as the same, whatever they are', () => {
    const lines = { ...record, street: 'Dijk 4\r\nachterom' };

    expect(plan(relationRule, lines, { target: { ...target, street: 'Dijk 4\nachterom' } }).changed).toBe(
      false,
    );
  });
});

describe('a group in which AccountView does not lead', () => {
  it('keeps a value that somebody changed in OutSmart', () => {
    const known = { sent: { phone_number: '030' }, target: { ...target, phone_number: '032' } };
    const planned = plan(relationRule, { ...record, phone_number: '031' }, known);

    expect(planned.changed).toBe(false);
    expect(planned.record).not.toHaveProperty('phone_number');
  });

  it('keeps a value that was there before anything was sent', () => {
    const planned = plan(relationRule, { ...record, phone_number: '031' }, { target });

    expect(planned.record).not.toHaveProperty('phone_number');
  });

  it('renews what still is as it was sent last, and fills what is empty', () => {
    const renewed = { ...record, phone_number: '031' };
    const expected = { changed: true, record: { phone_number: '031' } };

    expect(plan(relationRule, renewed, { sent: { phone_number: '030' }, target })).toMatchObject(expected);
    expect(
      plan(relationRule, renewed, {
        sent: { phone_number: '030' },
        target: { ...target, phone_number: '' },
      }),
    ).toMatchObject(expected);
  });

  it('renews what was the same before anything was sent', () => {
    const same = plan(relationRule, record, { target });
    const sent = Object.fromEntries(Object.entries(same.record).map(([field, value]) => [field, `${value}`]));

    expect(plan(relationRule, { ...record, phone_number: '031' }, { sent, target }).changes).toEqual([
      { field: 'phone_number', from: '030', to: '031' },
    ]);
  });

  it('gives way where AccountView leads', () => {
    const known = { sent: { phone_number: '030' }, target: { ...target, phone_number: '032' } };

    expect(plan(relationRule, { ...record, phone_number: '031' }, known, { phone: true }).changes).toEqual([
      { field: 'phone_number', from: '032', to: '031' },
    ]);
  });

  it.each(['name', 'address', 'numbers', 'active'] as const)('holds for every field of %s', (group) => {
    const ours = { ...record, contact: 'X', street: 'T', vat_number: 'V', active: 0 };
    const theirs = { ...target, contact: 'Z', vat_number: 'W' };
    const fields = plan(relationRule, ours, { target: theirs }, { [group]: false }).changes;
    const expected = Object.keys(ours).filter(
      (field) =>
        relationRule.policies[field] !== group &&
        ['contact', 'street', 'vat_number', 'active'].includes(field),
    );

    expect(fields.map(({ field }) => field)).toEqual(expected);
    expect(expected).toHaveLength(3);
  });

  it('sends back unchanged what the API demands with every write', () => {
    const ours = { ...record, name: 'B', street: 'T' };

    expect(plan(relationRule, ours, { target }, { address: false })).toMatchObject({
      record: { name: 'B', street: 'S', postal_code: 'P', city: 'C' },
      changes: [{ field: 'name', from: 'A', to: 'B' }],
    });
  });

  it('covers a status: one chosen in OutSmart stays', () => {
    const project = { code: 'P', debtor_number: '1', status: 'Lopend', name: 'N', date_start: '2026-01-01' };

    expect(plan(projectRule, project, { target: { ...project, status: 'Wacht' } }).record['status']).toBe(
      'Wacht',
    );
  });

  it('knows a price as sent when the list rounds it', () => {
    const hourType = { code: 'M', name: 'M', sale_price: '70', sale_booking: 1, cost_booking: 0 };
    const shown = { code: 'M', name: 'M', sale_price: '62.44', sale_booking: '1', cost_booking: '0' };
    const known = { sent: { sale_price: '62.4375' }, target: shown };

    expect(plan(hourTypeRule, hourType, known, { price: false }).changes).toEqual([
      { field: 'sale_price', from: '62.44', to: '70' },
    ]);
  });
});

describe('fields that belong to OutSmart once the record exists', () => {
  const stored = {
    code: 'M',
    name: 'Montage',
    sale_price: '62,50',
    cost_price: '31.00',
    active: '1',
    sale_booking: '0',
    cost_booking: '1',
  };

  it('compares numbers as numbers and sends back demanded booking flags', () => {
    const hourType = { ...stored, sale_price: '62.5', cost_price: '31', active: 1, sale_booking: 1 };
    const { sale_booking: _, cost_booking: __, ...own } = hourType;

    expect(plan(hourTypeRule, { ...hourType, cost_booking: 0 }, { target: stored })).toEqual({
      record: { ...hourType, sale_booking: '0', cost_booking: '1' },
      own,
      changed: false,
      changes: [],
    });
  });

  it('never sends the remark of an existing address, not even where there is none', () => {
    const address = { adr_code: 'AV-1', adr_debtor_nr: '1', adr_line_1: 'L', adr_zip: 'Z', adr_city: 'C' };
    const named = { ...address, adr_remark: 'Filiaal' };

    expect(plan(addressRule, named, {}).record).toEqual(named);
    expect(plan(addressRule, named, { target: { ...address, adr_remark: 'achterom' } })).toMatchObject({
      record: address,
      changed: false,
    });
    expect(plan(addressRule, named, { target: { ...address, adr_remark: '' } }).record).toEqual(address);
  });
});

describe('a price that OutSmart shows to the cent', () => {
  const material = (price: string) => ({ code: 'M', description: 'M', price, unit: 'st' });
  const shown = (price: string) => ({ code: 'M', description: 'M', price, unit: 'st' });

  it.each<[string, string | undefined, string, boolean]>([
    ['0,8755', '0,8755', '0.88', false],
    ['0,8755', '0,8755', '0,8755', false],
    ['0,8755', undefined, '0.88', true],
    ['0,8755', '0,87', '0.88', true],
    ['0,8755', '0,8755', '0.89', true],
    ['0,8755', '0,8755', '0.9', true],
    ['0,8755', '0,8755', '0.8751', true],
    ['1', '1', '1.00', false],
    ['1', '1', '1.01', true],
  ])('%s, sent as %s and shown as %s, is news: %s', (price, sent, current, isNews) => {
    const known = { sent: sent === undefined ? undefined : { price: sent }, target: shown(current) };

    expect(plan(materialRule, material(price), known).changed).toBe(isNews);
  });

  it('counts as stored', () => {
    const stored = new Map([['M', shown('0.88')]]);

    expect(isStored(materialRule, material('0,8755'), stored)).toBe(true);
    expect(isStored(materialRule, material('0,8955'), stored)).toBe(false);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { big, parseDecimal } from '../../../../lib/kernel/decimal';
import type { SourceRow } from '../../../../lib/accountview/port';
import { planWrite } from '../../../../lib/sync/import/merge';
import { addressOf } from '../../../../lib/sync/rules/address';
import {
  categoryLinkRule,
  hourTypeRule,
  mapCategoryLink,
  mapHourType,
  mapMaterial,
  materialRule,
} from '../../../../lib/sync/rules/article';
import { categoryRule, mapCategory } from '../../../../lib/sync/rules/article-group';
import { contactRule, mapContacts } from '../../../../lib/sync/rules/contact';
import { addressRule, mapAddress } from '../../../../lib/sync/rules/delivery-address';
import { employeeRule, mapEmployee } from '../../../../lib/sync/rules/employee';
import { mapProject, projectRule } from '../../../../lib/sync/rules/project';
import { mapRelation, relationRule } from '../../../../lib/sync/rules/relation';
import type { FeedRule, MapRow } from '../../../../lib/sync/rules/rule';
import {
  aContact,
  aDeliveryAddress,
  aMapping,
  anArticle,
  anEmployee,
  aProject,
  aSettings,
} from '../../../support/builders';

const FEEDS: readonly [FeedRule, MapRow, SourceRow][] = [
  [categoryRule, mapCategory, { AG_CODE: 'SAN', AG_DESC: 'Sanitair' }],
  [relationRule, mapRelation, aContact()],
  [contactRule, mapContacts, aContact({ ADMIN_CONT: 'Els' })],
  [addressRule, mapAddress, aDeliveryAddress()],
  [materialRule, mapMaterial, anArticle()],
  [categoryLinkRule, mapCategoryLink, anArticle()],
  [hourTypeRule, mapHourType, anArticle({ ART_UNIT: 'uur' })],
  [projectRule, mapProject, aProject()],
  [employeeRule, mapEmployee, anEmployee({ EMP_NAME: 'Ans de Wit' })],
];

/** Everything a text column could hold, of any length that matters. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    '',
    ' ',
    '\uD83D',
    'a\uDD27',
    '\u202Ea',
    '=1+1',
    'e\u0301',
    '\u0000',
    'x'.repeat(255),
    'x'.repeat(256),
  ),
  fc.array(fc.constantFrom('\u{1F527}', 'a', '\uD83D'), { maxLength: 300 }).map((parts) => parts.join('')),
);
const anyValue = fc.oneof(anyText, fc.constantFrom(null, true, false, 0, -1.5, '2026-01-01'), fc.double());

/** An ordinary row in which any of the columns hold anything, or are not there. */
function anyRow(row: SourceRow): fc.Arbitrary<SourceRow> {
  const columns = Object.entries(row).map(
    ([name, value]) =>
      [
        name,
        fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: anyValue }),
      ] as const,
  );
  // A key that is not required is absent, never undefined.
  return fc.record(Object.fromEntries(columns), { requiredKeys: [] }) as fc.Arbitrary<SourceRow>;
}

const LONE = /\p{Surrogate}/u;

describe.each(FEEDS)('$feed', (rule, map, row) => {
  it('never sends half a character, an empty demanded field, or more than OutSmart holds', () => {
    let records = 0;
    const check = (source: SourceRow): void => {
      for (const mapped of map(source, aMapping())) {
        expect(LONE.test(mapped.key)).toBe(false);
        if (mapped.kind !== 'record') continue;
        records += 1;
        for (const value of Object.values(mapped.record)) {
          const isLong = String(value).length > 255 && rule.feed !== 'materials';
          expect([value, LONE.test(String(value)), isLong]).toEqual([value, false, false]);
        }
        for (const field of rule.required) expect(mapped.record[field] ?? '').not.toBe('');
        const sent = Object.fromEntries(
          Object.entries(mapped.record).map(([name, to]) => [name, String(to)]),
        );
        expect(rule.targetKey(sent)).toBe(mapped.key);
      }
    };

    fc.assert(fc.property(anyRow(row), check), { numRuns: 300 });
    expect(records).toBeGreaterThan(30);
  });

  it('gives the same again, and nothing to write once it is written', () => {
    const check = (source: SourceRow): void => {
      const again = map(source, aMapping());
      expect(map(source, aMapping())).toEqual(again);
      for (const mapped of again) {
        if (mapped.kind !== 'record') continue;
        const { leads } = aSettings();
        const first = planWrite(rule, mapped.record, { sent: undefined, target: undefined }, leads).record;
        const sent = Object.fromEntries(Object.entries(first).map(([name, to]) => [name, String(to)]));
        for (const target of [sent, { ...sent, extra: 'x' }]) {
          const second = planWrite(rule, mapped.record, { sent, target }, leads);
          expect(second).toMatchObject({ changed: false, changes: [] });
        }
      }
    };

    fc.assert(fc.property(anyRow(row), check), { numRuns: 100 });
  });
});

describe('prices', () => {
  it('are the same number on both sides', () => {
    const price = fc.oneof(
      // A smaller one has more than 255 digits.
      fc.double({ min: 1e-200, max: 1e9, noNaN: true }).map((value) => -value),
      fc.double({ min: 1e-200, max: 1e9, noNaN: true }),
      fc.integer({ min: -1e9, max: 1e9 }).map((cents) => cents / 1e5),
      fc
        .tuple(fc.integer(), fc.nat(), fc.constantFrom('.', ','))
        .map(([whole, part, sign]) => `${whole}${sign}${part}`),
    );
    const check = (PX_SELL: string | number): void => {
      const source = anArticle({ PX_SELL, ART_UNIT: 'uur' });
      const exact = typeof PX_SELL === 'number' ? String(PX_SELL) : PX_SELL.replace(',', '.');
      for (const [field, map] of [
        ['price', mapMaterial],
        ['sale_price', mapHourType],
      ] as const) {
        const [mapped] = map(source, aMapping());
        const sent = mapped?.kind === 'record' ? parseDecimal(mapped.record[field]) : undefined;
        expect(sent !== undefined && big(sent).eq(exact)).toBe(true);
      }
    };

    fc.assert(fc.property(price, check), { numRuns: 500 });
  });
});

describe('a street line', () => {
  const word = fc.stringMatching(/^[A-Za-zéü.'-]{1,10}$/);
  const number = fc.stringMatching(/^\d{1,5} ?[a-zA-Z]?$/);
  const line = fc.oneof(
    fc
      .tuple(fc.array(word, { minLength: 1, maxLength: 4 }), number)
      .map(([words, nr]) => `${words.join(' ')} ${nr}`),
    fc.string({ unit: fc.constantFrom('a', 'B', '1', '9', ' ', '-', ',', '\r', '\n', 'é', '/') }),
  );

  it('that is taken apart is the line again when put together', () => {
    let split = 0;
    const check = (ADDRESS1: string): void => {
      const { street, houseNumber } = addressOf(aContact({ ADDRESS1 }));
      const joined = houseNumber === '' ? street : `${street} ${houseNumber}`;
      if (houseNumber !== '') split += 1;
      expect(joined.replaceAll(/\s+/g, ' ')).toBe(ADDRESS1.trim().replaceAll(/\s+/g, ' '));
      expect(houseNumber).toMatch(/^(?:\d{1,5}\s?[a-zA-Z]?)?$/);
      expect(houseNumber !== '' && /\d/.test(street)).toBe(false);
    };

    fc.assert(fc.property(line, check), { numRuns: 500 });
    expect(split).toBeGreaterThan(50);
  });
});

import fc from 'fast-check';
import type { Settings } from '../../lib/settings/schema';
import type { MaterialLine, WorkPeriod } from '../simulator/outsmart/work-order';
import { nameOf, type OrderSpec } from './export-case-types';
import { centsOf, divide, euros, exact } from './export-oracle-numbers';

/** Work orders and settings of every kind that matters to a document's total, for properties. */

/** A number as OutSmart may write it, mostly one that can be read. */
function written(min: number, max: number, decimals: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.integer({ min, max }), fc.integer({ min: 0, max: decimals }), fc.constantFrom('.', ','))
    .map(([units, places, sign]) => asText(units, places, sign));
}

function asText(units: number, places: number, sign: string): string {
  const digits = String(Math.abs(units)).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const part = places === 0 ? '' : `${sign}${digits.slice(-places)}`;
  return `${units < 0 ? '-' : ''}${whole}${part}`;
}

const rarely = <T>(usual: fc.Arbitrary<T>, ...rare: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 40, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom(...rare) });

const quantity = rarely(
  fc.oneof(written(0, 20, 0), written(-2000, 20_000, 3), written(1, 9, 1)),
  '',
  '1.234,5',
  '1,2,3',
  '3 st',
);
const price = rarely(fc.oneof(written(0, 100_000, 4), written(-5000, 9_999_999, 2)), '', '1.234,56');
const code = rarely(
  fc.constantFrom('SAN-KIT', 'LEID-BEUGEL', 'KETEL-POMP', 'LAAG', 'VERLEGD', 'ZONDER-BTW', 'GROEPLOOS', ''),
  'ONBEKEND-1',
);
/** How OutSmart's own total of the line differs, in cents; null: it gives none. */
const difference = rarely(fc.constantFrom<number | null>(null, null, 0, 0, 1, -1), 2, -3);

const material: fc.Arbitrary<Partial<MaterialLine>> = fc
  .record({ code, quantity, price, difference, name: rarely(fc.constant(''), 'x'.repeat(41)) })
  .map(({ code: MaterialCode, quantity: MaterialNr, price: MaterialPrice, difference: cents, name }) => ({
    MaterialCode,
    MaterialNr,
    MaterialPrice,
    MaterialTotalPrice: totalOf(MaterialNr, MaterialPrice, cents),
    MaterialName: name === '' ? nameOf(MaterialCode) || 'Klein materiaal' : name,
  }));

function totalOf(amount: string, unitPrice: string, cents: number | null): string {
  const [left, right] = [exact(amount), exact(unitPrice)];
  if (cents === null || left === undefined || right === undefined) return '';
  return euros(centsOf(left, right) + BigInt(cents));
}

const minutes = fc.oneof(fc.integer({ min: 0, max: 600 }), fc.constantFrom(0, 1, 15, 20, 45, 60));
const time = rarely(
  fc.oneof(
    minutes.map(
      (all) => `${String(divide(BigInt(all - (all % 60)), 60n)).padStart(2, '0')}:${asText(all % 60, 1, '')}`,
    ),
    minutes.map(String),
  ),
  '1u30',
);
const hourType = rarely(
  fc.constantFrom('UUR-MONT', 'UUR-SERV', 'UUR-STOR', 'UUR-MONT'),
  'REIS',
  'EXTRA',
  'GRATIS',
  'LEEG',
  'DUBBEL',
  '',
  'OPGEHEVEN',
);
const period: fc.Arbitrary<Partial<WorkPeriod>> = fc.record({
  HourType: hourType,
  TotalTime: time,
  Travel: rarely(fc.oneof(written(0, 60, 0), written(0, 600, 1)), '', '1.000,5'),
});

/** A work order with up to five materials and four periods. */
export const anyOrder: fc.Arbitrary<OrderSpec> = fc.record({
  hours: fc.array(period, { maxLength: 4 }),
  materials: fc.array(material, { maxLength: 5 }),
  fields: fc.record({
    MinimumHours: rarely(fc.oneof(fc.constant(''), written(0, 800, 2)), '1.000,5'),
    RoundingAmount: fc.constantFrom('', '0', '5', '15', '60'),
    CustomerDebtorNr: rarely(fc.constantFrom('20001', '20005'), '20003', '99999', ''),
    CustomerDebtorNrInvoice: rarely(fc.constantFrom('20001', '20002', ''), '20004', '99998'),
    ProjectNr: rarely(fc.constantFrom('', 'P-HALM'), 'P-NERGENS'),
    WorkDate: rarely(fc.constantFrom('20-11-2026', '31-12-2025'), ''),
  }),
});

const orNothing = <T extends string>(value: T): fc.Arbitrary<T | ''> => fc.constantFrom('' as const, value);

/** Everything that a total depends on. */
export const anySettings: fc.Arbitrary<Partial<Settings>> = fc.record({
  exportTarget: fc.constantFrom('sales-order' as const, 'journal' as const),
  hourRounding: fc.constantFrom('none' as const, '5' as const, '15' as const, '30' as const),
  hourArticles: fc.constantFrom({}, { REIS: 'ARBD-VOOR', LEEG: 'UUR-SERV', DUBBEL: 'UUR-SERV' }),
  defaultHourArticle: orNothing('UUR-ENG'),
  travelArticle: orNothing('ARBD-KM'),
  freeText: fc.constantFrom('article' as const, 'text' as const),
  defaultArticle: orNothing('DIV'),
  zeroLines: fc.constantFrom('leave-out' as const, 'keep' as const),
  descriptionLine: fc.boolean(),
  descriptionRemark: fc.boolean(),
  journal: fc.constant('VRK'),
  revenueAccounts: fc.constantFrom({}, { SAN: '8010', ARBD: '8000' }),
  defaultRevenue: fc.oneof({ weight: 4, arbitrary: fc.constant('8090') }, orNothing('8090')),
  vatCodes: fc.constantFrom({}, { 'UUR-SERV': '2', 'SAN-KIT': '5' }),
  defaultVat: fc.oneof({ weight: 4, arbitrary: fc.constant('1') }, orNothing('2')),
  reverseSign: fc.boolean(),
  sendPeriod: fc.boolean(),
});

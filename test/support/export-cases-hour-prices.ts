import { type CaseGroup, line, period, problem, salesOrder } from './export-case-types';

/** Hour types whose price is empty (LEEG) or can be read in two ways (DUBBEL). */

const empty = (hourType: string) => problem('FIELD_REQUIRED', { hourType, field: 'sale_price' });
const ambiguous = (hourType: string, value: string) =>
  problem('NUMBER_AMBIGUOUS', { hourType, field: 'sale_price', value });

const withDefault: CaseGroup = {
  name: 'hour types without a price and a default article',
  settings: {
    hourArticles: { 'LEEG-EIGEN': 'UUR-SERV', 'DUBBEL-EIGEN': 'UUR-SERV' },
    defaultHourArticle: 'UUR-ENG',
  },
  prepare: (_, { outsmart }) => {
    // Both are articles as well, and those have a price.
    const hourTypes = outsmart.entity('hourtypes');
    hourTypes.put({ ...hourTypes.get('UUR-STOR'), sale_price: '1,095.00' });
    hourTypes.put({ ...hourTypes.get('UUR-SERV'), sale_price: '' });
  },
  cases: [
    {
      name: 'an empty price as the default article at its own price',
      order: { hours: [period('LEEG', '01:00')] },
      expected: salesOrder('84.50', [line('UUR-ENG', '1', '84.50', '84.50', { text: 'Uur zonder prijs' })]),
    },
    {
      name: 'nothing of a chosen article when the price is empty',
      order: { hours: [period('LEEG-EIGEN', '01:00')] },
      expected: empty('LEEG-EIGEN'),
    },
    {
      name: 'nothing of an article of the same code when the price is empty',
      order: { hours: [period('UUR-SERV', '01:00')] },
      expected: empty('UUR-SERV'),
    },
    {
      name: 'nothing of the default article when the price can be read in two ways',
      order: { hours: [period('DUBBEL', '01:00')] },
      expected: ambiguous('DUBBEL', '1.250,00'),
    },
    {
      name: 'nothing of a chosen article when the price can be read in two ways',
      order: { hours: [period('DUBBEL-EIGEN', '01:00')] },
      expected: ambiguous('DUBBEL-EIGEN', '1.250,00'),
    },
    {
      name: 'nothing of an article of the same code when the price can be read in two ways',
      order: { hours: [period('UUR-MONT', '01:00'), period('UUR-STOR', '01:00')] },
      expected: ambiguous('UUR-STOR', '1,095.00'),
    },
    {
      name: 'the rest when nobody worked at such a price',
      order: { hours: [period('DUBBEL', '00:00'), period('UUR-MONT', '01:00')] },
      expected: salesOrder('62.50', [line('UUR-MONT', '1', '62.50', '62.50')]),
    },
  ],
};

const withoutDefault: CaseGroup = {
  name: 'hour types without a price and without a default article',
  settings: {},
  cases: ['LEEG', 'DUBBEL'].map((hourType) => ({
    name: `nothing of ${hourType}, which needs an article first`,
    order: { hours: [period(hourType, '01:00')] },
    expected: problem('HOURTYPE_UNMAPPED', { hourType }),
  })),
};

export const HOUR_PRICE_GROUPS: readonly CaseGroup[] = [withDefault, withoutDefault];

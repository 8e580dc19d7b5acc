import { type CaseGroup, line, material, nothing, period, problem, salesOrder } from './export-case-types';

/** Materials: quantities, prices and their sums as OutSmart may write them. */

/** 1 to 200: at a cent each they come to 201 euros. */
const TWO_HUNDRED = Array.from({ length: 200 }, (_, index) => String(index + 1));
const FORTY = 'Sifon 40 mm chroom met rozet, ring en nr';
const SIXTY = 'Sifon 40 mm chroom met verlengstuk, rozet en drie ringen 1/2';

const amounts: CaseGroup = {
  name: 'material lines: amounts',
  settings: {},
  cases: [
    {
      name: 'three at 9.95',
      order: { materials: [material('SAN-KIT', '3', '9.95', { MaterialTotalPrice: '29.85' })] },
      expected: salesOrder('29.85', [line('SAN-KIT', '3', '9.95', '29.85')]),
    },
    {
      name: 'half a cent up: 2.625 is 2.63',
      order: { materials: [material('LEID-BEUGEL', '3', '0.875')] },
      expected: salesOrder('2.63', [line('LEID-BEUGEL', '3', '0.875', '2.63')]),
    },
    {
      name: 'half a cent of a credit away from zero: -2.625 is -2.63',
      order: { materials: [material('LEID-BEUGEL', '-3', '0.875')] },
      expected: salesOrder('-2.63', [line('LEID-BEUGEL', '-3', '0.875', '-2.63')]),
    },
    {
      name: 'half a cent that a computer makes smaller: 1.005 is 1.01',
      order: { materials: [material('LEID-BEUGEL', '1', '1.005')] },
      expected: salesOrder('1.01', [line('LEID-BEUGEL', '1', '1.005', '1.01')]),
    },
    {
      name: 'each line rounded, not the sum: three times 0.125 is 0.39',
      order: { materials: ['1', '1', '1'].map((quantity) => material('LEID-BEUGEL', quantity, '0.125')) },
      expected: salesOrder(
        '0.39',
        [1, 2, 3].map(() => line('LEID-BEUGEL', '1', '0.125', '0.13')),
      ),
    },
    {
      name: 'less than half a cent as nothing, with its line',
      order: { materials: [material('LEID-BEUGEL', '1', '0.004'), material('SAN-KIT', '1', '9.95')] },
      expected: salesOrder('9.95', [
        line('LEID-BEUGEL', '1', '0.004', '0'),
        line('SAN-KIT', '1', '9.95', '9.95'),
      ]),
    },
    {
      name: 'decimals with a comma: 2.5 times 7.85 is 19.63',
      order: { materials: [material('LEID-CU15', '2,5', '7,85', { MaterialTotalPrice: '19,63' })] },
      expected: salesOrder('19.63', [line('LEID-CU15', '2.5', '7.85', '19.63')]),
    },
    {
      name: 'comma and point in one line',
      order: { materials: [material('LEID-CU15', '2,5', '7.85')] },
      expected: salesOrder('19.63', [line('LEID-CU15', '2.5', '7.85', '19.63')]),
    },
    {
      name: 'three decimals as decimals: 1.125 is no thousand',
      order: { materials: [material('LEID-CU15', '1.125', '8')] },
      expected: salesOrder('9.00', [line('LEID-CU15', '1.125', '8', '9.00')]),
    },
    {
      name: '1.000 as one',
      order: { materials: [material('SAN-KIT', '1.000', '9.950')] },
      expected: salesOrder('9.95', [line('SAN-KIT', '1', '9.95', '9.95')]),
    },
    {
      name: 'a large amount: 9999 at 999.99',
      order: { materials: [material('KETEL-POMP', '9999', '999.99')] },
      expected: salesOrder('9998900.01', [line('KETEL-POMP', '9999', '999.99', '9998900.01')]),
    },
    {
      name: 'a credit beside an invoice line',
      order: { materials: [material('SAN-KRAAN-KK', '-1', '129'), material('SAN-KIT', '2', '9.95')] },
      expected: salesOrder('-109.10', [
        line('SAN-KRAAN-KK', '-1', '129', '-129.00'),
        line('SAN-KIT', '2', '9.95', '19.90'),
      ]),
    },
    {
      name: 'a discount as a negative price',
      order: { materials: [material('SAN-KIT', '1', '-5.00')], hours: [period('UUR-MONT', '01:00')] },
      expected: salesOrder('57.50', [
        line('UUR-MONT', '1', '62.50', '62.50'),
        line('SAN-KIT', '1', '-5.00', '-5.00'),
      ]),
    },
    {
      name: 'lines that come to nothing as a document of nothing',
      order: { materials: [material('SAN-KIT', '1', '9.95'), material('SAN-KIT', '-1', '9.95')] },
      expected: salesOrder('0', [
        line('SAN-KIT', '1', '9.95', '9.95'),
        line('SAN-KIT', '-1', '9.95', '-9.95'),
      ]),
    },
    {
      name: 'a line that costs nothing',
      order: { materials: [material('SAN-KIT', '1', '0'), material('SAN-SIFON', '1', '12.75')] },
      expected: salesOrder('12.75', [
        line('SAN-KIT', '1', '0', '0'),
        line('SAN-SIFON', '1', '12.75', '12.75'),
      ]),
    },
    {
      name: 'one article twice as two lines',
      order: { materials: [material('SAN-KIT', '1', '9.95'), material('SAN-KIT', '1', '8.95')] },
      expected: salesOrder('18.90', [
        line('SAN-KIT', '1', '9.95', '9.95'),
        line('SAN-KIT', '1', '8.95', '8.95'),
      ]),
    },
    {
      name: 'two hundred lines in their order',
      order: { materials: TWO_HUNDRED.map((quantity) => material('SAN-KIT', quantity, '0.01')) },
      expected: salesOrder(
        '201.00',
        TWO_HUNDRED.map((quantity) => line('SAN-KIT', quantity, '0.01', `${Number(quantity) / 100}`)),
      ),
    },
    {
      name: 'no line for a quantity of nothing',
      order: { materials: [material('SAN-KIT', '0', '9.95'), material('SAN-SIFON', '1', '12.75')] },
      expected: salesOrder('12.75', [line('SAN-SIFON', '1', '12.75', '12.75')]),
    },
    {
      name: 'nothing when every quantity is nothing',
      order: { materials: [material('SAN-KIT', '0', '9.95'), material('SAN-SIFON', '0,00', '12.75')] },
      expected: nothing('skipped', 'NOTHING_TO_INVOICE'),
    },
    {
      name: 'nothing of a work order without hours and materials',
      order: {},
      expected: nothing('skipped', 'NOTHING_TO_INVOICE'),
    },
  ],
};

const refusals: CaseGroup = {
  name: 'material lines: what cannot be exported',
  settings: {},
  cases: [
    {
      name: 'nothing of a price with point and comma',
      order: { materials: [material('SAN-KIT', '1', '9.95'), material('KETEL-POMP', '1', '1.234,56')] },
      expected: problem('NUMBER_AMBIGUOUS', { field: 'MaterialPrice', line: 2 }),
    },
    {
      name: 'nothing of a quantity with two commas',
      order: { materials: [material('SAN-KIT', '1,234,567', '9.95')] },
      expected: problem('NUMBER_AMBIGUOUS', { field: 'MaterialNr', line: 1 }),
    },
    {
      name: 'nothing of a quantity with two points',
      order: { materials: [material('SAN-KIT', '1.000.000', '9.95')] },
      expected: problem('NUMBER_AMBIGUOUS', { field: 'MaterialNr' }),
    },
    {
      name: 'nothing of a quantity with an exponent',
      order: { materials: [material('SAN-KIT', '1e3', '9.95')] },
      expected: problem('NUMBER_AMBIGUOUS', { field: 'MaterialNr' }),
    },
    {
      name: 'nothing of a quantity with its unit',
      order: { materials: [material('SAN-KIT', '2 st', '9.95')] },
      expected: problem('NUMBER_AMBIGUOUS', { field: 'MaterialNr' }),
    },
    {
      name: 'nothing of a line total that can be read in two ways',
      order: { materials: [material('SAN-KIT', '1', '1234.56', { MaterialTotalPrice: '1.234,56' })] },
      expected: problem('NUMBER_AMBIGUOUS', { field: 'MaterialTotalPrice' }),
    },
    {
      name: 'nothing of an article without a quantity',
      order: { materials: [material('SAN-KIT', '', '9.95')] },
      expected: problem('FIELD_REQUIRED', { field: 'MaterialNr' }),
    },
    {
      name: 'nothing of an article without a price',
      order: { materials: [material('SAN-KIT', '1', '')] },
      expected: problem('FIELD_REQUIRED', { field: 'MaterialPrice' }),
    },
    {
      name: "OutSmart's line total of a cent less",
      order: { materials: [material('LEID-BEUGEL', '3', '0.875', { MaterialTotalPrice: '2.62' })] },
      expected: salesOrder('2.63', [line('LEID-BEUGEL', '3', '0.875', '2.63')]),
    },
    {
      name: "OutSmart's line total of a cent more",
      order: { materials: [material('SAN-KIT', '1', '9.95', { MaterialTotalPrice: '9.96' })] },
      expected: salesOrder('9.95', [line('SAN-KIT', '1', '9.95', '9.95')]),
    },
    {
      name: 'nothing when a line total differs by two cents',
      order: { materials: [material('SAN-KIT', '1', '9.95', { MaterialTotalPrice: '9.97' })] },
      expected: problem('TOTALS_DIFFER'),
    },
    {
      name: 'nothing when a line total has another sign',
      order: { materials: [material('SAN-KIT', '-1', '9.95', { MaterialTotalPrice: '9.95' })] },
      expected: problem('TOTALS_DIFFER'),
    },
    {
      name: 'nothing when a line of no quantity has a total',
      order: {
        materials: [
          material('SAN-KIT', '1', '9.95'),
          material('SAN-KIT', '0', '50', { MaterialTotalPrice: '50' }),
        ],
      },
      expected: problem('TOTALS_DIFFER'),
    },
    {
      name: 'nothing when a line total is nothing and the line is not',
      order: { materials: [material('SAN-KIT', '1', '9.95', { MaterialTotalPrice: '0.00' })] },
      expected: problem('TOTALS_DIFFER'),
    },
    {
      name: 'nothing of an article that AccountView does not have',
      order: { materials: [material('SAN-KIT', '1', '9.95'), material('ONBEKEND-1', '1', '10')] },
      expected: problem('MATERIAL_NOT_FOUND', { article: 'ONBEKEND-1' }),
    },
    {
      name: 'nothing of an article whose code only begins like another',
      order: { materials: [material('SAN-K', '1', '9.95')] },
      expected: problem('MATERIAL_NOT_FOUND', { article: 'SAN-K' }),
    },
    {
      name: 'nothing of an article in small letters',
      order: { materials: [material('san-kit', '1', '9.95')] },
      expected: problem('MATERIAL_NOT_FOUND', { article: 'san-kit' }),
    },
    {
      name: 'nothing of an article that AccountView refuses because it is blocked',
      order: { materials: [material('GEBLOKKEERD', '1', '8.00')] },
      expected: problem('REFUSED_BY_ACCOUNTVIEW'),
    },
    {
      name: 'nothing of a code that is longer than AccountView has room for',
      order: { materials: [material('SAN-KIT-EXTRA-LANG', '1', '9.95')] },
      expected: problem('FIELD_TOO_LONG', { field: 'ART_CODE', length: 18, max: 15 }),
    },
    {
      name: 'a description of exactly forty characters',
      order: { materials: [material('SAN-SIFON', '1', '12.75', { MaterialName: FORTY })] },
      expected: salesOrder('12.75', [line('SAN-SIFON', '1', '12.75', '12.75', { text: FORTY })]),
    },
    {
      name: 'nothing of a description that is too long, where lines have one',
      order: { materials: [material('SAN-SIFON', '1', '12.75', { MaterialName: SIXTY })] },
      expected: problem('FIELD_TOO_LONG', { field: 'ART_DESC1', length: 60, max: 40 }),
      profiles: { strict: salesOrder('12.75', [line('SAN-SIFON', '1', '12.75', '12.75')]) },
    },
    {
      name: 'a description that looks like a formula, with HTML and an emoji',
      order: { materials: [material('SAN-SIFON', '1', '12.75', { MaterialName: '=1+1 <b>½"</b> 🔧' })] },
      expected: salesOrder('12.75', [
        line('SAN-SIFON', '1', '12.75', '12.75', { text: '=1+1 <b>½"</b> 🔧' }),
      ]),
    },
    {
      name: "the article's own description when the line has none",
      order: { materials: [material('SAN-SIFON', '1', '12.75', { MaterialName: '' })] },
      expected: salesOrder('12.75', [line('SAN-SIFON', '1', '12.75', '12.75')]),
    },
  ],
};

export const MATERIAL_GROUPS: readonly CaseGroup[] = [amounts, refusals];

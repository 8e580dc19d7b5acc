import { type CaseGroup, line, material, period, problem, salesOrder } from './export-case-types';

/** Kilometres (ARBD-KM at 0.45) and the coarser roundings of hours. */

const travel: CaseGroup = {
  name: 'travel, hours rounded up to the half hour',
  settings: { travelArticle: 'ARBD-KM', hourRounding: '30' },
  cases: [
    {
      name: 'kilometres as one line between hours and materials',
      order: {
        hours: [period('UUR-MONT', '01:00', { Travel: '12' }), period('UUR-SERV', '00:30', { Travel: '13' })],
        materials: [material('SAN-KIT', '1', '9.95')],
      },
      expected: salesOrder('117.45', [
        line('UUR-MONT', '1', '62.50', '62.50'),
        line('UUR-SERV', '0.5', '67.50', '33.75'),
        line('ARBD-KM', '25', '0.45', '11.25'),
        line('SAN-KIT', '1', '9.95', '9.95'),
      ]),
    },
    {
      name: 'no line for no kilometres',
      order: { hours: [period('UUR-MONT', '01:00', { Travel: '0' })] },
      expected: salesOrder('62.50', [line('UUR-MONT', '1', '62.50', '62.50')]),
    },
    {
      name: 'kilometres of a period without times',
      order: { hours: [period('', '', { BeginTime: '', EndTime: '', Travel: '24' })] },
      expected: salesOrder('10.80', [line('ARBD-KM', '24', '0.45', '10.80')]),
    },
    {
      name: 'half kilometres, 5.625 rounded up',
      order: { hours: [period('UUR-MONT', '00:00', { Travel: '12,5' })] },
      expected: salesOrder('5.63', [line('ARBD-KM', '12.5', '0.45', '5.63')]),
    },
    {
      name: 'parts of kilometres added exactly: 24.3 at 0.45 is 10.94',
      order: {
        hours: [
          period('UUR-MONT', '00:00', { Travel: '12.1' }),
          period('UUR-MONT', '00:00', { Travel: '12,2' }),
        ],
      },
      expected: salesOrder('10.94', [line('ARBD-KM', '24.3', '0.45', '10.94')]),
    },
    {
      name: 'thirty-one minutes as a whole hour',
      order: { hours: [period('UUR-MONT', '00:31')] },
      expected: salesOrder('62.50', [line('UUR-MONT', '1', '62.50', '62.50')]),
    },
    {
      name: 'each period rounded, not their sum',
      order: { hours: [period('UUR-MONT', '00:10'), period('UUR-MONT', '00:10')] },
      expected: salesOrder('62.50', [line('UUR-MONT', '1', '62.50', '62.50')]),
    },
    {
      name: 'nothing of kilometres that can be read in two ways',
      order: { hours: [period('UUR-MONT', '01:00', { Travel: '1.000,5' })] },
      expected: problem('NUMBER_AMBIGUOUS', { field: 'Travel' }),
    },
  ],
};

const fiveMinutes: CaseGroup = {
  name: 'a travel article that does not exist, hours rounded up to five minutes',
  settings: { travelArticle: 'WEG', hourRounding: '5' },
  cases: [
    {
      name: 'seven minutes as ten when nobody travelled',
      order: { hours: [period('UUR-STOR', '00:07')] },
      expected: salesOrder('15.84', [line('UUR-STOR', '0.1667', '95.00', '15.84')]),
    },
    {
      name: 'nothing when there are kilometres',
      order: { hours: [period('UUR-STOR', '00:07', { Travel: '3' })] },
      expected: problem('MATERIAL_NOT_FOUND', { article: 'WEG' }),
    },
  ],
};

export const TRAVEL_GROUPS: readonly CaseGroup[] = [travel, fiveMinutes];

import { type CaseGroup, line, material, nothing, period, problem, salesOrder } from './export-case-types';

/** Hours and travel. UUR-MONT costs 62.50, UUR-SERV 67.50, UUR-STOR 95.00; of REIS there is no article. */

const kit = (quantity: string): ReturnType<typeof material> => material('SAN-KIT', quantity, '9.95');

const asTheyCome: CaseGroup = {
  name: 'hours that are not rounded',
  settings: {},
  cases: [
    {
      name: 'two and a half hours',
      order: { hours: [period('UUR-MONT', '02:30')] },
      expected: salesOrder('156.25', [line('UUR-MONT', '2.5', '62.50', '156.25')]),
    },
    {
      name: 'two periods of one hour type as one line',
      order: { hours: [period('UUR-MONT', '01:15'), period('UUR-MONT', '00:45')] },
      expected: salesOrder('125.00', [line('UUR-MONT', '2', '62.50', '125.00')]),
    },
    {
      name: 'hour types in the order in which they first occur, before the materials',
      order: {
        hours: [period('UUR-SERV', '01:00'), period('UUR-MONT', '02:00'), period('UUR-SERV', '00:30')],
        materials: [kit('2')],
      },
      expected: salesOrder('246.15', [
        line('UUR-SERV', '1.5', '67.50', '101.25'),
        line('UUR-MONT', '2', '62.50', '125.00'),
        line('SAN-KIT', '2', '9.95', '19.90'),
      ]),
    },
    {
      name: 'twenty minutes as 0.3333 hours',
      order: { hours: [period('UUR-MONT', '00:20')] },
      expected: salesOrder('20.83', [line('UUR-MONT', '0.3333', '62.50', '20.83')]),
    },
    {
      name: 'ten minutes as 0.1667 hours, rounded up in the fourth decimal',
      order: { hours: [period('UUR-STOR', '00:10')] },
      expected: salesOrder('15.84', [line('UUR-STOR', '0.1667', '95.00', '15.84')]),
    },
    {
      name: 'a single minute',
      order: { hours: [period('UUR-MONT', '00:01')] },
      expected: salesOrder('1.04', [line('UUR-MONT', '0.0167', '62.50', '1.04')]),
    },
    {
      name: 'a time that is written as a number of minutes',
      order: { hours: [period('UUR-MONT', '90')] },
      expected: salesOrder('93.75', [line('UUR-MONT', '1.5', '62.50', '93.75')]),
    },
    {
      name: 'more hours than a day has',
      order: { hours: [period('UUR-MONT', '26:00')] },
      expected: salesOrder('1625.00', [line('UUR-MONT', '26', '62.50', '1625.00')]),
    },
    {
      name: 'no line for a period without minutes',
      order: { hours: [period('UUR-MONT', '00:00')], materials: [kit('1')] },
      expected: salesOrder('9.95', [line('SAN-KIT', '1', '9.95', '9.95')]),
    },
    {
      name: 'no line for kilometres when travel is not invoiced',
      order: { hours: [period('UUR-MONT', '01:00', { Travel: '40' })] },
      expected: salesOrder('62.50', [line('UUR-MONT', '1', '62.50', '62.50')]),
    },
    {
      name: 'nothing when there are only periods without minutes',
      order: { hours: [period('UUR-MONT', '00:00')] },
      expected: nothing('skipped', 'NOTHING_TO_INVOICE'),
    },
    {
      name: 'nothing of an hour type without an article',
      order: { hours: [period('REIS', '01:00')], materials: [kit('1')] },
      expected: problem('HOURTYPE_UNMAPPED'),
    },
    {
      name: 'nothing of an hour type in small letters, which is no article',
      order: { hours: [period('uur-mont', '01:00')] },
      expected: problem('HOURTYPE_UNMAPPED'),
    },
    {
      name: 'nothing of hours without an hour type',
      order: { hours: [period('', '01:00')] },
      expected: problem('HOURTYPE_UNMAPPED'),
    },
    {
      name: 'nothing of hours whose hour type is null',
      order: { hours: [period(null, '01:00')] },
      expected: problem('HOURTYPE_UNMAPPED'),
    },
    {
      name: 'the rest when an hour type without an article has no minutes',
      order: { hours: [period('REIS', '00:00')], materials: [kit('1')] },
      expected: salesOrder('9.95', [line('SAN-KIT', '1', '9.95', '9.95')]),
    },
    {
      name: 'nothing of a time that is none',
      order: { hours: [period('UUR-MONT', '1u30')] },
      expected: problem('NUMBER_AMBIGUOUS', { field: 'TotalTime' }),
    },
    {
      name: 'nothing of a period that began and has no time',
      order: { hours: [period('UUR-MONT', '')] },
      expected: problem('FIELD_REQUIRED', { field: 'TotalTime' }),
    },
  ],
};

const ofTheWorkOrder: CaseGroup = {
  name: "the work order's own rounding and minimum",
  settings: {},
  cases: [
    {
      name: 'each period rounded up to the quarter',
      order: {
        hours: [period('UUR-MONT', '00:20'), period('UUR-MONT', '00:50')],
        fields: { RoundingAmount: '15' },
      },
      expected: salesOrder('93.75', [line('UUR-MONT', '1.5', '62.50', '93.75')]),
    },
    {
      name: 'exact minutes when the rounding is 0',
      order: { hours: [period('UUR-MONT', '00:20')], fields: { RoundingAmount: '0' } },
      expected: salesOrder('20.83', [line('UUR-MONT', '0.3333', '62.50', '20.83')]),
    },
    {
      name: 'a minimum of one hour',
      order: { hours: [period('UUR-MONT', '00:30')], fields: { MinimumHours: '1.00' } },
      expected: salesOrder('62.50', [line('UUR-MONT', '1', '62.50', '62.50')]),
    },
    {
      name: 'the missing minutes on the hour type with most of them',
      order: {
        hours: [period('UUR-SERV', '00:30'), period('UUR-MONT', '01:00')],
        fields: { MinimumHours: '2' },
      },
      expected: salesOrder('127.50', [
        line('UUR-SERV', '0.5', '67.50', '33.75'),
        line('UUR-MONT', '1.5', '62.50', '93.75'),
      ]),
    },
    {
      name: 'the missing minutes on the first hour type when two have as many',
      order: {
        hours: [period('UUR-SERV', '00:30'), period('UUR-MONT', '00:30')],
        fields: { MinimumHours: '2' },
      },
      expected: salesOrder('132.50', [
        line('UUR-SERV', '1.5', '67.50', '101.25'),
        line('UUR-MONT', '0.5', '62.50', '31.25'),
      ]),
    },
    {
      name: 'a minimum with a decimal comma, 78.125 rounded up',
      order: { hours: [period('UUR-MONT', '01:00')], fields: { MinimumHours: '1,25' } },
      expected: salesOrder('78.13', [line('UUR-MONT', '1.25', '62.50', '78.13')]),
    },
    {
      name: 'more than the minimum as it is',
      order: { hours: [period('UUR-MONT', '03:00')], fields: { MinimumHours: '2' } },
      expected: salesOrder('187.50', [line('UUR-MONT', '3', '62.50', '187.50')]),
    },
    {
      name: 'the minimum after the rounding',
      order: {
        hours: [period('UUR-MONT', '00:05')],
        fields: { RoundingAmount: '15', MinimumHours: '0.5' },
      },
      expected: salesOrder('31.25', [line('UUR-MONT', '0.5', '62.50', '31.25')]),
    },
    {
      name: 'no minimum when nobody worked',
      order: {
        hours: [period('UUR-MONT', '00:00')],
        materials: [kit('1')],
        fields: { MinimumHours: '2' },
      },
      expected: salesOrder('9.95', [line('SAN-KIT', '1', '9.95', '9.95')]),
    },
    {
      name: 'the whole minimum on the hour type that was worked',
      order: {
        hours: [period('UUR-SERV', '00:00'), period('UUR-MONT', '00:15')],
        fields: { MinimumHours: '1' },
      },
      expected: salesOrder('62.50', [line('UUR-MONT', '1', '62.50', '62.50')]),
    },
    {
      name: 'nothing of a minimum that can be read in two ways',
      order: { hours: [period('UUR-MONT', '01:00')], fields: { MinimumHours: '1.000,5' } },
      expected: problem('NUMBER_AMBIGUOUS', { field: 'MinimumHours' }),
    },
  ],
};

const mapped: CaseGroup = {
  name: 'hour types with chosen articles, rounded up to the quarter',
  settings: {
    hourArticles: { REIS: 'ARBD-VOOR', FOUT: 'BESTAAT-NIET', OUD: 'UUR-SERV' },
    defaultHourArticle: 'UUR-ENG',
    hourRounding: '15',
  },
  cases: [
    {
      name: "the chosen article at the hour type's price",
      order: { hours: [period('REIS', '01:00')] },
      expected: salesOrder('30.00', [line('ARBD-VOOR', '1', '30.00', '30.00', { text: 'Reistijd' })]),
    },
    {
      name: "the default article at the hour type's price",
      order: { hours: [period('EXTRA', '02:00')] },
      expected: salesOrder('140.00', [line('UUR-ENG', '2', '70.00', '140.00', { text: 'Extra uur' })]),
    },
    {
      name: 'hours without an hour type as the default article at its own price',
      order: { hours: [period('', '01:30')] },
      expected: salesOrder('126.75', [line('UUR-ENG', '1.5', '84.50', '126.75')]),
    },
    {
      name: 'an hour type that OutSmart no longer has as the default article at its own price',
      order: { hours: [period('OPGEHEVEN', '00:15')] },
      expected: salesOrder('21.13', [line('UUR-ENG', '0.25', '84.50', '21.13')]),
    },
    {
      name: 'an hour type that costs nothing at nothing',
      order: { hours: [period('GRATIS', '01:00'), period('UUR-MONT', '01:00')] },
      expected: salesOrder('62.50', [
        line('UUR-ENG', '1', '0', '0', { text: 'Uur onder garantie' }),
        line('UUR-MONT', '1', '62.50', '62.50'),
      ]),
    },
    {
      name: "rounding of the setting instead of the work order's",
      order: { hours: [period('UUR-MONT', '00:20')], fields: { RoundingAmount: '60' } },
      expected: salesOrder('31.25', [line('UUR-MONT', '0.5', '62.50', '31.25')]),
    },
    {
      name: 'three quarters as they are, 46.875 rounded up',
      order: { hours: [period('UUR-MONT', '00:45')] },
      expected: salesOrder('46.88', [line('UUR-MONT', '0.75', '62.50', '46.88')]),
    },
    {
      name: 'two hour types with one article as two lines',
      order: { hours: [period('EXTRA', '01:00'), period('UUR-ENG', '01:00')] },
      expected: salesOrder('154.50', [
        line('UUR-ENG', '1', '70.00', '70.00', { text: 'Extra uur' }),
        line('UUR-ENG', '1', '84.50', '84.50'),
      ]),
    },
    {
      name: 'nothing when the chosen article does not exist',
      order: { hours: [period('FOUT', '01:00')] },
      expected: problem('MATERIAL_NOT_FOUND', { article: 'BESTAAT-NIET' }),
    },
    {
      name: 'nothing when nobody knows any more what an hour of a chosen article costs',
      order: { hours: [period('OUD', '01:00')] },
      expected: problem('FIELD_REQUIRED', { hourType: 'OUD', field: 'sale_price' }),
    },
  ],
};

export const HOUR_GROUPS: readonly CaseGroup[] = [asTheyCome, ofTheWorkOrder, mapped];

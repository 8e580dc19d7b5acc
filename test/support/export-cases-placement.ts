import { setYear } from './export-case-world';
import {
  type CaseGroup,
  type Expected,
  type ExportCase,
  line,
  material,
  nothing,
  type OrderSpec,
  problem,
  salesOrder,
} from './export-case-types';

/** Which work orders are exported at all, into which years, and what becomes of their work status. Today is 20 November 2026. */

const kit = material('SAN-KIT', '1', '9.95');
const kitLine = line('SAN-KIT', '1', '9.95', '9.95');
const made = (header: Readonly<Record<string, string>> = {}) => salesOrder('9.95', [kitLine], header);
const on = (day: string) => made({ ORD_DATE: day, DEL_DATE: day });

function withFields(name: string, fields: NonNullable<OrderSpec['fields']>, expected: Expected): ExportCase {
  return { name, order: { materials: [kit], fields }, expected };
}

/** The work status that an exported or failed work order gets. */
function becoming<T extends Expected>(expected: T, workStatus: string): T {
  return { ...expected, workStatus };
}

const qualifying: CaseGroup = {
  name: 'from 1 November on, at most ten days old',
  settings: { exportFrom: '2026-11-01', holdDays: 10 },
  cases: [
    withFields('a work order of today', {}, made()),
    withFields('a work order of ten days ago', { WorkDate: '10-11-2026' }, on('2026-11-10')),
    withFields(
      'nothing of eleven days ago before it is released',
      { WorkDate: '09-11-2026' },
      nothing('held', 'HELD_OLD'),
    ),
    withFields(
      'nothing of the first day before it is released',
      { WorkDate: '01-11-2026' },
      nothing('held', 'HELD_OLD'),
    ),
    withFields(
      'nothing of the day before the first',
      { WorkDate: '31-10-2026' },
      nothing('skipped', 'SKIPPED_BEFORE_FROM'),
    ),
    withFields('nothing that is archived', { Archived: '1' }, nothing('skipped', 'SKIPPED_ARCHIVED')),
    withFields(
      'nothing that was made from an order of AccountView',
      { WorkorderNo: 'AV-20260001' },
      nothing('held', 'HELD_FROM_ORDER'),
    ),
    withFields(
      'nothing that was made from an order, old as it is',
      { WorkorderNo: 'AV-20260002', WorkDate: '01-11-2026' },
      nothing('held', 'HELD_FROM_ORDER'),
    ),
    withFields('a work order whose number only begins like that', { WorkorderNo: 'AVOND-12' }, made()),
    withFields('nothing that is ready to be fetched', { status: 'Klaargezet' }, nothing(null)),
    withFields('nothing that was fetched', { status: 'Opgehaald' }, nothing(null)),
    withFields('nothing that is handled already', { status: 'Afgehandeld' }, nothing(null)),
  ],
};

const flood: CaseGroup = {
  name: 'more than the two work orders of the limit',
  settings: { floodLimit: 2, holdDays: 10 },
  cases: [
    ...[1, 2, 3].map((n) => withFields(`nothing of number ${n}`, {}, nothing('held', 'HELD_FLOOD'))),
    withFields('nothing of an old one', { WorkDate: '01-11-2026' }, nothing('held', 'HELD_OLD')),
  ],
};

const withinLimit: CaseGroup = {
  name: 'as many work orders as the limit',
  settings: { floodLimit: 2, holdDays: 10 },
  cases: [
    withFields('the first', {}, made()),
    withFields('the second', {}, made()),
    withFields('nothing of an old one', { WorkDate: '01-11-2026' }, nothing('held', 'HELD_OLD')),
  ],
};

const byStatus: CaseGroup = {
  name: 'only work status 1; 3 after a success, 99 after a failure',
  settings: { trigger: 'work-status', triggerStatus: '1', successStatus: '3', failureStatus: '99' },
  cases: [
    withFields('a work order with the status', { WorkStatus: '1' }, becoming(made(), '3')),
    withFields('nothing with another status', { WorkStatus: '2' }, nothing(null)),
    withFields('nothing without a status', { WorkStatus: '' }, nothing(null)),
    withFields('nothing whose status only begins like it', { WorkStatus: '10' }, nothing(null)),
    withFields(
      'nothing to an unknown debtor, which is a failure',
      { CustomerDebtorNr: '99999', CustomerDebtorNrInvoice: '99999' },
      becoming(problem('RELATION_NOT_FOUND'), '99'),
    ),
  ],
};

const statuses: CaseGroup = {
  name: 'every complete work order; 3 after a success, 99 after a failure',
  settings: { successStatus: '3', failureStatus: '99' },
  cases: [
    withFields('a work order with status 1', { WorkStatus: '1' }, becoming(made(), '3')),
    withFields('a work order without a status', { WorkStatus: '' }, becoming(made(), '3')),
    withFields('a work order that has the status of a success', { WorkStatus: '3' }, becoming(made(), '3')),
    withFields('a work order that failed before', { WorkStatus: '99' }, becoming(made(), '3')),
    {
      name: 'nothing of an unknown article, which is a failure',
      order: { materials: [material('ONBEKEND-1', '1', '10')] },
      expected: becoming(problem('MATERIAL_NOT_FOUND'), '99'),
    },
    {
      name: 'nothing of what AccountView refuses, which is a failure',
      order: { materials: [material('GEBLOKKEERD', '1', '8')] },
      expected: becoming(problem('REFUSED_BY_ACCOUNTVIEW'), '99'),
    },
    withFields(
      'nothing that is archived, which is no failure',
      { Archived: '1' },
      becoming(nothing('skipped', 'SKIPPED_ARCHIVED'), '1'),
    ),
    {
      name: 'nothing when there is nothing to invoice, which is no failure',
      order: {},
      expected: becoming(nothing('skipped', 'NOTHING_TO_INVOICE'), '1'),
    },
  ],
};

const onlySuccess: CaseGroup = {
  name: 'no status after a failure',
  settings: { successStatus: '3' },
  cases: [
    withFields(
      'nothing without a date, whose status stays',
      { WorkDate: '' },
      becoming(problem('FIELD_REQUIRED'), '1'),
    ),
    withFields('a work order', {}, becoming(made(), '3')),
  ],
};

const claimed: CaseGroup = {
  name: 'work status 2 as a claim',
  settings: { claimStatus: '2', successStatus: '3' },
  cases: [
    withFields('a work order that nobody claimed', { WorkStatus: '1' }, becoming(made(), '3')),
    withFields(
      'nothing that another browser claimed',
      { WorkStatus: '2' },
      becoming(nothing('elsewhere', 'CLAIMED_ELSEWHERE'), '2'),
    ),
    withFields('a second work order that nobody claimed', { WorkStatus: '' }, becoming(made(), '3')),
  ],
};

const archivedYear: CaseGroup = {
  name: 'last year archived',
  settings: {},
  prepare: (_, world) => setYear(world, 2025, { archived: true }),
  cases: [
    withFields('into this year', {}, made()),
    withFields(
      'nothing into last year',
      { WorkDate: '31-12-2025' },
      problem('ADMINISTRATION_ARCHIVED', { year: '2025' }),
    ),
  ],
};

const lockedYear: CaseGroup = {
  name: 'last year locked',
  settings: {},
  prepare: (_, world) => setYear(world, 2025, { locked: true }),
  cases: [
    withFields('into this year', {}, made()),
    withFields('nothing into last year', { WorkDate: '31-12-2025' }, problem('ADMINISTRATION_LOCKED')),
  ],
};

const closedPeriod: CaseGroup = {
  name: 'closed until the end of October',
  settings: {},
  prepare: (books) => {
    books.closedUntil = '2026-10-31';
  },
  cases: [
    withFields('on the first open day', { WorkDate: '01-11-2026' }, on('2026-11-01')),
    withFields('nothing on the last closed day', { WorkDate: '31-10-2026' }, problem('PERIOD_CLOSED')),
    withFields('nothing in the year before', { WorkDate: '31-12-2025' }, problem('PERIOD_CLOSED')),
  ],
};

const nextYear: CaseGroup = {
  name: 'next year opened already',
  settings: {},
  prepare: (_, world) => setYear(world, 2027, {}),
  cases: [
    withFields('into next year', { WorkDate: '04-01-2027' }, on('2027-01-04')),
    withFields('into this year', {}, made()),
    withFields('into last year', { WorkDate: '31-12-2025' }, on('2025-12-31')),
  ],
};

export const PLACEMENT_GROUPS: readonly CaseGroup[] = [
  qualifying,
  flood,
  withinLimit,
  byStatus,
  statuses,
  onlySuccess,
  claimed,
];

export const YEAR_GROUPS: readonly CaseGroup[] = [archivedYear, lockedYear, closedPeriod, nextYear];

import type { SourceRow } from '../../accountview/port';
import { activeOf, text } from './fields';
import { fitting } from './fitting';
import { type FeedRule, type Mapped, setAside } from './rule';

/** The one column of the employees' table that is known (accountview-api §8.6); the table itself is discovered. */
export const EMPLOYEE_FIELDS = ['EMP_NR'] as const;

/** What AccountView's tables call such columns. Each is used only where the dictionary has it, in this order. */
const FIRST_NAMES = ['FIRST_NAME', 'FST_NAME', 'CALL_NAME'] as const;
const LAST_NAMES = ['LAST_NAME', 'LST_NAME', 'SUR_NAME'] as const;
const WHOLE_NAMES = ['EMP_NAME', 'EMP_DESC', 'FULL_NAME', 'NAME'] as const;
/** Without one of these the table has no names to import. */
export const EMPLOYEE_NAME_FIELDS: readonly string[] = [...LAST_NAMES, ...WHOLE_NAMES];
export const EMPLOYEE_OPTIONAL_FIELDS = [
  ...FIRST_NAMES,
  ...LAST_NAMES,
  ...WHOLE_NAMES,
  'REC_BLK',
  'CNG_DATE',
] as const;

/** OutSmart demands a first name: stands for one that AccountView does not tell apart. */
const NO_FIRST_NAME = '-';

export const employeeRule: FeedRule = {
  feed: 'employees',
  endpoint: 'employees',
  targetKey: (fields) => fields['number'] ?? '',
  policies: { number: 'key', firstname: 'name', lastname: 'name', active: 'active' },
  numeric: new Set(['active']),
  required: new Set(['number', 'firstname', 'lastname']),
  lengths: {},
  // OutSmart's own first and last name say more than a whole name in one of them.
  stopgaps: ({ firstname }) => (firstname === NO_FIRST_NAME ? ['firstname', 'lastname'] : []),
};

/**
 * A row of the discovered table → employee. Where first and last name are not both there, the whole name becomes
 * the last name: which word of it is the first name would be a guess. That is how a new employee begins; of one
 * that OutSmart has, the names stay.
 */
export const mapEmployee = fitting(employeeRule, (row: SourceRow): Mapped => {
  const key = text(row, 'EMP_NR');
  const first = firstOf(row, FIRST_NAMES);
  const last = firstOf(row, LAST_NAMES);
  const whole = firstOf(row, WHOLE_NAMES);
  const name = whole || `${first} ${last}`.trim();
  const named = { feed: 'employees', key, name } as const;
  if (key === '') return setAside(named, 'RECORD_KEY_MISSING', { field: 'EMP_NR' });
  if (name === '') return setAside(named, 'FIELD_REQUIRED', { field: WHOLE_NAMES[0] });
  const isApart = first !== '' && last !== '';
  const record = {
    number: key,
    firstname: isApart ? first : NO_FIRST_NAME,
    lastname: isApart ? last : name,
    ...activeOf(row),
  };
  return { ...named, kind: 'record', record };
});

function firstOf(row: SourceRow, columns: readonly string[]): string {
  return columns.map((column) => text(row, column)).find((value) => value !== '') ?? '';
}

import type { Company } from '../accountview/company';
import type { Row } from '../accountview/table';
import { addDays, dutchDate } from '../dutch-time';

/** Days before today on which the oldest initial records were last changed. */
export const CLOCK_START = 400;
const MOST_RECENT = 3;

/**
 * Loads many rows at once, last changed on days spread over the past: the later in the list, the more recent,
 * and none in the last days, so that "changed since yesterday" finds nothing until something is changed.
 */
export function loadStamped(company: Company, name: string, rows: readonly Row[], oldestDays: number): void {
  const table = company.table(name);
  const dayOf = createDays(dutchDate(company.now()));
  const stamped = rows.map((row, index) => {
    const daysAgo = Math.max(MOST_RECENT, oldestDays - Math.floor((index * oldestDays) / rows.length));
    const time = `${String(8 + (index % 9)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}:00`;
    const moment = `${dayOf(daysAgo)}T${time}`;
    return company.withRecordId(table, {
      ...row,
      INP_DATE: moment,
      INP_USR: 'IMPORT',
      CNG_DATE: moment,
      CNG_NR: 1,
      CNG_USR: 'IMPORT',
    });
  });
  table.load(stamped);
}

/** Days before `today`, each calculated once. */
function createDays(today: string): (daysAgo: number) => string {
  const days = new Map<number, string>();
  return (daysAgo) => {
    const known = days.get(daysAgo) ?? addDays(today, -daysAgo);
    days.set(daysAgo, known);
    return known;
  };
}

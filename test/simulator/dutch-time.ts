/** Both services keep local Dutch time without an offset (accountview-api §10 row 27, outsmart-openapi §8 row 33). */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Summer time runs from the last Sunday of March to that of October, 01:00 UTC. */
function lastSundayAt1(year: number, monthIndex: number): number {
  const lastDay = new Date(Date.UTC(year, monthIndex + 1, 0, 1));
  return lastDay.getTime() - lastDay.getUTCDay() * DAY_MS;
}

function isSummerTime(moment: Date): boolean {
  const year = moment.getUTCFullYear();
  return moment.getTime() >= lastSundayAt1(year, 2) && moment.getTime() < lastSundayAt1(year, 9);
}

/** `2026-03-04T09:12:33` */
export function dutchTimestamp(moment: Date): string {
  const offset = isSummerTime(moment) ? 2 * HOUR_MS : HOUR_MS;
  return new Date(moment.getTime() + offset).toISOString().slice(0, 19);
}

/** `2026-03-04` */
export function dutchDate(moment: Date): string {
  return dutchTimestamp(moment).slice(0, 10);
}

export function addDays(isoDate: string, days: number): string {
  return new Date(Date.parse(`${isoDate}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** `04-03-2026`, the form of OutSmart's work-order dates (outsmart-openapi §6). */
export function dayMonthYear(isoDate: string): string {
  return isoDate.split('-').toReversed().join('-');
}

/**
 * The calendar date at the start of a text, zero-padded, or undefined. Lenient as the service is
 * (accountview-api §5.1): `2026-6-2`, `2026-06-02T00:00:00.000Z` and `{^2026-06-02}` all name a day.
 */
export function parseDate(text: string): string | undefined {
  const match = /^\{?\^?(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text.trim());
  if (match === null) return undefined;
  const [, year = '', month = '', day = ''] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return addDaysSafely(date) === date ? date : undefined;
}

/** A day that does not exist rolls over or is not a date at all. */
function addDaysSafely(date: string): string | undefined {
  return Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ? undefined : addDays(date, 0);
}

/** A moment as it is stored in a `T` column, or undefined. */
export function parseTimestamp(text: string): string | undefined {
  const date = parseDate(text);
  if (date === undefined) return undefined;
  const time = /[T ](\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(text);
  if (time === null) return `${date}T00:00:00`;
  const [, hours = '00', minutes = '00', seconds = '00'] = time;
  return `${date}T${hours.padStart(2, '0')}:${minutes}:${seconds}`;
}

import type { Language } from './language';
import type { Translate } from './text';

const TIME_ZONE = 'Europe/Amsterdam';
const LOCALES: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' };

/** Numbers and moments as a Dutch office reads them; both services keep Dutch time, so the interface does too. */
export interface Format {
  number(value: number): string;
  /** A decimal of either service with the language's sign, two places at least and all that it has; other text as it is. */
  amount(text: string): string;
  /** `14:05` for today, `gisteren 14:05`, else `12 nov 14:05`, with the year when it is another one. */
  moment(time: number, now: number): string;
  /** Day and time to the second. */
  exact(time: number): string;
  /** `14:05`. */
  clock(time: number): string;
  /** An ISO day as `12 nov 2026`; anything else as it is. */
  day(isoDay: string): string;
  /** A length of time in one unit, rounded up: `40 s`, `3 min`, `2 uur`. */
  duration(durationMs: number): string;
}

const DAY_MS = 86_400_000;

export function createFormat(language: Language, t: Translate): Format {
  const formatter = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(LOCALES[language], { timeZone: TIME_ZONE, ...options });
  const number = new Intl.NumberFormat(LOCALES[language]);
  const clock = formatter({ hour: '2-digit', minute: '2-digit' });
  const thisYear = formatter({ day: 'numeric', month: 'short' });
  const anyYear = formatter({ day: 'numeric', month: 'short', year: 'numeric' });
  const exact = formatter({ dateStyle: 'medium', timeStyle: 'medium' });
  const dayKey = new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE });

  const moment = (time: number, now: number): string => {
    const at = clock.format(time);
    const key = dayKey.format(time);
    if (key === dayKey.format(now)) return t('time.today', { time: at });
    if (key === dayKey.format(now - DAY_MS)) return t('time.yesterday', { time: at });
    if (key === dayKey.format(now + DAY_MS)) return t('time.tomorrow', { time: at });
    const sameYear = key.slice(0, 4) === dayKey.format(now).slice(0, 4);
    return `${(sameYear ? thisYear : anyYear).format(time)} ${at}`;
  };

  return {
    number: (value) => number.format(value),
    amount: (text) => amountText(text, number.format(0.5).charAt(1)),
    moment,
    exact: (time) => exact.format(time),
    clock: (time) => clock.format(time),
    day: (isoDay) =>
      /^\d{4}-\d{2}-\d{2}$/.test(isoDay) ? anyYear.format(Date.parse(`${isoDay}T12:00:00Z`)) : isoDay,
    duration: (durationMs) => duration(durationMs, t),
  };
}

function amountText(text: string, sign: string): string {
  const [, whole, places = ''] = /^(-?\d+)(?:[.,](\d+))?$/.exec(text.trim()) ?? [];
  return whole === undefined ? text : `${whole}${sign}${places.replace(/0+$/, '').padEnd(2, '0')}`;
}

function duration(durationMs: number, t: Translate): string {
  if (durationMs < 1_000) return t('time.milliseconds', { count: Math.round(durationMs) });
  const seconds = Math.ceil(durationMs / 1_000);
  if (seconds < 60) return t('time.seconds', { count: seconds });
  if (seconds < 3_600) return t('time.minutes', { count: Math.ceil(seconds / 60) });
  return t('time.hours', { count: Math.ceil(seconds / 3_600) });
}

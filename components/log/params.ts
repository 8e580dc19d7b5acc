import type { LogParams } from '../../lib/domain/log-row';
import type { I18n } from '../../lib/i18n/i18n';
import { cleanText } from '../primitives/clean-text';

export interface ParamPair {
  label: string;
  value: string;
}

const AMOUNTS: ReadonlySet<string> = new Set(['ours', 'theirs', 'calculated', 'lineTotal']);

/** The values a row or finding carries, named in the user's words; one without a name of its own is left out. */
export function paramPairs(params: LogParams, i18n: I18n): readonly ParamPair[] {
  return Object.entries(params).flatMap(([name, value]) => {
    const label = i18n.paramName(name);
    return label === undefined || value === '' ? [] : [{ label, value: shown(name, value, i18n) }];
  });
}

function shown(name: string, value: string | number, i18n: I18n): string {
  const { t, format, headline } = i18n;
  if (name === 'side' && (value === 'accountview' || value === 'outsmart')) return t(`side.${value}`);
  if (name === 'cause') return headline(String(value));
  if (name === 'held' && typeof value === 'string') return headline(value);
  if (AMOUNTS.has(name)) return format.amount(cleanText(String(value), 40));
  if (name === 'date' || name === 'from') return format.day(cleanText(String(value), 40));
  if (name === 'field' || name === 'fields') return fieldNames(String(value), i18n);
  return typeof value === 'number' ? format.number(value) : cleanText(value, 200);
}

function fieldNames(names: string, { fieldName }: I18n): string {
  return names
    .split(', ')
    .map((name) => cleanText(fieldName(name), 80))
    .join(', ');
}

/** What a code says of a record. The same code may come from either direction: the values tell which. */
export function reasonOf(
  code: string,
  { side }: LogParams,
  { t, headline, explain }: I18n,
): { headline: string; explanation: string } {
  if (code === 'FIELD_TOO_LONG' && side === 'outsmart')
    return { headline: t('reason.tooLongForOutSmart'), explanation: t('reason.tooLongForOutSmart.do') };
  return { headline: headline(code), explanation: explain(code) };
}

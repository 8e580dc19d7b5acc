import type { LogParams } from '../../lib/domain/log-row';
import type { I18n } from '../../lib/i18n/i18n';
import { cleanText } from '../primitives/clean-text';

export interface ParamPair {
  label: string;
  value: string;
}

/** The values a row or finding carries, named in the user's words; one without a name of its own is left out. */
export function paramPairs(params: LogParams, i18n: I18n): readonly ParamPair[] {
  return Object.entries(params).flatMap(([name, value]) => {
    const label = i18n.paramName(name);
    return label === undefined || value === '' ? [] : [{ label, value: shown(name, value, i18n) }];
  });
}

function shown(name: string, value: string | number, { t, format, headline }: I18n): string {
  if (name === 'side' && (value === 'accountview' || value === 'outsmart')) return t(`side.${value}`);
  if (name === 'cause') return headline(String(value));
  return typeof value === 'number' ? format.number(value) : cleanText(value, 200);
}

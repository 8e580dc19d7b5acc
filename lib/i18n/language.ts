import type { Settings } from '../settings/schema';

export type Language = 'nl' | 'en';

/** Dutch for every Dutch browser, English for all others; the setting overrides (product §10). */
export function chooseLanguage(setting: Settings['language'], browserLanguage: string): Language {
  if (setting !== 'auto') return setting;
  return browserLanguage.toLowerCase().startsWith('nl') ? 'nl' : 'en';
}

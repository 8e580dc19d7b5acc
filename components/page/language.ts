import { chooseLanguage, type Language } from '../../lib/i18n/language';
import type { Settings } from '../../lib/settings/schema';
import { LANGUAGE_VALUES } from './language-values';
import type { PageState } from './page-model';

/** The choice in force: the one being typed in the stepper, else the saved one. */
export function languageSetting({ draft, snapshot }: PageState): Settings['language'] {
  const typed = LANGUAGE_VALUES.find((value) => value === draft?.form['language']);
  return typed ?? snapshot.settings?.language ?? 'auto';
}

export function pageLanguage(state: PageState, browserLanguage: string): Language {
  return chooseLanguage(languageSetting(state), browserLanguage);
}

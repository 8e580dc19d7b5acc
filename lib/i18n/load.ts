import type { CodeTexts, Texts } from './i18n';
import type { Language } from './language';

/**
 * Catalogs come by dynamic import, so that a page loads one language, and of that language first what the
 * first paint needs (bar R12).
 */
const BASE: Readonly<Record<Language, () => Promise<Texts>>> = {
  nl: async () => {
    const [base, headlines] = await Promise.all([import('./catalog.nl'), import('./headlines.nl')]);
    return { base: base.nl, headlines: headlines.headlinesNl };
  },
  en: async () => {
    const [base, headlines] = await Promise.all([import('./catalog.en'), import('./headlines.en')]);
    return { base: base.en, headlines: headlines.headlinesEn };
  },
};

const SETTINGS: Readonly<Record<Language, () => Promise<NonNullable<Texts['settings']>>>> = {
  nl: async () => (await import('./settings.nl')).settingsNl,
  en: async () => (await import('./settings.en')).settingsEn,
};

const EXPLANATIONS: Readonly<Record<Language, () => Promise<CodeTexts>>> = {
  nl: async () => (await import('./explanations.nl')).explanationsNl,
  en: async () => (await import('./explanations.en')).explanationsEn,
};

export const loadTexts = (language: Language): Promise<Texts> => BASE[language]();
export const loadSettingsTexts = (language: Language) => SETTINGS[language]();
export const loadExplanations = (language: Language): Promise<CodeTexts> => EXPLANATIONS[language]();

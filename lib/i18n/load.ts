import type { Catalog, Explanations, Texts } from './i18n';
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

const SETTINGS: Readonly<Record<Language, () => Promise<Catalog>>> = {
  nl: async () => (await import('./settings.nl')).settingsNl,
  en: async () => (await import('./settings.en')).settingsEn,
};

const IMPORT: Readonly<Record<Language, () => Promise<Catalog>>> = {
  nl: async () => (await import('./import.nl')).importNl,
  en: async () => (await import('./import.en')).importEn,
};

const EXPORT: Readonly<Record<Language, () => Promise<Catalog>>> = {
  nl: async () => (await import('./export.nl')).exportNl,
  en: async () => (await import('./export.en')).exportEn,
};

const LISTS: Readonly<Record<Language, () => Promise<Catalog>>> = {
  nl: async () => (await import('./lists.nl')).listsNl,
  en: async () => (await import('./lists.en')).listsEn,
};

const PREVIEW: Readonly<Record<Language, () => Promise<Catalog>>> = {
  nl: async () => (await import('./preview.nl')).previewNl,
  en: async () => (await import('./preview.en')).previewEn,
};

const EXPLANATIONS: Readonly<Record<Language, () => Promise<Explanations>>> = {
  nl: async () => {
    const [codes, details, fields] = await Promise.all([
      import('./explanations.nl'),
      import('./details.nl'),
      import('./fields.nl'),
    ]);
    return { explanations: codes.explanationsNl, details: details.detailsNl, fields: fields.fieldsNl };
  },
  en: async () => {
    const [codes, details, fields] = await Promise.all([
      import('./explanations.en'),
      import('./details.en'),
      import('./fields.en'),
    ]);
    return { explanations: codes.explanationsEn, details: details.detailsEn, fields: fields.fieldsEn };
  },
};

export const loadTexts = (language: Language): Promise<Texts> => BASE[language]();
export const loadSettingsTexts = (language: Language): Promise<Catalog> => SETTINGS[language]();
export const loadImportTexts = (language: Language): Promise<Catalog> => IMPORT[language]();
export const loadExportTexts = (language: Language): Promise<Catalog> => EXPORT[language]();
export const loadListsTexts = (language: Language): Promise<Catalog> => LISTS[language]();
export const loadPreviewTexts = (language: Language): Promise<Catalog> => PREVIEW[language]();
/** What explains a log row or a finding: all that comes after the first paint. */
export const loadExplanations = (language: Language): Promise<Explanations> => EXPLANATIONS[language]();

import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Catalog, createI18n, type I18n, type Texts } from '../../lib/i18n/i18n';
import type { Language } from '../../lib/i18n/language';
import { loadExplanations, loadTexts } from '../../lib/i18n/load';
import { PageContext, useI18n, usePage } from './context';

interface WithTextsProps {
  /** Catalogs that the part needs beyond the page's own. */
  load: (language: Language) => Promise<Catalog>[];
  /** Takes the whole page, and keeps its height while the texts come. */
  isPage?: boolean;
  children: ComponentChildren;
}

/** Part of a page that comes with texts of its own; nothing is drawn before they are there. */
export function WithTexts({ load, isPage = false, children }: WithTextsProps) {
  const { model } = usePage();
  const i18n = useMoreTexts(useI18n().language, load);
  if (i18n === null) return <div class={isPage ? 'app-loading' : 'part-loading'} aria-busy="true" />;
  return <PageContext.Provider value={{ model, i18n }}>{children}</PageContext.Provider>;
}

function useMoreTexts(language: Language, load: WithTextsProps['load']): I18n | null {
  const [i18n, setI18n] = useState<I18n | null>(null);
  useEffect(() => {
    let wanted = true;
    const loadAll = async (): Promise<Texts> => {
      const [base, explanations, ...more] = await Promise.all([
        loadTexts(language),
        loadExplanations(language),
        ...load(language),
      ]);
      return { ...base, explanations, more };
    };
    loadAll().then(
      (texts) => {
        if (wanted) setI18n(createI18n(language, texts));
      },
      // A text file of our own package that cannot be loaded leaves nothing to say it with.
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [language]);
  return i18n;
}

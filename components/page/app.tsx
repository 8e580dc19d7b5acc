import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { createI18n, type I18n, type Texts } from '../../lib/i18n/i18n';
import type { Language } from '../../lib/i18n/language';
import { loadExplanations, loadTexts } from '../../lib/i18n/load';
import { PageContext, useRedraw } from './context';
import { pageLanguage } from './language';
import type { PageModel } from './page-model';

interface AppProps {
  model: PageModel;
  /** The browser's own language. */
  browserLanguage: string;
  children: ComponentChildren;
}

/**
 * The frame of both pages: draws as soon as the stored state and the texts of its language are there,
 * without waiting for the worker, and sets the mark `ready` when it is drawn and its buttons work (bar R9).
 */
export function App({ model, browserLanguage, children }: AppProps) {
  useRedraw(model.subscribe);
  const state = model.get();
  const i18n = useTexts(pageLanguage(state, browserLanguage));
  const drawn = state.loaded && i18n !== null;
  useLayoutEffect(() => {
    if (i18n === null) return;
    document.documentElement.lang = i18n.language;
    document.title = i18n.t('app.name');
  }, [i18n]);
  useEffect(() => {
    if (drawn) performance.mark('ready');
  }, [drawn]);
  if (!drawn) return <div class="app-loading" aria-busy="true" />;
  return <PageContext.Provider value={{ model, i18n }}>{children}</PageContext.Provider>;
}

/** Texts of the language; while another one is being fetched the page keeps the one it has. */
function useTexts(language: Language): I18n | null {
  const [loaded, setLoaded] = useState<{ i18n: I18n; texts: Texts } | null>(null);
  useEffect(() => {
    let wanted = true;
    const show = (texts: Texts): void => {
      if (wanted) setLoaded({ i18n: createI18n(language, texts), texts });
    };
    const load = async (): Promise<void> => {
      const base = await loadTexts(language);
      show(base);
      show({ ...base, explanations: await loadExplanations(language) });
    };
    // A text file of our own package that cannot be loaded leaves nothing to say it with.
    load().catch(() => {});
    return () => {
      wanted = false;
    };
  }, [language]);
  return loaded?.i18n ?? null;
}

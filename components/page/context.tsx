import { createContext } from 'preact';
import { useContext, useEffect, useReducer } from 'preact/hooks';
import type { I18n } from '../../lib/i18n/i18n';
import type { PageModel, PageState } from './page-model';

interface PageContextValue {
  model: PageModel;
  i18n: I18n;
}

export const PageContext = createContext<PageContextValue | null>(null);

function usePageContext(): PageContextValue {
  const value = useContext(PageContext);
  if (value === null) throw new Error('PageContext is missing');
  return value;
}

export function useI18n(): I18n {
  return usePageContext().i18n;
}

/** The model and its state of this moment; the page is drawn again from its root when it changes. */
export function usePage(): { model: PageModel; state: PageState } {
  const { model } = usePageContext();
  return { model, state: model.get() };
}

/** Draws again whenever `subscribe` says that something changed. */
export function useRedraw(subscribe: (listener: () => void) => () => void): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const stop = subscribe(() => redraw(undefined));
    // What changed between the first drawing and this effect.
    redraw(undefined);
    return stop;
  }, [subscribe]);
}

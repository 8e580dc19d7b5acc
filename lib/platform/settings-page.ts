import { browser } from '../browser';

const PAGE = 'popup.html';

/** The stepper's page, as popup or as tab. */
export interface SettingsPage {
  isOpen(): Promise<boolean>;
  /** Brings the settings back: as popup where the browser lets us, else in a tab. */
  open(): Promise<void>;
}

interface ContextsApi {
  getContexts?: (filter: { contextTypes: string[] }) => Promise<readonly { documentUrl?: string }[]>;
}

export const settingsPage: SettingsPage = {
  isOpen: async () => {
    const url = browser.runtime.getURL(PAGE);
    return (await openPages()).some((page) => page.startsWith(url));
  },
  open: async () => {
    try {
      await browser.action.openPopup();
    } catch {
      // No window in front, or an older browser.
      await browser.tabs.create({ url: `${browser.runtime.getURL(PAGE)}?tab` });
    }
  },
};

async function openPages(): Promise<readonly string[]> {
  const { getContexts } = browser.runtime as unknown as ContextsApi;
  if (getContexts === undefined) return browser.extension.getViews().map((view) => view.location.href);
  const contexts = await getContexts({ contextTypes: ['POPUP', 'TAB'] });
  return contexts.map((context) => context.documentUrl ?? '');
}

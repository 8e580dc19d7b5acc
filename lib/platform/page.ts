import { browser } from '../browser';
import { workOrderIdOf } from '../domain/work-order-url';
import type { Send } from '../messaging/client';
import { createSessionArea, type SessionArea } from './session';
import { currentWindowId, openSidePanel } from './side-panel';

/** The browser as our pages use it. */
export interface Page {
  send: Send;
  /** Calls once when the worker has ended, whatever ended it; wakes it when it does not run. */
  whenWorkerEnds(act: () => void): void;
  session: SessionArea;
  /** The browser's own language, e.g. `nl-NL`. */
  language: string;
  /** To be called straight from a click, before any `await`: opening the panel needs the gesture. */
  openLog(): Promise<void>;
  /** Asks for access to the services, where the browser or the user withheld it; straight from a click too. */
  requestHosts(): Promise<boolean>;
  /** The settings in a tab of their own. */
  openSettingsTab(): Promise<void>;
  copy(text: string): Promise<void>;
  /** Tells which work order the tab in front shows, now and after each change; returns a way to stop. */
  watchWorkOrder(onChange: (id: string | undefined) => void): () => void;
}

export function createPage(outsmartOrigin: string): Page {
  let windowId: number | undefined;
  currentWindowId().then(
    (id) => {
      windowId = id;
    },
    // Without it the log opens in a tab.
    () => {},
  );
  return {
    send: (message) => browser.runtime.sendMessage(message),
    whenWorkerEnds: (act) => browser.runtime.connect().onDisconnect.addListener(act),
    session: createSessionArea(browser.storage.session),
    language: navigator.language,
    openLog: () => openSidePanel(windowId),
    requestHosts: () =>
      browser.permissions.request({ origins: browser.runtime.getManifest().host_permissions ?? [] }),
    openSettingsTab: async () => {
      await browser.tabs.create({ url: browser.runtime.getURL('popup.html?tab&settings') });
    },
    copy: (text) => navigator.clipboard.writeText(text),
    watchWorkOrder: (onChange) => watchWorkOrder(outsmartOrigin, onChange),
  };
}

function watchWorkOrder(outsmartOrigin: string, onChange: (id: string | undefined) => void): () => void {
  const look = async (): Promise<void> => {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    // The URL is there only for tabs of a host we may reach.
    onChange(workOrderIdOf(tab?.url ?? '', outsmartOrigin));
  };
  const again = (): void => {
    look().catch(() => onChange(undefined));
  };
  browser.tabs.onActivated.addListener(again);
  browser.tabs.onUpdated.addListener(again);
  again();
  return () => {
    browser.tabs.onActivated.removeListener(again);
    browser.tabs.onUpdated.removeListener(again);
  };
}

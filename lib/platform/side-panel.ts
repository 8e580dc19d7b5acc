import { browser } from '../browser';

interface SidePanelApi {
  open(options: { windowId: number }): Promise<void>;
}
interface SidebarApi {
  open(): Promise<void>;
}

/** webextension-polyfill types `sidebarAction` for every browser and `sidePanel` for none. */
const { sidePanel, sidebarAction } = browser as unknown as {
  sidePanel?: SidePanelApi;
  sidebarAction?: SidebarApi;
};

/** Ask at page start: Chrome's panel opens in a window that has to be known when the click comes. */
export async function currentWindowId(): Promise<number | undefined> {
  return (await browser.windows.getCurrent()).id;
}

/**
 * Opens the log. To be called straight from the click, before any `await`: both browsers want a user gesture.
 * Where there is no panel it opens in a tab.
 */
export async function openSidePanel(windowId: number | undefined): Promise<void> {
  if (sidePanel !== undefined && windowId !== undefined) return sidePanel.open({ windowId });
  if (sidebarAction !== undefined) return sidebarAction.open();
  await browser.tabs.create({ url: browser.runtime.getURL('sidepanel.html') });
}

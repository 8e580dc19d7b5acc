import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../support/accessibility';
import { extensionPage } from '../support/extension-page';
import { createPictures, PANEL_VIEW, POPUP_VIEW, type Scheme } from '../support/pictures';
import { openLogPanel, runFinished, setUpConnection } from '../support/walk';
import { daysAgo, inWorld } from '../support/world';

const pictures = createPictures('.output/screenshots');

describe('every surface', () => {
  it.each(['nl', 'en'])('passes axe in light and dark and has its picture in %s', async (language) => {
    await inWorld({ language, path: 'popup.html' }, async ({ chrome, walk }) => {
      const found: string[] = [];
      const look = async (
        name: string,
        page: Page,
        schemes: readonly Scheme[] = ['dark', 'light'],
      ): Promise<void> => {
        for (const scheme of schemes) {
          await pictures.take(page, `${name}-${language}-${scheme}`, scheme);
          const problems = await accessibilityProblems(page);
          found.push(...problems.map((problem) => `${name} (${scheme}): ${problem}`));
        }
      };
      await walk.settings.page.setViewport(POPUP_VIEW);
      await setUpConnection({ ...walk, look }, { target: 'sales-order', from: daysAgo(90) });
      await runFinished(walk.settings);
      await look('status', walk.settings.page);

      const panel = await openLogPanel(walk);
      await panel.waitFor('log-row');
      // One scheme: rows below the edge (`content-visibility: auto`) keep their old colours until they are scrolled to.
      await look('panel-native', panel.page, ['light']);

      const inTab = extensionPage(await chrome.openPage('sidepanel.html'));
      await inTab.page.setViewport(PANEL_VIEW);
      await inTab.waitFor('log-row');
      await look('panel', inTab.page);

      await walk.settings.click('disconnect');
      await walk.settings.waitFor('confirm-disconnect');
      await look('disconnect', walk.settings.page);
      await walk.settings.click('cancel-disconnect');

      expect(found).toEqual([]);
    });
  });
});

import type { Page } from 'puppeteer';
import { describe, it } from 'vitest';
import { signInAtAccountView } from '../support/sign-in';
import { waitUntil } from '../support/wait';
import { inWorld, SMALL_DATA } from '../support/world';

const MOST_STOPS = 200;

/** Presses Tab until the focus is on the element with this hook. */
async function tabTo(page: Page, testId: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
    if (focused === testId) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${testId}`);
}

async function press(page: Page, testId: string, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await waitUntil(
    `${testId} to be enabled`,
    async () => (await page.$(`[data-testid="${testId}"]:not(:disabled)`)) !== null,
  );
  await tabTo(page, testId);
  await page.keyboard.press(key);
}

describe('the stepper', () => {
  it('can be walked from the first step to the save with the keyboard alone', async () => {
    await inWorld({ data: SMALL_DATA }, async ({ simulator, chrome, walk }) => {
      const { page } = walk.settings;
      const { credentials } = simulator;
      const type = async (testId: string, value: string): Promise<void> => {
        await tabTo(page, testId);
        await page.keyboard.type(value);
      };
      await page.bringToFront();

      await type('client-id', credentials.clientId);
      await type('client-secret', credentials.clientSecret);
      await press(page, 'sign-in');
      await signInAtAccountView(chrome.browser, simulator.accountViewUrl, credentials);
      await walk.settings.waitFor('step-outsmart', { 'aria-current': 'step' });
      await page.bringToFront();

      await type('outsmart-token', credentials.outsmartToken);
      await type('outsmart-software-token', credentials.outsmartSoftwareToken);
      await press(page, 'outsmart-test');
      await walk.settings.waitFor('outsmart-test-result', { 'data-result': 'ok' });
      await press(page, 'step-next');

      await walk.settings.waitFor('administration');
      await waitUntil(
        'the companies',
        async () => (await page.$$('[data-testid="administration"] option')).length > 1,
      );
      await tabTo(page, 'administration');
      await page.keyboard.press('ArrowDown');
      await press(page, 'step-next');
      await walk.settings.waitFor('step-import', { 'aria-current': 'step' });
      await press(page, 'step-next');
      await walk.settings.waitFor('step-export', { 'aria-current': 'step' });
      await tabTo(page, 'export-target');
      await page.keyboard.press('ArrowDown');
      await press(page, 'step-next');
      await walk.settings.waitFor('step-review', { 'aria-current': 'step' });
      await walk.settings.waitFor('preview', { 'data-state': 'ready' });
      const amber = '[data-testid^="preflight-accept-"]';
      for (const id of await page.$$eval(amber, (boxes) => boxes.map((box) => box.id)))
        await press(page, id, 'Space');
      await press(page, 'save');

      await walk.settings.waitFor('connection-status', { 'data-state': 'active' });
    });
  });
});

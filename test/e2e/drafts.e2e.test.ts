import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../lib/settings/draft';
import { extensionPage, type ExtensionPage } from '../support/extension-page';
import { readRows } from '../support/page-data';
import { waitUntil } from '../support/wait';
import { chooseAdministration, connectOutSmart, signIn } from '../support/walk';
import { inWorld, SMALL_DATA } from '../support/world';

/** Typing is kept while it goes on: once the last of it is on its way to the disk, the page may die. */
async function kept({ page }: ExtensionPage, isIn: (draft: Draft) => boolean, secret = ''): Promise<void> {
  await waitUntil('the draft', async () => (await readRows<Draft>(page, 'drafts')).some(isIn));
  await waitUntil('the secret', async () => (await page.evaluate(readSession)).includes(secret));
}

/** Runs in the page. */
async function readSession(): Promise<string> {
  interface Storage {
    storage: { session: { get(key: null): Promise<object> } };
  }
  const { storage } = (globalThis as unknown as { chrome: Storage }).chrome;
  return JSON.stringify(await storage.session.get(null));
}

describe('what has been typed', () => {
  it('is still there, secrets too, when the page is killed halfway', async () => {
    await inWorld({ data: SMALL_DATA }, async ({ chrome, walk }) => {
      await walk.settings.type('client-id', 'half-a-key');
      await walk.settings.type('client-secret', 'half-a-secret');
      await kept(walk.settings, ({ clientId }) => clientId === 'half-a-key', 'half-a-secret');
      await walk.settings.page.close();

      const again = extensionPage(await chrome.openPage('popup.html?tab'));
      await again.waitFor('client-id');

      expect(await again.read('client-id', 'value')).toBe('half-a-key');
      expect(await again.read('client-secret', 'value')).toBe('half-a-secret');
    });
  });

  it('resumes at the same step when the worker dies as well', async () => {
    await inWorld({ data: SMALL_DATA }, async ({ chrome, walk }) => {
      await signIn(walk);
      await connectOutSmart(walk);
      const company = await chooseAdministration(walk);
      await walk.settings.check('import-materials', false);
      await kept(walk.settings, ({ form }) => JSON.stringify(form).includes('"materials":false'));
      await chrome.killWorker();
      await walk.settings.page.close();

      const again = extensionPage(await chrome.openPage('popup.html?tab'));
      await again.waitFor('step-import', { 'aria-current': 'step' });

      expect(
        await again.page.$eval(
          '[data-testid="import-materials"]',
          (box) => (box as HTMLInputElement).checked,
        ),
      ).toBe(false);
      await again.click('step-administration');
      await again.waitFor('administration');
      expect(await again.read('administration', 'value')).toBe(company.id);
    });
  });

  it('survives a restart of the browser except the secrets', async () => {
    const userDataDir = mkdtempSync(join(tmpdir(), 'accountview-outsmart-restart-'));
    try {
      await inWorld({ data: SMALL_DATA, userDataDir }, async ({ walk }) => {
        await walk.settings.type('client-id', 'kept-key');
        await walk.settings.type('client-secret', 'forgotten-secret');
        await kept(walk.settings, ({ clientId }) => clientId === 'kept-key', 'forgotten-secret');
      });
      await inWorld({ data: SMALL_DATA, userDataDir }, async ({ walk }) => {
        await walk.settings.waitFor('client-id');

        expect(await walk.settings.read('client-id', 'value')).toBe('kept-key');
        expect(await walk.settings.read('client-secret', 'value')).toBe('');
      });
    } finally {
      rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});

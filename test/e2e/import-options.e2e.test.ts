import { describe, expect, it } from 'vitest';
import { FIELD_GROUPS } from '../../lib/settings/field-groups';
import type { ExtensionPage } from '../support/extension-page';
import {
  chooseAdministration,
  chooseExport,
  connectOutSmart,
  reviewAndSave,
  runFinished,
  signIn,
} from '../support/walk';
import { inWorld, SMALL_DATA } from '../support/world';
import { waitUntil } from '../support/wait';

/** Options of the step by their hooks, each with another value than it starts with. */
const CHOICES: Readonly<Record<string, string>> = {
  'blocked-debtors': 'skip',
  'workorder-email': 'main-contact',
  'article-groups': '100, 200',
  'blocked-articles': 'skip',
  'default-unit': 'stk',
  'hour-articles': 'group',
  'hour-groups': '300',
  projects: 'all',
  'project-statuses': '',
  'default-project-status': 'Lopend',
  'orders-from': '2026-01-01',
  'order-type-of-work': 'Onderhoud',
  'order-payment-method': 'pin betaling',
  'order-contact': 'Receptie',
};

async function valueOf(page: ExtensionPage, name: string): Promise<string | undefined> {
  return await page.read(`option-${name}`, 'value');
}

/** All options of the step as they stand. */
async function choices(page: ExtensionPage): Promise<Record<string, string | undefined>> {
  const found: Record<string, string | undefined> = {};
  for (const name of Object.keys(CHOICES)) found[name] = await valueOf(page, name);
  return found;
}

async function isOn(page: ExtensionPage, testId: string): Promise<boolean> {
  return await page.page.$eval(`[data-testid="${testId}"]`, (box) => (box as HTMLInputElement).checked);
}

describe('the options of the import', () => {
  it('are kept from the step to the settings in force, with the codes that were ticked', async () => {
    await inWorld({ data: SMALL_DATA }, async ({ walk }) => {
      const { settings } = walk;
      await signIn(walk);
      await connectOutSmart(walk);
      await chooseAdministration(walk);
      await settings.check('import-sales-orders', true);
      for (const [name, value] of Object.entries(CHOICES)) await settings.set(`option-${name}`, value);
      for (const group of FIELD_GROUPS)
        expect([group, await isOn(settings, `option-lead-${group}`)]).toEqual([
          group,
          !['phone', 'email', 'workorder-email', 'status'].includes(group),
        ]);
      await settings.page.$eval('[data-testid="option-lead-phone"]', (box) => (box as HTMLElement).click());

      // Ticks come from AccountView, and text and ticks say the same.
      await settings.waitFor('option-relation-groups-tick');
      const [group] = await settings.list('option-relation-groups-tick');
      const code = group?.['data-code'] ?? '';
      await settings.page.$eval('.code-list details', (details) => details.setAttribute('open', ''));
      await settings.click('option-relation-groups-tick', { 'data-code': code });
      await waitUntil('the text', async () => (await valueOf(settings, 'relation-groups')) === code);
      await settings.set('option-relation-groups', '');
      expect(await isOn(settings, 'option-relation-groups-tick')).toBe(false);

      // Orders need no yes of their own in this test.
      await settings.check('import-sales-orders', false);
      await settings.waitForEnabled('step-next');
      await settings.click('step-next');
      await chooseExport(walk, { target: 'none' });
      await reviewAndSave(walk);
      await runFinished(settings);
      await settings.click('open-settings');
      await settings.click('step-import');
      await settings.check('import-sales-orders', true);

      expect(await choices(settings)).toEqual(CHOICES);
      expect(await isOn(settings, 'option-lead-phone')).toBe(true);
      expect(await isOn(settings, 'option-lead-email')).toBe(false);
    });
  });

  it('do not let hour types be found by article group without one', async () => {
    await inWorld({ data: SMALL_DATA }, async ({ walk }) => {
      const { settings } = walk;
      await signIn(walk);
      await connectOutSmart(walk);
      await chooseAdministration(walk);

      await settings.set('option-hour-articles', 'group');
      await settings.click('step-next');
      await settings.page.waitForSelector('[data-testid="option-hour-groups"][aria-invalid="true"]');
      expect(await settings.read('step-import', 'aria-current')).toBe('step');

      await settings.set('option-hour-groups', '300');
      await settings.click('step-next');
      await settings.waitFor('step-export', { 'aria-current': 'step' });
    });
  });
});

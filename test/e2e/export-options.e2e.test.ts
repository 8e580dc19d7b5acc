import { describe, expect, it } from 'vitest';
import type { ExtensionPage } from '../support/extension-page';
import { accessibilityProblems } from '../support/accessibility';
import { chooseAdministration, chooseImports, connectOutSmart, signIn } from '../support/walk';
import { daysAgo, inWorld, SMALL_DATA } from '../support/world';

const TEXTS = {
  'export-from': daysAgo(90),
  'claim-status': '2',
  'success-status': '3',
  'failure-status': '99',
  'default-hour-article': 'UUR',
  'travel-article': 'KM',
  'default-article': 'DIV',
  'flood-limit': '40',
  'hold-days': '60',
  'collective-account': '1300',
  journal: 'VRK',
  'default-vat': '1',
  'default-revenue': '8000',
  'cost-centre': '100',
} as const;

const CHOICES = {
  trigger: 'by-hand',
  'debtor-number': 'accountview',
  'hour-rounding': '15',
  'free-text': 'text',
  'zero-lines': 'keep',
} as const;

const SWITCHES = [
  'new-relation',
  'new-article',
  'description-line',
  'reverse-sign',
  'send-period',
  'this-browser-exports',
] as const;

/** Types a code of a mapping, whether it has a row or not, and its counterpart. */
async function map(settings: ExtensionPage, kind: string, key: string, value: string): Promise<void> {
  const row = `[data-testid="mapping-row"][data-kind="${kind}"][data-key="${key}"]`;
  if ((await settings.page.$(row)) === null) {
    const field = await settings.page.waitForSelector(`[data-testid="mapping-new"][data-kind="${kind}"]`);
    await field?.type(key);
    await settings.page.keyboard.press('Enter');
  }
  const input = await settings.page.waitForSelector(`${row} [data-testid="mapping-value"]`);
  await input?.type(value);
}

async function mapped(settings: ExtensionPage, kind: string): Promise<Record<string, string>> {
  const rows = await settings.page.$$eval(`[data-testid="mapping-row"][data-kind="${kind}"]`, (elements) =>
    elements.map((element) => [
      element.getAttribute('data-key') ?? '',
      element.querySelector('input')?.value ?? '',
    ]),
  );
  return Object.fromEntries(rows.filter(([, value]) => value !== '')) as Record<string, string>;
}

describe('the step Export', () => {
  it('has every option of a journal page, keeps what was chosen, and asks for what is missing', async () => {
    await inWorld({ data: SMALL_DATA }, async ({ walk }) => {
      const { settings } = walk;
      await signIn(walk);
      await connectOutSmart(walk);
      await chooseAdministration(walk);
      await chooseImports(walk);
      await settings.set('export-target', 'journal');

      await settings.click('step-next');
      await settings.waitFor('option-journal', { 'aria-invalid': 'true' });

      for (const [name, value] of Object.entries(CHOICES).filter(([name]) => name !== 'debtor-number'))
        await settings.set(`option-${name}`, value);
      for (const name of SWITCHES) await settings.page.$eval(`[data-testid="option-${name}"]`, toggle);
      await settings.waitFor('option-collective-account');
      await settings.set('option-debtor-number', CHOICES['debtor-number']);
      for (const [name, value] of Object.entries(TEXTS)) await settings.set(`option-${name}`, value);
      await map(settings, 'hour', 'REIS', 'UUR');
      await map(settings, 'vat', 'REIS', '2');
      await map(settings, 'revenue', 'KETELS', '8100');
      expect(await accessibilityProblems(settings.page)).toEqual([]);

      await settings.click('step-next');
      await settings.waitFor('step-review', { 'aria-current': 'step' });
      await settings.click('step-back');
      await settings.waitFor('option-journal');

      for (const [name, value] of Object.entries({ ...TEXTS, ...CHOICES }))
        expect([name, await settings.read(`option-${name}`, 'value')]).toEqual([name, value]);
      const on = await Promise.all(
        SWITCHES.map((name) =>
          settings.page.$eval(`[data-testid="option-${name}"]`, (box) => (box as HTMLInputElement).checked),
        ),
      );
      expect(on).toEqual([true, true, true, true, true, false]);
      expect(await mapped(settings, 'hour')).toEqual({ REIS: 'UUR' });
      expect(await mapped(settings, 'vat')).toEqual({ REIS: '2' });
      expect(await mapped(settings, 'revenue')).toEqual({ KETELS: '8100' });

      await settings.set('export-target', 'sales-order');
      await settings.waitFor('option-default-hour-article');
      for (const name of ['journal', 'default-vat', 'default-revenue', 'cost-centre', 'reverse-sign'])
        expect([name, await settings.exists(`option-${name}`)]).toEqual([name, false]);
    });
  });
});

/** Runs in the page. */
function toggle(box: Element): void {
  (box as HTMLInputElement).click();
}

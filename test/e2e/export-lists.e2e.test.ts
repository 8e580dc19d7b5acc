import { describe, expect, it } from 'vitest';
import type { LedgerRow } from '../../lib/domain/ledger';
import type { ExtensionPage } from '../support/extension-page';
import { readRows } from '../support/page-data';
import { waitUntil } from '../support/wait';
import { openLogPanel, runFinished, setUpConnection } from '../support/walk';
import { daysAgo, inWorld, SMALL_DATA } from '../support/world';

const FROM = daysAgo(90);

/** Clicks a button inside the problem of a work order. */
async function inProblem({ page }: ExtensionPage, id: string, testId: string): Promise<void> {
  await page.bringToFront();
  const problem = `[data-testid="problem"][data-record="work-order:${id}"]`;
  await page.locator(`${problem} [data-testid="${testId}"]`).click();
}

async function ledgerRow({ page }: ExtensionPage, id: string): Promise<LedgerRow | undefined> {
  const rows = await readRows<LedgerRow>(page, 'ledger');
  return rows.find((row) => row.workOrderId === id);
}

describe('work orders that are chosen by hand', () => {
  it('wait until somebody asks for one of them, and for all of them from the panel', async () => {
    await inWorld({ data: { ...SMALL_DATA, workOrders: 3 } }, async ({ simulator, walk }) => {
      const { settings } = walk;
      const documents = (): number => simulator.world.history.documents.length;
      const before = documents();
      await setUpConnection(walk, { target: 'sales-order', from: FROM, options: { trigger: 'by-hand' } });
      await runFinished(settings);
      await settings.waitFor('waiting-row');
      expect(await settings.list('waiting-row')).toHaveLength(3);
      expect(documents()).toBe(before);

      await settings.click('export-now');
      await settings.waitFor('count-exported', { 'data-value': '1' }, 30_000);
      expect(documents()).toBe(before + 1);
      expect(await settings.list('waiting-row')).toHaveLength(2);

      const panel = await openLogPanel(walk);
      await panel.click('export-now-all');
      await settings.waitFor('count-exported', { 'data-value': '3' }, 30_000);
      expect(documents()).toBe(before + 3);
      await waitUntil('an empty list', async () => !(await settings.exists('waiting-row')));
    });
  });
});

describe('held work orders', () => {
  it('are released together when several are ticked', async () => {
    await inWorld({ data: { ...SMALL_DATA, workOrders: 4 } }, async ({ walk }) => {
      const { settings } = walk;
      const options = { 'flood-limit': '3' };
      await setUpConnection(walk, { target: 'sales-order', from: FROM, options });
      await runFinished(settings);
      await settings.waitFor('held-row');
      expect(await settings.exists('release-held-selected')).toBe(false);
      expect(await settings.exists('raise-flood-limit')).toBe(true);

      const boxes = await settings.page.$$('[data-testid="held-select"]');
      for (const box of boxes.slice(1, 3)) await box.click();
      await settings.click('release-held-selected');

      await settings.waitFor('count-exported', { 'data-value': '2' }, 30_000);
      await settings.waitFor('count-held', { 'data-value': '2' });
      // No more are left than the limit: there is nothing to raise.
      expect(await settings.exists('raise-flood-limit')).toBe(false);
      expect(await settings.exists('release-held-selected')).toBe(false);
    });
  });
});

describe('problems of the export', () => {
  it('are grouped by cause; a text is cut after a yes, one is let be with a reason and taken back, a mapping leads to its step', async () => {
    await inWorld({}, async ({ walk }) => {
      const { settings } = walk;
      await setUpConnection(walk, { target: 'sales-order', from: FROM });
      await runFinished(settings);
      await settings.waitFor('problem-group', { 'data-code': 'MATERIAL_NOT_FOUND', 'data-count': '2' });

      // The list scrolls inside the page: what is there for screen readers alone does not make the page longer.
      const isWhole = () => document.documentElement.scrollHeight <= innerHeight;
      expect(await settings.page.evaluate(isWhole)).toBe(true);
      const panel = await openLogPanel(walk);
      await panel.waitFor('problem-group');
      expect(await panel.page.evaluate(isWhole)).toBe(true);

      await inProblem(settings, '590003', 'problem-fix');
      await waitUntil('the export', async () => (await ledgerRow(settings, '590003'))?.state === 'closed');
      await waitUntil(
        'the problem to go',
        async () => !(await settings.exists('problem', { 'data-record': 'work-order:590003' })),
      );

      await inProblem(settings, '590001', 'problem-ignore');
      await settings.waitFor('problem-reason');
      await settings.type('problem-reason', 'Al met de hand gefactureerd');
      await settings.page.keyboard.press('Enter');
      await waitUntil(
        'the problem to go',
        async () => !(await settings.exists('problem', { 'data-record': 'work-order:590001' })),
      );
      expect(await ledgerRow(settings, '590001')).toMatchObject({
        state: 'ignored',
        ignoredBecause: 'Al met de hand gefactureerd',
      });

      await settings.page.locator('[data-testid="ignored-list"] summary').click();
      await settings.page
        .locator(
          '[data-testid="ignored-row"][data-record="work-order:590001"] [data-testid="ignored-export"]',
        )
        .click();
      await settings.waitFor('problem', { 'data-record': 'work-order:590001' });
      await waitUntil('an empty list', async () => !(await settings.exists('ignored-list')));

      await inProblem(settings, '590008', 'problem-fix');
      await settings.waitFor('step-export', { 'aria-current': 'step' });
      await settings.waitFor('option-default-hour-article');
    });
  });
});

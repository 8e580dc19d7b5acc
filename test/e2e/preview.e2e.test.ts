import { describe, expect, it } from 'vitest';
import type { ExtensionPage } from '../support/extension-page';
import {
  chooseAdministration,
  chooseExport,
  chooseImports,
  connectOutSmart,
  reviewAndSave,
  runFinished,
  signIn,
  type Walk,
} from '../support/walk';
import { inWorld } from '../support/world';

const DATA = { relations: 30, articles: 60, workOrders: 0, otherStates: false, importCases: true };
const ON = ['categories', 'relations', 'contacts', 'addresses', 'materials', 'hour-types', 'projects'];

async function toReview(walk: Walk): Promise<void> {
  await signIn(walk);
  await connectOutSmart(walk);
  await chooseAdministration(walk);
  await chooseImports(walk);
  await chooseExport(walk, { target: 'none' });
}

/** Counts of every category of the preview, by category. */
async function previewed(page: ExtensionPage): Promise<Record<string, Record<string, number>>> {
  const rows = await page.list('preview-category');
  return Object.fromEntries(
    rows.map((row) => [
      row['data-category'] ?? '',
      {
        new: Number(row['data-new']),
        changed: Number(row['data-changed']),
        unchanged: Number(row['data-unchanged']),
        setAside: Number(row['data-set-aside']),
      },
    ]),
  );
}

/** What the last import of every category did. */
async function imported(page: ExtensionPage): Promise<Record<string, { written: number; setAside: number }>> {
  const found: Record<string, { written: number; setAside: number }> = {};
  for (const category of ON) {
    const read = async (name: string): Promise<number> =>
      Number(await page.read(`import-state-${category}`, `data-${name}`));
    found[category] = { written: await read('written'), setAside: await read('set-aside') };
  }
  return found;
}

/** Unfolds a category and returns the records of its lines, by what would happen to them. */
async function linesOf(page: ExtensionPage, category: string): Promise<Record<string, string[]>> {
  const row = `[data-testid="preview-category"][data-category="${category}"]`;
  await page.page.locator(`${row} [data-testid="preview-toggle"]`).click();
  await page.page.waitForSelector(`${row} [data-testid="preview-line"]`);
  const lists = await page.page.$$eval(`${row} [data-testid="preview-lines"]`, (elements) =>
    elements.map((element) => [
      element.getAttribute('data-outcome') ?? '',
      [...element.querySelectorAll('[data-testid="preview-line"]')].map(
        (line) => line.getAttribute('data-record') ?? '',
      ),
    ]),
  );
  return Object.fromEntries(lists) as Record<string, string[]>;
}

describe('the preview before the first save', () => {
  it('shows what the first run then does, record by record, and lets nobody save before it is ready', async () => {
    await inWorld({ data: DATA }, async ({ simulator, walk }) => {
      const { settings } = walk;
      simulator.world.latencyMs = 400;
      await toReview(walk);
      // The checks are done and none is red: only the preview is still under way.
      await settings.waitFor('preflight-outsmart', { 'data-result': 'ok' });
      expect(await settings.read('preview', 'data-state')).toBe('running');
      expect(await settings.page.$('[data-testid="save"]:not(:disabled)')).toBeNull();
      simulator.world.latencyMs = 0;
      await settings.waitFor('preview', { 'data-state': 'ready' }, 60_000);

      const expected = await previewed(settings);
      expect(Object.keys(expected)).toEqual(ON);
      expect(expected['relations']?.['setAside']).toBeGreaterThan(0);
      expect(
        simulator.requests.filter(({ side, method }) => side === 'outsmart' && method === 'POST'),
      ).toEqual([]);
      const lines = await linesOf(settings, 'relations');
      expect(lines['set-aside']).toHaveLength(expected['relations']?.['setAside'] ?? 0);
      expect(lines['new']).toHaveLength(Math.min(25, expected['relations']?.['new'] ?? 0));

      await reviewAndSave(walk);
      const { state } = await runFinished(settings);
      expect(state).toBe('done');
      expect(await settings.exists('approval')).toBe(false);
      const done = await imported(settings);
      for (const category of ON) {
        const { new: fresh = 0, changed = 0, setAside } = expected[category] ?? {};
        expect([category, done[category]]).toEqual([category, { written: fresh + changed, setAside }]);
      }
    });
  });

  it('is asked for again by a change in any step', async () => {
    await inWorld({ data: { ...DATA, difficult: false, importCases: false } }, async ({ walk }) => {
      const { settings } = walk;
      await toReview(walk);
      await settings.waitFor('preview', { 'data-state': 'ready' });
      await settings.waitForEnabled('save');

      await settings.click('step-import');
      await settings.check('import-projects', false);
      await settings.click('step-review');
      await settings.waitFor('preview', { 'data-state': 'ready' });

      expect(Object.keys(await previewed(settings))).toEqual(ON.filter((name) => name !== 'projects'));
    });
  });
});

import { describe, expect, it } from 'vitest';
import { openLogPanel, runFinished, setUpConnection } from '../support/walk';
import { daysAgo, inWorld, SMALL_DATA } from '../support/world';

describe('held work orders', () => {
  it('are sent only after a person released them, one from the panel and the rest from the popup, when there are more than the limit', async () => {
    const data = { ...SMALL_DATA, workOrders: 6 };
    await inWorld({ data }, async ({ simulator, walk }) => {
      const documents = (): number => simulator.world.history.documents.length;
      const before = documents();
      const choices = { target: 'sales-order', from: daysAgo(90), options: { 'flood-limit': '5' } } as const;
      await setUpConnection(walk, choices);
      await runFinished(walk.settings);

      await walk.settings.waitFor('count-held', { 'data-value': '6' });
      expect(documents()).toBe(before);
      await walk.settings.waitFor('held-row', { 'data-code': 'HELD_FLOOD' });

      const panel = await openLogPanel(walk);
      await panel.click('release-held');
      await walk.settings.waitFor('count-exported', { 'data-value': '1' }, 30_000);
      await walk.settings.waitFor('count-held', { 'data-value': '5' });
      expect(documents()).toBe(before + 1);

      await walk.settings.click('release-held-all');
      await walk.settings.waitFor('count-exported', { 'data-value': '6' }, 30_000);
      expect(await walk.settings.read('count-held', 'data-value')).toBe('0');
      expect(documents()).toBe(before + 6);
    });
  });
});

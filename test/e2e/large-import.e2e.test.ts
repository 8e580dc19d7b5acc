import type { Page } from 'puppeteer';
import { describe, expect, it } from 'vitest';
import { beforeSave, openLogPanel, runFinished, setUpConnection, syncNow } from '../support/walk';
import { inWorld } from '../support/world';

/** A pause of the page's own thread that a person would call "it hangs". */
const FROZEN_MS = 500;
/** One that a person notices. */
const HITCH_MS = 100;
const LATENCY_MS = 200;
const LONG_LATENCY_MS = 2_000;

interface Meter {
  longestGapMs: number;
  /** Durations of the page's long tasks (of 50 ms and more), ms. */
  longTasks: number[];
}

/** Starts measuring how long the page's thread is ever busy without a break. */
async function startMeter(page: Page): Promise<void> {
  await page.evaluate(() => {
    const meter: Meter = { longestGapMs: 0, longTasks: [] };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) meter.longTasks.push(duration);
    }).observe({ type: 'longtask' });
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      meter.longestGapMs = Math.max(meter.longestGapMs, now - last);
      last = now;
    }, 20);
    Object.assign(globalThis, { meter });
  });
}

async function meterOf(page: Page): Promise<Meter> {
  return await page.evaluate(() => (globalThis as unknown as { meter: Meter }).meter);
}

describe('1,000 relations and 2,000 articles', () => {
  it('are imported in one run while popup and panel stay responsive and show progress', async () => {
    const data = { relations: 1_000, articles: 2_000, workOrders: 0, difficult: false, otherStates: false };
    await inWorld({ data }, async ({ simulator, chrome, walk }) => {
      // Held up until everything that is to be looked at is open, however long that takes.
      const slow = beforeSave(walk, () => (simulator.world.latencyMs = LONG_LATENCY_MS));
      await setUpConnection(slow, { target: 'none' });
      const idle = await chrome.browser.newPage();
      await startMeter(idle);
      await startMeter(walk.settings.page);
      await walk.settings.waitFor('sync-progress');
      const panel = await openLogPanel(walk);
      await startMeter(panel.page);
      await panel.waitFor('run', { 'data-state': 'running' });
      simulator.world.latencyMs = LATENCY_MS;
      const { state } = await runFinished(walk.settings);

      expect(state).toBe('done');
      expect(await walk.settings.read('import-state-relations', 'data-read')).toBe('1000');
      expect(await walk.settings.read('import-state-materials', 'data-read')).toBe('2000');
      expect(simulator.world.outsmart.entity('relations').rows.length).toBeGreaterThanOrEqual(1_000);
      // A page that does nothing tells how long this machine leaves any page without a turn.
      const waited = (await meterOf(idle)).longestGapMs;
      for (const page of [walk.settings.page, panel.page]) {
        const { longestGapMs, longTasks } = await meterOf(page);
        expect(longestGapMs).toBeLessThan(FROZEN_MS + waited);
        expect(longTasks.filter((durationMs) => durationMs > HITCH_MS + waited)).toEqual([]);
      }
      await syncNow(walk);
      expect(await walk.settings.read('import-state-materials', 'data-written')).toBe('0');
    });
  });
});

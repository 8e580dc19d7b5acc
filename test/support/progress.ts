import type { Page } from 'puppeteer';

/** What the bar of a run has shown of the export, each change once, in order. */
export interface Progress {
  values(): Promise<number[]>;
  /** From here on another run is watched. */
  restart(): Promise<void>;
}

/** Notes every value of `sync-progress` from now on, however short it is there. */
export async function watchProgress(page: Page): Promise<Progress> {
  await page.evaluate(noteProgress);
  return {
    values: () => page.evaluate(() => (globalThis as unknown as Noted).progress),
    restart: async () => {
      await page.evaluate(() => void ((globalThis as unknown as Noted).progress.length = 0));
    },
  };
}

interface Noted {
  progress: number[];
}

/** Runs in the page. */
function noteProgress(): void {
  const progress: number[] = [];
  Object.assign(globalThis, { progress });
  const look = (): void => {
    const bar = document.querySelector('[data-testid="sync-progress"][data-category="export"]');
    const value = bar?.getAttribute('aria-valuenow');
    if (value === null || value === undefined) return;
    if (progress.at(-1) !== Number(value)) progress.push(Number(value));
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}

import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page } from 'puppeteer';
import { ROOT } from './root';

export type Scheme = 'light' | 'dark';

export interface Pictures {
  /** Paths from the project's root, in the order in which they were taken. */
  taken: string[];
  take(page: Page, name: string, scheme?: Scheme): Promise<void>;
}

/** Writes PNG files below a folder of the project, e.g. `.output/demo`. */
export function createPictures(folder: string): Pictures {
  const taken: string[] = [];
  const directory = join(ROOT, folder);
  mkdirSync(directory, { recursive: true });
  return {
    taken,
    take: async (page, name, scheme = 'light') => {
      await page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value: scheme },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ]);
      await page.evaluate(settled);
      const path = join(directory, `${name}.png`);
      await page.screenshot({ path: path as `${string}.png` });
      taken.push(relative(ROOT, path));
    },
  };
}

/**
 * Runs in the page. From the top, and with every colour arrived: a change of scheme reaches the elements over
 * some frames. A page in the background has no frames; its time is up after half a second.
 */
async function settled(): Promise<void> {
  scrollTo(0, 0);
  for (let frame = 0; frame < 3; frame += 1) {
    await Promise.race([
      new Promise((resolve) => requestAnimationFrame(resolve)),
      new Promise((resolve) => setTimeout(resolve, 500)),
    ]);
  }
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null)));
}

/** The popup's size: 380 px wide and at most 600 px high, sharp enough for a manual. */
export const POPUP_VIEW = { width: 380, height: 600, deviceScaleFactor: 2 };
/** A side panel as Chromium opens it. */
export const PANEL_VIEW = { width: 360, height: 720, deviceScaleFactor: 2 };
/** The settings in a tab. */
export const TAB_VIEW = { width: 960, height: 800, deviceScaleFactor: 1 };

import type { Page } from 'puppeteer';
import type { CommandInput, CommandName } from '../../lib/messaging/protocol';
import { DB_NAME } from '../../lib/store/schema';
import type { ExtensionPage } from './extension-page';

/** Gives a command as the pages do, where the way to its button is not what a test is about. */
export async function command<N extends CommandName>(
  { page }: ExtensionPage,
  type: N,
  input: CommandInput<N>,
): Promise<void> {
  await page.evaluate(sendToWorker, { type, input });
}

/** Runs in the page, which knows the extension's own API. */
async function sendToWorker(message: unknown): Promise<void> {
  const { chrome } = globalThis as unknown as {
    chrome: { runtime: { sendMessage: (message: unknown) => Promise<unknown> } };
  };
  await chrome.runtime.sendMessage(message);
}

/** Every row of an object store, read in a page of the extension: what is really on disk. */
export async function readRows<T>(page: Page, store: string): Promise<T[]> {
  return (await page.evaluate(readAll, DB_NAME, store)) as T[];
}

/** Runs in the page. Crypto keys and buffers do not survive the way out and come as `{}`. */
function readAll(database: string, store: string): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database);
    opening.onerror = () => reject(new Error('cannot open the database'));
    opening.onsuccess = () => {
      const reading = opening.result.transaction(store).objectStore(store).getAll();
      reading.onerror = () => reject(new Error('cannot read the store'));
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result as unknown[]);
      };
    };
  });
}

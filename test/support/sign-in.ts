import type { Browser, Page } from 'puppeteer';
import { waitUntil } from './wait';

export interface Account {
  username: string;
  password: string;
}

/** The window with the simulator's sign-in page, once it is there. */
export async function authorizePage(browser: Browser, accountViewUrl: string): Promise<Page> {
  return await waitUntil('the sign-in window', async () => {
    const target = browser.targets().find((entry) => entry.url().startsWith(`${accountViewUrl}/ams/`));
    // `asPage` also takes windows that puppeteer does not count as a tab.
    return (await target?.page()) ?? (await target?.asPage());
  });
}

/** Chromium shows a window that failed to load under its own error address, not under this one. */
export function hasSignInPage(browser: Browser, accountViewUrl: string): boolean {
  return browser.targets().some((entry) => entry.url().startsWith(`${accountViewUrl}/ams/`));
}

/** Signs in on AccountView's page and answers its question. */
export async function signInAtAccountView(
  browser: Browser,
  accountViewUrl: string,
  account: Account,
  answer: 'allow' | 'deny' = 'allow',
): Promise<void> {
  const page = await authorizePage(browser, accountViewUrl);
  await page.locator('#username').fill(account.username);
  await page.locator('#password').fill(account.password);
  await page.locator('#sign-in').click();
  await page.waitForSelector(`#${answer}`);
  // The window closes itself on the click; whether puppeteer sees it finish does not matter.
  await page.click(`#${answer}`).catch(() => {});
}

/** Closes the window as a person who changed their mind. */
export async function closeSignInWindow(browser: Browser, accountViewUrl: string): Promise<void> {
  const page = await authorizePage(browser, accountViewUrl);
  await page.close();
}

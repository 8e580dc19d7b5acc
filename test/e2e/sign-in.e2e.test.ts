import { describe, expect, it } from 'vitest';
import { EXTENSION_ID } from '../support/browser';
import { extensionPage } from '../support/extension-page';
import { closeSignInWindow, signInAtAccountView } from '../support/sign-in';
import { waitUntil } from '../support/wait';
import { connectOutSmart, type Walk } from '../support/walk';
import { inWorld, SMALL_DATA } from '../support/world';

async function typeCredentials(
  { settings, services }: Walk,
  change: { clientId?: string; clientSecret?: string } = {},
): Promise<void> {
  await settings.type('client-id', change.clientId ?? services.credentials.clientId);
  await settings.type('client-secret', change.clientSecret ?? services.credentials.clientSecret);
  await settings.click('sign-in');
}

describe('sign-in at AccountView', () => {
  it('explains each outcome and can be tried again when it does not succeed', async () => {
    await inWorld({ data: SMALL_DATA }, async ({ simulator, chrome, walk }) => {
      const { settings } = walk;

      await typeCredentials(walk);
      await closeSignInWindow(chrome.browser, simulator.accountViewUrl);
      await settings.waitFor('sign-in-error', { 'data-code': 'SIGNIN_CANCELLED' });

      await settings.click('sign-in');
      await signInAtAccountView(chrome.browser, simulator.accountViewUrl, simulator.credentials, 'deny');
      await settings.waitFor('sign-in-error', { 'data-code': 'SIGNIN_REFUSED' });

      await typeCredentials(walk, { clientId: 'no-such-key' });
      await settings.waitFor('sign-in-error', { 'data-code': 'CLIENT_INVALID' });

      await typeCredentials(walk, { clientSecret: 'wrong-secret' });
      await signInAtAccountView(chrome.browser, simulator.accountViewUrl, simulator.credentials);
      await settings.waitFor('sign-in-error', { 'data-code': 'CLIENT_INVALID' });

      await typeCredentials(walk);
      await signInAtAccountView(chrome.browser, simulator.accountViewUrl, simulator.credentials);
      await settings.waitFor('step-outsmart', { 'aria-current': 'step' });
    });
  });

  it('says that AccountView cannot be reached when nobody answers', async () => {
    await inWorld({ data: SMALL_DATA }, async ({ simulator, walk }) => {
      simulator.faults.add({
        side: 'accountview',
        path: '/ams/',
        times: 100,
        fault: { kind: 'drop', when: 'before' },
      });

      await typeCredentials(walk);

      await walk.settings.waitFor('sign-in-error', { 'data-code': 'UNREACHABLE' }, 30_000);
    });
  });

  it('is finished by the background and brings the settings back when the page that asked is gone', async () => {
    await inWorld({ data: SMALL_DATA }, async ({ simulator, chrome, walk }) => {
      await typeCredentials(walk);
      await waitUntil('the sign-in window', () =>
        chrome.browser
          .targets()
          .some((target) => target.url().startsWith(`${simulator.accountViewUrl}/ams/`)),
      );
      await walk.settings.page.close();
      await signInAtAccountView(chrome.browser, simulator.accountViewUrl, simulator.credentials);

      const page = await waitUntil('the settings to come back', async () => {
        const target = chrome.browser
          .targets()
          .find((entry) => entry.url().startsWith(`chrome-extension://${EXTENSION_ID}/popup.html`));
        return await target?.asPage();
      });
      const settings = extensionPage(page);

      await settings.waitFor('step-outsmart', { 'aria-current': 'step' });
      expect(await settings.exists('outsmart-token')).toBe(true);
    });
  });
});

describe('the OutSmart tokens', () => {
  it.each([
    ['an unknown token', { outsmartToken: 'f'.repeat(32) }, '1004'],
    ['a software token of another account', { outsmartSoftwareToken: 'e'.repeat(40) }, '1005'],
  ] as const)('are refused with their own explanation when there is %s', async (_case, change, code) => {
    await inWorld({ data: SMALL_DATA }, async ({ simulator, chrome, walk }) => {
      const { settings } = walk;
      await typeCredentials(walk);
      await signInAtAccountView(chrome.browser, simulator.accountViewUrl, simulator.credentials);
      await settings.waitFor('step-outsmart', { 'aria-current': 'step' });
      const typed = { ...simulator.credentials, ...change };

      await settings.type('outsmart-token', typed.outsmartToken);
      await settings.type('outsmart-software-token', typed.outsmartSoftwareToken);
      await settings.click('outsmart-test');
      await settings.waitFor('outsmart-test-result', { 'data-result': 'fail', 'data-code': code });
      expect(await settings.page.$('[data-testid="step-next"]:not(:disabled)')).toBeNull();

      await connectOutSmart(walk);
    });
  });
});

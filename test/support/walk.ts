import type { Page } from 'puppeteer';
import type { ExtensionBrowser } from './browser';
import { EXTENSION_ID } from './browser';
import { extensionPage, type ExtensionPage } from './extension-page';
import { hasSignInPage, signInAtAccountView } from './sign-in';
import { waitUntil } from './wait';

/** What the walk has to know of the services: the simulator's addresses and what a person would type. */
export interface Services {
  accountViewUrl: string;
  /** The administratie to choose; the first in the list when it is left out. */
  companyId?: string;
  credentials: {
    clientId: string;
    clientSecret: string;
    username: string;
    password: string;
    outsmartToken: string;
    outsmartSoftwareToken: string;
  };
}

export interface Walk {
  chrome: ExtensionBrowser;
  services: Services;
  settings: ExtensionPage;
  /** Called when a surface is worth a look; the demo makes pictures of it. */
  look: (name: string, page: Page) => Promise<void>;
}

export interface ExportChoices {
  target: 'none' | 'sales-order' | 'journal';
  /** First work date that is exported, ISO day. */
  from?: string;
  /** Any other option by the name of its hook, e.g. `default-hour-article`. */
  options?: Readonly<Record<string, string>>;
}

const RUN_TIMEOUT_MS = 90_000;
/** The look at the last step, when everything has been checked. */
const REVIEWED = '6-controleren';

/**
 * Opens the popup's page as a tab: it lives through the sign-in, which the popup itself does not. Without `?tab`
 * it keeps the popup's own layout.
 */
export async function openSettings(
  chrome: ExtensionBrowser,
  services: Services,
  look: Walk['look'] = () => Promise.resolve(),
  path: 'popup.html?tab' | 'popup.html' = 'popup.html?tab',
): Promise<Walk> {
  const settings = extensionPage(await chrome.openPage(path));
  await settings.waitFor('connection-status');
  return { chrome, services, settings, look };
}

/** Step 1: API key and secret, AccountView's own page, *Toestaan*. Ends on the OutSmart step. */
export async function signIn(walk: Walk): Promise<void> {
  const { settings, services } = walk;
  const { clientId, clientSecret } = services.credentials;
  await settings.type('client-id', clientId);
  await settings.type('client-secret', clientSecret);
  await walk.look('1-accountview', settings.page);
  await settings.click('sign-in');
  await answerSignIn(walk);
  await settings.waitFor('step-outsmart', { 'aria-current': 'step' });
}

/** AccountView's page; or, where the service refuses parameters it does not know, first the offer to go on without PKCE. */
async function answerSignIn({ settings, services, chrome }: Walk): Promise<void> {
  const { accountViewUrl, credentials } = services;
  const shown = await waitUntil('the sign-in page', async () => {
    if (await settings.exists('sign-in-error', { 'data-code': 'PKCE_REFUSED' })) return 'refused';
    return hasSignInPage(chrome.browser, accountViewUrl) ? 'page' : undefined;
  });
  if (shown === 'refused') await settings.click('sign-in-without-pkce');
  await signInAtAccountView(chrome.browser, accountViewUrl, credentials);
}

/** Step 2: both tokens and the test of them. */
export async function connectOutSmart(walk: Walk): Promise<void> {
  const { settings, services } = walk;
  await settings.type('outsmart-token', services.credentials.outsmartToken);
  await settings.type('outsmart-software-token', services.credentials.outsmartSoftwareToken);
  await settings.click('outsmart-test');
  await settings.waitFor('outsmart-test-result', { 'data-result': 'ok' });
  await walk.look('2-outsmart', settings.page);
  await next(walk, 'administration');
}

/** Step 3. Resolves with what was chosen, as the list shows it. */
export async function chooseAdministration(walk: Walk): Promise<{ id: string; name: string }> {
  const { settings } = walk;
  const ids = await waitUntil('the companies', async () => {
    const found = await settings.page.$$eval('[data-testid="administration"] option', (options) =>
      options.map((option) => option.value),
    );
    const real = found.filter((id) => id !== '');
    return real.length > 0 ? real : undefined;
  });
  const chosen = walk.services.companyId ?? ids[0] ?? '';
  await settings.set('administration', chosen);
  await waitUntil(
    'the fiscal years',
    async () => ((await settings.read('fiscal-years', 'data-years')) ?? '') !== '',
  );
  const name = await settings.page.$eval(
    '[data-testid="administration"]',
    (select) => (select as HTMLSelectElement).selectedOptions[0]?.textContent ?? '',
  );
  await walk.look('3-administratie', settings.page);
  await next(walk, 'import');
  return { id: chosen, name };
}

/** Step 4: the switches as they stand, except those named. */
export async function chooseImports(
  walk: Walk,
  switches: Readonly<Record<string, boolean>> = {},
): Promise<void> {
  for (const [category, on] of Object.entries(switches)) await walk.settings.check(`import-${category}`, on);
  await walk.look('4-import', walk.settings.page);
  await next(walk, 'export');
}

/** Step 4 with every switch off. */
async function chooseNoImports(walk: Walk): Promise<void> {
  const { settings } = walk;
  const on = 'input[type="checkbox"][data-testid^="import-"]:checked';
  await settings.waitFor('import-relations');
  for (let box = await settings.page.$(on); box !== null; box = await settings.page.$(on)) await box.click();
  await next(walk, 'export');
}

/** Step 5. */
export async function chooseExport(walk: Walk, { target, from, options = {} }: ExportChoices): Promise<void> {
  const { settings } = walk;
  await settings.set('export-target', target);
  if (from !== undefined) await settings.set('option-export-from', from);
  for (const [name, value] of Object.entries(options)) await settings.set(`option-${name}`, value);
  await walk.look('5-export', settings.page);
  await next(walk, 'review');
}

/** Step 6: waits for the checks and the preview, ticks what is amber, saves. */
export async function reviewAndSave(walk: Walk): Promise<void> {
  const { settings } = walk;
  await settings.waitFor('step-review', { 'aria-current': 'step' });
  await settings.waitFor('preview', { 'data-state': 'ready' });
  await acceptWarnings(settings);
  await walk.look(REVIEWED, settings.page);
  await settings.click('save');
  await settings.waitFor('connection-status', { 'data-state': 'active' });
}

async function acceptWarnings(settings: ExtensionPage): Promise<void> {
  await waitUntil(
    '`save` to be enabled',
    async () => {
      const boxes = await settings.page.$$('[data-testid^="preflight-accept-"]:not(:checked)');
      for (const box of boxes) await box.click().catch(() => {});
      return (await settings.page.$('[data-testid="save"]:not(:disabled)')) !== null;
    },
    30_000,
  );
}

/** The same walk, with something done right before *Opslaan*: faults that are not meant for the checks before it. */
export function beforeSave(walk: Walk, act: () => void): Walk {
  return {
    ...walk,
    look: async (name, page) => {
      await walk.look(name, page);
      if (name === REVIEWED) act();
    },
  };
}

/** Waits until no run is on and one has finished after `since` (ISO time); resolves with how it ended. */
export async function runFinished(
  page: ExtensionPage,
  since = '',
  timeoutMs = RUN_TIMEOUT_MS,
): Promise<{ state: string; finished: string }> {
  return await waitUntil(
    'the run to finish',
    async () => {
      const [state = '', finished = ''] = await Promise.all([
        page.read('run', 'data-state'),
        page.read('run', 'data-finished'),
      ]);
      return ['done', 'failed', 'stopped'].includes(state) && finished > since
        ? { state, finished }
        : undefined;
    },
    timeoutMs,
  );
}

/** Starts a run by hand and waits for its end. */
export async function syncNow(walk: Walk): Promise<{ state: string; finished: string }> {
  return await runBy(walk, 'sync-now');
}

/** Presses a button that asks for a run, and waits for the run's end. */
export async function runBy(
  { settings }: Walk,
  button: string,
  timeoutMs?: number,
): Promise<{ state: string; finished: string }> {
  const since = (await settings.read('run', 'data-finished')) ?? '';
  await settings.click(button);
  return await runFinished(settings, since, timeoutMs);
}

/** Opens the side panel with the button that users have; resolves with its page. */
export async function openLogPanel(walk: Walk): Promise<ExtensionPage> {
  await walk.settings.click('open-log');
  return await logPanel(walk.chrome);
}

/** The side panel once it is open: a target of its own beside the tabs. */
export async function logPanel(chrome: ExtensionBrowser): Promise<ExtensionPage> {
  const page = await waitUntil('the side panel', async () => {
    const target = chrome.browser
      .targets()
      .find((entry) => entry.url().startsWith(`chrome-extension://${EXTENSION_ID}/sidepanel.html`));
    return await target?.asPage();
  });
  const panel = extensionPage(page);
  await panel.waitFor('log');
  return panel;
}

/** The power button and its question, in popup or panel. */
export async function disconnect(page: ExtensionPage, wipeHistory = false): Promise<void> {
  await page.click('disconnect');
  if (wipeHistory) await page.check('wipe-history', true);
  await page.click('confirm-disconnect');
  await page.waitFor('connection-status', { 'data-state': 'disconnected' });
}

/** *Opnieuw verbinden*: everything but the secrets is still there; ends with the settings saved. */
export async function reconnect(walk: Walk): Promise<void> {
  const { settings, services } = walk;
  await settings.click('connect');
  await settings.waitFor('client-secret');
  await settings.type('client-secret', services.credentials.clientSecret);
  await settings.click('sign-in');
  await answerSignIn(walk);
  await settings.waitFor('step-outsmart', { 'aria-current': 'step' });
  await settings.type('outsmart-token', services.credentials.outsmartToken);
  await settings.type('outsmart-software-token', services.credentials.outsmartSoftwareToken);
  await settings.click('outsmart-test');
  await settings.waitFor('outsmart-test-result', { 'data-result': 'ok' });
  await settings.click('step-review');
  await reviewAndSave(walk);
}

/** The whole set-up in one go, for tests that are about what comes after it. */
export async function setUpConnection(walk: Walk, choices: ExportChoices): Promise<void> {
  await signIn(walk);
  await connectOutSmart(walk);
  await chooseAdministration(walk);
  await chooseImports(walk);
  await chooseExport(walk, choices);
  await reviewAndSave(walk);
}

/** The same with every import off: runs that only export. */
export async function setUpExport(walk: Walk, choices: ExportChoices): Promise<void> {
  await signIn(walk);
  await connectOutSmart(walk);
  await chooseAdministration(walk);
  await chooseNoImports(walk);
  await chooseExport(walk, choices);
  await reviewAndSave(walk);
}

async function next({ settings }: Walk, step: string): Promise<void> {
  await settings.waitForEnabled('step-next');
  await settings.click('step-next');
  await settings.waitFor(`step-${step}`, { 'aria-current': 'step' });
}

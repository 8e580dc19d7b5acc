import { launchExtension } from '../support/browser';
import type { DemoParts } from './demo-walk';

/** Opens Chromium with the extension and leaves it to the user; ends when the browser is closed. */
export async function handOver({ simulator, extensionPath, say }: DemoParts): Promise<void> {
  const { credentials, accountViewUrl, outsmartUrl, outsmartOrigin } = simulator;
  const chrome = await launchExtension({ extensionPath, headless: false });
  const page = await chrome.browser.newPage();
  await page.goto(`${outsmartOrigin}/next/crm/work-orders/`);
  await chrome.openPage('popup.html?tab');
  say(`
Chromium is open with the extension, and both services are simulated on this computer:
  AccountView  ${accountViewUrl}
  OutSmart     ${outsmartUrl}   (work orders: ${outsmartOrigin}/next/crm/work-orders/)

1. AccountView      API-sleutel       ${credentials.clientId}
                    API-geheim        ${credentials.clientSecret}
                    then sign in as   ${credentials.username}   password   ${credentials.password}
2. OutSmart         Token             ${credentials.outsmartToken}
                    Software-token    ${credentials.outsmartSoftwareToken}
3. Administratie    the company that the work orders belong to: ${companyName(simulator)}
4. Import           as it stands
5. Export           Verkooporder; "from" a date before today's work orders
6. Controleren en opslaan

Then open the log (Logboek openen), disconnect with the power button and connect again.
Close the browser, or press Ctrl-C here, to end.`);
  await new Promise<void>((resolve) => {
    chrome.browser.once('disconnected', () => resolve());
    process.once('SIGINT', () => resolve());
  });
  await chrome.close().catch(() => {});
}

function companyName({ world }: DemoParts['simulator']): string {
  return world.accountView.company(world.expectations.company).description;
}

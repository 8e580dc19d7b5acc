import { describe, expect, it } from 'vitest';
import { openLogPanel, runFinished, setUpConnection } from '../support/walk';
import { readRows } from '../support/page-data';
import { daysAgo, inWorld } from '../support/world';

describe('secrets', () => {
  it('stand nowhere but in OutSmart’s own query after a whole run', async () => {
    await inWorld({}, async ({ simulator, chrome, walk }) => {
      const { credentials, world } = simulator;
      await setUpConnection(walk, { target: 'sales-order', from: daysAgo(90) });
      await runFinished(walk.settings);
      const panel = await openLogPanel(walk);
      await panel.waitFor('log-row');

      const { clientSecret, password, outsmartToken, outsmartSoftwareToken } = credentials;
      const canaries = [
        clientSecret,
        password,
        outsmartToken,
        outsmartSoftwareToken,
        ...world.accountView.tokens.issued,
      ];
      const places: Readonly<Record<string, string>> = {
        'the console': chrome.consoleText.join('\n'),
        'the settings page': await walk.settings.page.content(),
        'the log panel': await panel.page.content(),
        ...Object.fromEntries(await storedText(walk.settings.page)),
        'URLs at AccountView': simulator.requests
          .filter((request) => request.side === 'accountview')
          .map((request) => request.url)
          .join('\n'),
      };

      const found = Object.entries(places).flatMap(([place, text]) =>
        canaries
          .filter((canary) => text.includes(canary))
          .map((canary) => `${place}: ${canary.slice(0, 4)}…`),
      );
      expect(canaries.every((canary) => canary.length > 3)).toBe(true);
      expect(found).toEqual([]);
    });
  });
});

/** Everything in the database as text: secrets are encrypted there, so that not even this finds them. */
async function storedText(page: Parameters<typeof readRows>[0]): Promise<[string, string][]> {
  const stores = [
    'meta',
    'drafts',
    'companies',
    'runs',
    'jobs',
    'links',
    'targets',
    'ledger',
    'log',
    'secrets',
  ];
  return await Promise.all(
    stores.map(async (store): Promise<[string, string]> => [
      `store ${store}`,
      JSON.stringify(await readRows(page, store)),
    ]),
  );
}

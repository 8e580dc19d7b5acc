import { describe, expect, it } from 'vitest';
import { openLogPanel, runFinished, setUpConnection } from '../support/walk';
import { readRows } from '../support/page-data';
import type { Simulator } from '../simulator/index';
import { daysAgo, inWorld } from '../support/world';

describe('secrets', () => {
  it('[A2] stand nowhere but in OutSmart’s own query after a whole run', async () => {
    await inWorld({}, async ({ simulator, chrome, walk }) => {
      const { credentials, world } = simulator;
      echoSecrets(simulator);
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
      // The services' own words did get there, without what stood in them.
      expect((places['store log'] ?? '').split(ECHO).length - 1).toBeGreaterThan(1);
      expect(found).toEqual([]);
    });
  });
});

const ECHO = 'Storing bij aanvraag';

/** Both services say no in words that repeat the secrets they were sent. */
function echoSecrets({ credentials, faults, world }: Simulator): void {
  const { outsmartToken, outsmartSoftwareToken } = credentials;
  const address = `/material_categories/?token=${outsmartToken}&software_token=${outsmartSoftwareToken}`;
  const messages = [`${ECHO} ${address} van ${outsmartToken}`];
  const refusal = { status: 200, body: JSON.stringify({ code: 1301, messages, response: null }) };
  const categories = { side: 'outsmart', path: 'material_categories', method: 'POST' } as const;
  faults.add({ ...categories, times: Infinity, fault: { kind: 'status', ...refusal } });
  const page = {
    kind: 'status',
    status: 500,
    performed: true,
    // Read when it strikes: only then the token has been issued.
    get body(): string {
      return `<p>${ECHO}: Authorization: Bearer ${[...world.accountView.tokens.issued].join(' ')}</p>`;
    },
  } as const;
  faults.add({ side: 'accountview', path: 'accountviewdata', method: 'POST', fault: page });
}

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

import { describe, expect, it } from 'vitest';
import type { LogRow } from '../../lib/domain/log-row';
import { readRows } from '../support/page-data';
import { waitUntil } from '../support/wait';
import { disconnect, openLogPanel, reconnect, runFinished, setUpConnection, syncNow } from '../support/walk';
import { daysAgo, inWorld, SMALL_DATA, type World } from '../support/world';

async function connected({ walk }: World): Promise<void> {
  await setUpConnection(walk, { target: 'sales-order', from: daysAgo(90) });
  await runFinished(walk.settings);
  await walk.settings.waitFor('count-exported', { 'data-value': '1' });
}

describe('the power switch', () => {
  it('asks first and leaves everything as it is when the answer is no', async () => {
    await inWorld({ data: SMALL_DATA }, async (world) => {
      await connected(world);

      await world.walk.settings.click('disconnect');
      await world.walk.settings.click('cancel-disconnect');

      expect(await world.walk.settings.read('connection-status', 'data-state')).toBe('active');
    });
  });

  it.each(['popup', 'panel'] as const)(
    'removes the secrets, keeps the ledger and goes on after reconnecting when used in the %s',
    async (where) => {
      await inWorld({ data: SMALL_DATA }, async (world) => {
        const { simulator, walk } = world;
        await connected(world);
        const page = where === 'popup' ? walk.settings : await openLogPanel(walk);

        await disconnect(page);
        await walk.settings.waitFor('connection-status', { 'data-state': 'disconnected' });
        // It says so from the click on; the log row is stored when everything has been taken down.
        await waitUntil('the end of it', async () =>
          (await readRows<LogRow>(walk.settings.page, 'log')).some(({ code }) => code === 'DISCONNECTED'),
        );

        const before = simulator.requests.length;
        const ledger = await readRows<{ state: string }>(walk.settings.page, 'ledger');
        expect(ledger.map((row) => row.state)).toEqual(['closed']);
        // What is left may only be the key itself, never a value that it opens.
        expect(
          (await readRows<{ data?: unknown }>(walk.settings.page, 'secrets')).filter((row) => 'data' in row),
        ).toEqual([]);
        expect(simulator.requests.length).toBe(before);

        await reconnect(walk);
        const run = await syncNow(walk);
        expect(run.state).toBe('done');
        expect(await walk.settings.read('count-exported', 'data-value')).toBe('1');
      });
    },
  );
});

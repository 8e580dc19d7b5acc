import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LogRow } from '../../lib/domain/log-row';
import type { Run } from '../../lib/domain/run';
import type { Snapshot } from '../../lib/domain/snapshot';
import { WAKE_ALARM } from '../../lib/platform/alarms';
import { alarmAt, loseAlarms } from '../support/alarms';
import { EXTENSION_ID, type ExtensionBrowser } from '../support/browser';
import { lane } from '../support/lane';
import { readRows } from '../support/page-data';
import { waitUntil } from '../support/wait';
import { beforeSave, openSettings, runFinished, setUpConnection } from '../support/walk';
import { daysAgo, inWorld, servicesOf, SMALL_DATA, type World } from '../support/world';

const NEXT_VERSION = '99.0.0';

/** The alarm is set again for the moment that is stored. */
async function expectSchedule({ chrome, walk }: World): Promise<void> {
  const due = await waitUntil('the next run to be planned', async () => {
    const values = await readRows<Partial<Snapshot> | null>(walk.settings.page, 'meta');
    return values.find((value) => value?.run !== undefined)?.run?.nextRunAt ?? undefined;
  });
  await waitUntil('the alarm', async () => (await alarmAt(chrome, WAKE_ALARM)) !== undefined);
  expect(await alarmAt(chrome, WAKE_ALARM)).toBe(due);
}

async function runOnce({ walk }: World): Promise<void> {
  await setUpConnection(walk, { target: 'none' });
  await runFinished(walk.settings);
}

describe('[K13] the schedule', () => {
  it('is there again after a restart of the browser that lost the alarms', async () => {
    await withFolder(async (userDataDir) => {
      await inWorld({ data: SMALL_DATA, userDataDir }, async (world) => {
        await runOnce(world);
        await expectSchedule(world);
        await loseAlarms(world.chrome);
        expect(await alarmAt(world.chrome, WAKE_ALARM)).toBeUndefined();
      });
      await inWorld({ data: SMALL_DATA, userDataDir }, expectSchedule);
    });
  });

  it('is there again when the extension was switched off and on and a page is opened', async () => {
    await inWorld({ data: SMALL_DATA }, async (world) => {
      await runOnce(world);
      await loseAlarms(world.chrome);

      await switchOffAndOn(world.chrome);

      const walk = await openSettings(world.chrome, servicesOf(world.simulator));
      await expectSchedule({ ...world, walk });
    });
  });
});

/** On the browser's own page, where a person does it. */
async function switchOffAndOn({ browser, letGo }: ExtensionBrowser): Promise<void> {
  await letGo();
  const page = await browser.newPage();
  await page.goto('chrome://extensions');
  for (const on of [false, true]) await page.evaluate(setEnabled, EXTENSION_ID, on);
  await page.close();
}

/** Runs in the page. */
async function setEnabled(id: string, on: boolean): Promise<void> {
  interface Management {
    management: { setEnabled(id: string, on: boolean): Promise<void> };
  }
  await (globalThis as unknown as { chrome: Management }).chrome.management.setEnabled(id, on);
}

describe('[K14] an update in the middle of a run', () => {
  it.each([
    ['an import', { businessObject: 'AR1', method: 'GET' }],
    ['an export, after its POST was performed', { method: 'POST' }],
  ])('is followed by the same run in the new version: %s', async (_moment, match) => {
    await withFolder(async (folder) => {
      const extensionPath = join(folder, 'extension');
      cpSync(lane().extensionPath, extensionPath, { recursive: true });
      await inWorld({ data: SMALL_DATA, extensionPath }, async (world) => {
        const { simulator, chrome } = world;
        const fault = { kind: 'delay', ms: 5_000, when: 'after' } as const;
        const walk = beforeSave(
          world.walk,
          () => void simulator.faults.add({ side: 'accountview', path: 'accountviewdata', ...match, fault }),
        );
        await setUpConnection(walk, { target: 'sales-order', from: daysAgo(90) });
        await waitUntil('the moment', () =>
          simulator.requests.some((request) => request.fault === 'delay' && request.performed),
        );
        const [before] = await readRows<Run>(walk.settings.page, 'runs');

        await installVersion(chrome, extensionPath);

        const after = await openSettings(chrome, servicesOf(simulator));
        await runFinished(after.settings);
        await after.settings.waitFor('count-exported', { 'data-value': '1' }, 60_000);
        const runs = await readRows<Run>(after.settings.page, 'runs');
        const log = await readRows<LogRow>(after.settings.page, 'log');
        expect(runs.find(({ runId }) => runId === before?.runId)?.state).toBe('done');
        expect(log.filter(({ code }) => code === 'RUN_RESUMED')).toHaveLength(1);
        expect(simulator.world.history.documents).toHaveLength(1);
      });
    });
  });
});

/**
 * The folder is loaded again, in the place of the version that runs; its worker is not asked first. (`reload()`
 * would switch an unpacked extension off unless the browser is in developer mode.)
 */
async function installVersion(chrome: ExtensionBrowser, extensionPath: string): Promise<void> {
  const path = join(extensionPath, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, JSON.stringify({ ...manifest, version: NEXT_VERSION }));
  await chrome.letGo();
  await chrome.browser.installExtension(extensionPath);
  await waitUntil('the new version', async () => {
    const worker = await chrome.worker();
    return (await worker.evaluate(versionOf).catch(() => '')) === NEXT_VERSION;
  });
}

interface Runtime {
  runtime: { getManifest(): { version: string } };
}

/** Runs in the worker. */
function versionOf(): string {
  return (globalThis as unknown as { chrome: Runtime }).chrome.runtime.getManifest().version;
}

async function withFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'accountview-outsmart-restart-'));
  try {
    await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

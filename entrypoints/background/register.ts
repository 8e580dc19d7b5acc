import { drain } from '../../lib/app/drain';
import { recover } from '../../lib/app/recover';
import { reportBug } from '../../lib/app/report-bug';
import { browser } from '../../lib/browser';
import { createServer, type Sender } from '../../lib/messaging/server';
import { restrictStorage } from '../../lib/platform/session';
import { type Background, compose } from './compose';

/**
 * Every listener, in the worker's first turn: one that is added later misses the event that woke the worker
 * (reliability §1.1). Each waits for `ready`, which puts right what an earlier worker left behind.
 */
export function register(): void {
  const background = compose();
  const ready = prepare(background);
  const wake = (reason: string): void => {
    void ready
      .then(() => background.wake(reason))
      .catch((error: unknown) => reportBug(background.app, error));
  };

  const server = createServer(background.runtime, async () => {
    await ready;
    return background.handlers;
  });
  browser.runtime.onMessage.addListener((message: unknown, sender: Sender) => server(message, sender));
  browser.runtime.onInstalled.addListener(() => wake('installed'));
  browser.runtime.onStartup.addListener(() => wake('startup'));
  browser.runtime.onUpdateAvailable.addListener(() => {
    void installUpdate(background).catch((error: unknown) => reportBug(background.app, error));
  });
  browser.alarms.onAlarm.addListener(() => wake('alarm'));
  browser.permissions.onAdded.addListener(() => wake('permission'));
  wake('start');
}

async function prepare(background: Background): Promise<void> {
  const { local, session } = browser.storage;
  // Ensured again before every POST that needs it: a failure here must not keep the worker from working.
  const rules = background.singleShot.ensure().catch(() => {});
  await Promise.all([restrictStorage([local, session]), rules]);
  await recover(background.app);
}

/** An update waits: it is installed as soon as the step in hand has ended. */
async function installUpdate({ app, runtime }: Background): Promise<void> {
  await drain(app);
  runtime.reload();
}

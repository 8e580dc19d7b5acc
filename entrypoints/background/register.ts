import { recover } from '../../lib/app/recover';
import { reportBug } from '../../lib/app/report-bug';
import { createWake } from '../../lib/app/wake';
import { browser } from '../../lib/browser';
import { createServer, type Sender } from '../../lib/messaging/server';
import { restrictStorage } from '../../lib/platform/session';
import { type Background, compose } from './compose';

/**
 * Every listener, in the worker's first turn: one that is added later misses the event that woke the worker
 * (reliability §1.1). Each waits for what puts right what an earlier worker left behind.
 */
export function register(): void {
  const background = compose();
  const report = (error: unknown): Promise<void> => reportBug(background.app, error);
  const waking = createWake({
    prepare: () => prepare(background),
    work: background.wake,
    wakeAt: background.wakeAt,
    now: background.app.clock.now,
    report,
  });
  const wake = (reason: string): void => void waking.wake(reason);

  const server = createServer(background.runtime, async () => {
    await waking.prepared();
    return background.handlers;
  });
  browser.runtime.onMessage.addListener((message: unknown, sender: Sender) => server(message, sender));
  // A page keeps a port open to see this worker end; nothing is said over it.
  browser.runtime.onConnect.addListener(() => {});
  browser.runtime.onInstalled.addListener(() => wake('installed'));
  browser.runtime.onStartup.addListener(() => wake('startup'));
  browser.runtime.onUpdateAvailable.addListener(() => {
    void installUpdate(background).catch(report);
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
  await background.preview.resume();
}

/** An update waits: it is installed as soon as the step in hand has ended; the new version goes on with the run. */
async function installUpdate({ app, runtime }: Background): Promise<void> {
  await app.engine.drain();
  runtime.reload();
}

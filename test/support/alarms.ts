import type { ExtensionBrowser } from './browser';

interface AlarmsApi {
  alarms: {
    get(name: string): Promise<{ scheduledTime: number } | undefined>;
    clearAll(): Promise<boolean>;
  };
}

/** When the browser is to wake the worker by this alarm, ms since 1970; undefined: not at all. */
export async function alarmAt(chrome: ExtensionBrowser, name: string): Promise<number | undefined> {
  return await (await chrome.worker()).evaluate(readAlarm, name);
}

/** As browsers have been seen to lose them (reliability §1.3). */
export async function loseAlarms(chrome: ExtensionBrowser): Promise<void> {
  await (await chrome.worker()).evaluate(clearAlarms);
}

/** Runs in the worker. */
async function readAlarm(name: string): Promise<number | undefined> {
  const { alarms } = (globalThis as unknown as { chrome: AlarmsApi }).chrome;
  return (await alarms.get(name))?.scheduledTime;
}

/** Runs in the worker. */
async function clearAlarms(): Promise<void> {
  await (globalThis as unknown as { chrome: AlarmsApi }).chrome.alarms.clearAll();
}

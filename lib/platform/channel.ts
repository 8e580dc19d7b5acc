import { type Change, CHANGES_CHANNEL, type ChangeTopic } from '../messaging/protocol';

/** Tells open pages to read again; what changed has been stored before (one channel for the worker's life). */
export function createAnnouncer(): (topic: ChangeTopic) => void {
  const channel = new BroadcastChannel(CHANGES_CHANNEL);
  return (topic) => channel.postMessage({ topic } satisfies Change);
}

import { connectionState } from '../domain/connection';
import type { Snapshot } from '../domain/snapshot';

interface ActionApi {
  setIcon(details: { path: Record<number, string> }): Promise<void>;
  setBadgeText(details: { text: string }): Promise<void>;
  setBadgeBackgroundColor(details: { color: string }): Promise<void>;
}

export interface Badge {
  /** '' when there is nothing to look at. */
  text: string;
  color: string;
  /** Also the icon, since an empty badge has no colour to see. */
  grey: boolean;
}

const RED = '#b3261e';
const GREY = '#757575';

/** Number of open problems; grey while nothing runs by itself (product §1). */
export function badgeOf(snapshot: Snapshot): Badge {
  const { connection, counts } = snapshot;
  const { state } = connectionState(connection);
  const asked = state === 'signin-needed' || state === 'locked' ? 1 : 0;
  const problems = counts.failed + counts.told + asked;
  const grey = state === 'disconnected' || state === 'paused';
  return { text: problems === 0 ? '' : String(problems), color: grey ? GREY : RED, grey };
}

/** Writes the badge only when it differs from what this worker wrote last. */
export function createBadge(action: ActionApi): (snapshot: Snapshot) => Promise<void> {
  let shown = '';
  return async (snapshot) => {
    const badge = badgeOf(snapshot);
    const key = `${badge.text} ${badge.color}`;
    if (key === shown) return;
    shown = key;
    const look = badge.grey ? '-off' : '';
    await Promise.all([
      action.setBadgeText({ text: badge.text }),
      action.setBadgeBackgroundColor({ color: badge.color }),
      action.setIcon({ path: { 16: `/icon-16${look}.png`, 32: `/icon-32${look}.png` } }),
    ]);
  };
}

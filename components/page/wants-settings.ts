import type { PageState } from './page-model';

/** Whether the popup shows the stepper: until the first save, while reconnecting, and to resume a draft. */
export function wantsSettings({ view, snapshot, draft }: PageState): boolean {
  if (view !== null) return view === 'settings';
  const { connection, settings } = snapshot;
  if (settings === null || connection.reconnecting) return true;
  if (!connection.connected || connection.disconnecting) return false;
  if (draft === null) return !connection.saved;
  return draft.closed !== true;
}

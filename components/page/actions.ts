import type { Category } from '../../lib/domain/category';
import { NO_SECRETS, type PageModel } from './page-model';

/** Ends the connection in the documented way; what was being typed goes with the credentials. */
export async function disconnect(model: PageModel, wipeHistory: boolean): Promise<void> {
  const answer = await model.command('disconnect', { wipeHistory });
  if (!answer.ok) return;
  model.setDraft(null, NO_SECRETS);
  model.show('status');
}

/** Opens the settings where the page can show them itself, else in a tab. */
export function openSettings(model: PageModel, here: boolean): void {
  if (!here) {
    // A tab that cannot be opened leaves the page as it is; the button can be pressed again.
    model.ports.openSettingsTab().catch(() => {});
    return;
  }
  const { draft } = model.get();
  if (draft?.closed === true) model.setDraft({ ...draft, closed: false });
  model.show('settings');
}

/** Starts connecting again after a disconnect: the stepper, filled except for the secrets. */
export async function connect(model: PageModel, here: boolean): Promise<void> {
  const answer = await model.command('connect', {});
  if (!answer.ok) return;
  await model.reloadDraft();
  openSettings(model, here);
}

/** To be called straight from a click: the panel needs the gesture. */
export function openLog(model: PageModel): void {
  // The browser refused the gesture: the button can be pressed again.
  model.ports.openLog().catch(() => {});
}

/** Synchronises everything that is switched on, or one category. */
export async function syncNow(model: PageModel, category: Category | null): Promise<void> {
  const answer = await model.command(
    'sync-now',
    { category, everything: false },
    { key: `sync-now:${category ?? ''}` },
  );
  if (answer.ok && !answer.value.started) model.tell({ kind: 'merged' });
}

/** Compares all records of every category again, those included that did not change. */
export async function compareEverything(model: PageModel): Promise<void> {
  const answer = await model.command(
    'sync-now',
    { category: null, everything: true },
    { key: 'sync-everything' },
  );
  if (answer.ok && !answer.value.started) model.tell({ kind: 'merged' });
}

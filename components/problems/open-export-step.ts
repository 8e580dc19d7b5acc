import type { Draft } from '../../lib/settings/draft';
import { openSettings } from '../page/actions';
import type { PageModel } from '../page/page-model';

/** Opens the settings on the step *Export*; what was being typed stays. */
export async function openExportStep(model: PageModel, here: boolean): Promise<void> {
  const { reader } = model.ports;
  if (here) model.setDraft(onExport(model, model.get().draft));
  // The tab reads the draft for itself; the panel keeps none, and knows no secrets that are being typed.
  else await reader.putDraft(onExport(model, (await reader.draft()) ?? null));
  openSettings(model, here);
}

function onExport(model: PageModel, draft: Draft | null): Draft {
  const { connection, settings } = model.get().snapshot;
  const fresh = { passed: [], clientId: connection.clientId, form: { ...settings }, accepted: {} };
  return { ...(draft ?? fresh), step: 'export', closed: false };
}

import { type Approval, isMassChange } from '../domain/approval';
import { CATEGORIES, type Category } from '../domain/category';
import { isPreviewed, NO_PREVIEW, type PreviewCategory } from '../domain/preview';
import { settingsHash } from '../settings/hash';
import { type Settings, switchedOn } from '../settings/schema';
import { changeCompany } from '../store/company';
import type { ImportMemory, WriteTx } from '../store/schema';
import { getMeta } from '../store/store';

/**
 * *Opslaan* is the yes to what the preview showed (product §2.1 point 5): each category that would ask for one gets
 * it, with the numbers that were shown. One whose preview failed showed nothing, and asks by itself: a yes that was
 * given to other settings is none to these.
 */
export async function approvePreviewed(tx: WriteTx, settings: Settings, now: number): Promise<void> {
  const preview = (await getMeta(tx, 'preview')) ?? NO_PREVIEW;
  const isShown = isPreviewed(preview, settingsHash(settings), switchedOn(settings));
  const { finishedAt } = preview;
  await changeCompany(tx, settings.companyId, (company) => {
    const approvals: Partial<Record<Category, Approval>> = { ...company.approvals };
    for (const category of CATEGORIES) if (approvals[category]?.state === 'yes') delete approvals[category];
    for (const shown of isShown ? preview.categories : []) {
      const memory = company.imports[shown.category];
      // After an import since then it tells of what has been done.
      const isPast = memory?.imported === true && memory.finishedAt > (finishedAt ?? 0);
      if (shown.error !== null || isPast) continue;
      const reason = reasonToAsk(shown, memory);
      const { new: created, changed, unchanged, setAside } = shown;
      const counts = { new: created, changed, unchanged, setAside };
      if (reason === undefined) delete approvals[shown.category];
      else approvals[shown.category] = { state: 'yes', reason, counts, at: now };
    }
    return { ...company, approvals };
  });
}

/** Why a run would wait for a yes; undefined when it would not. */
function reasonToAsk(
  { changed, unchanged }: PreviewCategory,
  memory: ImportMemory | undefined,
): Approval['reason'] | undefined {
  if (memory?.imported !== true) return 'first';
  return isMassChange(changed, changed + unchanged) ? 'mass-change' : undefined;
}

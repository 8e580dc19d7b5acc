import type { Category } from '../domain/category';
import {
  LISTED_PER_OUTCOME,
  NO_PREVIEW_COUNTS,
  type Preview,
  type PreviewDocument,
  previewDocumentSeq,
  type PreviewDocuments,
  previewSeq,
} from '../domain/preview';
import { type AppError, reasonOf, toAppError } from '../kernel/app-error';
import type { Settings } from '../settings/schema';
import { changeCompany } from '../store/company';
import type { PreviewDocumentRow, PreviewRow, WriteTx } from '../store/schema';
import { getMeta, putMeta } from '../store/store';
import type { ExportWatcher, SurveyedRecord, SurveyWatcher } from '../sync/port';
import type { StatePorts } from './ports';
import { throttled } from './throttle';

export type PreviewPorts = StatePorts;

/** Progress is shown at most this often. */
const PROGRESS_INTERVAL_MS = 250;

/** What a preview finds, kept for pages as it comes in. */
export interface PreviewBook extends SurveyWatcher, ExportWatcher {
  /** All documents were looked at, or why they could not be. */
  endDocuments(error: AppError | null): Promise<void>;
  /** The survey reached its end. */
  finish(settings: Settings, category: Category | null): Promise<void>;
  /** It broke off as a whole. */
  fail(error: unknown): Promise<void>;
}

/** Lines of a preview that are not stored yet, and how many of each kind there are. */
interface Lines {
  rows: (PreviewRow | PreviewDocumentRow)[];
  kept: Map<string, number>;
  documents: PreviewDocuments;
}

const NO_DOCUMENTS: PreviewDocuments = { export: 0, hold: 0, skip: 0, problem: 0, error: null };

/** Stores a preview's numbers and lines under its number. What a replaced or cancelled preview still brings is dropped. */
export function createPreviewBook(ports: PreviewPorts, previewId: string): PreviewBook {
  const lines: Lines = { rows: [], kept: new Map(), documents: NO_DOCUMENTS };
  const showProgress = throttled(ports.clock, PROGRESS_INTERVAL_MS, ports.refreshSnapshot);
  const update = (change: (preview: Preview) => Preview): Promise<boolean> =>
    updatePreview(ports, previewId, lines.rows.splice(0), change);

  return {
    onRecord: (record) => keepLine(lines, previewId, record),
    onProgress: async (category, done) => {
      await update((preview) => ({ ...preview, progress: { category, done } }));
      await showProgress();
    },
    onCategory: async (category, counts, error) => {
      const one = { ...(counts ?? NO_PREVIEW_COUNTS), category, listed: LISTED_PER_OUTCOME, error };
      await update((preview) => ({ ...preview, categories: [...preview.categories, one], progress: null }));
      await ports.refreshSnapshot();
    },
    ...documentBook(lines, previewId, {
      progress: async (documents, done) => {
        await update((preview) => ({ ...preview, documents, progress: { category: 'export', done } }));
        await showProgress();
      },
      end: async (documents) => {
        await update((preview) => ({ ...preview, documents, progress: null }));
        await ports.refreshSnapshot();
      },
    }),
    finish: async (settings, category) => {
      const finishedAt = ports.clock.now();
      await update((preview) => ({ ...preview, state: 'ready', progress: null, finishedAt }));
      if (category !== null) await recount(ports, settings.companyId, previewId);
      await ports.refreshSnapshot();
    },
    fail: async (error) => {
      const finishedAt = ports.clock.now();
      const reason = reasonOf(toAppError(error));
      await update((preview) => ({ ...preview, state: 'failed', error: reason, progress: null, finishedAt }));
      await ports.refreshSnapshot();
    },
  };
}

function keepLine({ rows, kept }: Lines, previewId: string, record: SurveyedRecord): void {
  const kind = `${record.category} ${record.outcome}`;
  const index = kept.get(kind) ?? 0;
  if (index >= LISTED_PER_OUTCOME) return;
  kept.set(kind, index + 1);
  rows.push({ ...record, previewId, seq: previewSeq(record.category, record.outcome, index) });
}

interface DocumentUpdates {
  progress: (documents: PreviewDocuments, done: number) => Promise<void>;
  end: (documents: PreviewDocuments) => Promise<void>;
}

/** The part of the book that is about documents. */
function documentBook(
  lines: Lines,
  previewId: string,
  { progress, end }: DocumentUpdates,
): ExportWatcher & Pick<PreviewBook, 'endDocuments'> {
  return {
    onDocument: (document) => keepDocument(lines, previewId, document),
    onExportProgress: (done) => progress(lines.documents, done),
    endDocuments: (error) => end({ ...lines.documents, error: error && reasonOf(error) }),
  };
}

/** So many of each result, so that old ones that are skipped take no place of those that go. */
function keepDocument(lines: Lines, previewId: string, document: PreviewDocument): void {
  const { result } = document;
  const index = lines.documents[result];
  lines.documents = { ...lines.documents, [result]: index + 1 };
  if (index >= LISTED_PER_OUTCOME) return;
  lines.rows.push({ previewId, seq: previewDocumentSeq(result, index), document });
}

/** One transaction: lines, state, and once it is over nothing to begin again. False when another preview has its place. */
function updatePreview(
  { store }: PreviewPorts,
  previewId: string,
  rows: Lines['rows'],
  change: (preview: Preview) => Preview,
): Promise<boolean> {
  return store.write(['previews'], async (tx) => {
    const before = await getMeta(tx, 'preview');
    if (before?.previewId !== previewId) return false;
    for (const row of rows) await tx.objectStore('previews').put(row);
    const after = change(before);
    await putMeta(tx, 'preview', after);
    if (after.state !== 'running') await putMeta(tx, 'previewing', null);
    return true;
  });
}

/** The card of a category that waits shows the same numbers as its preview. */
async function recount({ store }: PreviewPorts, companyId: string, previewId: string): Promise<void> {
  await store.write(['companies'], async (tx: WriteTx) => {
    const preview = await getMeta(tx, 'preview');
    const [one] = preview?.categories ?? [];
    const inForce = (await getMeta(tx, 'settings'))?.companyId === companyId;
    if (preview?.previewId !== previewId || !inForce || one === undefined || one.error !== null) return;
    const { category, new: created, changed, unchanged, setAside } = one;
    const asked = (await tx.objectStore('companies').get(companyId))?.approvals?.[category];
    if (asked?.state !== 'asked') return;
    const counts = { new: created, changed, unchanged, setAside };
    const approval = { ...asked, counts, at: preview.finishedAt ?? asked.at };
    await changeCompany(tx, companyId, (company) => ({
      ...company,
      approvals: { ...company.approvals, [category]: approval },
    }));
  });
}

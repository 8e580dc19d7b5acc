import type { Category } from '../../domain/category';
import {
  DOCUMENT_RESULTS,
  LISTED_PER_OUTCOME,
  PREVIEW_OUTCOMES,
  previewDocumentSeq,
  type PreviewOutcome,
  previewSeq,
} from '../../domain/preview';
import type { PreviewDocumentRow, PreviewRow } from '../schema';
import type { Store } from '../store';

/** Lines of a category with `seq` above `after`; null as outcome: of every one. */
export async function readPreviewRows(
  store: Store,
  previewId: string,
  [category, outcome]: readonly [Category, PreviewOutcome | null],
  after: number | null,
  limit: number,
): Promise<readonly PreviewRow[]> {
  const first = previewSeq(category, outcome ?? PREVIEW_OUTCOMES[0], 0);
  const outcomes = outcome === null ? PREVIEW_OUTCOMES.length : 1;
  const from = after === null ? first : Math.max(first, after + 1);
  const end = first + outcomes * LISTED_PER_OUTCOME;
  if (from >= end) return [];
  const range = IDBKeyRange.bound([previewId, from], [previewId, end], false, true);
  const rows = await store.read(['previews'], (tx) => tx.objectStore('previews').getAll(range, limit));
  return rows.filter((row) => 'category' in row);
}

/** Work orders, which come after the lines of all categories, by their result. */
export async function readPreviewDocuments(
  store: Store,
  previewId: string,
  after: number | null,
  limit: number,
): Promise<readonly PreviewDocumentRow[]> {
  const from = after === null ? previewDocumentSeq(DOCUMENT_RESULTS[0], 0) : after + 1;
  const range = IDBKeyRange.bound([previewId, from], [previewId, []]);
  const rows = await store.read(['previews'], (tx) => tx.objectStore('previews').getAll(range, limit));
  return rows.filter((row) => 'document' in row);
}

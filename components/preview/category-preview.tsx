import { useEffect } from 'preact/hooks';
import type { Approval } from '../../lib/domain/approval';
import type { Category } from '../../lib/domain/category';
import { NO_PREVIEW, type Preview } from '../../lib/domain/preview';
import { settingsHash } from '../../lib/settings/hash';
import { usePage } from '../page/context';
import { PreviewRegion } from './preview-region';

interface CategoryPreviewProps {
  category: Category;
  approval: Approval;
}

/** What a category that waits for a yes would do, with the settings in force. */
export function CategoryPreview({ category, approval }: CategoryPreviewProps) {
  const { model, state } = usePage();
  const { settings, preview } = state.snapshot;
  const key = `preview:${category}`;
  const mine =
    settings === null ? NO_PREVIEW : previewOf(preview, settingsHash(settings), category, approval);
  const run = (): void => {
    if (settings !== null) void model.command('preview', { settings, category }, { key, quiet: true });
  };
  useEffect(() => {
    if (mine.state === 'idle') run();
  }, []);
  return <PreviewRegion categories={[category]} preview={mine} asking={state.busy.has(key)} onRun={run} />;
}

/** The stored preview, when it is about this category and not older than the question. */
export function previewOf(preview: Preview, hash: string, category: Category, { at }: Approval): Preview {
  if (preview.settingsHash !== hash) return NO_PREVIEW;
  if (preview.state !== 'ready') return preview;
  const counted = preview.categories.some((one) => one.category === category);
  return counted && (preview.finishedAt ?? 0) >= at ? preview : NO_PREVIEW;
}

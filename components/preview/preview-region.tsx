import '../styles/preview.css';
import type { Category } from '../../lib/domain/category';
import type { Preview, PreviewCategory } from '../../lib/domain/preview';
import type { I18n } from '../../lib/i18n/i18n';
import type { Settings } from '../../lib/settings/schema';
import { useI18n } from '../page/context';
import { Button } from '../primitives/button';
import { Notice } from '../primitives/notice';
import { PreviewRow } from './preview-category';
import { PreviewDocuments } from './preview-documents';

interface PreviewRegionProps {
  /** What it is about, in the order of an import. */
  categories: readonly Category[];
  /** The preview kept by the background, or one that is not about this: `idle` then. */
  preview: Preview;
  /** It has been asked for and not been answered yet. */
  asking: boolean;
  /** Settings of an export: its documents are part of it. */
  exporting?: Settings | null;
  onRun: () => void;
}

/** What an import would do, category by category, and the documents of an export (product §5). */
export function PreviewRegion(props: PreviewRegionProps) {
  const { categories, preview, asking, exporting = null, onRun } = props;
  const { t } = useI18n();
  const state = asking && preview.state !== 'running' ? 'running' : preview.state;
  const busy = state === 'running';
  // One that failed shows what it had counted by then, and nothing that still seems to come.
  const shown = categories.filter(
    (category) => busy || preview.categories.some((one) => one.category === category),
  );
  return (
    <section
      class="preview"
      data-testid="preview"
      data-state={state}
      aria-label={t('preview.title')}
      aria-busy={busy}
    >
      <p class="preview-word" role="status">
        <PreviewWord state={state} preview={preview} categories={categories} />
      </p>
      {busy && <PreviewProgress preview={preview} />}
      {state === 'failed' && <PreviewFailure preview={preview} />}
      {shown.length > 0 && (
        <ul class="preview-rows">
          {shown.map((category) => (
            <PreviewRow
              key={`${preview.previewId}:${category}`}
              category={category}
              counted={preview.categories.find((one) => one.category === category)}
              previewId={preview.previewId}
              open={categories.length === 1}
            />
          ))}
        </ul>
      )}
      {exporting !== null && <PreviewDocuments preview={preview} settings={exporting} busy={busy} />}
      <Button small icon="sync" testId="preview-run" busy={busy} onClick={onRun}>
        {t(busy ? 'preview.running' : state === 'idle' ? 'preview.start' : 'preview.run')}
      </Button>
    </section>
  );
}

type WordProps = Pick<PreviewRegionProps, 'categories' | 'preview'> & { state: Preview['state'] };

function PreviewWord({ state, preview, categories }: WordProps) {
  const i18n = useI18n();
  const { t } = i18n;
  switch (state) {
    case 'idle':
      return t('preview.idle');
    case 'running':
      return t('preview.running');
    case 'failed':
      return null;
    case 'ready': {
      const counted = preview.categories.filter(({ category }) => categories.includes(category));
      return counted.length === 0 ? t('preview.none') : readySentence(counted, i18n);
    }
  }
}

function readySentence(counted: readonly PreviewCategory[], { t, format }: I18n): string {
  const sum = (name: 'new' | 'changed' | 'setAside'): string =>
    format.number(counted.reduce((total, one) => total + one[name], 0));
  return t('preview.ready', { new: sum('new'), changed: sum('changed'), aside: sum('setAside') });
}

function PreviewProgress({ preview }: { preview: Preview }) {
  const { t, format } = useI18n();
  const { progress } = preview;
  const text =
    progress === null
      ? t('preview.starting')
      : t('preview.progress', {
          category: t(`category.${progress.category}`),
          done: format.number(progress.done),
        });
  return (
    <div class="preview-progress">
      <div
        class="bar bar-unknown"
        role="progressbar"
        aria-label={t('preview.running')}
        aria-valuetext={text}
        data-testid="preview-progress"
        data-category={progress?.category ?? ''}
      >
        <div class="bar-fill" style={{ width: '35%' }} />
      </div>
      <p class="muted">{text}</p>
    </div>
  );
}

function PreviewFailure({ preview }: { preview: Preview }) {
  const { t, headline, explain } = useI18n();
  const code = preview.error?.code ?? 'BUG';
  return (
    <Notice
      tone="error"
      title={`${t('preview.failed')}: ${headline(code)}`}
      testId="preview-error"
      data={{ 'data-code': code }}
    >
      <p>{explain(code)}</p>
    </Notice>
  );
}

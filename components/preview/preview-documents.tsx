import { useMemo } from 'preact/hooks';
import { DOCUMENT_RESULTS, type Preview, type PreviewDocuments as Counts } from '../../lib/domain/preview';
import type { Settings } from '../../lib/settings/schema';
import { useI18n } from '../page/context';
import { Button } from '../primitives/button';
import { Notice } from '../primitives/notice';
import { noneWord, restOf } from './document-text';
import { PreviewDocumentItem } from './preview-document';
import { usePreviewDocuments } from './use-preview-documents';

interface PreviewDocumentsProps {
  preview: Preview;
  /** What it was made with. */
  settings: Settings;
  /** It is still under way. */
  busy: boolean;
}

/** The documents that an export would make, and the work orders it would leave (product §5). */
export function PreviewDocuments({ preview, settings, busy }: PreviewDocumentsProps) {
  const { t } = useI18n();
  const { documents } = preview;
  if (documents === null && !busy) return null;
  return (
    <section class="documents" aria-labelledby="documents-title">
      <h4 id="documents-title">{t('documents.title')}</h4>
      {documents === null ? (
        <p class="muted">{t('documents.waits')}</p>
      ) : documents.error !== null ? (
        <NotLookedAt error={documents.error} />
      ) : (
        <Looked previewId={preview.previewId} documents={documents} settings={settings} />
      )}
    </section>
  );
}

function NotLookedAt({ error }: { error: NonNullable<Counts['error']> }) {
  const { t, headline, explain } = useI18n();
  return (
    <Notice
      tone="error"
      title={`${t('documents.failed')}: ${headline(error.code)}`}
      testId="documents-error"
      data={{ 'data-code': error.code }}
    >
      <p>{explain(error.code)}</p>
    </Notice>
  );
}

interface LookedProps {
  previewId: string;
  documents: Counts;
  settings: Settings;
}

function Looked({ previewId, documents, settings }: LookedProps) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const total = DOCUMENT_RESULTS.reduce((sum, result) => sum + documents[result], 0);
  const { rows, state, more } = usePreviewDocuments(previewId, total);
  const { more: next, unlisted } = restOf(documents, rows.length);
  // Drawn again only for other rows: a run announces its progress four times a second.
  const items = useMemo(
    () => rows.map((row) => <PreviewDocumentItem key={row.seq} document={row.document} i18n={i18n} />),
    [rows, i18n],
  );
  if (total === 0) return <p class="muted">{noneWord(settings, i18n)}</p>;
  const counts = DOCUMENT_RESULTS.filter((result) => documents[result] > 0).map((result) =>
    t(`documents.count.${result}`, { count: format.number(documents[result]) }),
  );
  return (
    <>
      <p>{counts.join(' · ')}</p>
      <div class="document-rows" aria-busy={state === 'loading'}>
        {items}
      </div>
      {state === 'loading' && <p class="muted">{t('preview.loading')}</p>}
      {state === 'unread' && <p class="field-error">{t('preview.unread')}</p>}
      {state === 'ready' && rows.length === 0 && <p class="muted">{t('preview.gone')}</p>}
      {state === 'ready' && rows.length > 0 && next > 0 && (
        <Button small kind="quiet" testId="documents-more" onClick={more}>
          {t('preview.more', { count: format.number(next) })}
        </Button>
      )}
      {state === 'ready' && next === 0 && unlisted > 0 && (
        <p class="muted" data-testid="documents-unlisted">
          {t('documents.unlisted', { count: format.number(unlisted) })}
        </p>
      )}
    </>
  );
}

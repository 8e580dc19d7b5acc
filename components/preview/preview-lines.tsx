import { useMemo } from 'preact/hooks';
import type { Category } from '../../lib/domain/category';
import type { PreviewOutcome } from '../../lib/domain/preview';
import type { I18n } from '../../lib/i18n/i18n';
import type { PreviewRow } from '../../lib/store/schema';
import { paramPairs, reasonOf } from '../log/params';
import { useI18n } from '../page/context';
import { Button } from '../primitives/button';
import { cleanText } from '../primitives/clean-text';
import { FieldChanges } from './field-changes';
import { LINES_AT_A_TIME, usePreviewLines } from './use-preview-lines';

interface PreviewLinesProps {
  category: Category;
  outcome: PreviewOutcome;
  /** How many there are. */
  count: number;
  /** How many of them were kept at most. */
  listed: number;
  previewId: string;
}

/** What would happen to the records of one kind: the first ones, and more when they are asked for. */
export function PreviewLines({ category, outcome, count, listed, previewId }: PreviewLinesProps) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const { lines, state, more } = usePreviewLines(previewId, category, outcome);
  const kept = Math.min(count, listed);
  const next = Math.min(LINES_AT_A_TIME, kept - lines.length);
  const isGone = state === 'ready' && lines.length === 0;
  // Drawn again only for other lines: a run announces its progress four times a second.
  const rows = useMemo(
    () => lines.map((line) => <PreviewLine key={line.seq} line={line} i18n={i18n} />),
    [lines, i18n],
  );
  return (
    <div class={`preview-lines preview-${outcome}`} data-testid="preview-lines" data-outcome={outcome}>
      <p class="preview-outcome">
        {t(`preview.outcome.${outcome}`)} <span class="badge">{format.number(count)}</span>
      </p>
      <ul aria-label={t(`preview.outcome.${outcome}`)} aria-busy={state === 'loading'}>
        {rows}
      </ul>
      {state === 'loading' && <p class="muted">{t('preview.loading')}</p>}
      {state === 'unread' && <p class="field-error">{t('preview.unread')}</p>}
      {isGone && <p class="muted">{t('preview.gone')}</p>}
      {state !== 'loading' && !isGone && next > 0 && (
        <Button small kind="quiet" testId="preview-more" onClick={more}>
          {t('preview.more', { count: format.number(count - lines.length) })}
        </Button>
      )}
      {state === 'ready' && next <= 0 && count > kept && (
        <p class="muted">{t('preview.rest', { count: format.number(count - kept) })}</p>
      )}
    </div>
  );
}

/** One record; the page's words come as a property, so that it is not drawn again with every change of the page. */
function PreviewLine({ line, i18n }: { line: PreviewRow; i18n: I18n }) {
  const number = cleanText(line.record.slice(line.record.indexOf(':') + 1), 80);
  const name = cleanText(line.name, 160);
  return (
    <li
      class="preview-line"
      data-testid="preview-line"
      data-record={line.record}
      data-code={line.aside?.code}
    >
      <p class="preview-record">
        <span class="strong">{number}</span> {name !== number && name}
      </p>
      {line.aside !== null && <Reason aside={line.aside} i18n={i18n} />}
      {line.outcome === 'changed' && <FieldChanges changes={line.fields} i18n={i18n} />}
    </li>
  );
}

function Reason({ aside, i18n }: { aside: NonNullable<PreviewRow['aside']>; i18n: I18n }) {
  const facts = paramPairs(aside.params, i18n).map(({ label, value }) => `${label}: ${value}`);
  const { headline, explanation } = reasonOf(aside.code, aside.params, i18n);
  return (
    <div class="preview-reason">
      <p>
        <span class="strong">{headline}</span>
        {facts.length > 0 && <span> · {facts.join(' · ')}</span>}
      </p>
      <p class="muted">{explanation}</p>
    </div>
  );
}

import { useState } from 'preact/hooks';
import type { Category } from '../../lib/domain/category';
import type { PreviewCategory, PreviewOutcome } from '../../lib/domain/preview';
import type { I18n } from '../../lib/i18n/i18n';
import { paramPairs } from '../log/params';
import { useI18n } from '../page/context';
import { Icon } from '../primitives/icons';
import { PreviewLines } from './preview-lines';

/** What a reader has to judge comes first; new records are many and need the least of it. */
const SHOWN_ORDER = ['changed', 'set-aside', 'new'] as const satisfies readonly PreviewOutcome[];

interface PreviewRowProps {
  category: Category;
  /** Absent while it has not been counted. */
  counted: PreviewCategory | undefined;
  previewId: string;
  /** Unfolded from the start. */
  open: boolean;
}

/** One category of a preview: its counts, and its lines by what would happen to them. */
export function PreviewRow({ category, counted, previewId, open }: PreviewRowProps) {
  const { t } = useI18n();
  const name = t(`category.${category}`);
  if (counted === undefined) {
    return (
      <li class="preview-row preview-open">
        <span class="preview-name">{name}</span> <span class="muted">{t('preview.waits')}</span>
      </li>
    );
  }
  return (
    <li
      class="preview-row"
      data-testid="preview-category"
      data-category={category}
      data-new={counted.new}
      data-changed={counted.changed}
      data-unchanged={counted.unchanged}
      data-set-aside={counted.setAside}
      data-code={counted.error?.code}
    >
      {counted.error === null ? (
        <Outcomes name={name} counted={counted} previewId={previewId} open={open} />
      ) : (
        <NotCounted name={name} error={counted.error} />
      )}
    </li>
  );
}

function NotCounted({ name, error }: { name: string; error: NonNullable<PreviewCategory['error']> }) {
  const i18n = useI18n();
  const { t, headline, explain } = i18n;
  const facts = paramPairs(error.params, i18n).map(({ label, value }) => `${label}: ${value}`);
  return (
    <div class="preview-error">
      <p class="preview-head">
        <Icon name="warning" />
        <span class="preview-name">{name}</span> <span>{t('preview.notCounted')}</span>
      </p>
      <p>
        {headline(error.code)}. {explain(error.code)}
      </p>
      {facts.length > 0 && <p class="muted">{facts.join(' · ')}</p>}
    </div>
  );
}

interface OutcomesProps {
  name: string;
  counted: PreviewCategory;
  previewId: string;
  open: boolean;
}

function Outcomes({ name, counted, previewId, open: openAtFirst }: OutcomesProps) {
  const i18n = useI18n();
  const [open, setOpen] = useState(openAtFirst);
  const outcomes = SHOWN_ORDER.filter((outcome) => countOf(counted, outcome) > 0);
  const words = countWords(counted, i18n);
  if (outcomes.length === 0) {
    return (
      <p class="preview-head">
        <span class="preview-name">{name}</span> <span class="muted">{words}</span>
      </p>
    );
  }
  return (
    <>
      <button
        type="button"
        class="preview-head preview-toggle"
        data-testid="preview-toggle"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span class="preview-name">{name}</span>
        <span class="preview-counts">{words}</span>
        <Icon name="chevron" class="preview-chevron" />
      </button>
      {open &&
        outcomes.map((outcome) => (
          <PreviewLines
            key={outcome}
            category={counted.category}
            outcome={outcome}
            count={countOf(counted, outcome)}
            listed={counted.listed}
            previewId={previewId}
          />
        ))}
    </>
  );
}

function countOf(counted: PreviewCategory, outcome: PreviewOutcome): number {
  return outcome === 'set-aside' ? counted.setAside : counted[outcome];
}

/** The counts that are not zero, in words. */
function countWords(counted: PreviewCategory, { t, format }: I18n): string {
  const words = [
    counted.new > 0 && t('preview.new', { count: format.number(counted.new) }),
    counted.changed > 0 && t('preview.changed', { count: format.number(counted.changed) }),
    counted.unchanged > 0 && t('preview.unchanged', { count: format.number(counted.unchanged) }),
    counted.setAside > 0 && t('preview.setAside', { count: format.number(counted.setAside) }),
  ].filter((word) => word !== false);
  return words.length === 0 ? t('preview.nothing') : words.join(' · ');
}

import type { I18n } from '../../lib/i18n/i18n';
import type { PreviewRow } from '../../lib/store/schema';
import { cleanText } from '../primitives/clean-text';

/** OutSmart and AccountView write them each in their own way. */
const PRICES: ReadonlySet<string> = new Set(['price', 'sale_price', 'cost_price']);

/** Field by field: what OutSmart has now and what it would get. */
export function FieldChanges({ changes, i18n }: { changes: PreviewRow['fields']; i18n: I18n }) {
  const { t, fieldName, format } = i18n;
  const shown = (field: string, text: string): string => (PRICES.has(field) ? format.amount(text) : text);
  return (
    <dl class="changes">
      {changes.map(({ field, from, to }) => (
        <div key={field} class="change" data-testid="preview-change" data-field={field}>
          <dt>{cleanText(fieldName(field), 80)}</dt>
          <dd>
            <span class="visually-hidden">{t('preview.now')} </span>
            <Value text={shown(field, from)} empty={t('preview.empty')} old />{' '}
            <span class="change-arrow" aria-hidden="true">
              →
            </span>{' '}
            <span class="visually-hidden">, {t('preview.becomes')} </span>
            <Value text={shown(field, to)} empty={t('preview.empty')} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ text, empty, old = false }: { text: string; empty: string; old?: boolean }) {
  const shown = cleanText(text, 300);
  const tone = old ? 'change-old' : 'change-new';
  return shown === '' ? <i class={`${tone} change-empty`}>{empty}</i> : <span class={tone}>{shown}</span>;
}

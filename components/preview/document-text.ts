import { DOCUMENT_RESULTS, LISTED_PER_OUTCOME, type PreviewDocuments } from '../../lib/domain/preview';
import type { I18n } from '../../lib/i18n/i18n';
import type { Settings } from '../../lib/settings/schema';
import { cleanText } from '../primitives/clean-text';

/** A decimal as other programs read it: a point, and two places at least. */
export function plainAmount(decimal: string | null): string {
  if (decimal === null) return '';
  const [whole = '', places = ''] = decimal.split('.');
  return `${whole}.${places.padEnd(2, '0')}`;
}

/** Work orders of a preview that are still to be shown, and those that were only counted. */
export function restOf(documents: PreviewDocuments, shown: number): { more: number; unlisted: number } {
  const sum = (countOf: (count: number) => number): number =>
    DOCUMENT_RESULTS.reduce((total, result) => total + countOf(documents[result]), 0);
  const kept = sum((count) => Math.min(count, LISTED_PER_OUTCOME));
  return { more: Math.max(0, kept - shown), unlisted: sum((count) => count) - kept };
}

/** That there is not one work order, of those that the export looks for. */
export function noneWord({ trigger, triggerStatus }: Settings, { t }: I18n): string {
  return trigger === 'work-status'
    ? t('documents.noneWithStatus', { status: cleanText(triggerStatus, 40) })
    : t('documents.none');
}

import { useI18n } from '../../page/context';
import { cleanText } from '../../primitives/clean-text';
import type { DraftModel } from '../draft-model';
import type { OptionProps } from '../options';
import { CodeField } from './code-field';

/** Work statuses that a work order gets in OutSmart on its way. */
export function StatusOptions(props: OptionProps) {
  const { t } = useI18n();
  const useless = uselessClaim(props.draftModel);
  return (
    <fieldset>
      <legend>{t('exp.statuses')}</legend>
      <p class="field-hint">{t('exp.statusesHint')}</p>
      <CodeField
        {...props}
        field="claimStatus"
        id="option-claim-status"
        kind="work-statuses"
        label={t('exp.claimStatus')}
        hint={useless === null ? t('exp.claimStatusHint') : undefined}
        warning={useless === null ? undefined : t('exp.claimUseless', { status: cleanText(useless, 40) })}
      />
      <CodeField
        {...props}
        field="successStatus"
        id="option-success-status"
        kind="work-statuses"
        label={t('exp.successStatus')}
      />
      <CodeField
        {...props}
        field="failureStatus"
        id="option-failure-status"
        kind="work-statuses"
        label={t('exp.failureStatus')}
        hint={t('exp.failureStatusHint')}
      />
    </fieldset>
  );
}

/** The status that is chosen, when it was found to keep no other browser away. */
export function uselessClaim({ snapshot, text }: Pick<DraftModel, 'snapshot' | 'text'>): string | null {
  return text('claimStatus') === snapshot.claimUseless ? snapshot.claimUseless : null;
}

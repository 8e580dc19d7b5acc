import { useI18n } from '../../page/context';
import type { OptionProps } from '../options';
import { CodeField } from './code-field';

/** Work statuses that a work order gets in OutSmart on its way. */
export function StatusOptions(props: OptionProps) {
  const { t } = useI18n();
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
        hint={t('exp.claimStatusHint')}
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

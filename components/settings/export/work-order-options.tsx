import { TRIGGERS } from '../../../lib/settings/schema';
import { useI18n } from '../../page/context';
import { SelectField, TextField } from '../../primitives/field';
import { type OptionProps, useChoiceOption, useTextOption } from '../options';
import { CodeField } from './code-field';

/** Which complete work orders are exported. */
export function WorkOrderOptions(props: OptionProps) {
  const { t } = useI18n();
  const trigger = props.draftModel.text('trigger');
  return (
    <fieldset>
      <legend>{t('count.title')}</legend>
      <TextField
        {...useTextOption(props)('exportFrom', 'option-export-from')}
        type="date"
        label={t('exp.from')}
        hint={t('exp.fromHint')}
      />
      <SelectField
        {...useChoiceOption(props)('trigger', 'option-trigger', TRIGGERS, 'exp.trigger')}
        label={t('exp.trigger')}
        hint={trigger === 'by-hand' ? t('exp.byHandHint') : undefined}
      />
      {trigger === 'work-status' && (
        <CodeField
          {...props}
          field="triggerStatus"
          id="option-trigger-status"
          kind="work-statuses"
          label={t('exp.triggerStatus')}
        />
      )}
    </fieldset>
  );
}

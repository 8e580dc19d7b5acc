import { useI18n } from '../../page/context';
import { CheckField } from '../../primitives/check-field';
import { TextField } from '../../primitives/field';
import { type OptionProps, useSwitchOption, useTextOption } from '../options';

/** What keeps a mistake small. */
export function SafetyOptions(props: OptionProps) {
  const { t } = useI18n();
  const text = useTextOption(props);
  return (
    <fieldset>
      <legend>{t('exp.safety')}</legend>
      <TextField
        {...text('floodLimit', 'option-flood-limit')}
        type="number"
        min={1}
        max={1000}
        label={t('exp.floodLimit')}
        hint={t('exp.floodLimitHint')}
      />
      <TextField
        {...text('holdDays', 'option-hold-days')}
        type="number"
        min={1}
        max={3650}
        label={t('exp.holdDays')}
      />
      <CheckField
        {...useSwitchOption(props)('thisBrowserExports', 'option-this-browser-exports')}
        asSwitch
        label={t('exp.thisBrowser')}
        hint={t('exp.thisBrowserHint')}
      />
    </fieldset>
  );
}

import { FREE_TEXT, ZERO_LINES } from '../../../lib/settings/schema';
import { useI18n } from '../../page/context';
import { CheckField } from '../../primitives/check-field';
import { SelectField, TextField } from '../../primitives/field';
import { type OptionProps, useChoiceOption, useSwitchOption, useTextOption } from '../options';

/** Lines of material. */
export function LineOptions(props: OptionProps) {
  const { t } = useI18n();
  const choice = useChoiceOption(props);
  return (
    <fieldset>
      <legend>{t('exp.lines')}</legend>
      <SelectField
        {...choice('freeText', 'option-free-text', FREE_TEXT, 'exp.freeText')}
        label={t('exp.freeText')}
      />
      <TextField
        {...useTextOption(props)('defaultArticle', 'option-default-article')}
        label={t('exp.defaultArticle')}
      />
      <SelectField
        {...choice('zeroLines', 'option-zero-lines', ZERO_LINES, 'exp.zeroLines')}
        label={t('exp.zeroLines')}
      />
    </fieldset>
  );
}

/** Where the work description goes. */
export function DescriptionOptions(props: OptionProps) {
  const { t } = useI18n();
  const option = useSwitchOption(props);
  return (
    <fieldset>
      <legend>{t('exp.descriptionTitle')}</legend>
      <CheckField
        {...option('descriptionRemark', 'option-description-remark')}
        label={t('exp.descriptionRemark')}
      />
      <CheckField
        {...option('descriptionLine', 'option-description-line')}
        label={t('exp.descriptionLine')}
        hint={t('exp.descriptionLineHint')}
      />
    </fieldset>
  );
}

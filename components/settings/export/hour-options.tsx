import { HOUR_ROUNDINGS } from '../../../lib/settings/schema';
import { useI18n } from '../../page/context';
import { SelectField, TextField } from '../../primitives/field';
import { type OptionProps, useChoiceOption, useTextOption } from '../options';
import { Mapping } from './mapping';

/** Hours and kilometres as articles. */
export function HourOptions(props: OptionProps) {
  const { t } = useI18n();
  const text = useTextOption(props);
  return (
    <fieldset>
      <legend>{t('exp.hours')}</legend>
      <TextField
        {...text('defaultHourArticle', 'option-default-hour-article')}
        label={t('exp.defaultHourArticle')}
        hint={t('exp.defaultHourArticleHint')}
      />
      <Mapping {...props} kind="hour" />
      <SelectField
        {...useChoiceOption(props)(
          'hourRounding',
          'option-hour-rounding',
          HOUR_ROUNDINGS,
          'exp.hourRounding',
        )}
        label={t('exp.hourRounding')}
      />
      <TextField
        {...text('travelArticle', 'option-travel-article')}
        label={t('exp.travelArticle')}
        hint={t('exp.travelArticleHint')}
      />
    </fieldset>
  );
}

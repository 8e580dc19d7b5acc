import { BLOCKED_ARTICLES, HOUR_ARTICLES } from '../../../lib/settings/schema';
import { useI18n } from '../../page/context';
import { SelectField, TextField } from '../../primitives/field';
import { CodeList } from './code-list';
import { type OptionProps, useChoiceOption, useTextOption } from '../options';

export function MaterialOptions(props: OptionProps) {
  const { t } = useI18n();
  const choice = useChoiceOption(props);
  return (
    <>
      <CodeList
        {...props}
        field="articleGroups"
        id="option-article-groups"
        kind="article-groups"
        label={t('imp.articleGroups')}
      />
      <SelectField
        {...choice('blockedArticles', 'option-blocked-articles', BLOCKED_ARTICLES, 'imp.blockedArticles')}
        label={t('imp.blockedArticles')}
      />
      <TextField
        {...useTextOption(props)('defaultUnit', 'option-default-unit')}
        label={t('imp.defaultUnit')}
      />
    </>
  );
}

export function HourTypeOptions(props: OptionProps) {
  const { t } = useI18n();
  const unit = useTextOption(props)('hourUnit', 'option-hour-unit');
  const byGroup = props.draftModel.text('hoursBy') === 'group';
  return (
    <>
      <SelectField
        {...useChoiceOption(props)('hoursBy', 'option-hour-articles', HOUR_ARTICLES, 'imp.hoursBy')}
        label={t('imp.hoursBy')}
      />
      {byGroup && (
        <CodeList
          {...props}
          field="hourGroups"
          id="option-hour-groups"
          kind="article-groups"
          label={t('imp.hourGroups')}
          required
        />
      )}
      {/* Also while it is wrong: a field that cannot be seen cannot be mended. */}
      {(!byGroup || unit.error !== undefined) && <TextField {...unit} label={t('imp.hourUnit')} />}
    </>
  );
}

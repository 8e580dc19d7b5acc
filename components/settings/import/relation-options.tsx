import { BLOCKED_DEBTORS, WORKORDER_EMAILS } from '../../../lib/settings/schema';
import { useI18n } from '../../page/context';
import { SelectField } from '../../primitives/field';
import { CodeList } from './code-list';
import { type OptionProps, useChoiceOption } from '../options';

export function RelationOptions(props: OptionProps) {
  const { t } = useI18n();
  const choice = useChoiceOption(props);
  return (
    <>
      <SelectField
        {...choice('blockedDebtors', 'option-blocked-debtors', BLOCKED_DEBTORS, 'imp.blockedDebtors')}
        label={t('imp.blockedDebtors')}
      />
      <CodeList
        {...props}
        field="relationGroups"
        id="option-relation-groups"
        kind="relation-groups"
        label={t('imp.relationGroups')}
      />
      <SelectField
        {...choice('workorderEmail', 'option-workorder-email', WORKORDER_EMAILS, 'imp.workorderEmail')}
        label={t('imp.workorderEmail')}
      />
    </>
  );
}

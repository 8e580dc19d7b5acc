import { DEBTOR_NUMBERS } from '../../../lib/settings/schema';
import { useI18n } from '../../page/context';
import { CheckField } from '../../primitives/check-field';
import { SelectField } from '../../primitives/field';
import { type OptionProps, useChoiceOption, useSwitchOption } from '../options';
import { CodeField } from './code-field';

/** Whether debtors and articles that AccountView does not have are created there. */
export function MissingOptions(props: OptionProps) {
  const { t } = useI18n();
  const option = useSwitchOption(props);
  const choice = useChoiceOption(props);
  const { parsed } = props.draftModel;
  const newRelation = option('newRelation', 'option-new-relation');
  // Also while it is wrong: a field that cannot be seen cannot be mended.
  const open = newRelation.checked || (!parsed.ok && parsed.invalid.has('collectiveAccount'));
  return (
    <fieldset>
      <legend>{t('exp.missingTitle')}</legend>
      <CheckField {...newRelation} asSwitch label={t('exp.newRelation')} hint={t('exp.newRelationHint')} />
      {open && (
        <div class="under-switch">
          <SelectField
            {...choice('debtorNumber', 'option-debtor-number', DEBTOR_NUMBERS, 'exp.debtorNumber')}
            label={t('exp.debtorNumber')}
          />
          <CodeField
            {...props}
            field="collectiveAccount"
            id="option-collective-account"
            kind="ledger-accounts"
            label={t('exp.collectiveAccount')}
            hint={t('exp.collectiveAccountHint')}
          />
        </div>
      )}
      <CheckField
        {...option('newArticle', 'option-new-article')}
        asSwitch
        label={t('exp.newArticle')}
        hint={t('exp.newArticleHint')}
      />
    </fieldset>
  );
}

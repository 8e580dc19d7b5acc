import { useI18n } from '../../page/context';
import { CheckField } from '../../primitives/check-field';
import { type OptionProps, useSwitchOption } from '../options';
import { CodeField } from './code-field';
import { Mapping } from './mapping';

/** The journal that pages go to, and how they look there. */
export function JournalOptions(props: OptionProps) {
  const { t } = useI18n();
  const option = useSwitchOption(props);
  return (
    <fieldset>
      <legend>{t('exp.journalTitle')}</legend>
      <CodeField {...props} field="journal" id="option-journal" kind="journals" label={t('exp.journal')} />
      <CodeField
        {...props}
        field="costCentre"
        id="option-cost-centre"
        kind="cost-centres"
        label={t('exp.costCentre')}
        hint={t('exp.costCentreHint')}
      />
      <CheckField
        {...option('reverseSign', 'option-reverse-sign')}
        asSwitch
        label={t('exp.reverseSign')}
        hint={t('exp.reverseSignHint')}
      />
      <CheckField
        {...option('sendPeriod', 'option-send-period')}
        asSwitch
        label={t('exp.sendPeriod')}
        hint={t('exp.sendPeriodHint')}
      />
    </fieldset>
  );
}

/** The VAT code of each line of a journal page. */
export function VatOptions(props: OptionProps) {
  const { t } = useI18n();
  return (
    <fieldset>
      <legend>{t('exp.vatTitle')}</legend>
      <CodeField
        {...props}
        field="defaultVat"
        id="option-default-vat"
        kind="vat-codes"
        label={t('exp.defaultVat')}
        hint={t('exp.defaultVatHint')}
      />
      <Mapping {...props} kind="vat" />
    </fieldset>
  );
}

/** The account of each line of a journal page. */
export function RevenueOptions(props: OptionProps) {
  const { t } = useI18n();
  return (
    <fieldset>
      <legend>{t('exp.revenueTitle')}</legend>
      <CodeField
        {...props}
        field="defaultRevenue"
        id="option-default-revenue"
        kind="ledger-accounts"
        label={t('exp.defaultRevenue')}
        hint={t('exp.defaultRevenueHint')}
      />
      <Mapping {...props} kind="revenue" />
    </fieldset>
  );
}

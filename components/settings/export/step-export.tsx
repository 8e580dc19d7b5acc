import '../../styles/export.css';
import { EXPORT_TARGETS, SCHEDULES } from '../../../lib/settings/schema';
import { useI18n } from '../../page/context';
import { SelectField } from '../../primitives/field';
import { useDiscovery } from '../found';
import { type OptionProps, useChoiceOption } from '../options';
import { DescriptionOptions, LineOptions } from './line-options';
import { HourOptions } from './hour-options';
import { JournalOptions, RevenueOptions, VatOptions } from './journal-options';
import { MissingOptions } from './missing-options';
import { SafetyOptions } from './safety-options';
import { StatusOptions } from './status-options';
import { WorkOrderOptions } from './work-order-options';

/** Step 5: what happens with complete work orders, and how often. */
export function StepExport(props: OptionProps) {
  const { t } = useI18n();
  const { draftModel } = props;
  const choice = useChoiceOption(props);
  const target = draftModel.text('exportTarget');
  useDiscovery(draftModel.text('companyId'));
  return (
    <>
      <p class="intro">{t('exp.intro')}</p>
      <SelectField
        {...choice('exportTarget', 'export-target', EXPORT_TARGETS, 'exp.target')}
        label={t('exp.target')}
        hint={target === 'none' ? t('exp.noneHint') : undefined}
      />
      {target !== 'none' && (
        <>
          <WorkOrderOptions {...props} />
          {target === 'journal' && <JournalOptions {...props} />}
          {target === 'journal' && <VatOptions {...props} />}
          {target === 'journal' && <RevenueOptions {...props} />}
          <HourOptions {...props} />
          <LineOptions {...props} />
          <DescriptionOptions {...props} />
          <MissingOptions {...props} />
          <StatusOptions {...props} />
          <SafetyOptions {...props} />
        </>
      )}
      <fieldset>
        <legend>{t('exp.scheduleTitle')}</legend>
        <SelectField
          {...choice('schedule', 'option-schedule', SCHEDULES, 'exp.schedule')}
          label={t('exp.schedule')}
        />
      </fieldset>
    </>
  );
}

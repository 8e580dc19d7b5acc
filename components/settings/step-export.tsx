import { EXPORT_TARGETS, FREE_TEXT, SCHEDULES, TRIGGERS, ZERO_LINES } from '../../lib/settings/schema';
import type { FieldName } from '../../lib/settings/form';
import { useI18n } from '../page/context';
import { CheckField, SelectField, TextField } from '../primitives/field';
import type { DraftModel } from './draft-model';
import { useFieldError } from './field-error';
import { HourMapping } from './hour-mapping';

interface StepProps {
  draftModel: DraftModel;
  showErrors: boolean;
}

/** Step 5: what happens with complete work orders, and how often. */
export function StepExport({ draftModel, showErrors }: StepProps) {
  const { t } = useI18n();
  const exporting = draftModel.text('exportTarget') !== 'none';
  return (
    <>
      <p class="intro">{t('exp.intro')}</p>
      <SelectField
        id="export-target"
        testId="export-target"
        label={t('exp.target')}
        value={draftModel.text('exportTarget')}
        hint={exporting ? undefined : t('exp.noneHint')}
        options={EXPORT_TARGETS.map((value) => ({ value, label: t(`exp.target.${value}`) }))}
        onChange={(value) => draftModel.setField('exportTarget', value)}
      />
      {exporting && (
        <>
          <WhichWorkOrders draftModel={draftModel} showErrors={showErrors} />
          <Hours draftModel={draftModel} showErrors={showErrors} />
          <Lines draftModel={draftModel} showErrors={showErrors} />
          <Safety draftModel={draftModel} showErrors={showErrors} />
        </>
      )}
      <fieldset>
        <legend>{t('exp.scheduleTitle')}</legend>
        <SelectField
          id="option-schedule"
          testId="option-schedule"
          label={t('exp.schedule')}
          value={draftModel.text('schedule')}
          options={SCHEDULES.map((value) => ({ value, label: t(`exp.schedule.${value}`) }))}
          onChange={(value) => draftModel.setField('schedule', value)}
        />
      </fieldset>
    </>
  );
}

/** Attributes that every text field of this step shares. */
function useTextField({ draftModel, showErrors }: StepProps) {
  const errorOf = useFieldError(draftModel, showErrors);
  return (field: FieldName, id: string) => ({
    id,
    testId: id,
    value: draftModel.text(field),
    error: errorOf(field),
    onInput: (value: string) => draftModel.setField(field, value),
  });
}

function WhichWorkOrders({ draftModel, showErrors }: StepProps) {
  const { t } = useI18n();
  const field = useTextField({ draftModel, showErrors });
  return (
    <fieldset>
      <legend>{t('count.title')}</legend>
      <TextField
        {...field('exportFrom', 'option-export-from')}
        type="date"
        label={t('exp.from')}
        hint={t('exp.fromHint')}
      />
      <SelectField
        id="option-trigger"
        testId="option-trigger"
        label={t('exp.trigger')}
        value={draftModel.text('trigger')}
        options={TRIGGERS.map((value) => ({ value, label: t(`exp.trigger.${value}`) }))}
        onChange={(value) => draftModel.setField('trigger', value)}
      />
      {draftModel.text('trigger') === 'work-status' && (
        <TextField {...field('triggerStatus', 'option-trigger-status')} label={t('exp.triggerStatus')} />
      )}
    </fieldset>
  );
}

function Hours({ draftModel, showErrors }: StepProps) {
  const { t } = useI18n();
  const field = useTextField({ draftModel, showErrors });
  return (
    <fieldset>
      <legend>{t('exp.hours')}</legend>
      <TextField
        {...field('defaultHourArticle', 'option-default-hour-article')}
        label={t('exp.defaultHourArticle')}
        hint={t('exp.defaultHourArticleHint')}
      />
      <HourMapping draftModel={draftModel} error={field('hourArticles', '').error} />
    </fieldset>
  );
}

function Lines({ draftModel, showErrors }: StepProps) {
  const { t } = useI18n();
  const field = useTextField({ draftModel, showErrors });
  return (
    <fieldset>
      <legend>{t('exp.lines')}</legend>
      <SelectField
        id="option-free-text"
        testId="option-free-text"
        label={t('exp.freeText')}
        value={draftModel.text('freeText')}
        options={FREE_TEXT.map((value) => ({ value, label: t(`exp.freeText.${value}`) }))}
        onChange={(value) => draftModel.setField('freeText', value)}
      />
      <TextField {...field('defaultArticle', 'option-default-article')} label={t('exp.defaultArticle')} />
      <SelectField
        id="option-zero-lines"
        testId="option-zero-lines"
        label={t('exp.zeroLines')}
        value={draftModel.text('zeroLines')}
        options={ZERO_LINES.map((value) => ({ value, label: t(`exp.zeroLines.${value}`) }))}
        onChange={(value) => draftModel.setField('zeroLines', value)}
      />
    </fieldset>
  );
}

function Safety({ draftModel, showErrors }: StepProps) {
  const { t } = useI18n();
  const field = useTextField({ draftModel, showErrors });
  return (
    <fieldset>
      <legend>{t('exp.safety')}</legend>
      <TextField
        {...field('floodLimit', 'option-flood-limit')}
        type="number"
        min={1}
        max={1000}
        label={t('exp.floodLimit')}
        hint={t('exp.floodLimitHint')}
      />
      <TextField
        {...field('holdDays', 'option-hold-days')}
        type="number"
        min={1}
        max={3650}
        label={t('exp.holdDays')}
      />
      <CheckField
        id="option-this-browser-exports"
        testId="option-this-browser-exports"
        asSwitch
        label={t('exp.thisBrowser')}
        hint={t('exp.thisBrowserHint')}
        checked={draftModel.draft.form['thisBrowserExports'] === true}
        onChange={(checked) => draftModel.setField('thisBrowserExports', checked)}
      />
    </fieldset>
  );
}

import type { ComponentChildren } from 'preact';
import { IMPORTABLE, type ImportableCategory } from '../../lib/domain/category';
import { BLOCKED_DEBTORS, WORKORDER_EMAILS } from '../../lib/settings/schema';
import { syncNow } from '../page/actions';
import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';
import { CheckField, SelectField, TextField } from '../primitives/field';
import { ImportState } from '../status/import-states';
import type { DraftModel } from './draft-model';
import { useFieldError } from './field-error';

interface StepProps {
  draftModel: DraftModel;
  showErrors: boolean;
}

/** Step 4: what OutSmart gets from AccountView, with the options of each category. */
export function StepImport({ draftModel, showErrors }: StepProps) {
  const { t } = useI18n();
  const options: Partial<Record<ImportableCategory, ComponentChildren>> = {
    relations: <RelationOptions draftModel={draftModel} />,
    'hour-types': <HourTypeOptions draftModel={draftModel} showErrors={showErrors} />,
  };
  return (
    <>
      <p class="intro">{t('imp.intro')}</p>
      {IMPORTABLE.map((category) => (
        <ImportCard key={category} category={category} draftModel={draftModel}>
          {options[category]}
        </ImportCard>
      ))}
    </>
  );
}

interface CardProps {
  category: ImportableCategory;
  draftModel: DraftModel;
  children?: ComponentChildren;
}

function ImportCard({ category, draftModel, children }: CardProps) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const { draft, snapshot } = draftModel;
  const imports = draft.form['imports'] as Readonly<Record<ImportableCategory, boolean>>;
  const on = imports[category];
  const { connection, settings } = snapshot;
  const canImport = connection.connected && connection.saved && settings?.imports[category] === true;
  const name = t(`category.${category}`);
  return (
    <section class="option-card">
      <CheckField
        id={`import-${category}`}
        testId={`import-${category}`}
        asSwitch
        label={name}
        hint={t(`imp.${category}.hint`)}
        checked={on}
        onChange={(checked) => draftModel.setField('imports', { ...imports, [category]: checked })}
      />
      {on && children !== undefined && <div class="option-card-body">{children}</div>}
      <div class="option-card-foot">
        <ImportState category={category} />
        <Button
          small
          icon="sync"
          testId={`import-now-${category}`}
          title={canImport ? t('imp.nowOf', { category: name }) : t('imp.nowLater')}
          about={name}
          disabled={!canImport}
          busy={state.busy.has(`sync-now:${category}`)}
          onClick={() => void syncNow(model, category)}
        >
          {t('imp.now')}
        </Button>
      </div>
    </section>
  );
}

function RelationOptions({ draftModel }: { draftModel: DraftModel }) {
  const { t } = useI18n();
  return (
    <>
      <SelectField
        id="option-blocked-debtors"
        testId="option-blocked-debtors"
        label={t('imp.blockedDebtors')}
        value={draftModel.text('blockedDebtors')}
        options={BLOCKED_DEBTORS.map((value) => ({ value, label: t(`imp.blockedDebtors.${value}`) }))}
        onChange={(value) => draftModel.setField('blockedDebtors', value)}
      />
      <SelectField
        id="option-workorder-email"
        testId="option-workorder-email"
        label={t('imp.workorderEmail')}
        value={draftModel.text('workorderEmail')}
        options={WORKORDER_EMAILS.map((value) => ({ value, label: t(`imp.workorderEmail.${value}`) }))}
        onChange={(value) => draftModel.setField('workorderEmail', value)}
      />
    </>
  );
}

function HourTypeOptions({ draftModel, showErrors }: StepProps) {
  const { t } = useI18n();
  const errorOf = useFieldError(draftModel, showErrors);
  return (
    <TextField
      id="option-hour-unit"
      testId="option-hour-unit"
      label={t('imp.hourUnit')}
      value={draftModel.text('hourUnit')}
      error={errorOf('hourUnit')}
      onInput={(value) => draftModel.setField('hourUnit', value)}
    />
  );
}

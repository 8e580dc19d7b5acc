import { FIELD_GROUPS, type FieldGroup } from '../../../lib/settings/field-groups';
import { useI18n } from '../../page/context';
import { CheckField } from '../../primitives/check-field';
import type { DraftModel } from '../draft-model';

/** *AccountView leidend*, per group of fields. */
export function LeadOptions({ draftModel }: { draftModel: DraftModel }) {
  const { t } = useI18n();
  const leads = draftModel.draft.form['leads'] as Readonly<Record<FieldGroup, boolean>>;
  return (
    <details class="option-card leads">
      <summary>{t('imp.leads')}</summary>
      <p class="field-hint" id="leads-hint">
        {t('imp.leadsHint')}
      </p>
      <div role="group" aria-label={t('imp.leads')} aria-describedby="leads-hint">
        {FIELD_GROUPS.map((group) => (
          <CheckField
            key={group}
            id={`option-lead-${group}`}
            testId={`option-lead-${group}`}
            asSwitch
            label={t(`imp.lead.${group}`)}
            checked={leads[group]}
            onChange={(checked) => draftModel.setField('leads', { ...leads, [group]: checked })}
          />
        ))}
      </div>
    </details>
  );
}

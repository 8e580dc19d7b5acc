import { useEffect } from 'preact/hooks';
import type { Company } from '../../lib/domain/company';
import type { Snapshot } from '../../lib/domain/snapshot';
import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';
import { cleanText } from '../primitives/clean-text';
import { SelectField } from '../primitives/field';
import { Notice } from '../primitives/notice';
import type { DraftModel } from './draft-model';
import { FiscalYears } from './fiscal-years';

/** Step 3: the company, of those the signed-in user may open. */
export function StepAdministration({
  draftModel,
  showErrors,
}: {
  draftModel: DraftModel;
  showErrors: boolean;
}) {
  const { model, state } = usePage();
  const { t, headline, explain } = useI18n();
  const { snapshot } = draftModel;
  const companyId = draftModel.text('companyId');
  const { companies, companiesError } = snapshot;
  const busy = state.busy.has('load-companies');
  const reload = (): void => void model.command('load-companies', {}, { quiet: true });

  useEffect(reload, []);
  useEffect(() => {
    const only = companies?.length === 1 ? companies[0] : undefined;
    if (only !== undefined && companyId === '') draftModel.setField('companyId', only.id);
  }, [companies, companyId]);
  useEffect(() => {
    if (companyId !== '') void model.command('load-years', { companyId }, { quiet: true });
  }, [companyId]);

  return (
    <>
      <p class="intro">{t('adm.intro')}</p>
      {companiesError !== null && !busy && (
        <Notice
          tone="error"
          title={headline(companiesError.code)}
          testId="companies-error"
          data={{ 'data-code': companiesError.code }}
        >
          <p>{explain(companiesError.code)}</p>
        </Notice>
      )}
      <SelectField
        id="administration"
        testId="administration"
        label={t('adm.label')}
        value={companyId}
        disabled={companies === null}
        error={showErrors && companyId === '' ? t('invalid.companyId') : undefined}
        hint={companies?.length === 1 ? t('adm.single') : undefined}
        options={options(snapshot, companyId, {
          none: companies === null && busy ? t('adm.loading') : t('adm.choose'),
          unknown: t('adm.unknown'),
        })}
        onChange={(value) => draftModel.setField('companyId', value)}
      />
      <Button small kind="quiet" icon="sync" testId="reload-companies" busy={busy} onClick={reload}>
        {t('adm.reload')}
      </Button>
      {companyId !== '' && <FiscalYears companyId={companyId} busy={state.busy.has('load-years')} />}
    </>
  );
}

function options(snapshot: Snapshot, companyId: string, words: { none: string; unknown: string }) {
  const companies = snapshot.companies ?? [];
  const known = companies.some((company) => company.id === companyId);
  const own =
    known || companyId === ''
      ? []
      : [{ value: companyId, label: ownName(snapshot, companyId, words.unknown) }];
  return [
    { value: '', label: words.none },
    ...own,
    ...companies.map((company) => ({ value: company.id, label: nameOf(company) })),
  ];
}

/** The chosen company while the list does not (or no longer) name it. */
function ownName({ settings, companyName, companies }: Snapshot, companyId: string, unknown: string): string {
  const name =
    settings?.companyId === companyId && companyName !== '' ? cleanText(companyName, 100) : companyId;
  return companies === null ? name : `${name} (${unknown})`;
}

function nameOf({ code, name }: Company): string {
  return cleanText(code === '' ? name : `${code} – ${name}`, 100);
}

import { useI18n, usePage } from '../page/context';
import { Notice } from '../primitives/notice';

/** The fiscal years found in a company. */
export function FiscalYears({ companyId, busy }: { companyId: string; busy: boolean }) {
  const { state } = usePage();
  const { t, headline, explain } = useI18n();
  const found = state.snapshot.administrations;
  const mine = found?.companyId === companyId ? found : null;
  const years = mine?.years ?? [];
  return (
    <section
      class="years"
      data-testid="fiscal-years"
      data-years={years.map((one) => one.year).join(' ')}
      aria-busy={busy}
    >
      <h3>{t('adm.years')}</h3>
      {mine?.error && (
        <Notice tone="error" title={headline(mine.error.code)} data={{ 'data-code': mine.error.code }}>
          <p>{explain(mine.error.code)}</p>
        </Notice>
      )}
      {mine === null && <p class="muted">{t('adm.yearsLoading')}</p>}
      {mine !== null && mine.error === null && years.length === 0 && <p class="muted">{t('adm.noYears')}</p>}
      <ul class="chips">
        {years.map((one) => (
          <li key={one.code} class={one.archived ? 'chip chip-off' : 'chip'} title={one.name}>
            {one.year}
            {one.archived && ` (${t('adm.archived')})`}
          </li>
        ))}
      </ul>
    </section>
  );
}

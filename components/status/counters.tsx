import { useI18n, usePage } from '../page/context';

const COUNTERS = ['waiting', 'held', 'failed', 'exported'] as const;

/** Work orders by what happened to them. */
export function Counters() {
  const { state } = usePage();
  const { t, format } = useI18n();
  return (
    <dl class="counters" aria-label={t('count.title')}>
      {COUNTERS.map((name) => {
        const value = state.snapshot.counts[name];
        return (
          <div key={name} class={`counter counter-${name}${value === 0 ? ' counter-zero' : ''}`}>
            <dt>{t(`count.${name}`)}</dt>
            <dd data-testid={`count-${name}`} data-value={value}>
              {format.number(value)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

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
            <dt>
              {t(`count.${name}`)}
              {name === 'exported' && <Told />}
            </dt>
            <dd data-testid={`count-${name}`} data-value={value}>
              {format.number(value)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Of those that have their document: they are listed with the problems. */
function Told() {
  const { told } = usePage().state.snapshot.counts;
  const { t, format } = useI18n();
  if (told === 0) return null;
  return (
    <>
      {' '}
      <span class="counter-told" data-testid="count-told" data-value={told}>
        {t('count.told', { count: format.number(told) })}
      </span>
    </>
  );
}

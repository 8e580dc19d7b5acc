import { CATEGORIES, type Category } from '../../lib/domain/category';
import type { CategoryState } from '../../lib/domain/run';
import { useI18n, usePage } from '../page/context';

/** What is known of every category that is imported. */
export function ImportStates() {
  const { state } = usePage();
  const { t } = useI18n();
  const on = CATEGORIES.filter((category) => state.snapshot.settings?.imports[category] === true);
  if (on.length === 0) return null;
  return (
    <section class="section" aria-labelledby="import-title">
      <h2 id="import-title">{t('import.title')}</h2>
      <ul class="import-rows">
        {on.map((category) => (
          <li key={category}>
            <span class="import-name">{t(`category.${category}`)}</span>
            <ImportState category={category} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One category's last or current import, in a line. */
export function ImportState({ category }: { category: Category }) {
  const { model, state } = usePage();
  const { t, format } = useI18n();
  const known = state.snapshot.imports[category] ?? neverImported(category);
  const counts = {
    read: format.number(known.read),
    written: format.number(known.written),
    unchanged: format.number(known.unchanged),
  };
  const counted = known.state === 'running' || known.finishedAt !== null;
  return (
    <div
      class={`import-state import-${known.state}`}
      data-testid={`import-state-${category}`}
      data-state={known.state === 'failed' ? 'done' : known.state}
      data-failed={known.state === 'failed' ? '' : undefined}
      data-read={known.read}
      data-written={known.written}
      data-unchanged={known.unchanged}
      data-set-aside={known.setAside}
    >
      <span class="import-word">
        {t(`import.${known.state}`)}
        {known.finishedAt !== null &&
          known.state === 'done' &&
          ` · ${format.moment(known.finishedAt, model.ports.now())}`}
      </span>
      {counted && <span class="muted">{t('import.counts', counts)}</span>}
      {known.setAside > 0 && (
        <span class="import-aside">{t('import.setAside', { count: format.number(known.setAside) })}</span>
      )}
      {known.declined !== undefined && (
        <span class="import-aside">{t('import.declined', { count: format.number(known.declined) })}</span>
      )}
    </div>
  );
}

function neverImported(category: Category): CategoryState {
  return { category, state: 'never', read: 0, written: 0, unchanged: 0, setAside: 0, finishedAt: null };
}

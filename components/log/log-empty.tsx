import { useI18n } from '../page/context';
import { Icon } from '../primitives/icons';

/** In place of rows: nothing has happened yet, or nothing matches. */
export function LogEmpty({ filtered, searching }: { filtered: boolean; searching: boolean }) {
  const { t } = useI18n();
  if (searching) return <p class="log-empty muted">{t('log.searching')}</p>;
  return (
    <div class="log-empty">
      <Icon name={filtered ? 'search' : 'log'} />
      <p class="strong">{t(filtered ? 'log.noHits' : 'log.empty')}</p>
      <p class="muted">{t(filtered ? 'log.noHitsHint' : 'log.emptyHint')}</p>
    </div>
  );
}

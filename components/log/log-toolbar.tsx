import { useEffect, useState } from 'preact/hooks';
import { recordRef } from '../../lib/domain/category';
import type { LogLevel } from '../../lib/domain/log-row';
import { useI18n } from '../page/context';
import { CheckField } from '../primitives/check-field';
import { cleanText } from '../primitives/clean-text';
import { Icon } from '../primitives/icons';
import { type LogFilter, NO_FILTER, toWords } from './log-filter';
import type { LogModel } from './log-model';

const LEVELS = ['all', 'info', 'warning', 'error'] as const satisfies readonly (LogLevel | 'all')[];
/** Long enough not to search for every letter, short enough to feel at once. */
const SEARCH_AFTER_MS = 120;

interface LogToolbarProps {
  log: LogModel;
  /** The work order that the OutSmart tab in front shows. */
  workOrderId: string | undefined;
}

/** Search, level, and the work order in view. */
export function LogToolbar({ log, workOrderId }: LogToolbarProps) {
  const { t, headline } = useI18n();
  const [text, setText] = useState('');
  const [level, setLevel] = useState<LogFilter['level']>('all');
  const [narrow, setNarrow] = useState(false);
  const record = narrow && workOrderId !== undefined ? recordRef('work-order', workOrderId) : null;
  useFilter(log, { ...NO_FILTER, words: toWords(text), level, record }, headline);
  return (
    <div class="log-toolbar">
      <div class="search">
        <Icon name="search" />
        <input
          type="search"
          data-testid="log-search"
          aria-label={t('log.search')}
          placeholder={t('log.searchHint')}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <select
        data-testid="log-level"
        aria-label={t('log.level')}
        value={level}
        onChange={(event) => setLevel(LEVELS.find((one) => one === event.currentTarget.value) ?? 'all')}
      >
        {LEVELS.map((one) => (
          <option key={one} value={one} selected={one === level}>
            {t(`log.level.${one}`)}
          </option>
        ))}
      </select>
      {workOrderId !== undefined && (
        <div class="log-narrow">
          <CheckField
            id="log-this-work-order"
            testId="log-this-work-order"
            asSwitch
            label={t('log.thisWorkOrder', { number: cleanText(workOrderId, 40) })}
            checked={narrow}
            onChange={setNarrow}
          />
        </div>
      )}
    </div>
  );
}

/** Applies the filter when it changes, a moment after the last key. */
function useFilter(log: LogModel, filter: LogFilter, headline: (code: string) => string): void {
  const key = JSON.stringify(filter);
  useEffect(() => {
    // Also in another language: the words that are searched in are the reader's.
    if (key === JSON.stringify(log.get().filter)) return undefined;
    const timer = setTimeout(() => {
      // A store that cannot be read is told by the page's own notice.
      log.setFilter(filter, headline).catch(() => {});
    }, SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [key, headline]);
}

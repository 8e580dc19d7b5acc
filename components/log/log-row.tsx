import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RecordKind } from '../../lib/domain/category';
import type { LogLevel, LogRow } from '../../lib/domain/log-row';
import { workOrderUrl } from '../../lib/domain/work-order-url';
import type { I18n } from '../../lib/i18n/i18n';
import { useI18n, usePage } from '../page/context';
import { cleanText } from '../primitives/clean-text';
import { Icon, type IconName } from '../primitives/icons';
import { paramPairs, reasonOf } from './params';

const ICONS: Readonly<Record<LogLevel, IconName>> = { info: 'info', warning: 'warning', error: 'error' };

interface LogRowProps {
  /** Absent while it is being fetched. */
  row: LogRow | undefined;
  open: boolean;
  onToggle: () => void;
  /** Told of the height of an unfolded row, px. */
  onHeight: (height: number) => void;
  outsmartOrigin: string;
}

/** One line of the log; its explanation unfolds. */
export function LogRowView({ row, open, onToggle, onHeight, outsmartOrigin }: LogRowProps) {
  const { model } = usePage();
  const i18n = useI18n();
  const { t, format } = i18n;
  const element = useHeight(open, onHeight);
  if (row === undefined) return <div class="log-row log-row-loading" aria-busy="true" />;
  const { headline } = reasonOf(row.code, row.params, i18n);
  const subject = subjectOf(row, i18n);
  const summary = row.record === undefined ? summaryOf(row, i18n) : '';
  return (
    <article
      ref={element}
      class={`log-row log-${row.level}${open ? ' log-row-open' : ''}`}
      data-testid="log-row"
      data-level={row.level}
      data-code={row.code}
      data-record={row.record}
    >
      <button type="button" class="log-line" aria-expanded={open} onClick={onToggle}>
        <Icon name={ICONS[row.level]} class="log-icon" />
        <span class="log-main">
          <span class="log-meta">
            <span class="log-level">{t(`log.level.${row.level}`)}</span>
            <time dateTime={new Date(row.time).toISOString()} title={format.exact(row.time)}>
              {format.moment(row.time, model.ports.now())}
            </time>
          </span>
          <span class="log-headline" title={headline}>
            {headline}
          </span>
          {(subject || summary) !== '' && (
            <span class="log-subject" title={subject || summary}>
              {subject || summary}
            </span>
          )}
        </span>
        <Icon name="chevron" class="log-chevron" />
      </button>
      {open && <LogDetails row={row} outsmartOrigin={outsmartOrigin} />}
    </article>
  );
}

/** Reports the height of an unfolded row, now and when its texts come or the panel gets another width. */
function useHeight(open: boolean, onHeight: (height: number) => void) {
  const element = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const row = element.current;
    if (!open || row === null) return undefined;
    const observer = new ResizeObserver(() => onHeight(row.offsetHeight));
    observer.observe(row);
    return () => observer.disconnect();
  }, [open]);
  return element;
}

function LogDetails({ row, outsmartOrigin }: { row: LogRow; outsmartOrigin: string }) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const workOrderId =
    row.record?.startsWith('work-order:') === true ? row.record.slice('work-order:'.length) : undefined;
  const facts = [
    ...paramPairs(row.params, i18n).map(({ label, value }) => `${label}: ${value}`),
    ...documentFacts(row, i18n),
    ...(row.attempt !== undefined && row.attempt > 1 ? [t('log.attempt', { attempt: row.attempt })] : []),
    ...(row.durationMs === undefined ? [] : [t('log.duration', { time: format.duration(row.durationMs) })]),
  ];
  return (
    <div class="log-details">
      <p>{reasonOf(row.code, row.params, i18n).explanation}</p>
      {facts.length > 0 && <p class="muted">{facts.join(' · ')}</p>}
      {row.original !== undefined && (
        <div class="log-original">
          <p class="muted">{t('log.original')}</p>
          <p class="mono">{cleanText(row.original)}</p>
        </div>
      )}
      <p class="muted">
        {format.exact(row.time)} · {t('log.code')} {row.code}
      </p>
      {workOrderId !== undefined && (
        <a class="log-link" href={workOrderUrl(workOrderId, outsmartOrigin)} target="_blank" rel="noreferrer">
          <Icon name="external" />
          {t('log.openWorkOrder')}
        </a>
      )}
    </div>
  );
}

function documentFacts(row: LogRow, { t }: I18n): string[] {
  if (row.documentNumber === undefined) return [];
  const number = t('log.document', { number: cleanText(row.documentNumber, 40) });
  return [
    row.documentYear === undefined
      ? number
      : `${number}, ${t('log.documentYear', { year: cleanText(row.documentYear, 10) })}`,
  ];
}

/** What the row is about: kind, number and name of the record, and the document it became. */
function subjectOf(row: LogRow, i18n: I18n): string {
  if (row.record === undefined) return '';
  const at = row.record.indexOf(':');
  const kind = row.record.slice(0, at) as RecordKind;
  // A work order is known by its own number; its id says nothing to a reader.
  const number = String(row.params['order'] ?? row.record.slice(at + 1));
  const parts = [
    `${i18n.t(`record.${kind}`)} ${cleanText(number, 80)}`,
    cleanText(row.recordName ?? '', 160),
  ];
  return [...parts, ...documentFacts(row, i18n)].filter((part) => part !== '').join(' · ');
}

/** For a row about no record: its category and its counts. */
function summaryOf(row: LogRow, i18n: I18n): string {
  const category = row.category === undefined ? [] : [i18n.t(`category.${row.category}`)];
  const counts = paramPairs(row.params, i18n).map(({ label, value }) => `${label}: ${value}`);
  return [...category, ...counts].join(' · ');
}

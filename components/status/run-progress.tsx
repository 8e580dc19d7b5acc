import { useRef } from 'preact/hooks';
import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';
import { estimateMs, type Sample } from './eta';

/** What the run is doing, how far it is, and the button that stops it. */
export function RunProgress() {
  const { model, state } = usePage();
  const { t } = useI18n();
  const { run } = state.snapshot;
  const text = useProgressText();
  if (run.state !== 'running') return null;
  const share = run.expected === null || run.expected === 0 ? null : Math.min(1, run.done / run.expected);
  const name = run.category === null ? t('run.starting') : t(`category.${run.category}`);
  return (
    <div class="progress">
      <div class="progress-head">
        <span class="progress-name">{name}</span>
        <span class="progress-count">{text}</span>
      </div>
      <div class="progress-row">
        <div
          class={`bar${share === null ? ' bar-unknown' : ''}`}
          role="progressbar"
          aria-label={t('run.progress')}
          aria-valuemin={0}
          aria-valuemax={run.expected ?? undefined}
          aria-valuenow={run.expected === null ? undefined : run.done}
          aria-valuetext={`${name}: ${text}`}
          data-testid="sync-progress"
          data-category={run.category ?? ''}
        >
          <div class="bar-fill" style={{ width: share === null ? '35%' : `${Math.round(share * 100)}%` }} />
        </div>
        <Button
          small
          icon="stop"
          testId="sync-stop"
          busy={state.busy.has('sync-stop')}
          onClick={() => void model.command('sync-stop', {})}
        >
          {t('run.stop')}
        </Button>
      </div>
    </div>
  );
}

function useProgressText(): string {
  const { model, state } = usePage();
  const { t, format } = useI18n();
  const first = useRef<Sample | null>(null);
  const { category, done, expected } = state.snapshot.run;
  const now = model.ports.now();
  if (first.current?.category !== category || done < first.current.done) {
    first.current = { category: category ?? '', done, at: now };
  }
  if (expected === null) return done === 0 ? '' : t('run.doneOnly', { done: format.number(done) });
  const counted = t('run.doneOf', { done: format.number(done), expected: format.number(expected) });
  const leftMs = estimateMs(first.current, done, expected, now);
  return leftMs === undefined ? counted : `${counted} · ${t('run.eta', { time: format.duration(leftMs) })}`;
}

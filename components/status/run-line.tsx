import type { Snapshot } from '../../lib/domain/snapshot';
import type { I18n } from '../../lib/i18n/i18n';
import { useI18n, usePage } from '../page/context';

/** The last run and the next, as the `run` element tests look at. */
export function RunLine() {
  const { model, state } = usePage();
  const i18n = useI18n();
  const { run } = state.snapshot;
  const finished = run.finishedAt === null ? undefined : new Date(run.finishedAt).toISOString();
  return (
    <dl class="facts" data-testid="run" data-state={run.state} data-run={run.runId} data-finished={finished}>
      <dt>{i18n.t('status.lastRun')}</dt>
      <dd>{lastRun(state.snapshot, i18n, model.ports.now())}</dd>
      <dt>{i18n.t('status.nextRun')}</dt>
      <dd>{nextRun(state.snapshot, i18n, model.ports.now())}</dd>
    </dl>
  );
}

function lastRun({ run }: Snapshot, { t, format, headline }: I18n, now: number): string {
  if (run.state === 'idle') return t('status.never');
  if (run.finishedAt === null) return t(`run.${run.state}`);
  const reason = run.state === 'failed' && run.code !== null ? ` (${headline(run.code)})` : '';
  return `${format.moment(run.finishedAt, now)}, ${t(`run.${run.state}`)}${reason}`;
}

function nextRun({ run, connection, settings }: Snapshot, { t, format }: I18n, now: number): string {
  if (run.state === 'running') return t('status.now');
  if (!connection.connected || connection.paused) return '–';
  if (run.nextRunAt === null) return settings === null ? '–' : t('status.byHand');
  return format.moment(run.nextRunAt, now);
}

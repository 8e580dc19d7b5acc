import { useEffect, useState } from 'preact/hooks';
import { openSettings } from '../page/actions';
import { useI18n, usePage, useRedraw } from '../page/context';
import { PageNoticeView } from '../page/page-notice';
import { Button } from '../primitives/button';
import { cleanText } from '../primitives/clean-text';
import { WorkLists } from '../lists/work-lists';
import { Problems } from '../problems/problems';
import { Approvals } from '../approvals/approvals';
import { ConnectionLine } from '../status/connection-line';
import { Counters } from '../status/counters';
import { Power } from '../status/power';
import { RunLine } from '../status/run-line';
import { StateHelp } from '../status/state-help';
import { LogList } from './log-list';
import type { LogModel } from './log-model';
import { LogToolbar } from './log-toolbar';

interface PanelAppProps {
  log: LogModel;
  outsmartOrigin: string;
  watchWorkOrder: (onChange: (id: string | undefined) => void) => () => void;
}

/** The panel beside OutSmart: state, what waits for a person, and the log. */
export function PanelApp({ log, outsmartOrigin, watchWorkOrder }: PanelAppProps) {
  const { state } = usePage();
  const [workOrderId, setWorkOrderId] = useState<string | undefined>();
  useEffect(() => watchWorkOrder(setWorkOrderId), [watchWorkOrder]);
  useEffect(() => {
    // A store that cannot be read is told by the page's own notice.
    log.start().catch(() => {});
  }, [log]);
  const { connected, disconnecting } = state.snapshot.connection;
  return (
    <div class="screen">
      <PanelHeader />
      <main class="panel-main">
        <div class="panel-top">
          <PageNoticeView />
          <StateHelp here={false} />
          <RunLine />
          {connected && !disconnecting && <Approvals />}
          <Counters />
          {connected && !disconnecting && <WorkLists here={false} />}
          {connected && !disconnecting && <Problems here={false} />}
        </div>
        <LogHeading log={log} />
        <LogToolbar log={log} workOrderId={workOrderId} />
        <LogList log={log} outsmartOrigin={outsmartOrigin} />
      </main>
    </div>
  );
}

function PanelHeader() {
  const { model, state } = usePage();
  const { t } = useI18n();
  const name = cleanText(state.snapshot.companyName, 200);
  return (
    <header class="top-bar">
      <div class="top-bar-text">
        <h1 class="ellipsis" title={name || t('app.name')}>
          {name || t('app.name')}
        </h1>
        <ConnectionLine />
      </div>
      <Button
        kind="icon"
        icon="settings"
        testId="open-settings"
        label={t('app.settings')}
        onClick={() => openSettings(model, false)}
      />
      <Power here={false} />
    </header>
  );
}

function LogHeading({ log }: { log: LogModel }) {
  useRedraw(log.subscribe);
  const { t, format } = useI18n();
  const { seqs, pending } = log.get();
  const total = seqs.length + pending.length;
  return (
    <div class="log-heading">
      <h2>{t('log.title')}</h2>
      <span class="muted">
        {total === 1 ? t('log.oneTotal') : t('log.total', { count: format.number(total) })}
      </span>
    </div>
  );
}

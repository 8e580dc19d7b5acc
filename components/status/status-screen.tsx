import { openLog, openSettings, syncNow } from '../page/actions';
import { useI18n, usePage } from '../page/context';
import { PageNoticeView } from '../page/page-notice';
import { Button } from '../primitives/button';
import { cleanText } from '../primitives/clean-text';
import { WorkLists } from '../lists/work-lists';
import { Problems } from '../problems/problems';
import { Approvals } from '../approvals/approvals';
import { Counters } from './counters';
import { ImportStates } from './import-states';
import { LanguageSelect } from './language-select';
import { Power } from './power';
import { RunLine } from './run-line';
import { RunProgress } from './run-progress';
import { StateHelp } from './state-help';
import { TopBar } from './top-bar';

/** The popup of a connection that has been set up. */
export function StatusScreen() {
  const { state } = usePage();
  const { t } = useI18n();
  const { connection, companyName } = state.snapshot;
  const connected = connection.connected && !connection.disconnecting;
  const name = cleanText(companyName, 200);
  return (
    <div class="screen">
      <TopBar />
      <main class="scroll">
        <PageNoticeView />
        <section class="card" aria-label={t('status.administration')}>
          {name !== '' && (
            <p class="company" title={name}>
              {name}
            </p>
          )}
          <StateHelp here />
          <RunLine />
          <RunProgress />
          {connected ? <RunButtons /> : <Power here prominent />}
        </section>
        {connected && <Approvals />}
        <Counters />
        {connected && <WorkLists here />}
        {connected && <Problems here />}
        <ImportStates />
      </main>
      <StatusFooter />
    </div>
  );
}

function RunButtons() {
  const { model, state } = usePage();
  const { t } = useI18n();
  const { connection } = state.snapshot;
  // During a run the button stays: it asks for one more run after this one.
  const canRun = connection.saved && connection.signinNeeded === null && !connection.paused;
  return (
    <div class="button-row">
      <Button
        kind="primary"
        icon="sync"
        testId="sync-now"
        disabled={!canRun}
        busy={state.busy.has('sync-now:')}
        onClick={() => void syncNow(model, null)}
      >
        {t('run.syncNow')}
      </Button>
      <Button
        icon={connection.paused ? 'play' : 'pause'}
        testId="pause"
        pressed={connection.paused}
        busy={state.busy.has('pause')}
        disabled={!connection.saved}
        onClick={() => void model.command('pause', { paused: !connection.paused })}
      >
        {t(connection.paused ? 'run.resume' : 'run.pause')}
      </Button>
    </div>
  );
}

function StatusFooter() {
  const { model } = usePage();
  const { t } = useI18n();
  return (
    <footer class="footer">
      <Button kind="quiet" icon="log" testId="open-log" onClick={() => openLog(model)}>
        {t('log.title')}
      </Button>
      <Button kind="quiet" icon="settings" testId="open-settings" onClick={() => openSettings(model, true)}>
        {t('app.settings')}
      </Button>
      <LanguageSelect />
    </footer>
  );
}

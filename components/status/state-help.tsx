import { connectionState } from '../../lib/domain/connection';
import { openSettings } from '../page/actions';
import { useI18n, usePage } from '../page/context';
import { cleanText } from '../primitives/clean-text';
import { Button } from '../primitives/button';
import { Notice } from '../primitives/notice';

/** What a state means and what can be done about it; nothing while all is well. */
export function StateHelp({ here }: { here: boolean }) {
  const { model, state } = usePage();
  const { t, format } = useI18n();
  const { connection, settings } = state.snapshot;
  const { state: word, side } = connectionState(connection);
  const toSettings = (text: string) => (
    <Button small kind="primary" onClick={() => openSettings(model, here)}>
      {text}
    </Button>
  );
  switch (word) {
    case 'disconnected':
      return (
        <p class="state-text">{t(settings === null ? 'explain.neverConnected' : 'explain.disconnected')}</p>
      );
    case 'connecting':
      return <p class="state-text">{t('explain.connecting')}</p>;
    case 'setup':
      return (
        <Notice tone="info" title={t('status.setup')}>
          <p>{t('explain.setup')}</p>
          {toSettings(t('action.finishSetup'))}
        </Notice>
      );
    case 'signin-needed':
      return (
        <Notice tone="error" title={`${t('status.signin-needed')}: ${t(`side.${side ?? 'accountview'}`)}`}>
          <p>{t(side === 'outsmart' ? 'explain.signin.outsmart' : 'explain.signin.accountview')}</p>
          {toSettings(t(side === 'outsmart' ? 'action.replaceTokens' : 'action.signinAgain'))}
        </Notice>
      );
    case 'locked':
      return <LockNotice />;
    case 'paused':
      return <p class="state-text">{t('explain.paused')}</p>;
    case 'unreachable': {
      const { unreachable } = connection;
      if (unreachable === null) return null;
      const values = { since: format.clock(unreachable.since), retry: format.clock(unreachable.retryAt) };
      return <p class="state-text state-warning">{t('explain.unreachable', values)}</p>;
    }
    case 'active':
      return null;
  }
}

/** Export stands still until a person decides: what happened, about which work order, and what to do. */
function LockNotice() {
  const { state } = usePage();
  const { t, headline, explain } = useI18n();
  const { lock } = state.snapshot.connection;
  if (lock === null) return null;
  const record = lock.record?.replace(/^work-order:/, '');
  return (
    <Notice tone="error" title={headline(lock.code)} testId="lock" data={{ 'data-code': lock.code }}>
      <p>{explain(lock.code)}</p>
      {record !== undefined && <p class="strong">{t('lock.record', { record: cleanText(record, 60) })}</p>}
      {lock.numbers !== undefined && lock.numbers.length > 0 && (
        <p class="strong">{t('lock.numbers', { numbers: cleanText(lock.numbers.join(', '), 200) })}</p>
      )}
      <p>{t(`lock.${lock.code}.do`)}</p>
      <p>{t('explain.locked')}</p>
    </Notice>
  );
}

import { connectionState } from '../../lib/domain/connection';
import { openSettings } from '../page/actions';
import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';
import { Notice } from '../primitives/notice';
import { GrantHosts } from './grant-hosts';
import { Lock } from './lock';

/** What a state means and what can be done about it; nothing while all is well. */
export function StateHelp({ here }: { here: boolean }) {
  const { model, state } = usePage();
  const { t, format, explain } = useI18n();
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
      return <Lock />;
    case 'paused':
      return <p class="state-text">{t('explain.paused')}</p>;
    case 'unreachable': {
      const { unreachable } = connection;
      if (unreachable === null) return null;
      if (unreachable.withheld === true) {
        const service = t(`side.${unreachable.side}`);
        return (
          <Notice tone="error" title={t('explain.withheld', { service })} testId="hosts-withheld">
            <p>{explain('HOST_WITHHELD')}</p>
            <GrantHosts />
          </Notice>
        );
      }
      const values = { since: format.clock(unreachable.since), retry: format.clock(unreachable.retryAt) };
      return <p class="state-text state-warning">{t('explain.unreachable', values)}</p>;
    }
    case 'active':
      return null;
  }
}

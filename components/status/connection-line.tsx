import { connectionState, type ConnectionState } from '../../lib/domain/connection';
import { useI18n, usePage } from '../page/context';

const TONES: Readonly<Record<ConnectionState, string>> = {
  disconnected: 'off',
  connecting: 'busy',
  'signin-needed': 'error',
  setup: 'busy',
  locked: 'error',
  paused: 'off',
  unreachable: 'warning',
  active: 'ok',
};

/** The connection's one word (product §1). */
export function ConnectionLine() {
  const { state } = usePage();
  const { t } = useI18n();
  const { state: word, side } = connectionState(state.snapshot.connection);
  const text = t(`status.${word}`);
  const shown = side === undefined ? text : t('status.withSide', { state: text, side: t(`side.${side}`) });
  return (
    <p
      class={`connection tone-${TONES[word]}`}
      role="status"
      data-testid="connection-status"
      data-state={word}
      data-side={side}
    >
      <span class="dot" aria-hidden="true" />
      {shown}
    </p>
  );
}

import { useI18n, usePage } from '../page/context';
import { openSettings } from '../page/actions';
import { Button } from '../primitives/button';
import { Mark } from '../primitives/icons';
import { ConnectionLine } from './connection-line';
import { Power } from './power';

/** Name, connection state and, at the top right, the power switch while there is something to disconnect. */
export function TopBar({ offerTab = false }: { offerTab?: boolean }) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const { connected, disconnecting } = state.snapshot.connection;
  return (
    <header class="top-bar">
      <Mark />
      <div class="top-bar-text">
        <h1>{t('app.name')}</h1>
        <ConnectionLine />
      </div>
      {offerTab && !model.ports.inTab && (
        <Button
          kind="icon"
          icon="external"
          testId="open-tab"
          label={t('app.openTab')}
          onClick={() => openSettings(model, false)}
        />
      )}
      {connected && !disconnecting && <Power here />}
    </header>
  );
}

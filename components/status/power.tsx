import { useState } from 'preact/hooks';
import { connect, disconnect } from '../page/actions';
import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';
import { Dialog } from '../primitives/dialog';
import { CheckField } from '../primitives/check-field';

interface PowerProps {
  /** The page that shows it can show the settings too. */
  here: boolean;
  /** Say *Verbinden* in words too, as the one thing to do. */
  prominent?: boolean;
}

/** The power switch: disconnects after a question, or connects again. */
export function Power({ here, prominent = false }: PowerProps) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const [asking, setAsking] = useState(false);
  const { connection, settings } = state.snapshot;
  const connected = connection.connected && !connection.disconnecting;
  if (!connected) {
    const label = t(settings === null ? 'power.start' : 'power.connect');
    const busy = state.busy.has('connect') || connection.disconnecting;
    return (
      <Button
        kind={prominent ? 'primary' : 'icon'}
        icon="power"
        label={label}
        testId="connect"
        busy={busy}
        onClick={() => void connect(model, here)}
      >
        {label}
      </Button>
    );
  }
  return (
    <>
      <Button
        kind="icon"
        icon="power"
        label={t('power.disconnect')}
        testId="disconnect"
        busy={state.busy.has('disconnect')}
        onClick={() => setAsking(true)}
      />
      {asking && <DisconnectDialog onDone={() => setAsking(false)} />}
    </>
  );
}

function DisconnectDialog({ onDone }: { onDone: () => void }) {
  const { model } = usePage();
  const { t } = useI18n();
  const [wipe, setWipe] = useState(false);
  return (
    <Dialog title={t('power.title')} onCancel={onDone}>
      <ul class="plain-list">
        <li>{t('power.stops')}</li>
        <li>{t('power.kept')}</li>
        <li>{t('power.nothingNew')}</li>
      </ul>
      <div class={`wipe${wipe ? ' wipe-on' : ''}`}>
        <CheckField
          id="wipe-history"
          testId="wipe-history"
          label={t('power.wipe')}
          hint={t('power.wipeWarning')}
          checked={wipe}
          onChange={setWipe}
        />
      </div>
      <div class="dialog-actions">
        <Button testId="cancel-disconnect" onClick={onDone}>
          {t('app.cancel')}
        </Button>
        <Button
          kind="danger"
          icon="power"
          testId="confirm-disconnect"
          onClick={() => {
            onDone();
            void disconnect(model, wipe);
          }}
        >
          {t('power.disconnect')}
        </Button>
      </div>
    </Dialog>
  );
}

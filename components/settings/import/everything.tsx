import { useState } from 'preact/hooks';
import { FIELD_GROUPS } from '../../../lib/settings/field-groups';
import type { Settings } from '../../../lib/settings/schema';
import { compareEverything } from '../../page/actions';
import { useI18n, usePage } from '../../page/context';
import { Button } from '../../primitives/button';
import { Dialog } from '../../primitives/dialog';

/** *Alles opnieuw vergelijken*: asks first and says what is overwritten. */
export function Everything({ settings, disabled }: { settings: Settings | null; disabled: boolean }) {
  const { model, state } = usePage();
  const { t } = useI18n();
  const [asking, setAsking] = useState(false);
  return (
    <section class="everything">
      <p class="field-hint">{t('imp.everythingHint')}</p>
      <Button
        small
        icon="sync"
        testId="import-everything"
        disabled={disabled}
        {...(disabled ? { title: t('imp.nowLater') } : {})}
        busy={state.busy.has('sync-everything')}
        onClick={() => setAsking(true)}
      >
        {t('imp.everything')}
      </Button>
      {asking && settings !== null && (
        <EverythingDialog
          settings={settings}
          onDone={(yes) => {
            setAsking(false);
            if (yes) void compareEverything(model);
          }}
        />
      )}
    </section>
  );
}

function EverythingDialog({ settings, onDone }: { settings: Settings; onDone: (yes: boolean) => void }) {
  const { t } = useI18n();
  const leading = FIELD_GROUPS.filter((group) => settings.leads[group]);
  return (
    <Dialog title={t('imp.everythingTitle')} onCancel={() => onDone(false)}>
      <p>{t(leading.length === 0 ? 'imp.everythingNothing' : 'imp.everythingText')}</p>
      <ul class="plain-list dotted-list">
        {leading.map((group) => (
          <li key={group}>{t(`imp.lead.${group}`)}</li>
        ))}
      </ul>
      <p>{t('imp.everythingKept')}</p>
      <div class="dialog-actions">
        <Button testId="cancel-everything" onClick={() => onDone(false)}>
          {t('app.cancel')}
        </Button>
        <Button kind="primary" icon="sync" testId="confirm-everything" onClick={() => onDone(true)}>
          {t('imp.everythingGo')}
        </Button>
      </div>
    </Dialog>
  );
}

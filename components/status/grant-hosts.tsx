import { useI18n, usePage } from '../page/context';
import { Button } from '../primitives/button';

/** Asks the browser for access to both services; the question has to come straight from the click. */
export function GrantHosts() {
  const { model } = usePage();
  const { t } = useI18n();
  return (
    <Button small kind="primary" testId="grant-hosts" onClick={() => void model.ports.requestHosts()}>
      {t('action.grantHosts')}
    </Button>
  );
}

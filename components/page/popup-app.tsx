import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { StatusScreen } from '../status/status-screen';
import { usePage } from './context';
import { wantsSettings } from './wants-settings';

/** The popup and its tab: the stepper until it is set up, then the status. */
export function PopupApp() {
  const { state } = usePage();
  const settings = wantsSettings(state);
  const SettingsScreen = useSettingsScreen(settings);
  if (!settings) return <StatusScreen />;
  return SettingsScreen === null ? <div class="app-loading" aria-busy="true" /> : <SettingsScreen />;
}

/** The stepper is a good half of the page and is needed by few openings: it comes when it is asked for. */
function useSettingsScreen(wanted: boolean): FunctionComponent | null {
  const [loaded, setLoaded] = useState<{ screen: FunctionComponent } | null>(null);
  useEffect(() => {
    if (!wanted) return;
    import('../settings/settings-screen').then(
      ({ SettingsScreen }) => setLoaded({ screen: SettingsScreen }),
      // A file of our own package: an update removed it under an open page, which a reload mends.
      () => location.reload(),
    );
  }, [wanted]);
  return loaded?.screen ?? null;
}

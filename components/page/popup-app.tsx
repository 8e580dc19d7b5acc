import { StatusScreen } from '../status/status-screen';
import { usePage } from './context';
import { useLazy } from './lazy';
import { wantsSettings } from './wants-settings';

/** The popup and its tab: the stepper until it is set up, then the status. */
export function PopupApp() {
  const { state } = usePage();
  const settings = wantsSettings(state);
  // A good half of the page, needed by few openings.
  const SettingsScreen = useLazy(loadSettingsScreen, settings);
  if (!settings) return <StatusScreen />;
  return SettingsScreen === null ? <div class="app-loading" aria-busy="true" /> : <SettingsScreen />;
}

const loadSettingsScreen = async () => (await import('../settings/settings-screen')).SettingsScreen;

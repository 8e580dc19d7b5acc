import type { CommandHandlers } from '../messaging/protocol';
import { loadCompanies, loadYears } from './companies';
import { disconnect, reconnect } from './disconnect';
import { ignoreHeld, releaseHeld } from './held';
import { testOutSmart } from './outsmart-test';
import type { AppPorts } from './ports';
import { answerPreflight, createPreflight } from './preflight';
import { reviewWhenFilled } from './review-when-filled';
import { kick, setLanguage, setPaused, stopSync, syncNow } from './running';
import { saveSettings } from './save';
import { createSignIn } from './sign-in';

/** What stands behind every command of the protocol. */
export function createApp(ports: AppPorts): CommandHandlers {
  const preflight = createPreflight(ports);
  const signIn = createSignIn(ports);
  const thenReview = reviewWhenFilled(ports, preflight);
  return {
    kick: () => kick(ports),
    'sign-in': (input) => thenReview(signIn(input)),
    'outsmart-test': (input) => thenReview(testOutSmart(ports, input)),
    'load-companies': () => loadCompanies(ports),
    'load-years': ({ companyId }) => loadYears(ports, companyId),
    preflight: ({ settings }) => answerPreflight(preflight, settings),
    save: (input) => saveSettings(ports, preflight, input),
    'sync-now': ({ category }) => syncNow(ports, category),
    'sync-stop': () => stopSync(ports),
    pause: ({ paused }) => setPaused(ports, paused),
    disconnect: (input) => disconnect(ports, input),
    connect: () => reconnect(ports),
    'release-held': (input) => releaseHeld(ports, input),
    'ignore-held': (input) => ignoreHeld(ports, input),
    'set-language': (input) => setLanguage(ports, input),
  };
}

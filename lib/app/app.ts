import type { CommandHandlers } from '../messaging/protocol';
import { loadCompanies, loadYears } from './companies';
import { disconnect, reconnect } from './disconnect';
import { ignoreHeld, releaseHeld } from './held';
import { approve } from './approve';
import { discover } from './discover';
import { testOutSmart } from './outsmart-test';
import type { AppPorts } from './ports';
import { answerPreview, createPreview, type PreviewRunner } from './preview';
import { answerPreflight, createPreflight } from './preflight';
import { reviewWhenFilled } from './review-when-filled';
import { kick, setLanguage, setPaused, stopSync, syncNow } from './running';
import { saveSettings } from './save';
import { createSignIn } from './sign-in';
import { unlock } from './unlock';
import { exportNow, fixProblem, ignoreProblem, retryProblems, takeOver, unignore } from './work-orders';
import { yearSeen } from './year-seen';

/** What stands behind every command of the protocol. */
export function createApp(ports: AppPorts, preview: PreviewRunner = createPreview(ports)): CommandHandlers {
  const preflight = createPreflight(ports);
  const signIn = createSignIn(ports);
  const thenReview = reviewWhenFilled(ports, preflight, preview);
  /** A person who asks a service something is not told that it is left alone. */
  const asked = <I, A>(handle: (input: I) => A): ((input: I) => A) => {
    return (input) => {
      ports.tryNow();
      return handle(input);
    };
  };
  return {
    kick: () => kick(ports),
    'sign-in': (input) => thenReview(signIn(input)),
    'outsmart-test': asked((input) => thenReview(testOutSmart(ports, input))),
    'load-companies': asked(() => loadCompanies(ports)),
    'load-years': asked(({ companyId }) => loadYears(ports, companyId)),
    preflight: asked(({ settings }) => answerPreflight(preflight, settings)),
    save: asked((input) => saveSettings(ports, { preflight, preview }, input)),
    preview: asked((input) => answerPreview(preview, input)),
    discover: asked(({ companyId }) => discover(ports, companyId)),
    approve: (input) => approve(ports, input),
    'sync-now': asked((input) => syncNow(ports, input)),
    'sync-stop': () => stopSync(ports),
    pause: ({ paused }) => setPaused(ports, paused),
    disconnect: (input) => disconnect(ports, input),
    connect: () => reconnect(ports),
    'release-held': asked((input) => releaseHeld(ports, input)),
    'ignore-held': (input) => ignoreHeld(ports, input),
    'export-now': asked((input) => exportNow(ports, input)),
    'take-over': asked((input) => takeOver(ports, input)),
    'retry-problems': asked((input) => retryProblems(ports, input)),
    'fix-problem': asked((input) => fixProblem(ports, input)),
    'ignore-problem': (input) => ignoreProblem(ports, input),
    unignore: asked((input) => unignore(ports, input)),
    'year-seen': (input) => yearSeen(ports, input),
    unlock: asked((input) => unlock(ports, input)),
    'set-language': (input) => setLanguage(ports, input),
  };
}

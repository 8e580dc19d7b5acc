import type { Answer } from '../messaging/protocol';
import { forgetPreflight, readConnection } from './connection-state';
import type { AppPorts } from './ports';
import type { PreflightRunner } from './preflight';
import type { PreviewRunner } from './preview';

/**
 * After *Opnieuw verbinden* everything is filled but the secrets: once both sides are signed in, the settings
 * in force are checked and previewed by themselves, so that *Opslaan* is enabled at once (product §7).
 */
export function reviewWhenFilled(
  ports: AppPorts,
  preflight: PreflightRunner,
  preview: PreviewRunner,
): (step: Promise<Answer>) => Promise<Answer> {
  return async (step) => {
    const answer = await step;
    if (!answer.ok) return answer;
    // Checked was what the old credentials may do (product §2.1 point 4: a change in any step asks for it again).
    await forgetPreflight(ports, 'ready');
    await preview.forget();
    const { connected, saved, has } = await readConnection(ports.store);
    const settings = await ports.store.meta('settings');
    if (connected && !saved && has.outsmartTokens && settings !== undefined) {
      void preflight.run(settings).catch(() => {});
      void preview.run({ settings, category: null }).catch(() => {});
    }
    return answer;
  };
}

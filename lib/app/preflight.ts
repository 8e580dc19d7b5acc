import type { CheckOutcome, Preflight } from '../domain/preflight';
import type { Answer } from '../messaging/protocol';
import { settingsHash } from '../settings/hash';
import type { Settings } from '../settings/schema';
import { DONE } from './answer';
import { runChecks } from './checks';
import { updateSetup } from './connection-state';
import { nudge } from './nudge';
import type { AppPorts } from './ports';

export interface PreflightRunner {
  /** Runs the checks for these settings; a second call for the same settings shares the run that is on. */
  run(settings: Settings): Promise<Preflight>;
}

/** The checks before saving (product §6). They go on when the page closes; the newest request is the one shown. */
export function createPreflight(ports: AppPorts): PreflightRunner {
  let wanted = '';
  const running = new Map<string, Promise<Preflight>>();

  const check = async (settings: Settings, hash: string): Promise<Preflight> => {
    await updateSetup(ports, (setup) => ({
      ...setup,
      preflight: { state: 'running', settingsHash: hash, outcomes: [], finishedAt: null },
    }));
    const outcomes = await runChecks(ports, settings);
    const preflight: Preflight = {
      state: 'ready',
      settingsHash: hash,
      outcomes,
      finishedAt: ports.clock.now(),
    };
    if (wanted === hash) await updateSetup(ports, (setup) => ({ ...setup, preflight }));
    return preflight;
  };

  return {
    run: (settings) => {
      const hash = settingsHash(settings);
      wanted = hash;
      const current = running.get(hash);
      if (current !== undefined) return current;
      const started = ports
        .keepAlive(() => check(settings, hash))
        .finally(() => {
          running.delete(hash);
          // The engine left while the work orders were looked at.
          nudge(ports, 'checked');
        });
      running.set(hash, started);
      return started;
    },
  };
}

export async function answerPreflight(runner: PreflightRunner, settings: Settings): Promise<Answer> {
  await runner.run(settings);
  return DONE;
}

/** The first outcome that forbids saving: a red one, or an amber one that was not ticked. */
export function whyNotSave(
  preflight: Preflight,
  isAccepted: (outcome: CheckOutcome) => boolean,
): CheckOutcome | undefined {
  return (
    preflight.outcomes.find(({ result }) => result === 'fail') ??
    preflight.outcomes.find((outcome) => outcome.result === 'warn' && !isAccepted(outcome))
  );
}

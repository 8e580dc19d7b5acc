import { createApp } from '../../lib/app/app';
import type { AppPorts } from '../../lib/app/ports';
import { createPreview, type PreviewRunner } from '../../lib/app/preview';
import { createSnapshotWriter, readSnapshot } from '../../lib/app/snapshot';
import { NO_CONNECTION } from '../../lib/domain/connection';
import { findingOf } from '../../lib/domain/preflight';
import { NO_PREVIEW, type Preview } from '../../lib/domain/preview';
import type { Snapshot } from '../../lib/domain/snapshot';
import type { CommandHandlers } from '../../lib/messaging/protocol';
import { createTokenVault } from '../../lib/platform/token-vault';
import type { Settings } from '../../lib/settings/schema';
import type { CompanyState } from '../../lib/store/schema';
import { putMeta } from '../../lib/store/store';
import type { Engine } from '../../lib/sync/port';
import { createSurveyor } from '../../lib/sync/surveyor';
import type { EngineWorld } from './engine-world';
import { memorySession } from './memory-session';

/** One life of the background worker with its commands, on the simulator's own handlers. */
export interface AppWorld {
  ports: AppPorts;
  engine: Engine;
  handlers: CommandHandlers;
  previews: PreviewRunner;
  /** Runs the preview to its end. */
  preview(settings: Settings, category?: Parameters<PreviewRunner['run']>[0]['category']): Promise<Preview>;
  shown(): Promise<Preview>;
  snapshot(): Promise<Snapshot>;
  company(): Promise<CompanyState | undefined>;
}

const FACTS = { redirectUri: '', clientPreset: false, presetClientId: '', version: '1.0.0' };

export async function appWorld(world: EngineWorld): Promise<AppWorld> {
  const { store, simulator, companyId } = world;
  const { engine, ports: enginePorts } = world.worker();
  const vault = createTokenVault(store, memorySession());
  const { outsmartToken: token, outsmartSoftwareToken: softwareToken } = simulator.credentials;
  await vault.saveOutsmartTokens({ token, softwareToken });
  const notAsked = (): never => {
    throw new Error('was not to be asked');
  };
  const announce = (): void => {};
  const ports: AppPorts = {
    ...enginePorts,
    vault,
    session: memorySession(),
    refreshSnapshot: createSnapshotWriter({ store, facts: FACTS, announce, onStored: () => {} }),
    oauth: { exchangeCode: notAsked, refresh: notAsked, probe: notAsked },
    outsmart: () => enginePorts.outsmart,
    identity: { redirectUri: '', launch: notAsked },
    engine,
    surveyor: createSurveyor(enginePorts, engine),
    hostGranted: async () => true,
    tryNow: () => {},
    settingsPage: { isOpen: async () => true, open: notAsked },
    accountViewUrl: '',
    preset: { clientId: '', clientSecret: '' },
  };
  const previews = createPreview(ports);
  const shown = async (): Promise<Preview> => (await store.meta('preview')) ?? NO_PREVIEW;
  return {
    ports,
    engine,
    handlers: createApp(ports, previews),
    previews,
    preview: async (settings, category = null) => {
      await previews.run({ settings, category });
      await previews.idle();
      return await shown();
    },
    shown,
    snapshot: () => readSnapshot(store, FACTS),
    company: () => store.read(['companies'], (tx) => tx.objectStore('companies').get(companyId)),
  };
}

/** As the stepper leaves it: signed in, nothing saved, nothing known of the company. Resolves with what was seeded. */
export async function beforeSaving({ store }: EngineWorld): Promise<Settings> {
  const settings = await store.meta('settings');
  if (settings === undefined) throw new Error('the world has no settings');
  const has = { accountViewTokens: true, clientSecret: true, outsmartTokens: true };
  await store.write(['companies'], async (tx) => {
    await tx.objectStore('companies').clear();
    await tx.objectStore('meta').delete('settings');
    await putMeta(tx, 'connection', { ...NO_CONNECTION, connected: true, has });
  });
  return settings;
}

/** Saves as a person who has ticked every amber line. */
export async function saveTicked(
  { handlers, snapshot }: AppWorld,
  settings: Settings,
): ReturnType<CommandHandlers['save']> {
  await handlers.preflight({ settings });
  const { outcomes } = (await snapshot()).preflight;
  const amber = outcomes.filter(({ result }) => result === 'warn');
  const accepted = Object.fromEntries(amber.map((outcome) => [outcome.check, findingOf(outcome)]));
  return await handlers.save({ settings, accepted });
}

/** Saves after a preview and lets the first run come to its end. */
export async function saveAndRun(app: AppWorld, settings: Settings): Promise<void> {
  const { engine } = app;
  const answer = await saveTicked(app, settings);
  if (!answer.ok) throw new Error(`not saved: ${answer.code} ${JSON.stringify(answer.params)}`);
  await engine.idle();
  await engine.tick('test');
  await engine.idle();
}

import { createAccountViewClient } from '../../lib/accountview/client';
import { createApp } from '../../lib/app/app';
import { storedTokens } from '../../lib/app/assert';
import { markSigninNeeded, readConnection } from '../../lib/app/connection-state';
import type { AppPorts, StatePorts } from '../../lib/app/ports';
import { createPreview, type PreviewRunner } from '../../lib/app/preview';
import { createSnapshotWriter } from '../../lib/app/snapshot';
import { throttled } from '../../lib/app/throttle';
import { resumeWithheld } from '../../lib/app/withheld';
import { createTokenSource, type TokenSource } from '../../lib/app/token-source';
import { browser } from '../../lib/browser';
import { type BuildSettings, readBuildSettings } from '../../lib/build-settings';
import type { Snapshot } from '../../lib/domain/snapshot';
import { createHttp, type Http } from '../../lib/http/http';
import { systemClock } from '../../lib/kernel/clock';
import { type Locks, webLocks } from '../../lib/kernel/lock';
import type { CommandHandlers } from '../../lib/messaging/protocol';
import { createOAuthClient, type OAuthClient } from '../../lib/oauth/client';
import { createOutSmartClient } from '../../lib/outsmart/client';
import { ONCE_ENDPOINTS } from '../../lib/outsmart/once';
import { createWakeUp, createWatchdog, type WakeUp, type Watchdog } from '../../lib/platform/alarms';
import { createBadge } from '../../lib/platform/badge';
import { createAnnouncer } from '../../lib/platform/channel';
import { createIdentity, type Identity } from '../../lib/platform/identity';
import { createKeepAlive, type KeepAlive } from '../../lib/platform/keep-alive';
import { hostOrigins } from '../../lib/platform/manifest-hosts';
import { hostGranted } from '../../lib/platform/permissions';
import { createReserve, type Reserve } from '../../lib/platform/reserve';
import { createRuntime, type Runtime } from '../../lib/platform/runtime';
import { createServiceFetch } from '../../lib/platform/service-fetch';
import { createSessionArea } from '../../lib/platform/session';
import { settingsPage } from '../../lib/platform/settings-page';
import { createSingleShot, type SingleShot } from '../../lib/platform/single-shot';
import { createTokenVault, type OutSmartTokens, type TokenVault } from '../../lib/platform/token-vault';
import { DB_NAME } from '../../lib/store/schema';
import { createStore } from '../../lib/store/store';
import { storedWaits } from '../../lib/store/waits';
import { createEngine } from '../../lib/sync/engine';
import type { EnginePorts } from '../../lib/sync/port';
import { createSurveyor } from '../../lib/sync/surveyor';

/** Progress is shown at most this often while a run goes on. */
const PROGRESS_INTERVAL_MS = 250;

/** Only a build for tests can be without: there a worker is to die as it does in a browser with other rules. */
const HAS_HEARTBEAT = import.meta.env.MODE !== 'test' || import.meta.env['WXT_HEARTBEAT'] !== 'off';

export interface Background extends WakeUp {
  runtime: Runtime;
  app: AppPorts;
  preview: PreviewRunner;
  handlers: CommandHandlers;
  singleShot: SingleShot;
  /** Does what is due; then the watchdog may rest. */
  wake(reason: string): Promise<void>;
}

/** The composition root: every port once, for the life of this worker. */
export function compose(): Background {
  const settings = readBuildSettings(import.meta.env);
  const runtime = createRuntime();
  const identity = createIdentity(browser.identity);
  const reserve = createReserve(caches);
  const state = composeState(settings, runtime, identity, reserve);
  const session = createSessionArea(browser.storage.session);
  const vault = createTokenVault(state.store, session);
  const locks = webLocks(navigator.locks);
  const services = composeServices(settings, runtime, state, vault, locks);
  const watchdog = createWatchdog(browser.alarms);
  const keepAlive = createKeepAlive(HAS_HEARTBEAT ? () => runtime.beat() : () => Promise.resolve());
  const { wakeAt } = createWakeUp(browser.alarms, state.clock);
  const running = keepRunning(keepAlive, watchdog, reserve);
  const app: AppPorts = {
    ...state,
    ...services,
    ...composeWork({ wakeAt, settings, state, locks, services, vault, keepAlive: running }),
    locks,
    session,
    vault,
    identity,
    settingsPage,
    keepAlive,
    accountViewUrl: settings.accountViewUrl,
    preset: { clientId: settings.clientId, clientSecret: settings.clientSecret },
  };
  const { singleShot } = services;
  return { runtime, app, ...composeCommands(app), singleShot, wake: waker(app, watchdog), wakeAt };
}

function composeCommands(app: AppPorts): Pick<Background, 'preview' | 'handlers'> {
  const preview = createPreview(app);
  return { preview, handlers: createApp(app, preview) };
}

function waker(app: AppPorts, watchdog: Watchdog): Background['wake'] {
  return async (reason) => {
    if (reason === 'permission') await resumeWithheld(app);
    await app.engine.tick(reason);
    await watchdog.settle();
  };
}

/** A run is kept alive, watched over, and begun with room on the disk for its ledger. */
function keepRunning(keepAlive: KeepAlive, watchdog: Watchdog, reserve: Reserve): KeepAlive {
  return (work) => {
    void reserve.keep().catch(() => {});
    return watchdog.guard(() => keepAlive(work));
  };
}

function composeState(
  settings: BuildSettings,
  runtime: Runtime,
  identity: Identity,
  reserve: Reserve,
): StatePorts {
  const store = createStore(DB_NAME, reserve.free);
  const announce = createAnnouncer();
  const badge = createBadge(browser.action);
  const facts = {
    redirectUri: identity.redirectUri,
    presetClientId: settings.clientId,
    clientPreset: settings.clientId !== '' && settings.clientSecret !== '',
    version: runtime.version,
  };
  const onStored = (snapshot: Snapshot): void => void badge(snapshot).catch(() => {});
  return {
    store,
    clock: systemClock,
    announce,
    refreshSnapshot: createSnapshotWriter({ store, facts, announce, onStored }),
  };
}

interface Services extends Pick<AppPorts, 'oauth' | 'accountView' | 'outsmart' | 'hostGranted' | 'tryNow'> {
  singleShot: SingleShot;
  http: Http;
}

function composeServices(
  settings: BuildSettings,
  runtime: Runtime,
  state: StatePorts,
  vault: TokenVault,
  locks: Locks,
): Services {
  const origins = hostOrigins(settings);
  const rules = sessionRules();
  const singleShot = createSingleShot(
    rules,
    [origins.accountView, ...ONCE_ENDPOINTS.map((endpoint) => `${settings.outsmartUrl}/${endpoint}`)],
    runtime.id,
  );
  // The tokens' own source is made with the fetch that reports them.
  const onAccepted = (token: string): void => void tokens.worked(token).catch(() => {});
  const send = createServiceFetch({
    fetch: globalThis.fetch,
    accountViewOrigin: origins.accountView,
    singleShot,
    timings: rules && performance,
    onAccepted,
  });
  const oauth = createOAuthClient({ accountViewUrl: settings.accountViewUrl, fetch: send });
  const tokens = composeTokens(state, vault, locks, oauth);
  const permitted = (origin: string): Promise<boolean> => hostGranted(browser.permissions, origin);
  const http = composeHttp(send, state, permitted);
  return {
    oauth,
    singleShot,
    http,
    tryNow: http.tryNow,
    hostGranted: (side) => permitted(side === 'accountview' ? origins.accountView : origins.outsmart),
    accountView: createAccountViewClient({ baseUrl: settings.accountViewUrl, http, tokens }),
    outsmart: (credentials) =>
      createOutSmartClient({ baseUrl: settings.outsmartUrl, http, credentials: async () => credentials }),
  };
}

function composeHttp(
  send: typeof globalThis.fetch,
  { clock, store }: StatePorts,
  permitted: (origin: string) => Promise<boolean>,
): Http {
  return createHttp({
    fetch: send,
    clock,
    waits: storedWaits(store),
    random: Math.random,
    permitted,
    online: () => navigator.onLine,
  });
}

function composeTokens(state: StatePorts, vault: TokenVault, locks: Locks, oauth: OAuthClient): TokenSource {
  return createTokenSource({
    clock: state.clock,
    locks,
    vault,
    oauth,
    credentials: async () => {
      const clientSecret = await vault.clientSecret();
      const { clientId } = await readConnection(state.store);
      return clientSecret === undefined ? undefined : { clientId, clientSecret };
    },
    onRefused: () => markSigninNeeded(state, 'accountview'),
  });
}

interface WorkParts extends WakeUp {
  settings: BuildSettings;
  state: StatePorts;
  locks: Locks;
  services: Services;
  vault: TokenVault;
  keepAlive: KeepAlive;
}

function composeWork(parts: WorkParts): Pick<AppPorts, 'engine' | 'surveyor'> {
  const { settings, state, locks, services, vault, keepAlive, wakeAt } = parts;
  const credentials = (): Promise<OutSmartTokens> => storedTokens({ vault });
  const ports: EnginePorts = {
    ...state,
    locks,
    keepAlive,
    accountView: services.accountView,
    outsmart: createOutSmartClient({ baseUrl: settings.outsmartUrl, http: services.http, credentials }),
    random: Math.random,
    newId: () => crypto.randomUUID(),
    refreshSnapshot: throttled(state.clock, PROGRESS_INTERVAL_MS, state.refreshSnapshot),
    wakeAt,
    settleSeconds: settings.settleSeconds,
  };
  const engine = createEngine(ports);
  return { engine, surveyor: createSurveyor(ports, engine) };
}

interface SessionRules {
  updateSessionRules(options: { removeRuleIds: number[]; addRules: object[] }): Promise<void>;
}

/** webextension-polyfill's types do not know it; Firefox does not let it touch `Connection`. */
function sessionRules(): SessionRules | undefined {
  if (import.meta.env.BROWSER === 'firefox') return undefined;
  return (browser as unknown as { declarativeNetRequest?: SessionRules }).declarativeNetRequest;
}

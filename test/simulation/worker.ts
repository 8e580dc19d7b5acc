import { createAccountViewClient } from '../../lib/accountview/client';
import { markSigninNeeded, readConnection } from '../../lib/app/connection-state';
import type { AppPorts, StatePorts } from '../../lib/app/ports';
import { recover } from '../../lib/app/recover';
import { createSnapshotWriter } from '../../lib/app/snapshot';
import { throttled } from '../../lib/app/throttle';
import { createWake, type Wake } from '../../lib/app/wake';
import { createTokenSource, type TokenSource } from '../../lib/app/token-source';
import { createHttp, type Http } from '../../lib/http/http';
import { AppError } from '../../lib/kernel/app-error';
import type { Clock } from '../../lib/kernel/clock';
import { createOAuthClient } from '../../lib/oauth/client';
import { createOutSmartClient } from '../../lib/outsmart/client';
import { createWakeUp, createWatchdog, type Watchdog } from '../../lib/platform/alarms';
import { createTokenVault } from '../../lib/platform/token-vault';
import { createStore, FencedError } from '../../lib/store/store';
import { storedWaits } from '../../lib/store/waits';
import { createEngine } from '../../lib/sync/engine';
import type { EnginePorts } from '../../lib/sync/port';
import { createSurveyor } from '../../lib/sync/surveyor';
import { type Browser, NEVER } from './browser';
import { ACCOUNT_VIEW_URL, OUTSMART_URL, type Network } from './network';
import type { VirtualTime } from './time';

export interface WorkerOptions {
  browser: Browser;
  time: VirtualTime;
  network: Network;
  settleSeconds: readonly number[];
  /** Told of what the worker could not handle; a person would find it in the log as a bug. */
  onBug: (worker: Worker, error: unknown) => void;
}

let idPrefix = 0;

/** Names are unique within a run and the same in every repetition of it. */
export function restartNames(): void {
  idPrefix = 0;
}

/**
 * One life of the background worker: the product's own parts, put together as `entrypoints/background/compose.ts`
 * does, on ports that go dead with it.
 */
export class Worker {
  readonly id: string;
  readonly browser: Browser;
  readonly app: AppPorts;
  /** `zombie`: it lost its locks and its alarms and does not know it. */
  state: 'alive' | 'zombie' | 'dead' = 'alive';
  readonly #wake: Wake;
  readonly #watchdog: Watchdog;
  readonly #time: VirtualTime;

  constructor(options: WorkerOptions) {
    idPrefix += 1;
    this.id = `worker-${idPrefix}`;
    this.browser = options.browser;
    this.#time = options.time;
    this.#watchdog = createWatchdog(this.#alarms());
    this.app = this.#compose(options);
    this.#wake = createWake({
      prepare: () => recover(this.app),
      work: async (reason) => {
        await this.app.engine.tick(reason);
        await this.#watchdog.settle();
      },
      wakeAt: createWakeUp(this.#alarms(), this.clock()).wakeAt,
      now: this.clock().now,
      report: async (error) => {
        // A stale runner that is refused has been told so by design.
        if (!(error instanceof FencedError)) options.onBug(this, error);
      },
    });
  }

  /** As the listeners of `entrypoints/background/register.ts`. */
  async wake(reason: string): Promise<void> {
    await this.#wake.wake(reason);
  }

  /** A command of a page, answered when the worker is ready. */
  async command<T>(work: (app: AppPorts) => Promise<T>): Promise<T> {
    await this.#wake.prepared();
    return await work(this.app);
  }

  /** Nothing it waits for ever comes, and what it had not committed is undone. */
  kill(): void {
    if (this.state === 'dead') return;
    this.state = 'dead';
    this.browser.disk.abandon(this.id);
    this.browser.locks.drop(this.id, true);
  }

  /** It goes on, but its locks are free: a newer worker may run beside it. */
  makeZombie(): void {
    if (this.state !== 'alive') return;
    this.state = 'zombie';
    this.browser.locks.drop(this.id, false);
  }

  clock(): Clock {
    return {
      now: () => Math.round(this.#time.now() + this.browser.skewMs),
      sleep: (delayMs, signal) => this.#sleep(delayMs, signal),
    };
  }

  #sleep(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(signal.reason as Error);
      const onAbort = (): void => {
        timer.cancel();
        reject(signal?.reason as Error);
      };
      const timer = this.#time.after(delayMs, () => {
        signal?.removeEventListener('abort', onAbort);
        if (this.state !== 'dead') resolve();
      });
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** A dead worker's calls are not made; a zombie's are made in vain. */
  #alarms() {
    const { alarms } = this.browser;
    const gate = async <T>(call: () => Promise<T>, vain: T): Promise<T> => {
      if (this.state === 'dead') return await NEVER;
      return this.state === 'zombie' ? vain : await call();
    };
    return {
      get: (name: string) => gate(() => alarms.get(name), undefined),
      create: (name: string, info: { when?: number; periodInMinutes?: number }) =>
        gate(() => alarms.create(name, info), undefined),
      clear: (name: string) => gate(() => alarms.clear(name), false),
    };
  }

  #compose({ network, settleSeconds }: WorkerOptions): AppPorts {
    const { browser } = this;
    const clock = this.clock();
    const store = createStore(`${browser.name}#${this.id}`);
    const announce = (): void => {};
    const refreshSnapshot = createSnapshotWriter({ store, facts: FACTS, announce, onStored: () => {} });
    const state: StatePorts = { store, clock, announce, refreshSnapshot };
    const session = this.#session();
    const vault = createTokenVault(store, session);
    const locks = browser.locks.locksOf(this.id);
    const onAccepted = (token: string): void => void tokens.worked(token).catch(() => {});
    const fetch = network.fetchOf(this, onAccepted);
    const oauth = createOAuthClient({ accountViewUrl: ACCOUNT_VIEW_URL, fetch });
    const tokens: TokenSource = createTokenSource({
      clock,
      locks,
      vault,
      oauth,
      credentials: async () => {
        const clientSecret = await vault.clientSecret();
        const { clientId } = await readConnection(store);
        return clientSecret === undefined ? undefined : { clientId, clientSecret };
      },
      onRefused: () => markSigninNeeded(state, 'accountview'),
    });
    const random = (): number => browser.random.next();
    const http: Http = createHttp({
      fetch,
      clock,
      timer: clock,
      waits: storedWaits(store),
      random,
      permitted: async () => true,
      online: () => true,
    });
    const accountView = createAccountViewClient({ baseUrl: ACCOUNT_VIEW_URL, http, tokens });
    const outsmart = createOutSmartClient({
      baseUrl: OUTSMART_URL,
      http,
      credentials: async () => {
        const stored = await vault.outsmartTokens();
        if (stored !== undefined) return stored;
        throw new AppError('OUTSMART_TOKEN_MISSING', { kind: 'auth', side: 'outsmart' });
      },
    });
    let names = 0;
    const enginePorts: EnginePorts = {
      ...state,
      locks,
      keepAlive: (work) => this.#watchdog.guard(work),
      accountView,
      outsmart,
      random,
      refreshSnapshot: throttled(clock, 250, refreshSnapshot),
      newId: () => `${this.id}-${(names += 1)}`,
      wakeAt: createWakeUp(this.#alarms(), clock).wakeAt,
      settleSeconds,
    };
    const engine = createEngine(enginePorts);
    return {
      ...state,
      locks,
      session,
      vault,
      oauth,
      accountView,
      tryNow: http.tryNow,
      outsmart: (credentials) =>
        createOutSmartClient({ baseUrl: OUTSMART_URL, http, credentials: async () => credentials }),
      engine,
      surveyor: createSurveyor(enginePorts, engine),
      identity: { redirectUri: FACTS.redirectUri, launch: () => NEVER },
      hostGranted: async () => true,
      settingsPage: { isOpen: async () => true, open: async () => {} },
      keepAlive: async (work) => await work(),
      accountViewUrl: ACCOUNT_VIEW_URL,
      preset: { clientId: '', clientSecret: '' },
    };
  }

  #session() {
    const { session } = this.browser;
    const gate = async <T>(work: () => T): Promise<T> => (this.state === 'dead' ? await NEVER : work());
    return {
      get: (key: string) => gate(() => session.get(key)),
      set: (key: string, value: unknown) => gate(() => void session.set(key, value)),
      remove: (key: string) => gate(() => void session.delete(key)),
    };
  }
}

const FACTS = {
  redirectUri: 'https://example.test/',
  clientPreset: false,
  presetClientId: '',
  version: '1.0.0',
};

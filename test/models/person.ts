import { disconnect } from '../../lib/app/disconnect';
import type { AppPorts } from '../../lib/app/ports';
import { setPaused } from '../../lib/app/running';
import type { Connection } from '../../lib/domain/connection';
import { createTokenVault, type TokenVault } from '../../lib/platform/token-vault';
import { getMeta, putMeta } from '../../lib/store/store';
import { requestRun } from '../../lib/store/pending';
import type { SmallWorld } from '../exhaustive/small-world';
import { createAppHarness } from '../support/app-harness';
import { memorySession } from '../support/memory-session';

const CONNECTED = { connected: true, saved: true, signinNeeded: null, disconnecting: false, paused: false };

/** Whoever sits in front of the browser: the product's own commands, on the world of one engine. */
export class Person {
  readonly vault: TokenVault;
  readonly #session = memorySession();
  readonly #world: SmallWorld;

  constructor(world: SmallWorld) {
    this.#world = world;
    this.vault = createTokenVault(world.store, this.#session);
  }

  /** `onStop` is called as soon as the engine was told to stop. */
  #ports(onStop: () => void = () => {}): AppPorts {
    const { store, clock, locks, engine } = this.#world;
    return {
      ...createAppHarness().ports,
      store,
      session: this.#session,
      vault: this.vault,
      locks,
      keepAlive: async (work) => await work(),
      announce: () => {},
      refreshSnapshot: async () => {},
      // Patience does not run out: in a world without waiting a step takes no time.
      clock: { now: clock.now, sleep: () => new Promise<void>(() => {}) },
      engine: {
        ...engine,
        requestStop: async () => {
          await engine.requestStop();
          onStop();
        },
        rest: () => {
          engine.rest();
          onStop();
        },
      },
    };
  }

  async storeTokens(): Promise<void> {
    const now = this.#world.clock.now();
    const access = { token: 'A0', obtainedAt: now, expiresAt: now + 3_600_000 };
    await this.vault.saveTokens(access, { current: 'R0', previous: null });
  }

  async disconnect(onStop?: () => void): Promise<void> {
    await disconnect(this.#ports(onStop), { wipeHistory: false });
  }

  async setPaused(paused: boolean, onStop?: () => void): Promise<void> {
    await setPaused(this.#ports(onStop), paused);
  }

  /** What a new sign-in and *Opslaan* store in the end; the settings are as they were. */
  async reconnect(): Promise<void> {
    await this.#change((connection) => ({ ...connection, ...CONNECTED }));
  }

  /** *Opslaan* with another administration: the lock of the old one does not hold there. */
  async chooseCompany(companyId: string): Promise<void> {
    await this.#world.store.write([], async (tx) => {
      const settings = await getMeta(tx, 'settings');
      if (settings !== undefined) await putMeta(tx, 'settings', { ...settings, companyId });
    });
    await this.#change((connection) => ({ ...connection, lock: null }));
  }

  async #change(change: (connection: Connection) => Connection): Promise<void> {
    await this.#world.store.write(
      [],
      async (tx) => {
        const connection = await getMeta(tx, 'connection');
        if (connection === undefined) return;
        await putMeta(tx, 'connection', change(connection));
        await requestRun(tx, { trigger: 'save', category: null, exportOnly: false });
      },
      { strict: true },
    );
  }
}

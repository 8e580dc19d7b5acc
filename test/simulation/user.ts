import { approve } from '../../lib/app/approve';
import { updateConnection } from '../../lib/app/connection-state';
import { disconnect } from '../../lib/app/disconnect';
import { setPaused, stopSync, syncNow } from '../../lib/app/running';
import { TOKEN_LOCK } from '../../lib/app/token-source';
import type { Approval } from '../../lib/domain/approval';
import type { Category } from '../../lib/domain/category';
import type { Connection } from '../../lib/domain/connection';
import type { Settings } from '../../lib/settings/schema';
import type { CompanyState } from '../../lib/store/schema';
import { requestRun } from '../../lib/store/pending';
import { getMeta, putMeta } from '../../lib/store/store';
import type { Browser } from './browser';
import type { Simulation } from './simulation';
import { companyId, HOME, storeCredentials } from './world';

/** What a person does in the popup. Every command may be lost with the worker that was to carry it out. */
export class User {
  readonly browser: Browser;
  /** Another administration was chosen at some time. */
  hasSwitched = false;
  readonly #simulation: Simulation;

  constructor(simulation: Simulation, browser: Browser) {
    this.#simulation = simulation;
    this.browser = browser;
  }

  get connection(): Connection | undefined {
    return this.browser.disk.row<Connection>('meta', '"connection');
  }

  get settings(): Settings | undefined {
    return this.browser.disk.row<Settings>('meta', '"settings');
  }

  sync(everything = false): Promise<unknown> {
    return this.#command('sync-now', (app) => syncNow(app, { category: null, everything }));
  }

  /** Categories of the administration in use that wait for a yes, or were told no. */
  get undecided(): Category[] {
    const company = this.browser.disk
      .rows<CompanyState>('companies')
      .find(({ companyId }) => companyId === this.settings?.companyId);
    const approvals = Object.entries(company?.approvals ?? {}) as [Category, Approval][];
    return approvals.flatMap(([category, { state }]) => (state === 'yes' ? [] : [category]));
  }

  /** *Uitvoeren* or *Niet uitvoeren*; what was told no is asked for again by name. */
  async decide(yes: boolean): Promise<void> {
    for (const category of this.undecided) {
      await this.#command(`${yes ? 'yes' : 'no'} to ${category}`, (app) => approve(app, { category, yes }));
      if (!yes || !this.undecided.includes(category)) continue;
      await this.#command(`ask for ${category}`, (app) => syncNow(app, { category, everything: false }));
    }
  }

  stop(): Promise<unknown> {
    return this.#command('stop', (app) => stopSync(app));
  }

  pause(paused: boolean): Promise<unknown> {
    return this.#command(paused ? 'pause' : 'resume', (app) => setPaused(app, paused));
  }

  disconnect(): Promise<unknown> {
    return this.#command('disconnect', (app) => disconnect(app, { wipeHistory: false }));
  }

  /** Signs in at both services and saves: what the stepper does in the end. */
  connect(): Promise<unknown> {
    return this.#command('sign-in', async (app) => {
      const { simulator } = this.#simulation;
      const now = app.clock.now();
      await app.locks.exclusive(TOKEN_LOCK, () => storeCredentials(app.vault, simulator, now));
      const has = { accountViewTokens: true, clientSecret: true, outsmartTokens: true };
      const { clientId } = simulator.credentials;
      await updateConnection(
        app,
        (connection) => ({ ...connection, connected: true, saved: true, signinNeeded: null, has, clientId }),
        { strict: true },
      );
      await app.engine.tick('saved');
    });
  }

  /** Chooses another administration and saves, as `lib/app/save.ts` stores it. */
  choose(company: string): Promise<unknown> {
    this.hasSwitched ||= company !== HOME;
    return this.#command(`choose ${company}`, async (app) => {
      await app.store.write(
        [],
        async (tx) => {
          const settings = await getMeta(tx, 'settings');
          const connection = await getMeta(tx, 'connection');
          if (settings === undefined || connection === undefined || connection.disconnecting) return;
          await putMeta(tx, 'settings', {
            ...settings,
            companyId: companyId(this.#simulation.simulator, company),
          });
          await putMeta(tx, 'connection', { ...connection, lock: null });
          await requestRun(tx, { trigger: 'save', category: null, exportOnly: false });
        },
        { strict: true },
      );
      await app.engine.tick('saved');
    });
  }

  /** Does what the interface asks for: signs in, connects again, resumes, goes back to the right administration. */
  async putRight(): Promise<void> {
    const { connection, settings } = this;
    if (connection === undefined || settings === undefined || connection.disconnecting) return;
    if (!connection.connected || connection.signinNeeded !== null) await this.connect();
    if (connection.paused) await this.pause(false);
    const home = companyId(this.#simulation.simulator, HOME);
    const isDecided = connection.lock !== null && connection.lock.code !== 'DUPLICATE_ALARM';
    // Saving again after a look is the decision that a lock waits for.
    if (settings.companyId !== home || isDecided) await this.choose(HOME);
    await this.decide(true);
  }

  async #command(
    name: string,
    work: (app: ReturnType<Simulation['workerOf']>['app']) => Promise<unknown>,
  ): Promise<unknown> {
    const worker = this.#simulation.workerOf(this.browser);
    this.#simulation.trace(() => `${this.browser.name}: ${name}`);
    return await worker.command(work).catch(() => {});
  }
}

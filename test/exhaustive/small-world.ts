import { CATEGORIES } from '../../lib/domain/category';
import type { LedgerRow } from '../../lib/domain/ledger';
import type { LogRow } from '../../lib/domain/log-row';
import type { Run } from '../../lib/domain/run';
import type { Connection } from '../../lib/domain/connection';
import { createStore, getMeta, putMeta, type Store } from '../../lib/store/store';
import type { Locks } from '../../lib/kernel/lock';
import type { CompanyState } from '../../lib/store/schema';
import { createEngine } from '../../lib/sync/engine';
import type { Engine } from '../../lib/sync/port';
import { createSimulatorHandlers, type SimulatorHandlers } from '../simulator/index';
import { importing } from '../support/builders';
import {
  companyIdOf,
  seedStore,
  serviceClients,
  settingsFor,
  type SteppedClock,
  steppedClock,
  workerLocks,
} from '../support/engine-parts';
import { DATABASE, emptyDatabase } from './database';
import { Nemesis, newLife } from './nemesis';
import type { Plan } from './plan';

/** As shipped (reliability §3.2). */
const SETTLE_SECONDS = [0, 30, 120, 600];
/** A new worker comes with the watchdog's alarm. */
const REBIRTH_MS = 60_000;

export interface Scenario {
  name: string;
  workOrders: number;
  /** What the company's row already holds. */
  company: Partial<CompanyState>;
  /** Rows in the two other companies as well. */
  otherCompanies?: boolean;
  /** Imports are on, and the run is one that imports first. */
  imports?: boolean;
}

export interface StoredState {
  ledger: readonly LedgerRow[];
  runs: readonly Run[];
  connection: Connection | undefined;
  company: CompanyState | undefined;
  log: readonly LogRow[];
}

/** A world in which only the export is on unless its scenario says more, and a worker that is replaced when it dies. */
export class SmallWorld {
  readonly clock: SteppedClock = steppedClock();
  readonly simulator: SimulatorHandlers;
  readonly nemesis: Nemesis;
  /** As everybody else sees it, without faults. */
  readonly store: Store;
  wakeAt: number | null = null;
  deaths = 0;
  #life = newLife();
  #locks: Locks = workerLocks();
  #engine: Engine;
  #ids = 0;

  private constructor(scenario: Scenario, plan: Plan) {
    const { clock } = this;
    this.simulator = createSimulatorHandlers({
      now: () => new Date(clock.now()),
      sleep: async () => {},
      data: {
        relations: 2,
        articles: 3,
        workOrders: scenario.workOrders,
        workOrderDaysAgo: [0],
        difficult: false,
        otherStates: false,
        projects: 0,
        salesOrders: 0,
        otherCompanies: scenario.otherCompanies ?? false,
      },
    });
    emptyDatabase();
    this.store = createStore(DATABASE);
    this.nemesis = new Nemesis(this, plan);
    this.#engine = this.#born();
  }

  /** A run has been asked for; nothing has begun. */
  static async create(scenario: Scenario, plan: Plan): Promise<SmallWorld> {
    const world = new SmallWorld(scenario, plan);
    const settings = settingsFor(companyIdOf(world.simulator), world.clock.now(), {
      schedule: '15',
      imports: importing(...(scenario.imports ? CATEGORIES : [])),
    });
    await seedStore(world.store, settings, { referenceField: 'EXT_ID', ...scenario.company });
    await world.store.write([], (tx) =>
      putMeta(tx, 'pending', { trigger: 'manual', category: null, exportOnly: !scenario.imports }),
    );
    return world;
  }

  #born(): Engine {
    const { simulator, clock, nemesis } = this;
    const life = newLife();
    this.#life = life;
    this.#locks = workerLocks();
    return createEngine({
      store: nemesis.database(this.store, life),
      clock,
      random: () => 0.5,
      locks: this.#locks,
      ...serviceClients({ simulator, clock, ...nemesis.connection(life) }),
      newId: () => `id-${(this.#ids += 1)}`,
      keepAlive: async (work) => await work(),
      announce: () => {},
      refreshSnapshot: async () => {},
      wakeAt: async (time) => void (this.wakeAt = time),
      settleSeconds: SETTLE_SECONDS,
    });
  }

  /** The engine of the worker that lives now. */
  get engine(): Engine {
    return this.#engine;
  }

  get locks(): Locks {
    return this.#locks;
  }

  get isDead(): boolean {
    return this.#life.isDead;
  }

  /** Resolves when the worker that lives now is dead. */
  get death(): Promise<void> {
    return this.#life.death;
  }

  /** A new worker works beside this one, which has lost its locks and does not know it. */
  addWorker(): void {
    this.#engine = this.#born();
  }

  /** A new worker takes the place of this one, which is never answered again. */
  replaceWorker(): void {
    this.#life.die();
    this.#engine = this.#born();
  }

  /** Wakes the worker, or the one that replaces it, and waits until it rests or is dead. */
  async wake(): Promise<void> {
    const engine = this.#engine;
    const { death } = this.#life;
    const work = async (): Promise<void> => {
      // What breaks a run off is reported to whoever woke the worker; the rows tell the next one.
      await engine.tick('alarm').catch(() => {});
      await engine.idle();
    };
    await Promise.race([death, work()]);
    if (this.#life.isDead) {
      this.deaths += 1;
      await this.nemesis.advanceTo(this.clock.now() + REBIRTH_MS);
      this.#engine = this.#born();
      return;
    }
    if (this.wakeAt !== null) await this.nemesis.advanceTo(Math.max(this.wakeAt, this.clock.now()));
  }

  /** As a person does who is asked to sign in again. */
  async signInWhereNeeded(): Promise<void> {
    await this.store.write([], async (tx) => {
      const connection = await getMeta(tx, 'connection');
      if (connection?.signinNeeded) await putMeta(tx, 'connection', { ...connection, signinNeeded: null });
    });
  }

  async stored(): Promise<StoredState> {
    const names = ['ledger', 'runs', 'companies', 'log', 'meta'] as const;
    return await this.store.read(names, async (tx) => {
      const [ledger, runs, companies, log, connection] = await Promise.all([
        tx.objectStore('ledger').getAll(),
        tx.objectStore('runs').getAll(),
        tx.objectStore('companies').getAll(),
        tx.objectStore('log').getAll(),
        getMeta(tx, 'connection'),
      ]);
      return { ledger, runs, log, connection, company: companies[0] };
    });
  }
}

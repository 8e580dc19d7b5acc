import type { LedgerRow } from '../../lib/domain/ledger';
import { explanationsEn } from '../../lib/i18n/explanations.en';
import { scenario } from '../exhaustive/scenarios';
import { SmallWorld, type StoredState } from '../exhaustive/small-world';
import { addWorkOrder, type WorkOrder } from '../simulator/index';
import { companyIdOf } from '../support/engine-parts';
import { Person } from './person';

export const COMPANIES = ['KRAAN', 'KRAANSV'] as const;
export type CompanyCode = (typeof COMPANIES)[number];

/** What the world must look like, as far as a person can know it. */
export interface Model {
  orders: number;
  connected: boolean;
  paused: boolean;
  company: CompanyCode;
}

/** States in which nothing is left for the engine to do, each with a reason or an end. */
const AT_REST: ReadonlySet<LedgerRow['state']> = new Set([
  'closed',
  'problem',
  'alarm',
  'held',
  'skipped',
  'acked',
]);

/** The real engine, its person and both services, with two administrations that know the same debtors. */
export class ModelWorld {
  readonly #world: SmallWorld;
  readonly person: Person;
  /** Requests up to here may have gone to another administration than the chosen one. */
  #chosenSince = 0;
  /** While nothing may be asked: the number of requests when that began. */
  #silentSince: number | null = null;

  private constructor(world: SmallWorld) {
    this.#world = world;
    this.person = new Person(world);
  }

  static async create(): Promise<ModelWorld> {
    const first = await scenario('first-1');
    const world = new ModelWorld(await SmallWorld.create({ ...first, otherCompanies: true }, []));
    world.#shareMasterData();
    await world.#world.store.write(['companies'], async (tx) => {
      const [state] = await tx.objectStore('companies').getAll();
      const companyId = world.companyId('KRAANSV');
      if (state !== undefined) await tx.objectStore('companies').put({ ...state, companyId });
    });
    await world.person.storeTokens();
    return world;
  }

  #shareMasterData(): void {
    const [main, other] = this.#world.simulator.world.accountView.companies;
    for (const table of ['CONTACT', 'ARTICLE']) {
      const known = new Set(
        other?.table(table).rows.map((row) => row[table === 'CONTACT' ? 'SUB_NR' : 'ART_CODE']),
      );
      const missing = main
        ?.table(table)
        .rows.filter((row) => !known.has(row[table === 'CONTACT' ? 'SUB_NR' : 'ART_CODE'] ?? ''));
      other?.table(table).load(missing ?? []);
    }
  }

  get nemesis(): SmallWorld['nemesis'] {
    return this.#world.nemesis;
  }

  companyId(code: CompanyCode): string {
    return companyIdOf(this.#world.simulator, code);
  }

  get orders(): WorkOrder[] {
    return [...this.#world.simulator.world.outsmart.workOrders.values()];
  }

  addOrder(): void {
    const { accountView, outsmart, random } = this.#world.simulator.world;
    const [debtor = {}] = accountView.companies[0]?.table('CONTACT').rows ?? [];
    addWorkOrder(outsmart, random, { debtor });
  }

  expireTokens(): void {
    this.#world.simulator.world.accountView.tokens.expireAll();
  }

  async trigger(): Promise<void> {
    // A worker that dies in it never answers.
    void this.#world.engine.startRun({ trigger: 'manual', category: null, exportOnly: true }).catch(() => {});
    await this.wake();
  }

  /** Whatever sleeps is woken; a person who is asked to sign in does so. */
  async wake(): Promise<void> {
    await this.#world.wake();
    await this.#world.signInWhereNeeded();
  }

  async pass(ms: number): Promise<void> {
    await this.nemesis.advanceTo(this.#world.clock.now() + ms);
    await this.wake();
  }

  /** The new version is installed as soon as the old one has come to a step border. */
  async update(offset: number): Promise<void> {
    const { engine } = this.#world;
    this.nemesis.happenIn(offset, async () => void engine.drain().catch(() => {}));
    await this.wake();
    this.nemesis.cancelEvents();
    if (this.#world.engine === engine) this.#world.replaceWorker();
  }

  async choose(company: CompanyCode): Promise<void> {
    await this.person.chooseCompany(this.companyId(company));
    this.#chosenSince = this.#world.simulator.requests.length;
    await this.wake();
  }

  /** A decision of the person at some point of a run; the run stops at its next step border. */
  async duringRun(offset: number, decide: (onStop: () => void) => Promise<void>): Promise<void> {
    let deciding: Promise<void> | undefined;
    const { death } = this.#world;
    this.nemesis.happenIn(offset, async () => {
      const told = new Promise<void>((resolve) => {
        deciding = decide(resolve);
      });
      await Promise.race([told, death]);
    });
    await this.trigger();
    this.nemesis.cancelEvents();
    await Promise.race([deciding, death]);
    // The run was too short for it, or the worker died in it: the next one takes it up.
    await this.decide(() => decide(() => {}));
  }

  /** A decision that a worker may die in; it is then taken up by the next one. */
  async decide(decision: () => Promise<void>): Promise<void> {
    for (;;) {
      const { death } = this.#world;
      await Promise.race([decision(), death]);
      if (!this.#world.isDead) return;
      // Its successor.
      await this.#world.wake();
    }
  }

  setSilent(isSilent: boolean): void {
    this.#silentSince = isSilent ? this.#world.simulator.requests.length : null;
  }

  stored(): Promise<StoredState> {
    return this.#world.stored();
  }

  close(): void {
    this.#world.store.close();
  }

  /** What must hold after every command, whatever went before; one sentence per breach. */
  async breaches(model: Model): Promise<string[]> {
    const { ledger } = await this.stored();
    return [
      ...this.#documentBreaches(),
      ...this.orders.flatMap((order) => this.#orderBreaches(order)),
      ...ledger.flatMap((row) => this.#rowBreaches(row)),
      ...this.#requestBreaches(model),
      ...this.nemesis.wrongCloses,
      ...this.#auditBreaches(),
      ...(this.orders.length === model.orders ? [] : [`${this.orders.length} work orders`]),
    ];
  }

  /** When all has come to rest: every work order has its place in the chosen administration's ledger. */
  async endBreaches({ company }: Model): Promise<string[]> {
    const { ledger, runs, connection } = await this.stored();
    const companyId = this.companyId(company);
    const rows = new Map(
      ledger.filter((row) => row.companyId === companyId).map((row) => [row.workOrderId, row]),
    );
    const isLocked = Boolean(connection?.lock);
    const lost = this.orders.flatMap((order) => {
      const row = rows.get(order.id);
      // Handled for the other administration before this one was chosen; or not looked at while export is locked.
      if (row === undefined)
        return isLocked || order.status === 'Afgehandeld' ? [] : [`${order.id} is in no list`];
      const isExplained = row.state === 'closed' || row.code !== null || isLocked;
      return isExplained && (isLocked || AT_REST.has(row.state)) ? [] : [`${order.id} is left ${row.state}`];
    });
    const open = runs.filter(({ finishedAt }) => finishedAt === null).map(({ state }) => `a run is ${state}`);
    return [...lost, ...open];
  }

  #documents(workOrderId: string): string[] {
    const { documents } = this.#world.simulator.world.history;
    return documents.filter((document) => document.workOrderId === workOrderId).map(({ company }) => company);
  }

  #documentBreaches(): string[] {
    return this.orders.flatMap(({ id }) => {
      const companies = this.#documents(id);
      return new Set(companies).size === companies.length
        ? []
        : [`${id} has documents in ${companies.join()}`];
    });
  }

  #orderBreaches({ id, status }: WorkOrder): string[] {
    return status === 'Afgehandeld' && this.#documents(id).length === 0
      ? [`${id} is handled without one`]
      : [];
  }

  #rowBreaches({ companyId, workOrderId, state, code, documentNumber }: LedgerRow): string[] {
    const company = COMPANIES.find((candidate) => this.companyId(candidate) === companyId) ?? '';
    const hasDocument = this.#documents(workOrderId).includes(company);
    const order = this.orders.find(({ id }) => id === workOrderId);
    const isClosed = hasDocument && documentNumber !== null && order?.status === 'Afgehandeld';
    const falseClose = state === 'closed' && !isClosed ? [`${workOrderId} is called closed`] : [];
    const needsReason = state === 'problem' || state === 'held' || state === 'skipped' || state === 'alarm';
    const isSilent = needsReason && (code === null || explanationsEn[code] === '');
    return [...falseClose, ...(isSilent ? [`${workOrderId} is ${state} without a reason`] : [])];
  }

  #requestBreaches({ company }: Model): string[] {
    const { requests } = this.#world.simulator;
    const elsewhere = requests
      .slice(this.#chosenSince)
      .filter(({ method, company: id }) => method === 'POST' && id !== this.companyId(company))
      .map(() => `a document was sent to another administration than ${company}`);
    const talks = this.#silentSince !== null && requests.length > this.#silentSince;
    return [...elsewhere, ...(talks ? ['requests while nothing may be asked'] : [])];
  }

  /** What the simulator's audit says, except what two administrations make legitimate. */
  #auditBreaches(): string[] {
    return this.#world.simulator
      .audit()
      .details.filter(({ kind, message }) => kind !== 'duplicates' && !message.includes('expected in'))
      .map(({ kind, message }) => `${kind}: ${message}`);
  }
}

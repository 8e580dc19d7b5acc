import type { Random } from '../simulator/random';
import type { Browser } from './browser';
import type { Action } from './plan';
import type { Simulation } from './simulation';
import { User } from './user';
import { HOME, newWorkOrder, OTHER } from './world';

const JUMPS_MS = [86_400_000, -86_400_000, 3_600_000, -3_600_000, 300_000] as const;

/** Columns that somebody at AccountView changes, by table. */
const EDITED = [
  ['CONTACT', 'ACCT_NAME'],
  ['CONTACT', 'MAIN_CONT'],
  ['CONTACT', 'TEL_BUS'],
  ['DEL_ADDR', 'ADDRESS1'],
  ['ARTICLE', 'ART_DESC1'],
  ['ART_GRP', 'AG_DESC'],
  ['PROJECTS', 'PROJ_DESC'],
] as const;
/** Fields in which AccountView leads, and others, by list of OutSmart. */
const TYPED = [
  ['relations', 'name', 'phone_number'],
  ['contactpersons', 'cpn_name', 'cpn_phone'],
  ['addresses', 'adr_line_1', 'adr_remark'],
  ['materials', 'description', 'note'],
  ['categories', 'cat_name', 'cat_image'],
  ['hourtypes', 'name', 'name'],
  ['projects', 'name', 'status'],
] as const;

/** Everything that happens to a world besides its requests and commits, at seeded moments. */
export class Actions {
  readonly #simulation: Simulation;
  readonly #random: Random;
  readonly users: readonly User[];

  constructor(simulation: Simulation, random: Random) {
    this.#simulation = simulation;
    this.#random = random;
    this.users = simulation.browsers.map((browser) => new User(simulation, browser));
  }

  /** Starts the clocks: of the nemesis, of the work that comes in, and of the users who work on and do what they are asked to. */
  begin(): void {
    this.#every(this.#simulation.plan.actionEveryMs, () => this.#strike());
    this.#every(100_000, () => this.#office('new-order'));
    for (const user of this.users) {
      this.#every(150_000, () => void user.sync());
      this.#every(400_000, () => void user.putRight());
      void user.sync();
    }
  }

  #every(meanMs: number, work: () => void): void {
    const { time, nemesis } = this.#simulation;
    time.after(this.#random.between(1, 2 * meanMs), () => {
      if (nemesis.isStill) return;
      work();
      this.#every(meanMs, work);
    });
  }

  #later(work: () => void): void {
    this.#simulation.time.after(this.#random.between(1_000, 300_000), () => {
      if (!this.#simulation.nemesis.isStill) work();
    });
  }

  #strike(): void {
    const choice = this.#choose();
    if (choice === undefined) return;
    const user = this.#random.pick(this.users);
    this.#simulation.trace(() => `-- ${choice} in ${user.browser.name}`);
    this.#perform(choice, user, user.browser);
  }

  #choose(): Action | undefined {
    const { actions } = this.#simulation.plan;
    let left = this.#random.next() * [...actions.values()].reduce((sum, weight) => sum + weight, 0);
    for (const [action, weight] of actions) {
      left -= weight;
      if (left < 0) return action;
    }
    return undefined;
  }

  #perform(action: Action, user: User, browser: Browser): void {
    const simulation = this.#simulation;
    switch (action) {
      case 'kill':
        return simulation.killWorker(simulation.workerOf(browser), 'by the browser');
      case 'zombie':
        return simulation.makeZombie(simulation.workerOf(browser));
      case 'power-loss':
        return simulation.losePower(browser);
      case 'restart-browser':
        return simulation.restart(browser);
      case 'clock-jump':
        browser.skewMs += this.#random.pick(JUMPS_MS);
        return;
      case 'sync-twice':
        void user.sync();
        void user.sync();
        return simulation.wake(browser, 'alarm');
      case 'stop':
        return void user.stop();
      case 'pause':
        void user.pause(true);
        return this.#later(() => void user.pause(false));
      case 'disconnect':
        void user.disconnect();
        return this.#later(() => void user.putRight());
      case 'switch-company':
        void user.choose(OTHER);
        return this.#later(() => void user.choose(HOME));
      case 'decide':
        return void user.decide(this.#random.next() < 0.5);
      case 'everything':
        return void user.sync(true);
      case 'week':
        simulation.passWeek();
        return;
      case 'update':
        return this.#update(browser);
      default:
        return this.#office(action);
    }
  }

  /** As `onUpdateAvailable`: drained, then started anew; alarms and session are gone with the old version. */
  #update(browser: Browser): void {
    const simulation = this.#simulation;
    const worker = simulation.workerOf(browser);
    const reload = (): void => {
      if (worker.state !== 'alive') return;
      simulation.killAll(browser, 'for an update');
      browser.alarms.clearAll();
      browser.session.clear();
      simulation.wake(browser, 'installed');
    };
    void worker.command((app) => app.engine.drain()).then(reload, reload);
  }

  /** People who work in the two services. */
  #office(action: Exclude<Action, 'kill' | 'update'>): void {
    const { simulator } = this.#simulation;
    const { outsmart, accountView } = simulator.world;
    const orders = [...outsmart.workOrders.values()];
    const company = accountView.company(HOME);
    const order = orders.length === 0 ? undefined : this.#random.pick(orders);
    if (action === 'new-order' && orders.length < 5) newWorkOrder(simulator, this.#random);
    if (action === 'edit-order' && order !== undefined) {
      order.WorkDescription += ' en nagekeken';
      this.#simulation.office.edited.set(order.id, this.#simulation.time.now());
    }
    if (action === 'reopen-order' && order !== undefined) {
      this.#simulation.office.moved.add(order.id);
      outsmart.setStatus(order, order.status === 'Compleet' ? 'Opgehaald' : 'Compleet', 'kantoor');
    }
    if (action === 'edit-row') this.#editRow();
    if (action === 'insert-row') this.#insertRow();
    if (action === 'type-over') this.#typeOver();
    if (action !== 'mass-change') return;
    const city = this.#random.pick(['Ommen', 'Delden', 'Goor']);
    for (const row of company.table('CONTACT').rows)
      company.change('CONTACT', row['SUB_NR'] ?? '', { CITY: city });
  }

  #editRow(): void {
    const company = this.#simulation.simulator.world.accountView.company(HOME);
    const [name, column] = this.#random.pick(EDITED);
    const { rows, definition } = company.table(name);
    const row = this.#random.pick(rows);
    company.change(name, row[definition.key] ?? '', { [column]: `Naam ${this.#random.between(1, 999)}` });
  }

  /** Somebody at OutSmart types over what was imported, where AccountView leads and where not. */
  #typeOver(): void {
    const { outsmart } = this.#simulation.simulator.world;
    const [endpoint, led, free] = this.#random.pick(TYPED);
    const { rows } = outsmart.entity(endpoint);
    if (rows.length === 0) return;
    this.#simulation.office.hasTyped = true;
    const value = `Getypt ${this.#random.between(1, 999)}`;
    Object.assign(this.#random.pick(rows), { [led]: value, [free]: value });
  }

  #insertRow(): void {
    const company = this.#simulation.simulator.world.accountView.company(HOME);
    const { rows } = company.table('ARTICLE');
    const number = `A-${rows.length}`;
    const like = rows.at(-1);
    if (rows.length < 12 && like !== undefined)
      company.add('ARTICLE', { ...like, REC_ID: null, ART_CODE: number, ART_DESC1: `artikel ${number}` });
  }
}

import type { LedgerRow } from '../../lib/domain/ledger';
import type { Run } from '../../lib/domain/run';
import { readSnapshot } from '../../lib/app/snapshot';
import { createRandom, type Random } from '../simulator/random';
import type { RequestRecord, SimulatorHandlers } from '../simulator/index';
import { Alarms, type Browser, LockManager } from './browser';
import * as check from './checker';
import { type Change, Disk } from './database/disk';
import { useDisks } from './database/indexed-db';
import { Nemesis } from './nemesis';
import { Network, type Sent } from './network';
import type { Plan } from './plan';
import { turn, VirtualTime } from './time';
import { Worker, restartNames } from './worker';
import { buildSimulator, HOME, companyId, setUp, START } from './world';

/** After this long a pass over everything is due. */
const WEEK_MS = 8 * 86_400_000;

/** The simulated world of one seed: the services, one or two browsers, and what is known of what went wrong. */
export class Simulation {
  readonly plan: Plan;
  readonly time = new VirtualTime(START);
  readonly random: Random;
  readonly simulator: SimulatorHandlers;
  readonly network: Network;
  readonly nemesis: Nemesis;
  readonly browsers: Browser[] = [];
  readonly violations: check.Violation[] = [];
  /** What people in the two services did to work orders: when edited last, and which were moved by hand. */
  readonly office = { edited: new Map<string, number>(), moved: new Set<string>(), hasTyped: false };
  readonly history: string[] = [];
  /** From when on nothing changes any more. */
  calmSince = Infinity;
  readonly #workers = new Map<string, Worker>();
  readonly #all = new Map<string, Worker>();
  readonly #isTraced: boolean;
  #statusReads = 0;
  #weeks = 0;

  constructor(plan: Plan, isTraced: boolean) {
    this.plan = plan;
    this.#isTraced = isTraced;
    this.random = createRandom(plan.seed ^ 0x5eed);
    restartNames();
    this.simulator = buildSimulator(
      plan,
      () => this.time.now() + this.#weeks * WEEK_MS,
      createRandom(plan.seed ^ 0xda7a),
    );
    this.nemesis = new Nemesis(plan, createRandom(plan.seed ^ 0xfa7e));
    this.network = new Network({
      time: this.time,
      simulator: this.simulator,
      fateOf: (sent) => this.nemesis.fateOf(sent),
      onPerformed: (sent, record) => this.#onPerformed(sent, record),
      kill: (worker, why) => this.killWorker(worker, why),
      makeZombie: (worker) => this.makeZombie(worker),
      trace: (line) => this.trace(line),
    });
  }

  async start(): Promise<void> {
    const disks = new Map<string, Disk>();
    useDisks(disks);
    for (let n = 1; n <= this.plan.browsers; n += 1) {
      const browser = this.#createBrowser(`browser-${n}`);
      disks.set(browser.name, browser.disk);
      this.browsers.push(browser);
      await this.complete(setUp(this.plan, this.simulator, browser, this.time.now()));
    }
  }

  trace(line: () => string): void {
    if (!this.#isTraced) return;
    const seconds = ((this.time.now() - START) / 1000).toFixed(3).padStart(10);
    this.history.push(`${seconds}  ${line()}`);
  }

  report(found: readonly check.Violation[]): void {
    for (const violation of found) {
      this.violations.push(violation);
      this.trace(() => `VIOLATION ${violation.rule}: ${violation.message}`);
    }
  }

  reportBug(message: string): void {
    this.report([{ rule: 'j: nothing fails without being handled', message }]);
  }

  /** Lets time pass until `until`, or until `isDone`, or until a promise was found broken. */
  async run(until: number, isDone: () => boolean = () => false): Promise<void> {
    await turn();
    while (this.violations.length === 0 && !isDone()) if (!(await this.time.step(until))) return;
  }

  /** Lets time pass until `work` has ended; false when it did not within an hour. */
  async complete(work: Promise<unknown>): Promise<boolean> {
    let ended = false;
    const end = (): void => {
      ended = true;
    };
    work.then(end, end);
    await turn();
    const limit = this.time.now() + 3_600_000;
    while (!ended) if (!(await this.time.step(limit))) return ended;
    return true;
  }

  /** The worker in charge, started when there is none. */
  workerOf(browser: Browser): Worker {
    const known = this.#workers.get(browser.name);
    if (known?.state === 'alive') return known;
    const { time, network } = this;
    const { settleSeconds } = this.plan;
    const onBug = (bugged: Worker, error: unknown): void => this.reportBug(`${bugged.id}: ${String(error)}`);
    const worker = new Worker({ browser, time, network, settleSeconds, onBug });
    this.#workers.set(browser.name, worker);
    this.#all.set(worker.id, worker);
    this.trace(() => `${worker.id} starts in ${browser.name}`);
    void worker.wake('start').catch(() => {});
    return worker;
  }

  wake(browser: Browser, reason: string): void {
    const worker = this.workerOf(browser);
    this.trace(() => `${worker.id} is woken: ${reason}`);
    void worker.wake(reason).catch(() => {});
  }

  killWorker(worker: Worker, why: string): void {
    if (worker.state === 'dead') return;
    this.trace(() => `${worker.id} is killed ${why}`);
    worker.kill();
    // A page that is open sees it end and wakes the next one.
    if (this.random.next() < 0.3)
      this.time.after(this.random.between(1, 500), () => this.#kick(worker.browser));
  }

  #kick(browser: Browser): void {
    if (!this.nemesis.isStill && this.#workers.get(browser.name)?.state === 'dead')
      this.wake(browser, 'kick');
  }

  /** It goes on for a while with its locks lost, beside a new one. */
  makeZombie(worker: Worker): void {
    if (worker.state !== 'alive') return;
    this.trace(() => `${worker.id} becomes a zombie`);
    worker.makeZombie();
    this.wake(worker.browser, 'start');
    this.time.after(this.random.between(1_000, 120_000), () =>
      this.killWorker(worker, 'as a zombie at last'),
    );
  }

  killAll(browser: Browser, why: string): void {
    for (const worker of this.#all.values()) if (worker.browser === browser) this.killWorker(worker, why);
  }

  zombies(): Worker[] {
    return [...this.#all.values()].filter((worker) => worker.state === 'zombie');
  }

  /** The machine loses its power: what the disk had not taken is gone, up to a prefix. */
  losePower(browser: Browser): void {
    const survivors = this.random.between(0, browser.disk.unflushed);
    this.trace(
      () => `${browser.name} loses power: ${survivors} of ${browser.disk.unflushed} commits survive`,
    );
    this.killAll(browser, 'by the loss of power');
    browser.disk.losePower(survivors);
    this.restart(browser);
  }

  /** The browser ends and is opened again a while later. */
  restart(browser: Browser): void {
    this.killAll(browser, 'with its browser');
    browser.session.clear();
    if (this.random.next() < 0.5) browser.alarms.clearAll();
    this.time.after(this.random.between(1_000, 60_000), () => this.wake(browser, 'startup'));
  }

  /** Everybody is on holiday: it is a week later on every clock. False when one more would end the fiscal year. */
  passWeek(): boolean {
    if (this.#weeks === 3) return false;
    this.#weeks += 1;
    for (const browser of this.browsers) browser.skewMs += WEEK_MS;
    return true;
  }

  ledger(browser: Browser, company: string = companyId(this.simulator, HOME)): LedgerRow[] {
    return browser.disk.rows<LedgerRow>('ledger').filter((row) => row.companyId === company);
  }

  newestRun(browser: Browser): Run | undefined {
    return browser.disk.rows<Run>('runs').toSorted((a, b) => b.startedAt - a.startedAt)[0];
  }

  async checkCounts(browser: Browser): Promise<void> {
    const { store } = this.workerOf(browser).app;
    const facts = { redirectUri: '', clientPreset: false, presetClientId: '', version: '' };
    const snapshot = readSnapshot(store, facts);
    if (!(await this.complete(snapshot))) return;
    const { counts, settings } = await snapshot;
    if (settings !== null) this.report(check.wrongCounts(this.ledger(browser, settings.companyId), counts));
  }

  /** When the last document of each work order was made. */
  #documentTimes(): Map<string, number> {
    const times = new Map<string, number>();
    for (const { workOrderId, requestId } of this.simulator.world.history.documents)
      times.set(workOrderId ?? '', this.simulator.requests[requestId - 1]?.startedAt ?? 0);
    return times;
  }

  #createBrowser(name: string): Browser {
    const random = createRandom(this.plan.seed ^ (this.browsers.length + 0xb0b));
    const disk = new Disk({
      time: this.time,
      commitMs: (strict) => (strict ? random.between(2, 30) : random.between(0, 3)),
      onCommit: (owner, moment, changes) => this.#onCommit(browser, owner, moment, changes),
    });
    const wallNow = (): number => this.time.now() + browser.skewMs;
    const lateMs = (): number => (random.next() < 0.2 ? random.between(0, 70_000) : random.between(0, 100));
    const alarms = new Alarms(this.time, wallNow, lateMs, () => this.wake(browser, 'alarm'));
    const browser: Browser = {
      name,
      disk,
      alarms,
      random,
      locks: new LockManager(),
      session: new Map(),
      skewMs: 0,
    };
    return browser;
  }

  #onCommit(browser: Browser, owner: string, moment: 'before' | 'after', changes: readonly Change[]): void {
    const worker = this.#all.get(owner);
    if (worker === undefined || worker.state === 'dead') return;
    if (moment === 'after') this.#checkRows(browser, owner, changes);
    const fault = this.nemesis.commitFault();
    if (fault === 'kill-before-commit' && moment === 'before') this.killWorker(worker, 'before a commit');
    if (fault === 'kill-after-commit' && moment === 'after') this.killWorker(worker, 'after a commit');
    if (fault === 'power-loss-after-commit' && moment === 'after') this.losePower(browser);
  }

  #checkRows(browser: Browser, owner: string, changes: readonly Change[]): void {
    for (const { table, row, encoded } of changes) {
      if (table !== 'ledger') continue;
      if (row === undefined) {
        this.report([
          { rule: 'd: every work order is accounted for', message: `${encoded} left the ledger` },
        ]);
        continue;
      }
      const entry = row.value as LedgerRow;
      this.trace(
        () =>
          `${owner} stores ${entry.reference} ${entry.state} ${entry.code ?? ''} ${entry.documentNumber ?? ''}`,
      );
      this.report(check.unexplained(entry));
      this.report(check.falseClosings(this.simulator.world, [entry], this.plan.browsers === 1));
    }
    void browser;
  }

  #onPerformed(sent: Sent, record: RequestRecord): void {
    this.trace(
      () =>
        `  performed ${record.id} ${sent.method} ${record.path} → ${record.outcome} ${record.status ?? ''} ${record.code ?? ''}`,
    );
    this.report(check.unspokenStatus(record));
    const { history } = this.simulator.world;
    for (; this.#statusReads < history.statusReads.length; this.#statusReads += 1) {
      const read = history.statusReads[this.#statusReads];
      const stable = this.browsers.flatMap(({ disk }) => disk.stableRows<LedgerRow>('ledger'));
      if (read === undefined) continue;
      this.report(check.wrongStatusChange(read, stable));
      if (this.plan.browsers > 1) continue;
      this.report(check.closedAfterEdit(read, this.#documentTimes(), this.office.edited, this.time.now()));
    }
    if (sent.kind !== 'post-order') return;
    this.report(check.withoutIntent(record, sent.worker.browser.disk.stableRows<LedgerRow>('ledger')));
    if (this.plan.browsers === 1) this.report(check.duplicates(this.simulator.world));
  }
}

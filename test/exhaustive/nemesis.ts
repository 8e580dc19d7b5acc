import { AppError } from '../../lib/kernel/app-error';
import type { Clock } from '../../lib/kernel/clock';
import type { StoreName, WriteTx } from '../../lib/store/schema';
import type { Store } from '../../lib/store/store';
import type { Fault, SimulatorHandlers } from '../simulator/index';
import { simulatorFetch, type SteppedClock } from '../support/engine-parts';
import type { FaultClass, Plan, PointKind } from './plan';

/** After the time-out of a call (25 s), after the first look-up of a new worker (60 s), before the one at 2 min. */
const LATE_MS = 90_000;

/** One worker from its birth to its death; a dead one is never answered again. */
export interface Life {
  isDead: boolean;
  die: () => void;
  death: Promise<void>;
}

export function newLife(): Life {
  let announce: () => void = () => {};
  const death = new Promise<void>((resolve) => (announce = resolve));
  const life: Life = {
    isDead: false,
    death,
    die: () => {
      life.isDead = true;
      announce();
    },
  };
  return life;
}

const never = <T>(): Promise<T> => new Promise<T>(() => {});

/** Answers that the simulator gives by itself. */
const ANSWERS: Partial<Record<FaultClass, Fault>> = {
  'dropped-before': { kind: 'drop', when: 'before' },
  'dropped-after': { kind: 'drop', when: 'after' },
  truncated: { kind: 'truncate' },
  'html-200': { kind: 'html', status: 200, performed: true },
  'html-502-before': { kind: 'html', status: 502 },
  'html-502-after': { kind: 'html', status: 502, performed: true },
  '503-before': { kind: 'status', status: 503 },
  '500-after': { kind: 'status', status: 500, performed: true },
  'empty-before': { kind: 'empty' },
  'empty-after': { kind: 'empty', performed: true },
  'error-object': { kind: 'error-object' },
  'error-object-after': { kind: 'error-object', performed: true },
  '401': { kind: 'expired-token' },
  '403': { kind: 'status', status: 403 },
  '404': { kind: 'status', status: 404 },
  '429': { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
};

export interface Point {
  kind: PointKind;
  /** What happens there, in a word or two. */
  label: string;
}

interface Services {
  simulator: SimulatorHandlers;
  clock: SteppedClock;
  store: Store;
}

interface Deferred {
  at: number;
  perform: () => Promise<unknown>;
}

/** Plays a fault plan: stands between the engine, the services and the database, and counts the points. */
export class Nemesis {
  /** The points met so far; the first is n1. */
  readonly points: Point[] = [];
  /** Points of the plan that were met. */
  struck = 0;
  /** Closes that were sent before the document's number was on disk. */
  readonly wrongCloses: string[] = [];
  readonly #plan: Map<number, FaultClass>;
  readonly #events = new Map<number, () => Promise<void>>();
  readonly #deferred: Deferred[] = [];

  readonly #services: Services;

  constructor(services: Services, plan: Plan) {
    this.#services = services;
    this.#plan = new Map(plan.map(({ point, fault }) => [point, fault]));
  }

  /** A fault at the `offset`-th point from now. */
  strikeIn(offset: number, fault: FaultClass): void {
    this.#plan.set(this.points.length + offset, fault);
  }

  /** Something else that happens at the `offset`-th point from now, before it is gone through. */
  happenIn(offset: number, event: () => Promise<void>): void {
    this.#events.set(this.points.length + offset, event);
  }

  /** What did not happen yet does not happen any more. */
  cancelEvents(): void {
    this.#events.clear();
  }

  /** Neither faults nor events any more. */
  calm(): void {
    this.#plan.clear();
    this.cancelEvents();
  }

  /** Counts a point and says what happens there. */
  #meet(kind: PointKind, label: string): { point: Point; fault?: FaultClass; event?: () => Promise<void> } {
    const point = { kind, label };
    this.points.push(point);
    const fault = this.#plan.get(this.points.length);
    const event = this.#events.get(this.points.length);
    if (fault !== undefined) this.struck += 1;
    return { point, ...(fault === undefined ? {} : { fault }), ...(event === undefined ? {} : { event }) };
  }

  /** Moves the time on; calls that are performed late are performed on the way. */
  async advanceTo(time: number): Promise<void> {
    const due = this.#deferred.filter(({ at }) => at <= time).sort((a, b) => a.at - b.at);
    for (const deferred of due) {
      this.#deferred.splice(this.#deferred.indexOf(deferred), 1);
      this.#wait(deferred.at);
      await deferred.perform();
    }
    this.#wait(time);
  }

  #wait(until: number): void {
    this.#services.clock.advance(Math.max(0, until - this.#services.clock.now()));
  }

  /** The `fetch` of one worker, with the timer that measures its budgets. */
  connection(life: Life): { send: (request: Request) => Promise<Response>; timer: Pick<Clock, 'sleep'> } {
    const timer = new BudgetTimer();
    const send = (request: Request): Promise<Response> => {
      // The budget of a request is started right before it is sent.
      const expire = timer.takeLast();
      return this.#send(life, request, async () => {
        await this.advanceTo(this.#services.clock.now() + expire.ms);
        expire.run();
      });
    };
    return { send, timer };
  }

  async #send(life: Life, request: Request, expire: () => Promise<void>): Promise<Response> {
    if (life.isDead) return await never();
    const isClose = request.url.includes('update_status=true');
    if (isClose) await this.#judgeClose(new URL(request.url).searchParams.get('row_id') ?? '');
    const kind = request.method === 'POST' || isClose ? 'change' : 'read';
    const { fault, event } = this.#meet(kind, labelOf(request, isClose));
    if (event !== undefined) await event();
    const perform = (): Promise<Response> => simulatorFetch(this.#services.simulator, request);
    const response = await (fault === undefined ? perform() : this.#suffer(life, fault, request, expire));
    return life.isDead ? await never() : response;
  }

  async #judgeClose(workOrderId: string): Promise<void> {
    const rows = await this.#services.store.read(['ledger'], (tx) => tx.objectStore('ledger').getAll());
    const own = rows.filter((row) => row.workOrderId === workOrderId);
    if (!own.some(({ documentNumber, state }) => documentNumber !== null && state === 'closing'))
      this.wrongCloses.push(`${workOrderId} is closed while it is ${own.map(({ state }) => state).join()}`);
  }

  async #suffer(
    life: Life,
    fault: FaultClass,
    request: Request,
    expire: () => Promise<void>,
  ): Promise<Response> {
    const answer = ANSWERS[fault];
    // No other request comes in between: the simulator looks for a fault before anything else.
    if (answer !== undefined) {
      this.#services.simulator.faults.add({ fault: answer });
      return await simulatorFetch(this.#services.simulator, request);
    }
    const [end, moment] = fault.split(/-(?=[a-z]+$)/);
    // At once: a dead worker sends nothing more, not even what it was about to send at the same time.
    if (end === 'killed' && moment !== 'after') life.die();
    const perform = await performance(this.#services.simulator, request);
    if (moment === 'after') await perform();
    if (moment === 'late') this.#deferred.push({ at: this.#services.clock.now() + LATE_MS, perform });
    if (end === 'killed') {
      life.die();
      return await never();
    }
    const aborted = untilAborted(request.signal);
    await expire();
    return await aborted;
  }

  /** The database as one worker sees it. */
  database(store: Store, life: Life): Store {
    const alive = async <T>(work: () => Promise<T>): Promise<T> => {
      if (life.isDead) return await never();
      const result = await work();
      return life.isDead ? await never() : result;
    };
    return {
      read: (stores, work) => alive(() => store.read(stores, work)),
      meta: (name) => alive(() => store.meta(name)),
      write: (stores, work, options) =>
        alive(async () => {
          if (options?.strict !== true) return await store.write(stores, work, options);
          const { fault, event, point } = this.#meet('store', 'store');
          if (event !== undefined) await event();
          if (fault === 'store-fails') throw new AppError('STORAGE_BROKEN', { kind: 'permanent' });
          if (fault === 'killed-before') life.die();
          if (life.isDead) return await never();
          const result = await store.write(stores, labelled(stores, work, point), options);
          if (fault === 'killed-after') life.die();
          return result;
        }),
      close: () => {},
    };
  }
}

/** Like `POST SO1`, `POST relations`, `GET AK1`, `GetWorkorders`, `close`. */
function labelOf({ url, method }: Request, isClose: boolean): string {
  if (isClose) return 'close';
  const { pathname, searchParams } = new URL(url);
  const last = pathname.split('/').findLast((part) => part !== '') ?? '';
  if (method === 'POST') return last.toLowerCase() === 'accountviewdata' ? 'POST SO1' : `POST ${last}`;
  const object = searchParams.get('BusinessObject');
  return object === null ? last : `GET ${object}`;
}

/** Names a stored point after the states that the ledger then holds, like `store prepared`. */
function labelled<T>(
  stores: readonly StoreName[],
  work: (tx: WriteTx) => Promise<T>,
  point: Point,
): (tx: WriteTx) => Promise<T> {
  if (!stores.includes('ledger')) return work;
  return async (tx) => {
    const result = await work(tx);
    const rows = await tx.objectStore('ledger').getAll();
    point.label = ['store', ...rows.map(({ state }) => state)].join(' ');
    return result;
  };
}

/** Performs a request whatever becomes of the caller that sent it. */
async function performance(simulator: SimulatorHandlers, request: Request): Promise<() => Promise<Response>> {
  const { url, method, headers } = request;
  const body = method === 'GET' ? null : await request.text();
  return () => simulatorFetch(simulator, new Request(url, { method, headers, body }));
}

/** Rejects as `fetch` does when its signal is aborted. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void => reject(new DOMException('aborted', 'AbortError'));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

interface Budget {
  ms: number;
  run: () => void;
}

/** Time-outs that come only when a fault says so. */
class BudgetTimer {
  #last: Budget | undefined;

  sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      this.#last = { ms, run: resolve };
    });

  takeLast(): Budget {
    const last = this.#last;
    if (last === undefined) throw new Error('a request without a budget');
    return last;
  }
}

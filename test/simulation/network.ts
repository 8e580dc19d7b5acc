import type { Fault, RequestRecord, Side, SimulatorHandlers } from '../simulator/index';
import type { VirtualTime } from './time';
import type { Worker } from './worker';

export const ACCOUNT_VIEW_URL = 'https://accountview.test';
export const OUTSMART_URL = 'https://outsmart.test/openapi/8';

/** What a request is for, as far as a nemesis treats it differently. */
export type Kind = 'token' | 'post-order' | 'close' | 'write' | 'read';

export interface Sent {
  worker: Worker;
  kind: Kind;
  side: Side;
  method: string;
  url: string;
}

/** What becomes of one request. Times in ms. */
export interface Fate {
  /** Until the service performs it. */
  upMs: number;
  /** From then until the answer arrives. */
  downMs: number;
  fault?: Fault;
  /** The connection breaks for the client after this long; the service goes on by itself. */
  lostAfterMs?: number;
  /** The worker dies when the request is on its way or has been performed; or only loses its locks meanwhile. */
  kills?: 'sent' | 'performed' | 'not-quite';
}

export interface NetworkPorts {
  time: VirtualTime;
  simulator: SimulatorHandlers;
  fateOf: (sent: Sent) => Fate;
  onPerformed: (sent: Sent, record: RequestRecord) => void;
  kill: (worker: Worker, why: string) => void;
  makeZombie: (worker: Worker) => void;
  trace: (line: () => string) => void;
}

/** A connection that is never answered is given up by what stands between in the end. */
const GIVEN_UP_MS = 400_000;

/** Between workers and the simulator's own handlers; requests take virtual time and outlive their senders. */
export class Network {
  /** Requests that a service is still to perform. */
  underWay = 0;
  readonly #ports: NetworkPorts;

  constructor(ports: NetworkPorts) {
    this.#ports = ports;
  }

  /** `fetch` of one worker. `onAccepted` is told each access token that AccountView took. */
  fetchOf(worker: Worker, onAccepted: (token: string) => void): typeof fetch {
    return (input, init) =>
      new Promise((resolve, reject) => {
        if (worker.state === 'dead') return;
        const request = new Request(input, { ...init, signal: null });
        const client = new Client(worker, init?.signal ?? undefined, resolve, reject);
        if (client.isOver) return;
        this.#send(worker, request, client, onAccepted);
      });
  }

  #send(worker: Worker, request: Request, client: Client, onAccepted: (token: string) => void): void {
    const { time, fateOf, kill, makeZombie, trace } = this.#ports;
    const sent = describe(worker, request);
    const fate = fateOf(sent);
    trace(() => `${worker.id} ${sent.method} ${short(sent.url)}${fateText(fate)}`);
    if (fate.lostAfterMs !== undefined) time.after(fate.lostAfterMs, () => client.fail());
    if (fate.fault?.kind === 'hold') {
      time.after(GIVEN_UP_MS, () => client.fail());
    } else {
      this.underWay += 1;
      time.after(fate.upMs, () => void this.#perform(sent, request, fate, client, onAccepted));
    }
    if (fate.kills === 'not-quite') time.after(0, () => makeZombie(worker));
    if (fate.kills === 'sent') time.after(0, () => kill(worker, 'with a request on its way'));
  }

  async #perform(
    sent: Sent,
    request: Request,
    fate: Fate,
    client: Client,
    onAccepted: (token: string) => void,
  ): Promise<void> {
    const { time, simulator, onPerformed, kill } = this.#ports;
    // The book is empty otherwise, so this request is the one that is struck.
    if (fate.fault !== undefined) simulator.faults.add({ fault: fate.fault });
    const position = simulator.requests.length;
    const answer = await simulator.handle(sent.side, request).catch((error: unknown) => error as Error);
    simulator.faults.clear();
    this.underWay -= 1;
    const record = simulator.requests[position];
    if (record !== undefined) onPerformed(sent, record);
    if (fate.kills === 'performed') kill(sent.worker, 'with a request performed');
    time.after(fate.downMs, () => {
      if (answer instanceof Error) return client.fail();
      const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
      if (answer.ok && token !== undefined && sent.worker.state !== 'dead') onAccepted(token);
      client.answer(answer);
    });
  }
}

/** The side of one request that waits: it is answered once, and not at all when its worker is dead. */
class Client {
  isOver = false;
  readonly #worker: Worker;
  readonly #resolve: (response: Response) => void;
  readonly #reject: (error: unknown) => void;
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort = (): void => this.#end(() => this.#reject(this.#signal?.reason));

  constructor(
    worker: Worker,
    signal: AbortSignal | undefined,
    resolve: (response: Response) => void,
    reject: (error: unknown) => void,
  ) {
    this.#worker = worker;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#signal = signal;
    if (signal?.aborted === true) this.#onAbort();
    else signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  answer(response: Response): void {
    this.#end(() => this.#resolve(response));
  }

  fail(): void {
    this.#end(() => this.#reject(new TypeError('Failed to fetch')));
  }

  #end(settle: () => void): void {
    if (this.isOver) return;
    this.isOver = true;
    this.#signal?.removeEventListener('abort', this.#onAbort);
    if (this.#worker.state !== 'dead') settle();
  }
}

function describe(worker: Worker, { method, url }: Request): Sent {
  const side: Side = url.startsWith(ACCOUNT_VIEW_URL) ? 'accountview' : 'outsmart';
  return { worker, side, method, url, kind: kindOf(side, method, url) };
}

function kindOf(side: Side, method: string, url: string): Kind {
  if (url.endsWith('/token')) return 'token';
  if (url.includes('update_status=true')) return 'close';
  if (method === 'GET') return 'read';
  return side === 'accountview' ? 'post-order' : 'write';
}

/** Without the two tokens, which say nothing. */
function short(url: string): string {
  const { pathname, searchParams } = new URL(url);
  for (const name of ['token', 'software_token', 'Fields', 'fields']) searchParams.delete(name);
  return `${pathname}?${searchParams.toString()}`.slice(0, 160);
}

function fateText({ upMs, downMs, fault, lostAfterMs, kills }: Fate): string {
  const parts = [
    fault === undefined ? '' : JSON.stringify(fault),
    lostAfterMs === undefined ? '' : `lost after ${lostAfterMs} ms`,
    kills === undefined ? '' : `worker killed: ${kills}`,
    upMs + downMs > 1000 ? `takes ${upMs}+${downMs} ms` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `  !! ${parts.join(', ')}`;
}

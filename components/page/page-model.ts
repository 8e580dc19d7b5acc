import { NO_CONNECTION } from '../../lib/domain/connection';
import { NO_PREVIEW } from '../../lib/domain/preview';
import type { LogParams } from '../../lib/domain/log-row';
import type { Snapshot } from '../../lib/domain/snapshot';
import type { Client, ClientAnswer } from '../../lib/messaging/client';
import type { Change, CommandInput, CommandName } from '../../lib/messaging/protocol';
import type { Draft, DraftSecrets } from '../../lib/settings/draft';
import type { Reader } from '../../lib/store/reader';
import { NO_LISTS, type PageLists, readLists } from './page-lists';

/** Something the user has to know about the page itself or the last command. */
export type PageNotice =
  | { kind: 'silent' | 'no-answer' | 'storage' | 'merged' }
  | { kind: 'code'; code: string; params: LogParams };

export interface PageState extends PageLists {
  /** The stored state has been read once. */
  loaded: boolean;
  snapshot: Snapshot;
  draft: Draft | null;
  secrets: DraftSecrets;
  /** What the user asked to see; null: whatever the state calls for. */
  view: 'status' | 'settings' | null;
  /** Commands that have not been answered yet. */
  busy: ReadonlySet<string>;
  notice: PageNotice | null;
}

export const NO_SECRETS: DraftSecrets = { clientSecret: '', outsmartToken: '', outsmartSoftwareToken: '' };

const DRAFT_KEY = 'draft';

export interface CommandOptions {
  /** Tells commands of one name apart in `busy`. */
  key?: string;
  /** The caller shows a refusal in its own place. */
  quiet?: boolean;
}

export interface PagePorts {
  reader: Reader;
  client: Client;
  /** Calls once when the worker has ended. */
  whenWorkerEnds: (act: () => void) => void;
  session: {
    get(key: string): Promise<unknown>;
    set(key: string, value: unknown): Promise<void>;
    remove(key: string): Promise<void>;
  };
  openSettingsTab: () => Promise<void>;
  openLog: () => Promise<void>;
  /** Asks the browser for access to both services; to be called straight from a click. */
  requestHosts: () => Promise<boolean>;
  copy: (text: string) => Promise<void>;
  /** The page stands in a tab, which outlives the sign-in window. */
  inTab: boolean;
  now: () => number;
}

/** A page's state: read from the store, never from the worker; commands go out, changes come in. */
export interface PageModel {
  readonly ports: PagePorts;
  get(): PageState;
  subscribe: (listener: () => void) => () => void;
  /** First reading, and one after each `changes` message. */
  refresh(): Promise<void>;
  onChange(change: Change): void;
  /** Wakes the worker; says so when nobody answers. */
  kick(): Promise<void>;
  /** Sends a command; its failure becomes a notice, also when nobody answers. */
  command<N extends CommandName>(
    type: N,
    input: CommandInput<N>,
    options?: CommandOptions,
  ): Promise<ClientAnswer<N>>;
  /** Keeps what has been typed, at once (product §2, *Drafts*). */
  setDraft(draft: Draft | null, secrets?: DraftSecrets): void;
  /** The draft as the background left it (after *Opnieuw verbinden*). */
  reloadDraft(): Promise<void>;
  /** What `storage.session` holds of the draft, unparsed. */
  storedDraft(): Promise<unknown>;
  /** Secrets found there, taken over without writing them again. */
  adoptSecrets(secrets: DraftSecrets): void;
  show(view: PageState['view']): void;
  tell(notice: PageNotice): void;
  dismissNotice(): void;
}

export function createPageModel(ports: PagePorts): PageModel {
  return new StoredPage(ports);
}

class StoredPage implements PageModel {
  readonly ports: PagePorts;
  readonly refresh: () => Promise<void>;
  readonly #listeners = new Set<() => void>();
  #isWatching = false;
  #state: PageState = {
    loaded: false,
    snapshot: emptySnapshot(),
    ...NO_LISTS,
    draft: null,
    secrets: NO_SECRETS,
    view: null,
    busy: new Set(),
    notice: null,
  };

  constructor(ports: PagePorts) {
    this.ports = ports;
    this.refresh = mergedCalls(() => this.#readSafely());
  }

  get(): PageState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  onChange({ topic }: Change): void {
    this.#watchWorker();
    if (topic !== 'log') void this.refresh();
  }

  async kick(): Promise<void> {
    this.#watchWorker();
    const answer = await this.ports.client.call('kick', {});
    if (!answer.ok) this.tell(answer.code === 'NO_ANSWER' ? { kind: 'silent' } : failure(answer));
    else if (this.#state.notice?.kind === 'silent') this.dismissNotice();
  }

  async command<N extends CommandName>(
    type: N,
    input: CommandInput<N>,
    { key = type, quiet = false }: CommandOptions = {},
  ): Promise<ClientAnswer<N>> {
    this.#setBusy(key, true);
    const answer = await this.ports.client.call(type, input);
    this.#setBusy(key, false);
    if (answer.ok) this.dismissNotice();
    else if (answer.code === 'NO_ANSWER') this.tell({ kind: 'no-answer' });
    else if (!quiet) this.tell(failure(answer));
    return answer;
  }

  setDraft(draft: Draft | null, secrets: DraftSecrets = this.#state.secrets): void {
    this.#update({ draft, secrets });
    const { session, reader } = this.ports;
    this.#guard(draft === null ? session.remove(DRAFT_KEY) : session.set(DRAFT_KEY, { ...draft, secrets }));
    this.#guard(draft === null ? reader.clearDraft() : reader.putDraft(draft));
  }

  async reloadDraft(): Promise<void> {
    this.#update({ draft: (await this.ports.reader.draft()) ?? null });
  }

  storedDraft(): Promise<unknown> {
    return this.ports.session.get(DRAFT_KEY);
  }

  adoptSecrets(secrets: DraftSecrets): void {
    this.#update({ secrets });
  }

  show(view: PageState['view']): void {
    this.#update({ view });
  }

  tell(notice: PageNotice): void {
    this.#update({ notice });
  }

  dismissNotice(): void {
    this.#update({ notice: null });
  }

  #update(change: Partial<PageState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** A worker that dies in the middle of a run is woken at once; one that has nothing to do may rest. */
  #watchWorker(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    this.ports.whenWorkerEnds(() => {
      this.#isWatching = false;
      if (this.#state.snapshot.run.state === 'running') void this.kick();
    });
  }

  #guard(work: Promise<unknown>): void {
    work.catch(() => this.tell({ kind: 'storage' }));
  }

  #setBusy(key: string, on: boolean): void {
    const busy = new Set(this.#state.busy);
    if (on) busy.add(key);
    else busy.delete(key);
    this.#update({ busy });
  }

  async #readSafely(): Promise<void> {
    try {
      await this.#read();
    } catch {
      this.#update({ loaded: true, notice: { kind: 'storage' } });
    }
  }

  async #read(): Promise<void> {
    const { reader } = this.ports;
    const before = this.#state.snapshot;
    const snapshot = (await reader.snapshot()) ?? before;
    const lists = await readLists(reader, snapshot);
    // From the first reading on the page's own copy of the draft is the newest.
    const draft = this.#state.loaded ? this.#state.draft : ((await reader.draft()) ?? null);
    const ended = before.connection.connected && !snapshot.connection.connected;
    this.#update({ snapshot, ...lists, draft, loaded: true, view: ended ? null : this.#state.view });
  }
}

function failure({ code, params }: { code: string; params: LogParams }): PageNotice {
  return { kind: 'code', code, params };
}

/** Calls during a call share one call after it: the last change is always read. */
function mergedCalls(work: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    next = undefined;
    current = work().finally(() => {
      current = undefined;
    });
    return current;
  };
  return () => {
    if (current === undefined) return start();
    next ??= current.then(start);
    return next;
  };
}

/** What is shown before the background has stored anything. */
export function emptySnapshot(): Snapshot {
  return {
    connection: NO_CONNECTION,
    settings: null,
    companyName: '',
    companies: null,
    companiesError: null,
    administrations: null,
    signInError: null,
    preflight: { state: 'idle', settingsHash: '', outcomes: [], finishedAt: null },
    run: {
      state: 'idle',
      runId: '',
      startedAt: null,
      finishedAt: null,
      category: null,
      done: 0,
      expected: null,
      code: null,
      nextRunAt: null,
    },
    counts: { waiting: 0, held: 0, failed: 0, exported: 0, ignored: 0, told: 0 },
    newYear: null,
    claimUseless: null,
    imports: {},
    approvals: {},
    preview: NO_PREVIEW,
    foundFor: '',
    found: {},
    objects: {},
    redirectUri: '',
    clientPreset: false,
    presetClientId: '',
    version: '',
  };
}

import type { LogRow } from '../../lib/domain/log-row';
import type { Change } from '../../lib/messaging/changes';
import type { Reader } from '../../lib/store/reader';
import { isNoFilter, type LogFilter, matches, NO_FILTER } from './log-filter';
import { RowCache } from './row-cache';

export interface LogState {
  /** Numbers of the rows that match, newest first. */
  seqs: readonly number[];
  /** Newer ones, kept back while the reader looks at older rows; newest first. */
  pending: readonly number[];
  /** The first page has been read. */
  loaded: boolean;
  /** The filter is still being applied to older rows. */
  searching: boolean;
  filter: LogFilter;
}

/** The log as the panel shows it: numbers of all matching rows, and the rows themselves where they are looked at. */
export interface LogModel {
  get(): LogState;
  subscribe: (listener: () => void) => () => void;
  onChange(change: Change): void;
  /** Reads the newest rows, then the numbers of the rest. */
  start(): Promise<void>;
  setFilter(filter: LogFilter, headlineOf: (code: string) => string): Promise<void>;
  /** The row, or undefined until it has been fetched. */
  row(seq: number): LogRow | undefined;
  /** Fetches the rows that are about to be seen. */
  want(seqs: readonly number[]): void;
  /** While the reader has scrolled away, new rows wait. */
  hold(held: boolean): void;
}

const FIRST_PAGE = 60;
const CHUNK = 1_000;

export function createLogModel(reader: Reader): LogModel {
  return new StoredLog(reader);
}

class StoredLog implements LogModel {
  readonly #reader: Reader;
  readonly #rows: RowCache;
  readonly #listeners = new Set<() => void>();
  #state: LogState = { seqs: [], pending: [], loaded: false, searching: false, filter: NO_FILTER };
  #headlineOf: (code: string) => string = (code) => code;
  /** Highest number seen: what is announced next has a higher one. */
  #newest = 0;
  #held = false;
  /** Raised by every new filter: what an older one still brings is dropped. */
  #turn = 0;
  #following = false;
  #followAgain = false;

  constructor(reader: Reader) {
    this.#reader = reader;
    this.#rows = new RowCache(reader, () => this.#update({}));
  }

  get(): LogState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  onChange({ topic }: Change): void {
    if (topic === 'log' && this.#state.loaded) void this.#follow();
  }

  async start(): Promise<void> {
    this.#turn += 1;
    await this.#readAll(this.#turn);
    // What was written while the page was being read.
    await this.#follow();
  }

  async setFilter(filter: LogFilter, headlineOf: (code: string) => string): Promise<void> {
    this.#headlineOf = headlineOf;
    this.#state = { ...this.#state, filter };
    await this.#readAgain();
    await this.#follow();
  }

  row(seq: number): LogRow | undefined {
    return this.#rows.get(seq);
  }

  want(seqs: readonly number[]): void {
    this.#rows.want(seqs);
  }

  hold(held: boolean): void {
    if (this.#held === held) return;
    this.#held = held;
    const { pending, seqs } = this.#state;
    if (!held && pending.length > 0) this.#update({ seqs: [...pending, ...seqs], pending: [] });
  }

  #update(change: Partial<LogState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  #wanted(found: readonly LogRow[]): readonly LogRow[] {
    return found.filter((row) => matches(row, this.#state.filter, this.#headlineOf));
  }

  /** One reading of new rows at a time; what is announced during it is read by one more. */
  async #follow(): Promise<void> {
    if (this.#following) {
      this.#followAgain = true;
      return;
    }
    this.#following = true;
    try {
      do {
        this.#followAgain = false;
        if (await this.#isWiped()) await this.#readAgain();
        await this.#readNew();
      } while (this.#followAgain);
    } catch {
      // The next announcement tries again; a broken store is told by the page's own notice.
    } finally {
      this.#following = false;
    }
  }

  /** The history was wiped: the oldest row that is listed is no longer there. */
  async #isWiped(): Promise<boolean> {
    const oldest = this.#state.seqs.at(-1);
    if (oldest === undefined) return false;
    return (await this.#reader.logRows([oldest])).length === 0;
  }

  async #readAgain(): Promise<void> {
    this.#turn += 1;
    await (isNoFilter(this.#state.filter) ? this.#readAll(this.#turn) : this.#search(this.#turn));
  }

  async #readNew(): Promise<void> {
    for (;;) {
      const found = await this.#reader.logSince(this.#newest, CHUNK);
      const fresh = found.filter((row) => row.seq > this.#newest);
      this.#newest = fresh.at(-1)?.seq ?? this.#newest;
      const hits = this.#wanted(fresh).toReversed();
      this.#rows.keep(hits);
      this.#add(hits.map((row) => row.seq));
      if (found.length < CHUNK) return;
    }
  }

  #add(fresh: readonly number[]): void {
    if (fresh.length === 0) return;
    const { pending, seqs } = this.#state;
    if (this.#held) this.#update({ pending: [...fresh, ...pending] });
    else this.#update({ seqs: [...fresh, ...pending, ...seqs], pending: [] });
  }

  async #readAll(turn: number): Promise<void> {
    const first = await this.#reader.logPage({ before: null, limit: FIRST_PAGE });
    if (turn !== this.#turn) return;
    this.#newest = first[0]?.seq ?? 0;
    this.#rows.keep(first);
    this.#update({ seqs: first.map((row) => row.seq), pending: [], loaded: true, searching: false });
    if (first.length < FIRST_PAGE) return;
    const keys = await this.#reader.logKeys();
    if (turn !== this.#turn) return;
    const oldest = first.at(-1)?.seq ?? 0;
    this.#update({ seqs: [...this.#state.seqs, ...keys.filter((seq) => seq < oldest).toReversed()] });
  }

  async #search(turn: number): Promise<void> {
    const [top] = await this.#reader.logPage({ before: null, limit: 1 });
    if (turn !== this.#turn) return;
    // Rows that come from now on are new ones; the search itself goes from here down.
    this.#newest = top?.seq ?? 0;
    this.#update({ seqs: [], pending: [], searching: true });
    for await (const found of candidates(this.#reader, this.#state.filter, this.#newest)) {
      if (turn !== this.#turn) return;
      const hits = this.#wanted(found);
      this.#rows.keep(hits.slice(0, FIRST_PAGE));
      if (hits.length === 0) continue;
      this.#update({ seqs: [...this.#state.seqs, ...hits.map((row) => row.seq)], loaded: true });
    }
    if (turn === this.#turn) this.#update({ searching: false, loaded: true });
  }
}

/** Rows up to `newest` to look through, newest first, a chunk at a time: one record's by its index, else all. */
async function* candidates(
  reader: Reader,
  { record }: LogFilter,
  newest: number,
): AsyncGenerator<readonly LogRow[]> {
  if (record !== null) {
    yield await reader.logPage({ before: newest + 1, limit: CHUNK, record });
    return;
  }
  const keys = (await reader.logKeys()).filter((seq) => seq <= newest);
  for (let end = keys.length; end > 0; end -= CHUNK) {
    const from = keys[Math.max(0, end - CHUNK)] ?? 0;
    const last = keys[end - 1] ?? 0;
    yield (await reader.logRange(from, last + 1)).toReversed();
  }
}

import type { LogRow } from '../../lib/domain/log-row';
import type { Reader } from '../../lib/store/reader';

/** Rows kept in memory; the others are read again when they come into view. */
const SIZE = 3_000;

/** The rows that have been looked at last, and the fetching of those that are missing. */
export class RowCache {
  readonly #reader: Reader;
  readonly #onFetched: () => void;
  readonly #rows = new Map<number, LogRow>();
  readonly #asked = new Set<number>();
  #wanted: readonly number[] = [];
  #fetching = false;

  constructor(reader: Reader, onFetched: () => void) {
    this.#reader = reader;
    this.#onFetched = onFetched;
  }

  get(seq: number): LogRow | undefined {
    return this.#rows.get(seq);
  }

  keep(found: readonly LogRow[]): void {
    for (const row of found) this.#rows.set(row.seq, row);
    for (const seq of this.#rows.keys()) {
      if (this.#rows.size <= SIZE) break;
      this.#rows.delete(seq);
    }
  }

  /** Fetches what is missing; while that is going on only the newest wish is remembered. */
  want(seqs: readonly number[]): void {
    this.#wanted = seqs;
    if (!this.#fetching) void this.#fetch();
  }

  async #fetch(): Promise<void> {
    this.#fetching = true;
    try {
      for (let missing = this.#missing(); missing.length > 0; missing = this.#missing()) {
        for (const seq of missing) this.#asked.add(seq);
        this.keep(await this.#reader.logRows(missing));
        this.#onFetched();
      }
    } catch {
      // Asked for again when they are next drawn.
    } finally {
      this.#asked.clear();
      this.#fetching = false;
    }
  }

  /** Rows that are gone for good were asked for once and are not asked for again in the same go. */
  #missing(): readonly number[] {
    return this.#wanted.filter((seq) => !this.#rows.has(seq) && !this.#asked.has(seq));
  }
}

/** Something that will happen; `cancel` takes it back. */
export interface Timer {
  cancel(): void;
}

interface Entry {
  at: number;
  /** Order among events of one moment. */
  order: number;
  run: () => void;
  cancelled: boolean;
}

/**
 * The only source of time and order in a simulated world. Everything that takes time is an event here; one event
 * runs at a time, and everything that follows from it without waiting has been done before the next one.
 */
export class VirtualTime {
  #now: number;
  #order = 0;
  /** Latest first, so that the next one is taken off the end. */
  readonly #queue: Entry[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  /** True time, ms since the epoch; a browser's own clock may be wrong. */
  now(): number {
    return this.#now;
  }

  after(delayMs: number, run: () => void): Timer {
    this.#order += 1;
    const entry: Entry = {
      at: this.#now + Math.max(0, delayMs),
      order: this.#order,
      run,
      cancelled: false,
    };
    this.#queue.splice(this.#positionOf(entry), 0, entry);
    return {
      cancel: () => {
        entry.cancelled = true;
      },
    };
  }

  /** Runs the next event up to the moment `until`; false when there is none, and then it is `until`. */
  async step(until: number): Promise<boolean> {
    let entry = this.#queue.at(-1);
    while (entry?.cancelled === true) {
      this.#queue.pop();
      entry = this.#queue.at(-1);
    }
    if (entry === undefined || entry.at > until) {
      this.#now = Math.max(this.#now, until);
      return false;
    }
    this.#queue.pop();
    this.#now = entry.at;
    entry.run();
    await turn();
    return true;
  }

  #positionOf(entry: Entry): number {
    let low = 0;
    let high = this.#queue.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#queue[middle];
      if (
        other !== undefined &&
        (other.at > entry.at || (other.at === entry.at && other.order > entry.order))
      )
        low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Everything that waits for nothing but promises is done when this resolves. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

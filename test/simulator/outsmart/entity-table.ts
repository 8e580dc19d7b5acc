import type { Entity } from './entities';

export type EntityRow = Record<string, string | null>;

/** The records of one master-data list by natural key, in the order in which they were added. */
export class EntityTable {
  readonly entity: Entity;
  readonly #rows = new Map<string, EntityRow>();
  /** Request that last wrote a record; null for the initial data. */
  readonly #writers = new Map<string, number | null>();

  constructor(entity: Entity) {
    this.entity = entity;
  }

  get rows(): EntityRow[] {
    return [...this.#rows.values()];
  }

  get size(): number {
    return this.#rows.size;
  }

  /** By natural key; the parts of a composite key in the order of `entity.key`. */
  get(...key: readonly string[]): EntityRow | undefined {
    return this.#rows.get(key.join('\u0001'));
  }

  keyOf(row: EntityRow): string {
    return this.entity.key.map((name) => row[name] ?? '').join('\u0001');
  }

  /** Adds or replaces a whole record; columns that are not given get their fallback. */
  put(row: EntityRow, requestId: number | null = null): EntityRow {
    const fallbacks = Object.fromEntries(this.entity.columns.map((column) => [column.name, column.fallback]));
    const complete = { ...fallbacks, ...row };
    const key = this.keyOf(complete);
    this.#rows.set(key, complete);
    this.#writers.set(key, requestId);
    return complete;
  }

  writerOf(row: EntityRow): number | null {
    return this.#writers.get(this.keyOf(row)) ?? null;
  }

  remove(row: EntityRow): void {
    const key = this.keyOf(row);
    this.#rows.delete(key);
    this.#writers.delete(key);
  }
}

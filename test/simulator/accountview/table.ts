import type { TableDefinition } from './dictionary';

/** `null` is given out as null, and an absent column as the neutral value: for malformed rows on purpose. */
export type Value = string | number | boolean | null;
export type Row = Record<string, Value>;

/** Keys are padded and compared without regard to case (accountview-api §10 row 12); ordinals by number. */
export function normalizeKey(value: Value | undefined): string {
  if (typeof value === 'number') return String(value).padStart(8, '0');
  return typeof value === 'string' ? value.trimEnd().toUpperCase() : '';
}

/** Rows in key order. A page is found by binary search; nothing is sorted again per request. */
export class Table {
  readonly definition: TableDefinition;
  #keys: string[] = [];
  #rows: Row[] = [];

  constructor(definition: TableDefinition) {
    this.definition = definition;
  }

  /** In key order. A column may be changed in place, except the key. */
  get rows(): readonly Row[] {
    return this.#rows;
  }

  load(rows: readonly Row[]): void {
    const all = [...this.#rows, ...rows].map((row) => ({ key: this.#keyOf(row), row }));
    all.sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
    this.#keys = all.map((entry) => entry.key);
    this.#rows = all.map((entry) => entry.row);
  }

  insert(row: Row): void {
    const key = this.#keyOf(row);
    const position = this.positionAfter(key);
    this.#keys.splice(position, 0, key);
    this.#rows.splice(position, 0, row);
  }

  find(key: Value | undefined): Row | undefined {
    const wanted = normalizeKey(key);
    const position = this.positionOf(wanted);
    return this.#keys[position] === wanted ? this.#rows[position] : undefined;
  }

  remove(key: Value): boolean {
    const wanted = normalizeKey(key);
    const position = this.positionOf(wanted);
    if (this.#keys[position] !== wanted) return false;
    this.#keys.splice(position, 1);
    this.#rows.splice(position, 1);
    return true;
  }

  /** Position of the first row whose key is not smaller. */
  positionOf(key: string): number {
    return this.#search((candidate) => candidate < key);
  }

  /** Position of the first row whose key is greater. */
  positionAfter(key: string): number {
    return this.#search((candidate) => candidate <= key);
  }

  #search(before: (key: string) => boolean): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (before(this.#keys[middle] ?? '')) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #keyOf(row: Row): string {
    return normalizeKey(row[this.definition.key]);
  }
}

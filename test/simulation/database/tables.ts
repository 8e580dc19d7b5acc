import { compareKeys, encodeKey, type Key, keyAt, matcher, type Query } from './keys';

export interface TableShape {
  keyPath: string | readonly string[] | null;
  autoIncrement: boolean;
  indexes: Map<string, string | readonly string[]>;
}

export interface Row {
  key: Key;
  value: unknown;
}

/** One change of one row; `row` undefined: it is removed. */
export interface Change {
  table: string;
  encoded: string;
  row: Row | undefined;
}

/** The rows of one object store. Values are frozen copies: who changes what was read, is told. */
export class Table {
  readonly shape: TableShape;
  readonly rows = new Map<string, Row>();
  lastNumber = 0;

  constructor(shape: TableShape) {
    this.shape = shape;
  }

  keyFor(value: unknown, key: Key | undefined): Key {
    const { keyPath, autoIncrement } = this.shape;
    const own = keyPath === null ? key : keyAt(value, keyPath);
    if (own !== undefined) return own;
    if (!autoIncrement) throw new DOMException('no key', 'DataError');
    this.lastNumber += 1;
    return this.lastNumber;
  }

  /** In order of key. */
  select(query: Query): Row[] {
    const matches = matcher(query);
    const found: Row[] = [];
    for (const row of this.rows.values()) if (matches(row.key)) found.push(row);
    return found.sort((left, right) => compareKeys(left.key, right.key));
  }

  /** How many `selectBy` would give: counted often, so that no list is made. */
  countBy(index: string, query: Query): number {
    const path = this.#pathOf(index);
    const matches = matcher(query);
    let count = 0;
    for (const row of this.rows.values()) {
      const indexKey = keyAt(row.value, path);
      if (indexKey !== undefined && matches(indexKey)) count += 1;
    }
    return count;
  }

  /** In order of the index's key, then of the row's own. */
  selectBy(index: string, query: Query): (Row & { indexKey: Key })[] {
    const path = this.#pathOf(index);
    const matches = matcher(query);
    const found: (Row & { indexKey: Key })[] = [];
    for (const row of this.rows.values()) {
      const indexKey = keyAt(row.value, path);
      if (indexKey !== undefined && matches(indexKey))
        found.push({ key: row.key, value: row.value, indexKey });
    }
    return found.sort(
      (left, right) => compareKeys(left.indexKey, right.indexKey) || compareKeys(left.key, right.key),
    );
  }

  #pathOf(index: string): string | readonly string[] {
    const path = this.shape.indexes.get(index);
    if (path === undefined) throw new DOMException(index, 'NotFoundError');
    return path;
  }

  apply(encoded: string, row: Row | undefined): void {
    if (row === undefined) this.rows.delete(encoded);
    else this.rows.set(encoded, row);
  }

  get(key: Key): Row | undefined {
    return this.rows.get(encodeKey(key));
  }
}

/** A deep, frozen copy of plain data; anything else (a key, bytes) is kept as it is. */
export function frozenCopy<T>(value: T): T {
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy)) as T;
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  if (Object.isFrozen(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) copy[name] = frozenCopy(member);
  return Object.freeze(copy) as T;
}

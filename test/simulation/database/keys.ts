/** Keys as the product uses them. */
export type Key = string | number | readonly Key[];

/** Order of IndexedDB: numbers, then texts, then arrays element by element. */
export function compareKeys(left: Key, right: Key): number {
  const rank = rankOf(left) - rankOf(right);
  if (rank !== 0) return rank;
  if (isArray(left) && isArray(right)) {
    for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
      const order = compareKeys(left[index] ?? '', right[index] ?? '');
      if (order !== 0) return order;
    }
    return left.length - right.length;
  }
  return left < right ? -1 : left > right ? 1 : 0;
}

function isArray(key: Key): key is readonly Key[] {
  return Array.isArray(key);
}

function rankOf(key: Key): number {
  if (isArray(key)) return 2;
  return typeof key === 'string' ? 1 : 0;
}

/** One text per key. */
export function encodeKey(key: Key): string {
  return typeof key === 'string' ? `"${key}` : JSON.stringify(key);
}

/** The key at a key path, or undefined when the row has none there. */
export function keyAt(value: unknown, path: string | readonly string[]): Key | undefined {
  if (typeof path === 'string') return member(value, path);
  const parts = path.map((name) => member(value, name));
  return parts.some((part) => part === undefined) ? undefined : (parts as Key[]);
}

function member(value: unknown, name: string): Key | undefined {
  const found = (value as Readonly<Record<string, unknown>>)[name];
  return typeof found === 'string' || typeof found === 'number' ? found : undefined;
}

/** `IDBKeyRange`. */
export class KeyRange {
  readonly lower: Key | undefined;
  readonly upper: Key | undefined;
  readonly lowerOpen: boolean;
  readonly upperOpen: boolean;

  constructor(lower: Key | undefined, upper: Key | undefined, lowerOpen = false, upperOpen = false) {
    this.lower = lower;
    this.upper = upper;
    this.lowerOpen = lowerOpen;
    this.upperOpen = upperOpen;
  }

  static bound(lower: Key, upper: Key, lowerOpen = false, upperOpen = false): KeyRange {
    return new KeyRange(lower, upper, lowerOpen, upperOpen);
  }

  static only(key: Key): KeyRange {
    return new KeyRange(key, key);
  }

  static lowerBound(key: Key, open = false): KeyRange {
    return new KeyRange(key, undefined, open);
  }

  static upperBound(key: Key, open = false): KeyRange {
    return new KeyRange(undefined, key, false, open);
  }

  includes(key: Key): boolean {
    const above = this.lower === undefined ? 1 : compareKeys(key, this.lower);
    const below = this.upper === undefined ? -1 : compareKeys(key, this.upper);
    return (above > 0 || (above === 0 && !this.lowerOpen)) && (below < 0 || (below === 0 && !this.upperOpen));
  }
}

export type Query = Key | KeyRange | null | undefined;

export function matcher(query: Query): (key: Key) => boolean {
  if (query === null || query === undefined) return () => true;
  if (query instanceof KeyRange) return (key) => query.includes(key);
  return (key) => compareKeys(key, query) === 0;
}

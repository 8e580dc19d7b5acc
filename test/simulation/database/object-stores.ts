import { type Key, KeyRange, type Query } from './keys';
import type { Disk } from './disk';
import { EventSource, Request } from './requests';
import { type Mode, Transaction } from './transaction';

export class DbTransaction extends EventSource {
  readonly objectStoreNames: readonly string[];
  readonly inner: Transaction;
  readonly disk: Disk;
  error: DOMException | null = null;
  readonly #stores = new Map<string, ObjectStore>();

  constructor(disk: Disk, options: { owner: string; mode: Mode; scope: readonly string[]; strict: boolean }) {
    super();
    this.disk = disk;
    this.objectStoreNames = options.scope;
    this.inner = new Transaction(disk, options, {
      onComplete: () => this.fire('complete'),
      onAbort: () => this.fire('abort'),
    });
    disk.enter(this.inner);
  }

  objectStore(name: string): ObjectStore {
    const known = this.#stores.get(name) ?? new ObjectStore(this, name);
    this.#stores.set(name, known);
    return known;
  }

  abort(): void {
    this.inner.abort();
  }

  request(work: (request: Request) => unknown): Request {
    const request = new Request();
    this.inner.perform(() => {
      let outcome: () => unknown;
      try {
        const value = work(request);
        outcome = () => value;
      } catch (error) {
        outcome = () => {
          throw error;
        };
      }
      request.settle(outcome, () => this.inner.isGone);
    });
    return request;
  }
}

abstract class Readable {
  readonly transaction: DbTransaction;
  readonly name: string;

  constructor(transaction: DbTransaction, name: string) {
    this.transaction = transaction;
    this.name = name;
  }

  abstract select(query: Query): { key: Key; value: unknown; indexKey?: Key }[];

  abstract countOf(query: Query): number;

  get(query: Query): Request {
    return this.transaction.request(() => this.select(query)[0]?.value);
  }

  getKey(query: Query): Request {
    return this.transaction.request(() => this.select(query)[0]?.key);
  }

  getAll(query?: Query, limit?: number): Request {
    return this.transaction.request(() =>
      this.select(query)
        .slice(0, limit)
        .map((row) => row.value),
    );
  }

  getAllKeys(query?: Query, limit?: number): Request {
    return this.transaction.request(() =>
      this.select(query)
        .slice(0, limit)
        .map((row) => row.key),
    );
  }

  count(query?: Query): Request {
    return this.transaction.request(() => this.countOf(query));
  }

  openCursor(query?: Query, direction: 'next' | 'prev' = 'next'): Request {
    return this.transaction.request((request) => {
      const rows = this.select(query);
      return Cursor.at(request, direction === 'prev' ? rows.toReversed() : rows, 0);
    });
  }
}

export class ObjectStore extends Readable {
  select(query: Query): { key: Key; value: unknown }[] {
    const table = this.transaction.disk.table(this.name);
    if (query === null || query === undefined || query instanceof KeyRange) return table.select(query);
    const row = table.get(query);
    return row === undefined ? [] : [row];
  }

  countOf(query: Query): number {
    return this.select(query).length;
  }

  index(name: string): Index {
    return new Index(this.transaction, name, this.name);
  }

  put(value: unknown, key?: Key): Request {
    return this.transaction.request(() => this.transaction.inner.put(this.name, value, key, false));
  }

  add(value: unknown, key?: Key): Request {
    return this.transaction.request(() => this.transaction.inner.put(this.name, value, key, true));
  }

  delete(query: Query): Request {
    return this.transaction.request(() =>
      this.transaction.inner.remove(
        this.name,
        this.select(query).map((row) => row.key),
      ),
    );
  }

  clear(): Request {
    return this.delete(null);
  }

  openKeyCursor(query?: Query, direction?: 'next' | 'prev'): Request {
    return this.openCursor(query, direction);
  }

  createIndex(name: string, keyPath: string | readonly string[]): Index {
    this.transaction.disk.table(this.name).shape.indexes.set(name, keyPath);
    return this.index(name);
  }
}

export class Index extends Readable {
  readonly #table: string;

  constructor(transaction: DbTransaction, name: string, table: string) {
    super(transaction, name);
    this.#table = table;
  }

  select(query: Query): { key: Key; value: unknown; indexKey: Key }[] {
    return this.transaction.disk.table(this.#table).selectBy(this.name, query);
  }

  countOf(query: Query): number {
    return this.transaction.disk.table(this.#table).countBy(this.name, query);
  }
}

export class Cursor {
  readonly request: Request;
  readonly #rows: readonly { key: Key; value: unknown; indexKey?: Key }[];
  readonly #position: number;

  private constructor(request: Request, rows: Cursor['rows'], position: number) {
    this.request = request;
    this.#rows = rows;
    this.#position = position;
  }

  static at(request: Request, rows: Cursor['rows'], position: number): Cursor | null {
    return position < rows.length ? new Cursor(request, rows, position) : null;
  }

  get rows(): readonly { key: Key; value: unknown; indexKey?: Key }[] {
    return this.#rows;
  }

  get value(): unknown {
    return this.#rows[this.#position]?.value;
  }

  get primaryKey(): Key | undefined {
    return this.#rows[this.#position]?.key;
  }

  get key(): Key | undefined {
    const row = this.#rows[this.#position];
    return row?.indexKey ?? row?.key;
  }

  continue(): void {
    const next = Cursor.at(this.request, this.#rows, this.#position + 1);
    this.request.settle(
      () => next,
      () => false,
    );
  }

  advance(): void {
    throw new DOMException('not simulated', 'NotSupportedError');
  }

  continuePrimaryKey(): void {
    throw new DOMException('not simulated', 'NotSupportedError');
  }

  delete(): void {
    throw new DOMException('not simulated', 'NotSupportedError');
  }
}

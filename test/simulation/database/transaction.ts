import type { Disk } from './disk';
import { encodeKey, type Key } from './keys';
import { soon } from './requests';
import { type Change, frozenCopy, type Row } from './tables';

export type Mode = 'readonly' | 'readwrite' | 'versionchange';

/** What the face of IndexedDB is told of a transaction. */
export interface TransactionListener {
  onComplete(): void;
  onAbort(): void;
}

/** Promises between an answer and the next question of the same transaction: more than the product ever chains. */
const IDLE_HOPS = 16;

interface Undo {
  table: string;
  encoded: string;
  row: Row | undefined;
}

/** One transaction on a disk: its operations happen at once, and are undone unless it commits. */
export class Transaction {
  state: 'waiting' | 'active' | 'finished' | 'vanished' = 'waiting';
  readonly owner: string;
  readonly mode: Mode;
  readonly scope: readonly string[];
  readonly strict: boolean;
  readonly #disk: Disk;
  readonly #listener: TransactionListener;
  #operations = 0;
  #queued: (() => void)[] = [];
  #changes: Change[] = [];
  #undo: Undo[] = [];

  constructor(
    disk: Disk,
    options: { owner: string; mode: Mode; scope: readonly string[]; strict: boolean },
    listener: TransactionListener,
  ) {
    this.#disk = disk;
    this.#listener = listener;
    this.owner = options.owner;
    this.mode = options.mode;
    this.scope = options.scope;
    this.strict = options.strict;
  }

  start(): void {
    this.state = 'active';
    const queued = this.#queued;
    this.#queued = [];
    for (const operation of queued) operation();
    if (this.mode === 'readonly') this.#endWhenIdle(IDLE_HOPS);
    else this.#disk.ports.time.after(this.#disk.ports.commitMs(this.strict), () => this.#commit());
  }

  /** A transaction that only reads ends when nothing more is asked of it; nobody can tell when exactly. */
  #endWhenIdle(hops: number): void {
    const before = this.#operations;
    soon(() => {
      if (this.state !== 'active') return;
      if (this.#operations !== before) this.#endWhenIdle(IDLE_HOPS);
      else if (hops > 0) this.#endWhenIdle(hops - 1);
      else this.#commit();
    });
  }

  /** Now, or when those before it have ended. */
  perform(operation: () => void): void {
    if (this.isGone) return;
    this.#operations += 1;
    if (this.state === 'finished')
      throw new DOMException('the transaction has ended', 'TransactionInactiveError');
    if (this.state === 'waiting') this.#queued.push(operation);
    else operation();
  }

  put(table: string, value: unknown, key: Key | undefined, onlyNew: boolean): Key {
    const target = this.#disk.table(table);
    const { keyPath, autoIncrement } = target.shape;
    const actual = target.keyFor(value, key);
    const keyed =
      autoIncrement && typeof keyPath === 'string' ? { ...(value as object), [keyPath]: actual } : value;
    const encoded = encodeKey(actual);
    if (onlyNew && target.rows.has(encoded)) throw new DOMException('the key exists', 'ConstraintError');
    this.#change(table, encoded, { key: actual, value: frozenCopy(keyed) });
    return actual;
  }

  remove(table: string, keys: readonly Key[]): void {
    for (const key of keys) this.#change(table, encodeKey(key), undefined);
  }

  abort(): void {
    if (this.state === 'finished' || this.state === 'vanished')
      throw new DOMException('ended', 'InvalidStateError');
    this.#revert();
    this.state = 'finished';
    this.#disk.leave(this);
    soon(() => this.#listener.onAbort());
  }

  /** Its worker is dead: undone, and nothing is ever heard of it. */
  vanish(): void {
    if (this.state === 'finished' || this.state === 'vanished') return;
    this.#revert();
    this.state = 'vanished';
    this.#disk.leave(this);
  }

  #change(table: string, encoded: string, row: Row | undefined): void {
    const target = this.#disk.table(table);
    this.#undo.push({ table, encoded, row: target.rows.get(encoded) });
    target.apply(encoded, row);
    this.#changes.push({ table, encoded, row });
  }

  #revert(): void {
    for (const { table, encoded, row } of this.#undo.toReversed())
      this.#disk.table(table).apply(encoded, row);
    this.#undo = [];
    this.#changes = [];
  }

  #commit(): void {
    if (this.state !== 'active') return;
    const { onCommit } = this.#disk.ports;
    const writes = this.#changes.length > 0;
    if (writes) onCommit(this.owner, 'before', this.#changes);
    // What strikes before the commit may have taken it away.
    if (this.isGone) return;
    this.state = 'finished';
    if (writes) this.#disk.flush(this.#changes, this.strict);
    this.#disk.leave(this);
    if (writes) onCommit(this.owner, 'after', this.#changes);
    if (!this.isGone) this.#listener.onComplete();
  }

  /** Nobody is left who could hear of it. */
  get isGone(): boolean {
    return this.state === 'vanished' || this.#disk.isDead(this.owner);
  }
}

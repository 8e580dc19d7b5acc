import type { VirtualTime } from '../time';
import { type Change, type Row, Table, type TableShape } from './tables';
import type { Transaction } from './transaction';

interface Commit {
  changes: readonly Change[];
}

export interface DiskPorts {
  time: Pick<VirtualTime, 'after'>;
  /** How long a commit takes, ms. */
  commitMs: (strict: boolean) => number;
  /** Called before and after a read-write transaction becomes real; a nemesis may strike in both. */
  onCommit: (owner: string, moment: 'before' | 'after', changes: readonly Change[]) => void;
}

/**
 * The database of one browser profile with what a disk does to it: a committed transaction is seen by everybody
 * and survives the death of a worker, but only a strict one is on the disk, with all before it. At power loss a
 * prefix of what was committed since is left, each transaction whole or not at all.
 */
export class Disk {
  readonly ports: DiskPorts;
  version = 0;
  /** What transactions see. */
  live = new Map<string, Table>();
  /** What survives in any case. */
  stable = new Map<string, Table>();
  #unflushed: Commit[] = [];
  #transactions: Transaction[] = [];
  readonly #dead = new Set<string>();

  constructor(ports: DiskPorts) {
    this.ports = ports;
  }

  createTable(name: string, shape: TableShape): void {
    this.live.set(name, new Table(shape));
    this.stable.set(name, new Table(shape));
  }

  table(name: string): Table {
    const table = this.live.get(name);
    if (table === undefined) throw new DOMException(name, 'NotFoundError');
    return table;
  }

  /** Rows that are on the disk whatever happens. */
  stableRows<T>(name: string): T[] {
    return [...(this.stable.get(name)?.rows.values() ?? [])].map((row) => row.value as T);
  }

  rows<T>(name: string): T[] {
    return [...(this.live.get(name)?.rows.values() ?? [])].map((row) => row.value as T);
  }

  row<T>(name: string, encoded: string): T | undefined {
    return this.live.get(name)?.rows.get(encoded)?.value as T | undefined;
  }

  /** How many committed transactions a power loss can take. */
  get unflushed(): number {
    return this.#unflushed.length;
  }

  enter(transaction: Transaction): void {
    if (this.#dead.has(transaction.owner)) return transaction.vanish();
    this.#transactions.push(transaction);
    if (!this.#isBlocked(transaction)) transaction.start();
  }

  leave(transaction: Transaction): void {
    this.#transactions = this.#transactions.filter((other) => other !== transaction);
    for (const other of this.#transactions)
      if (other.state === 'waiting' && !this.#isBlocked(other)) other.start();
  }

  /** The worker that owns these connections is gone: what it had not committed is undone, and nobody is told. */
  abandon(owner: string): void {
    this.#dead.add(owner);
    for (const transaction of this.#transactions.filter((one) => one.owner === owner)) transaction.vanish();
  }

  isDead(owner: string): boolean {
    return this.#dead.has(owner);
  }

  flush(changes: readonly Change[], strict: boolean): void {
    this.#unflushed.push({ changes });
    if (!strict) return;
    this.#toStable(this.#unflushed);
    this.#unflushed = [];
  }

  /** Only `survivors` of the unflushed transactions are left, the oldest ones. All connections must be gone. */
  losePower(survivors: number): void {
    this.#toStable(this.#unflushed.slice(0, survivors));
    this.#unflushed = [];
    for (const [name, table] of this.stable) {
      const fresh = new Table(table.shape);
      for (const [encoded, row] of table.rows) fresh.apply(encoded, row);
      fresh.lastNumber = Math.max(
        0,
        ...[...table.rows.values()].map(({ key }) => (typeof key === 'number' ? key : 0)),
      );
      this.live.set(name, fresh);
    }
  }

  #toStable(commits: readonly Commit[]): void {
    for (const { changes } of commits)
      for (const { table, encoded, row } of changes) this.stable.get(table)?.apply(encoded, row);
  }

  #isBlocked(transaction: Transaction): boolean {
    const before = this.#transactions.slice(0, this.#transactions.indexOf(transaction));
    return before.some(
      (other) =>
        (other.mode !== 'readonly' || transaction.mode !== 'readonly') &&
        other.scope.some((name) => transaction.scope.includes(name)),
    );
  }
}

export type { Change, Row };

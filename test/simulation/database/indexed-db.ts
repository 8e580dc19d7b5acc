import type { Disk } from './disk';
import { KeyRange } from './keys';
import { Cursor, DbTransaction, Index, ObjectStore } from './object-stores';
import { EventSource, OpenRequest, Request, soon } from './requests';
import type { Mode } from './transaction';

class Database extends EventSource {
  readonly #disk: Disk;
  readonly #owner: string;
  closed = false;

  constructor(disk: Disk, owner: string) {
    super();
    this.#disk = disk;
    this.#owner = owner;
  }

  get version(): number {
    return this.#disk.version;
  }

  get objectStoreNames(): { contains(name: string): boolean } {
    return { contains: (name) => this.#disk.live.has(name) };
  }

  transaction(
    names: string | readonly string[],
    mode: Mode = 'readonly',
    options: { durability?: string } = {},
  ): DbTransaction {
    if (this.closed) throw new DOMException('the connection is closed', 'InvalidStateError');
    const scope = [names].flat() as string[];
    return new DbTransaction(this.#disk, {
      owner: this.#owner,
      mode,
      scope,
      strict: options.durability === 'strict',
    });
  }

  createObjectStore(
    name: string,
    options: { keyPath?: string | readonly string[]; autoIncrement?: boolean } = {},
  ): ObjectStore {
    const { keyPath = null, autoIncrement = false } = options;
    this.#disk.createTable(name, { keyPath, autoIncrement, indexes: new Map() });
    return this.upgrading.objectStore(name);
  }

  /** Only ever used between `createObjectStore` and the end of an upgrade. */
  get upgrading(): DbTransaction {
    return new DbTransaction(this.#disk, {
      owner: this.#owner,
      mode: 'versionchange',
      scope: [],
      strict: true,
    });
  }

  close(): void {
    this.closed = true;
  }
}

/** The disks of the world in hand, by the name of their profile. */
let disks = new Map<string, Disk>();

export function useDisks(next: Map<string, Disk>): void {
  disks = next;
}

/** `name` is `<profile>#<worker>`, so that a worker's connections can die with it. */
function openDatabase(name: string, version: number): OpenRequest {
  const [profile = '', owner = ''] = name.split('#');
  const disk = disks.get(profile);
  if (disk === undefined) throw new DOMException(profile, 'NotFoundError');
  const request = new OpenRequest();
  soon(() => {
    const database = new Database(disk, owner);
    request.result = database;
    if (disk.version < version) {
      const oldVersion = disk.version;
      disk.version = version;
      request.transaction = database.upgrading;
      request.fire('upgradeneeded', { oldVersion, newVersion: version });
    }
    request.settle(
      () => database,
      () => false,
    );
  });
  return request;
}

/** Puts the simulated database where the product looks for it. */
export function installIndexedDb(): void {
  Object.assign(globalThis, {
    indexedDB: { open: openDatabase },
    IDBKeyRange: KeyRange,
    IDBRequest: Request,
    IDBOpenDBRequest: OpenRequest,
    IDBTransaction: DbTransaction,
    IDBDatabase: Database,
    IDBObjectStore: ObjectStore,
    IDBIndex: Index,
    IDBCursor: Cursor,
  });
}

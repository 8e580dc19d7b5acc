import type { DBSchema, IDBPTransaction, StoreNames } from 'idb';
import type { FieldInfo } from '../domain/company';
import type { Connection } from '../domain/connection';
import type { LedgerRow } from '../domain/ledger';
import type { LogRow } from '../domain/log-row';
import type { Job, Run } from '../domain/run';
import type { SetupState } from '../domain/setup-state';
import type { Snapshot } from '../domain/snapshot';
import type { ImportableCategory } from '../domain/category';
import type { ProblemCode } from '../kernel/codes';
import type { LogParams } from '../domain/log-row';
import type { ReferenceField } from '../domain/sales-order';
import type { Draft } from '../settings/draft';
import type { Settings } from '../settings/schema';

export const DB_NAME = 'accountview-outsmart';
export const DB_VERSION = 1;

/** What we know of one record we import: what was sent last, or why it was set aside. */
export interface Link {
  companyId: string;
  category: ImportableCategory | 'category-links';
  key: string;
  /** Hash of the outgoing record as last confirmed, with the mapping's version; '' when never written. */
  hash: string;
  /** The outgoing fields as last confirmed, to see which of them OutSmart's user changed since. */
  sent: Readonly<Record<string, string>>;
  /** Pass in which AccountView showed it last. */
  passId: string;
  /** Set aside: not sent, and why. Logged once per hash. */
  aside: { code: ProblemCode; params: LogParams; hash: string } | null;
  /** Hash of another record that came under the same key and is left alone. Logged once. */
  twin?: string | undefined;
}

/** OutSmart's own copy of a record, staged for comparison during a first or full pass. */
export interface Target {
  companyId: string;
  category: Link['category'];
  key: string;
  fields: Readonly<Record<string, string>>;
}

/** What is remembered of a company between runs. */
export interface CompanyState {
  companyId: string;
  /** Column that carries our reference, once the self-test has passed. */
  referenceField: ReferenceField | null;
  /** The first document was read back by its reference. */
  referenceProven: boolean;
  /** The first close changed exactly that work order. */
  closeProven: boolean;
  /** The ledger was rebuilt from AccountView (or started there) in this browser. */
  ledgerReady: boolean;
  /** Rows the ledger had at its largest; absent before the first export. Fewer than this were lost. */
  ledgerRows?: number;
  /** Data dictionary per table, and when it was read. */
  dictionary: Readonly<Record<string, readonly FieldInfo[]>>;
  dictionaryAt: number;
  /** Last finished pass per category: its state for the interface, and what it was made with. */
  imports: Partial<
    Record<
      ImportableCategory,
      {
        read: number;
        written: number;
        unchanged: number;
        setAside: number;
        finishedAt: number;
        failed: boolean;
      }
    >
  >;
}

/** Single records by name. */
export interface MetaValues {
  settings: Settings;
  connection: Connection;
  snapshot: Snapshot;
  setup: SetupState;
  /** When the next scheduled run is due (ms since the epoch); null: by hand. */
  nextRunAt: number | null;
  /** Last epoch given out; raised by every runner that takes the lock. */
  epoch: number;
  /** Work asked for while a run was on: merged into one following run. */
  pending: { exportOnly: boolean; category: ImportableCategory | null; trigger: Run['trigger'] } | null;
}

export interface Schema extends DBSchema {
  meta: { key: keyof MetaValues; value: MetaValues[keyof MetaValues] };
  /** Written by pages; everything else by the background alone. */
  drafts: { key: 'draft'; value: Draft };
  /** AES-GCM ciphertexts and the non-extractable key (reliability §2.4). */
  secrets: { key: string; value: CryptoKey | { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer } };
  companies: { key: string; value: CompanyState };
  runs: { key: string; value: Run; indexes: { startedAt: number } };
  jobs: { key: string; value: Job; indexes: { runId: string; state: string } };
  links: { key: [string, string, string]; value: Link };
  targets: { key: [string, string, string]; value: Target };
  ledger: {
    key: [string, string];
    value: LedgerRow;
    indexes: { state: [string, string]; reference: [string, string] };
  };
  log: {
    key: number;
    value: LogRow;
    indexes: { record: string; level: [string, number]; direction: [string, number] };
  };
}

export type StoreName = StoreNames<Schema>;
export type ReadTx = IDBPTransaction<Schema, StoreName[], 'readonly'>;
export type WriteTx = IDBPTransaction<Schema, StoreName[], 'readwrite'>;

import type { DBSchema, IDBPTransaction, StoreNames } from 'idb';
import type { FieldInfo } from '../domain/company';
import type { Connection, Side } from '../domain/connection';
import type { LedgerRow } from '../domain/ledger';
import type { LogRow } from '../domain/log-row';
import type { Approval, DiscoveredObject, FoundKind, FoundObject, FoundValue } from '../domain/approval';
import type { ImportCounts, Job, Run } from '../domain/run';
import type { SetupState } from '../domain/setup-state';
import type { Snapshot } from '../domain/snapshot';
import type { Category, RecordRef } from '../domain/category';
import type { Preview, PreviewDocument, PreviewOutcome } from '../domain/preview';
import type { LogCode, ProblemCode } from '../kernel/codes';
import type { LogParams } from '../domain/log-row';
import type { ReferenceField } from '../domain/document';
import type { Draft } from '../settings/draft';
import type { Settings } from '../settings/schema';

export const DB_NAME = 'accountview-outsmart';
export const DB_VERSION = 4;

/** What we know of one record we import: what was sent last, or why it was set aside. */
export interface Link {
  companyId: string;
  category: Category | 'category-links';
  key: string;
  /** Hash of the outgoing record as last confirmed, with the mapping's version; '' when never written. */
  hash: string;
  /** The outgoing fields as last confirmed, to see which of them OutSmart's user changed since. */
  sent: Readonly<Record<string, string>>;
  /** Pass in which AccountView showed it last. */
  passId: string;
  /** Set aside: not sent, and why. Logged once per hash. */
  aside: Aside | null;
  /** Hash of another record that came under the same key and is left alone. Logged once. */
  twin?: string | undefined;
  /** Absent from AccountView since that complete pass (ms since the epoch). Reported once. */
  missingSince?: number | undefined;
  /** OutSmart's number of what was made from it: a work order's row id, a transaction's number. */
  targetId?: string;
  /** A POST that may have been performed; on disk before it leaves, gone once its outcome is known. */
  attempt?: Attempt | undefined;
}

/** What is known of a POST that must not happen twice. Moments in ms since the epoch. */
export interface Attempt {
  startedAt: number;
  posts: number;
  /** Look-ups that found nothing since the last POST. */
  looks: number;
  /** The next look-up is not made before this moment. */
  notBefore: number;
  /** The run that sent the last POST; absent in rows of an earlier version. */
  runId?: string;
}

/** Why a record is set aside. */
export interface Aside {
  code: ProblemCode;
  params: LogParams;
  hash: string;
  /** Its key as AccountView writes it, and its name; absent in rows of an earlier version. */
  key?: string;
  name?: string;
}

/** A known record with other values, kept back until its pass is over and the mass brake has counted it. */
export interface Staged {
  companyId: string;
  category: Link['category'];
  key: string;
  /** As AccountView has it: what is sent of it is decided when it is written. */
  record: Readonly<Record<string, string | number>>;
  /** The row of the link table once the record is written, but for what was sent. */
  link: Link;
  name: string;
}

/** One line of a preview: what an import would do to a record, and why not. */
export interface PreviewRow {
  /** Names the preview it belongs to. */
  previewId: string;
  seq: number;
  category: Category;
  record: RecordRef;
  name: string;
  outcome: PreviewOutcome;
  /** Fields that change: OutSmart's value and the one that would be sent. */
  fields: readonly { field: string; from: string; to: string }[];
  aside: { code: ProblemCode; params: LogParams } | null;
}

/** One work order of a preview; in the same store, after all lines of the categories. */
export interface PreviewDocumentRow {
  previewId: string;
  seq: number;
  document: PreviewDocument;
}

/** A debtor or article that an export creates in AccountView; on disk before the POST. */
export interface Creation {
  companyId: string;
  kind: 'relation' | 'article';
  /** OutSmart's number or code. */
  key: string;
  /** A POST that may have been performed; null once its outcome is known. */
  attempt: Attempt | null;
  /** AccountView's key of what was made; null before. */
  madeAs: string | null;
}

/** OutSmart's own copy of a record, staged for comparison during a first or full pass. */
export interface Target {
  companyId: string;
  category: Link['category'];
  key: string;
  fields: Readonly<Record<string, string>>;
}

/** Where documents of one kind carry our reference, and whether one was read back by it. */
export interface Reference {
  field: ReferenceField;
  proven: boolean;
}

/** What is remembered of a company between runs. */
export interface CompanyState {
  companyId: string;
  /** Column that carries our reference in documents of one kind, once the self-test has passed (`referenceIn`). */
  referenceField: ReferenceField | null;
  /** A document was read back by it. */
  referenceProven: boolean;
  /** The same of the other kind, which was the target before or may be the next. */
  otherReference?: Reference;
  /** The first close changed exactly that work order. */
  closeProven: boolean;
  /** The first claim was made twice and the second was refused: claims keep others away. */
  claimProven?: boolean;
  /** It was not: claims with this work status are no use here. */
  claimUseless?: string;
  /** A person has looked at the first journal page. */
  pageAccepted?: boolean;
  /** Fiscal years met so far; absent before the first export. */
  yearsSeen?: readonly string[];
  /** The newest one, until a person has seen the notice; `code` is why it cannot be used. */
  newYear?: { year: string; code: LogCode | null; params: LogParams } | null;
  /** When closed work orders were last compared with what was exported, ms since the epoch. */
  recheckedAt?: number;
  /** The ledger was rebuilt from AccountView (or started there) in this browser. */
  ledgerReady: boolean;
  /** Rows the ledger had at its largest; absent before the first export. Fewer than this were lost. */
  ledgerRows?: number;
  /** Rows were lost, and nobody has said yet that export may go on; `rebuilt`: documents found since. */
  ledgerLost?: { rebuilt?: number };
  /** Data dictionary per table, and when it was read. */
  dictionary: Readonly<Record<string, readonly FieldInfo[]>>;
  dictionaryAt: number;
  /** Last finished pass per category: its state for the interface, and what it was made with. */
  imports: Partial<Record<Category, ImportMemory>>;
  /** What a person has to say yes to, said no to, or has said yes to (product §2.1). */
  approvals?: Partial<Record<Category, Approval>>;
  /** Tables found through the dictionary, and when it was asked; null: this company has none. */
  objects?: Partial<Record<DiscoveredObject, FoundObject | null>>;
  objectsAt?: number;
  /** Values met in the rows, for the filters of the import step: codes with a name where there is one. */
  found?: Partial<Record<FoundKind, readonly FoundValue[]>>;
}

/** What is remembered of a category's last import. */
export interface ImportMemory extends ImportCounts {
  finishedAt: number;
  failed: boolean;
  /** A whole pass has been written: from now on only what changed, without asking. */
  imported?: boolean;
  /** What the last complete pass was made with; another one reads everything again. */
  basis?: string;
  /** Start of the last complete pass over everything, and of the last one over the changes (ms since the epoch). */
  fullAt?: number;
  since?: number;
  /** Records that no longer are in AccountView. */
  missing?: number;
  /** The company has no table for it: said once. */
  unavailable?: boolean;
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
  /** Until when (ms since the epoch) each service has asked not to be called. */
  heldOff: Partial<Record<Side, number>>;
  /** Work asked for while a run was on: merged into one following run. */
  pending: {
    exportOnly: boolean;
    category: Category | null;
    /** Of a request for all that is switched on: categories that were asked for by name besides. */
    named?: readonly Category[];
    trigger: Run['trigger'];
    /** All records are compared again, not only those that changed. */
    everything?: boolean;
  } | null;
  preview: Preview;
  /** The preview that is under way: what it was asked with, and how many workers have begun it. */
  previewing: { settings: Settings; category: Category | null; attempts: number } | null;
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
  links: { key: [string, string, string]; value: Link; indexes: { aside: [string, string] } };
  targets: { key: [string, string, string]; value: Target };
  staged: { key: [string, string, string]; value: Staged };
  previews: { key: [string, number]; value: PreviewRow | PreviewDocumentRow };
  creations: { key: [string, string, string]; value: Creation };
  ledger: {
    key: [string, string];
    value: LedgerRow;
    /** `told`: state and code; a row without a code is not in it. */
    indexes: { state: [string, string]; reference: [string, string]; told: [string, string, string] };
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

import type { Approval, DiscoveredObject, FoundKind, FoundObject, FoundValue } from './approval';
import type { Company, Administration } from './company';
import type { Connection } from './connection';
import type { CategoryState, RunState } from './run';
import type { Category } from './category';
import type { LogCode } from '../kernel/codes';
import type { LogParams } from './log-row';
import type { Preflight } from './preflight';
import type { Preview } from './preview';
import type { Settings } from '../settings/schema';

/**
 * The small record a page draws itself from, without waiting for the worker. Written by the background
 * alone, together with what it describes; a page re-reads it when the `changes` channel says so.
 */
export interface Snapshot {
  connection: Connection;
  /** Settings in force; null until the first save. */
  settings: Settings | null;
  companyName: string;
  /** Null until they have been asked for. */
  companies: readonly Company[] | null;
  companiesError: { code: LogCode; params: LogParams } | null;
  /** Fiscal years of the company asked about last. */
  administrations: {
    companyId: string;
    years: readonly Administration[];
    error: { code: LogCode; params: LogParams } | null;
  } | null;
  /** Outcome of the last sign-in, for `sign-in-error`. */
  signInError: { code: LogCode; params: LogParams; at: number } | null;
  preflight: Preflight;
  run: {
    state: RunState;
    runId: string;
    startedAt: number | null;
    finishedAt: number | null;
    /** What is being worked on. */
    category: Category | 'export' | null;
    done: number;
    /** Null while not known. */
    expected: number | null;
    code: LogCode | null;
    nextRunAt: number | null;
  };
  /** Work orders, each in one place; those that are left out are in none. `told`: exported ones that ask for a person. */
  counts: {
    waiting: number;
    held: number;
    failed: number;
    exported: number;
    ignored: number;
    told: number;
  };
  /** A fiscal year that was not there before, until a person has seen it; `code` is why it cannot be used. */
  newYear: { year: string; code: LogCode | null; params: LogParams } | null;
  /** The claim status in settings, when OutSmart accepts it twice so that it keeps no other browser away. */
  claimUseless: string | null;
  imports: Partial<Record<Category, CategoryState>>;
  /** Categories that wait for a yes. */
  approvals: Partial<Record<Category, Approval>>;
  preview: Preview;
  /** Company that `found` and `objects` are of: the one looked at last in the stepper, else the one in force. */
  foundFor: string;
  /** What the company's dictionary and rows have shown so far. */
  found: Partial<Record<FoundKind, readonly FoundValue[]>>;
  /** Absent: not asked yet; null: this company has none. */
  objects: Partial<Record<DiscoveredObject, FoundObject | null>>;
  /** Redirect URI to register at AccountView. */
  redirectUri: string;
  /** True when the build or a policy gives API key and secret. */
  clientPreset: boolean;
  /** API key the build gives, to fill in beforehand; '' when it gives none. */
  presetClientId: string;
  version: string;
}
